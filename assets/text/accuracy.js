// Accuracy against the number of zeros: one plot a cell, one line a regime, its interval as a band.
import { fill, formats, spread } from "../player/core.js";
import { drawing, element } from "../player/dom.js";
import { band, scale } from "./strip.js";

const HEIGHT = 170;
const WIDTH = 300;
const plots = new WeakMap();

export default function ({ data, parentElement }) {
  plots.get(parentElement)?.remove();
  const node = mount(data);
  parentElement.append(node);
  plots.set(parentElement, node);
}

function mount({ pads, commonest, cells, strings, locale }) {
  const format = formats(locale, strings.percent);
  const regimes = Object.keys(Object.values(cells)[0]);
  const all = Object.values(cells).flatMap((byRegime) => Object.values(byRegime).flat(2));
  const [low, high] = scale([...all, commonest]);
  const y = (value) => (HEIGHT * (high - value)) / (high - low);
  const xs = pads.map((_, index) => (WIDTH * index) / (pads.length - 1));
  const steps = Math.round(10 * (high - low));
  const levels = Array.from({ length: steps + 1 }, (_, step) => low + step / 10);

  const legend = element("p", { className: "legend", "aria-hidden": "true" },
    ...regimes.map((regime) => element("span", { className: `ink-${regime}` }, element("i", {}), strings[`regime-${regime}`])),
    element("span", { className: "commonest" }, element("i", {}), strings.commonest));
  const panels = Object.entries(cells).map(([cell, byRegime]) => {
    const name = strings[`cell-${cell}`];
    const grid = levels.flatMap((level) => [
      drawing("path", { d: `M0,${y(level)}H${WIDTH}`, class: "rule" }),
      text({ x: -8, y: y(level), "text-anchor": "end", dy: "0.35em" }, format.share(level)),
    ]);
    const under = xs.map((x, index) => text({ x, y: HEIGHT + 18, "text-anchor": "middle" }, pads[index]));
    const bands = regimes.map((regime) =>
      drawing("path", { d: band(xs, byRegime[regime].map(([, from]) => from), byRegime[regime].map(([, , to]) => to), y), class: `band ink-${regime}` }));
    const lines = regimes.map((regime) =>
      drawing("path", { d: `M${byRegime[regime].map(([value], index) => `${xs[index]},${y(value)}`).join("L")}`, class: `line ink-${regime}` }));
    const ends = spread(regimes.map((regime) => y(byRegime[regime].at(-1)[0])), 14, 4, HEIGHT - 4);
    const tags = regimes.map((regime, index) =>
      text({ x: WIDTH + 7, y: ends[index], dy: "0.35em", class: `tag ink-${regime}` }, format.share(byRegime[regime].at(-1)[0])));
    return element("figure", {},
      element("figcaption", {}, name),
      drawing("svg", { viewBox: `-44 -10 ${WIDTH + 92} ${HEIGHT + 34}`, role: "img", "aria-label": fill(strings.alt, { cell: name }) },
        ...grid, ...under, drawing("path", { d: `M0,${y(commonest)}H${WIDTH}`, class: "commonest" }), ...bands, ...lines, ...tags));
  });
  return element("div", { className: "accuracy" }, legend, element("div", { className: "panels" }, ...panels), element("p", { className: "below" }, strings.axis));
}

function text(attributes, content) {
  const node = drawing("text", attributes);
  node.textContent = content;
  return node;
}
