// The five cells as cards: drawing, equations, what differs, what a step costs.
import { cellDiagram } from "../microscope/cell.js";
import { element } from "../player/dom.js";
import { formulaMarkup, parse } from "./formula.js";
import { marked } from "./markup.js";

export default function ({ data, parentElement }) {
  const cards = element("div", { className: "cards", role: "list", tabIndex: 0, "aria-label": data.strings.cards }, ...data.cells.map((cell) => card(cell, data.strings)));
  parentElement.querySelector(".cards")?.remove();
  parentElement.append(cards);
}

function card(cell, strings) {
  const lefts = cell.names.map((name) => cell.equations[name].split(" = ")[0]);
  const equations = cell.names.map((name) => {
    const [symbol, right] = cell.equations[name].split(" = ");
    const formula = element("li", { className: `formula ink-${name}` }, ...formulaMarkup(symbol, parse(right, lefts)).map(marked));
    formula.classList.toggle("shared", cell.shared.includes(name));
    return formula;
  });
  const symbols = Object.fromEntries(cell.names.map((name, index) => [name, lefts[index]]));
  const diagram = cellDiagram({ kind: cell.kind, symbols, strings: { kept: "", written: "", faded: "", sum: "", alt: cell.diagram }, format: String, width: 350 });
  const node = element("div", { className: "card", role: "listitem" },
    element("h2", {}, cell.name), element("p", { className: "source" }, cell.source),
    diagram.node, element("p", {}, cell.differs),
    element("ul", { className: "equations", "aria-label": strings.equations }, ...equations,
      ...(cell.shared.length ? [element("li", { className: "note" }, strings.shared)] : [])),
    element("dl", {}, ...cell.facts.flatMap(([what, number]) => [element("dt", {}, what), element("dd", {}, number)])));
  node.style.setProperty("--card-ink", `var(--ink-${cell.kind})`);
  return node;
}
