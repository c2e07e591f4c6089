// Markup as assets/cells/formula.js gives it, as elements.
import { element } from "../player/dom.js";

export function marked([kind, ...children]) {
  const [tag, className = ""] = kind.split(".");
  return element(tag, { className }, ...children.map((child) => (typeof child === "string" ? child : marked(child))));
}
