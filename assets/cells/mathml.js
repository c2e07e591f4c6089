// A formula as the browser's own mathematics.
const MATHML = "http://www.w3.org/1998/Math/MathML";

export function mathematics([tag, ...children]) {
  const node = document.createElementNS(MATHML, tag);
  if (tag === "mo" && "()".includes(children[0])) node.setAttribute("stretchy", "false");
  node.append(...children.map((child) => (typeof child === "string" ? child : mathematics(child))));
  return node;
}
