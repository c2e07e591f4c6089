// Accuracy against distance, on a logarithmic axis: a line with its band for each cell, guessing, and where we stand.
import { fill, formats, spread } from "../player/core.js";
import { drawing, element } from "../player/dom.js";

const plots = new WeakMap();
const LONGEST = 400;
const LABELLED = [1, 2, 5, 10, 20, 40, 80, 160, 400];

export default function ({ data, parentElement }) {
  plots.get(parentElement)?.destroy();
  plots.set(parentElement, mount(data, parentElement));
  return () => {
    plots.get(parentElement)?.destroy();
    plots.delete(parentElement);
  };
}

function mount({ lines, chance, distance, strings, locale }, parentElement) {
  const format = formats(locale, strings.percent);
  const root = element("figure", { className: "cliff" });
  parentElement.append(root);

  function draw() {
    const whole = root.clientWidth;
    const narrow = whole < 600;
    const [left, right, tall] = [44, narrow ? 20 : 190, narrow ? 230 : 320];
    const width = Math.max(80, whole - left - right);
    const x = (d) => (width * Math.log(Math.max(1, d))) / Math.log(LONGEST);
    const y = (share) => tall * (1 - share);
    const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      drawing("path", { d: `M0,${y(share)}H${width}`, class: "rule" }),
      written({ x: -8, y: y(share), "text-anchor": "end", dy: "0.35em", class: "axis" }, format.share(share)),
    ]);
    const under = LABELLED.filter((_, index) => !narrow || index % 2 === 0).map((d) =>
      written({ x: x(d), y: tall + 18, "text-anchor": "middle", class: "axis" }, d.toLocaleString(locale)));
    const bands = lines.map(({ ink, points }) => drawing("path", {
      d: `M${points.map(([d, , , high]) => `${x(d)},${y(high)}`).join("L")}L${points.toReversed().map(([d, , low]) => `${x(d)},${y(low)}`).join("L")}Z`,
      class: "band", style: `--ink: var(--ink-${ink})`,
    }));
    const strokes = lines.flatMap(({ ink, dash, points }) => [
      drawing("path", { d: `M${points.map(([d, value]) => `${x(d)},${y(value)}`).join("L")}`, class: "line", style: `--ink: var(--ink-${ink})`, "stroke-dasharray": dash }),
      ...points.map(([d, value]) => drawing("circle", { cx: x(d), cy: y(value), r: 3, class: "dot", style: `--ink: var(--ink-${ink})` })),
    ]);
    const heights = spread(lines.map(({ points }) => y(points.at(-1)[1])), 18, 6, tall - 6);
    const tags = narrow ? [] : lines.flatMap(({ name, ink, points }, index) => {
      const end = x(points.at(-1)[0]);
      return [
        drawing("path", { d: `M${end + 4},${y(points.at(-1)[1])}L${width + 10},${heights[index]}`, class: "lead", style: `--ink: var(--ink-${ink})` }),
        written({ x: width + 14, y: heights[index], dy: "0.35em", class: "tag", style: `--ink: var(--ink-${ink})` }, name),
      ];
    });
    const mark = () => {
      const here = x(distance);
      const turned = here > 0.75 * width;
      return [
        drawing("path", { d: `M${here},-4V${tall}`, class: "here" }),
        written({ x: here + (turned ? -5 : 5), y: -8, class: "axis strong", "text-anchor": turned ? "end" : "start" }, fill(strings.here, { distance })),
      ];
    };
    const svg = drawing("svg", { viewBox: `${-left} -22 ${whole} ${tall + 48}`, width: whole, height: tall + 48, role: "img", "aria-label": strings.alt },
      ...grid, ...under,
      drawing("path", { d: `M0,${y(chance)}H${width}`, class: "chance" }),
      ...bands, ...strokes, ...tags,
      written({ x: 4, y: y(chance) - 5, class: "axis" }, strings.chance),
      ...(distance === null ? [] : mark()));
    const legend = element("p", { className: "legend" }, ...lines.map(({ name, ink, dash }) => {
      const item = element("span", {}, drawing("svg", { width: 26, height: 8, "aria-hidden": "true" },
        drawing("path", { d: "M0,4H26", class: "line", style: `--ink: var(--ink-${ink})`, "stroke-dasharray": dash })), ` ${name}`);
      return item;
    }));
    root.replaceChildren(...(narrow ? [legend] : []), svg, element("figcaption", {}, strings.axis));
  }

  function written(attributes, content) {
    const node = drawing("text", attributes);
    node.textContent = content;
    return node;
  }

  const resize = new ResizeObserver(() => {
    if (root.clientWidth && root.clientWidth !== resize.width) {
      resize.width = root.clientWidth;
      draw();
    }
  });
  resize.observe(root);
  return {
    destroy() {
      resize.disconnect();
      root.remove();
    },
  };
}
