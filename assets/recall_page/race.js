// A race's curves, recall and loss against the step: drawn anew in place as points arrive, or played as they once came.
import { fill, formats, spread, ticks } from "../player/core.js";
import { drawing, element, icon } from "../player/dom.js";

const races = new WeakMap();

export default function ({ data, parentElement }) {
  if (!races.has(parentElement)) races.set(parentElement, mountRace(parentElement));
  races.get(parentElement).tell(data);
  return () => {
    races.get(parentElement)?.destroy();
    races.delete(parentElement);
  };
}

// What of a curve had happened after so many seconds.
export function happened(points, seconds) {
  return points.filter(([, , at]) => at <= seconds);
}

// The ends of an axis of losses: guessing and the first losses are in, an explosion goes out of the picture.
export function highest(curves, guess) {
  const first = curves.flatMap((points) => points.slice(0, 3).map(([, value]) => value));
  return 1.1 * Math.min(2 * guess, Math.max(guess, ...first));
}

function mountRace(parentElement) {
  const root = element("figure", { className: "race" });
  const pictures = element("div", { className: "panels" });
  const legend = element("p", { className: "legend" });
  const button = element("button", { type: "button", className: "again" });
  button.addEventListener("click", play);
  root.append(legend, pictures, button);
  parentElement.append(root);
  let data, began = null, frame;

  function tell(told) {
    data = told;
    button.hidden = !data.playable;
    button.replaceChildren(icon("play"), ` ${data.strings.play}`);
    if (!data.playable) stop();
    draw();
  }

  function play() {
    began = performance.now();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(next);
  }

  function next() {
    draw();
    if (began !== null) frame = requestAnimationFrame(next);
  }

  function stop() {
    began = null;
    cancelAnimationFrame(frame);
  }

  // Seconds of the recording that have passed; all of them while nothing plays.
  function passed() {
    const all = data.runs[0].curves.flatMap(({ loss }) => loss.map(([, , at]) => at));
    if (began === null || matchMedia("(prefers-reduced-motion: reduce)").matches) return Infinity;
    const now = Math.min(...all) + (performance.now() - began) / 1000;
    if (now >= Math.max(...all)) stop();
    return began === null ? Infinity : now;
  }

  function draw() {
    const whole = root.clientWidth;
    if (!whole) return;
    const { runs, chance, guess, strings, locale } = data;
    const format = formats(locale, strings.percent);
    const now = passed();
    const lines = (kind) => runs.flatMap(({ curves, dash }, run) => curves.map((curve) => ({
      name: curve.name, ink: curve.ink, dash, main: run === 0, diverged: curve.diverged,
      points: run === 0 ? happened(curve[kind], now) : curve[kind],
    })));
    const narrow = whole < 700;
    const steps = Math.max(...runs.map((run) => run.steps));
    const top = highest(runs.flatMap(({ curves }) => curves.map(({ loss }) => loss)), guess);
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const size = narrow ? whole : (whole - 24) / 2;
    pictures.replaceChildren(
      panel(size, narrow, { title: strings.recall, alt: strings["recall-alt"], top: 1, marks: [0, 0.25, 0.5, 0.75, 1], written: format.share,
        level: chance, lines: lines("recall"), dots: true, steps, locale }),
      panel(size, narrow, { title: strings.loss, alt: strings["loss-alt"], top, marks: [0, 1, 2, 3, 4, 5].filter((mark) => mark <= top), written: (mark) => number.format(mark),
        level: guess, lines: lines("loss"), dots: false, steps, locale }));
    const swatch = (attributes) => drawing("svg", { width: 26, height: 8, "aria-hidden": "true" }, drawing("path", { d: "M0,4H26", ...attributes }));
    legend.replaceChildren(...runs.map(({ name, curves, dash }, run) => element("span", { className: run === 0 ? "main" : "" },
      ...curves.flatMap(({ name: cell, ink, diverged }) => [
        element("span", { className: "cell" },
          swatch({ class: "line", style: `--ink: var(--ink-${ink})`, "stroke-dasharray": dash }),
          ` ${cell}${diverged === null ? "" : ` (${fill(strings.diverged, { step: diverged })})`}`),
        " ",
      ]), element("small", {}, name))), element("span", {}, swatch({ class: "chance" }), ` ${strings.chance}`));
  }

  function panel(whole, narrow, { title, alt, top, marks, written, level, lines, dots, steps, locale }) {
    const tagged = dots && !narrow;
    const [left, right, tall] = [44, tagged ? 108 : 14, narrow ? 190 : 240];
    const width = Math.max(80, whole - left - right);
    const x = (step) => (width * step) / steps;
    const y = (value) => tall * (1 - Math.min(1, value / top));
    const grid = marks.flatMap((mark) => [
      drawing("path", { d: `M0,${y(mark)}H${width}`, class: "rule" }),
      words({ x: -8, y: y(mark), "text-anchor": "end", dy: "0.35em", class: "axis" }, written(mark)),
    ]);
    const under = ticks(steps, 5).filter((step) => step > 1).map((step) =>
      words({ x: x(step), y: tall + 18, "text-anchor": "middle", class: "axis" }, step.toLocaleString(locale)));
    const strokes = lines.filter(({ points }) => points.length).flatMap(({ ink, dash, main, points }) => [
      drawing("path", { d: `M${points.map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join("L")}`,
        class: main ? "line" : "line earlier", style: `--ink: var(--ink-${ink})`, "stroke-dasharray": dash }),
      ...(dots && main ? points.slice(-1).map(([step, value]) => drawing("circle", { cx: x(step), cy: y(value), r: 4, class: "dot", style: `--ink: var(--ink-${ink})` })) : []),
    ]);
    const fallen = lines.filter(({ diverged, main, points }) => main && diverged !== null && points.length).map(({ ink, diverged, points }) =>
      words({ x: x(diverged), y: y(points.at(-1)[1]), class: "axis strong", style: `fill: var(--ink-${ink})`, dy: "0.35em" }, "✗"));
    const ends = lines.filter(({ main, points }) => tagged && main && points.length);
    const heights = spread(ends.map(({ points }) => y(points.at(-1)[1])), 18, 6, tall - 6);
    const tags = ends.flatMap(({ name, ink, points }, index) => [
      drawing("path", { d: `M${x(points.at(-1)[0]) + 5},${y(points.at(-1)[1])}L${x(points.at(-1)[0]) + 10},${heights[index]}`, class: "lead", style: `--ink: var(--ink-${ink})` }),
      words({ x: x(points.at(-1)[0]) + 12, y: heights[index], dy: "0.35em", class: "tag", style: `--ink: var(--ink-${ink})` }, name),
    ]);
    const svg = drawing("svg", { viewBox: `${-left} -24 ${whole} ${tall + 50}`, width: whole, height: tall + 50, role: "img", "aria-label": alt },
      ...grid, ...under,
      drawing("path", { d: `M0,${y(level)}H${width}`, class: "chance" }),
      ...strokes, ...fallen, ...tags,
      words({ x: 0, y: -10, class: "axis strong" }, title));
    return svg;
  }

  function words(attributes, content) {
    const node = drawing("text", attributes);
    node.textContent = content;
    return node;
  }

  const resize = new ResizeObserver(() => data && draw());
  resize.observe(root);
  return {
    tell,
    destroy() {
      stop();
      resize.disconnect();
      root.remove();
    },
  };
}
