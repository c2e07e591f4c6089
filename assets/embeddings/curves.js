// Macro-F1 against the share of the training texts: one plot a set, one line an arm, its seeds as a band.
import { fill, formats, spread } from "../player/core.js";
import { drawing, element } from "../player/dom.js";

const TALL = 250;
const plots = new WeakMap();

export default function ({ data, parentElement }) {
  plots.get(parentElement)?.destroy();
  plots.set(parentElement, mount(data, parentElement));
  return () => {
    plots.get(parentElement)?.destroy();
    plots.delete(parentElement);
  };
}

function mount({ panels, shares, strings, locale }, parentElement) {
  const format = formats(locale, strings.percent);
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const named = [...new Map(panels.flatMap(({ lines }) => lines).map((line) => [line.name, line])).values()];
  const legend = element("p", { className: "legend", "aria-hidden": "true" }, ...named.map(({ name, ink, dash }) =>
    element("span", {}, drawing("svg", { viewBox: "0 0 26 8", width: 26, height: 8 },
      drawing("path", { d: "M0,4H26", class: "line", style: `--ink: var(--ink-${ink})`, "stroke-dasharray": dash })), name)),
    element("span", {}, drawing("svg", { viewBox: "0 0 26 8", width: 26, height: 8 }, drawing("path", { d: "M0,4H26", class: "guess" })), strings.guess));
  const figures = panels.map((panel) => {
    const holder = element("div", {});
    return { panel, holder, node: element("figure", {}, element("figcaption", {}, panel.title), holder) };
  });
  const root = element("div", { className: "curves" }, legend, element("div", { className: "panels" }, ...figures.map(({ node }) => node)), element("p", { className: "below" }, strings.axis));
  parentElement.append(root);

  function draw() {
    for (const { panel, holder } of figures) holder.replaceChildren(plot(panel, holder.clientWidth));
  }

  function plot({ title, lines, guess, low, high, texts }, whole) {
    const [left, right] = [46, 52];
    const width = Math.max(120, whole - left - right);
    const y = (value) => (TALL * (high - value)) / (high - low);
    const xs = shares.map((_, index) => (width * index) / (shares.length - 1));
    const levels = Array.from({ length: Math.round((high - low) * 10) + 1 }, (_, step) => low + step / 10);
    const grid = levels.flatMap((level) => [
      drawing("path", { d: `M0,${y(level)}H${width}`, class: "rule" }),
      written({ x: -8, y: y(level), "text-anchor": "end", dy: "0.35em", class: "axis" }, format.share(level))]);
    const under = xs.flatMap((x, index) => [
      written({ x, y: TALL + 20, "text-anchor": "middle", class: "axis strong" }, format.share(shares[index])),
      written({ x, y: TALL + 37, "text-anchor": "middle", class: "axis" }, texts[index].toLocaleString(locale))]);
    const bands = lines.map(({ ink, points }) => drawing("path", {
      d: `M${points.map(([at, , , top]) => `${xs[at]},${y(top)}`).join("L")}L${points.toReversed().map(([at, , bottom]) => `${xs[at]},${y(bottom)}`).join("L")}Z`,
      class: "band", style: `--ink: var(--ink-${ink})` }));
    const strokes = lines.flatMap(({ ink, dash, points }) => [
      drawing("path", { d: `M${points.map(([at, value]) => `${xs[at]},${y(value)}`).join("L")}`, class: "line", style: `--ink: var(--ink-${ink})`, "stroke-dasharray": dash }),
      ...points.map(([at, value]) => drawing("circle", { cx: xs[at], cy: y(value), r: 3, class: "dot", style: `--ink: var(--ink-${ink})` }))]);
    const last = lines.filter(({ points }) => points.at(-1)?.[0] === shares.length - 1);
    const ends = spread(last.map(({ points }) => y(points.at(-1)[1])), 15, 4, TALL - 4);
    const tags = last.map(({ ink, points }, index) =>
      written({ x: width + 8, y: ends[index], dy: "0.35em", class: "tag", style: `--ink: var(--ink-${ink})` }, number.format(100 * points.at(-1)[1])));
    return drawing("svg", { viewBox: `${-left} -10 ${left + width + right} ${TALL + 54}`, width: left + width + right, height: TALL + 54, role: "img", "aria-label": fill(strings.alt, { set: title }) },
      ...grid, ...under, drawing("path", { d: `M0,${y(guess)}H${width}`, class: "guess" }), ...bands, ...strokes, ...tags);
  }

  const observer = new ResizeObserver(draw);
  observer.observe(root);
  draw();
  return {
    destroy() {
      observer.disconnect();
      root.remove();
    },
  };
}

function written(attributes, content) {
  const node = drawing("text", attributes);
  node.textContent = content;
  return node;
}
