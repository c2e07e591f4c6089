// One sentence, three regimes, one cursor: h as a heat map, its likeness to the clean state
// and the verdict as curves, position by position.
import { MARKS, fill, formats, opinion } from "../player/core.js";
import { drawing, element } from "../player/dom.js";
import { inscribe } from "../share/link.js";
import { curve, positionAt, standing, unpacked, zones } from "./strip.js";

const scenes = new WeakMap();

export default function ({ data, parentElement }) {
  const { at, ...drawn } = data;
  const signature = JSON.stringify(drawn);
  if (scenes.get(parentElement)?.signature !== signature) {
    scenes.get(parentElement)?.root.leave();
    const root = mount(drawn);
    parentElement.append(root);
    root.paint();
    scenes.set(parentElement, { signature, root });
  } else {
    scenes.get(parentElement).root.paint(); // the theme may have changed
  }
  scenes.get(parentElement).root.follow(at);
  return () => {
    scenes.get(parentElement)?.root.leave();
    scenes.delete(parentElement);
  };
}

function mount({ scene, strings, locale }) {
  const format = formats(locale, strings.percent);
  const { labels, pieces } = scene;
  const positions = scene.lanes[0].isText.length;
  const zeros = positions - pieces.length;
  let at = positions - 1;
  let asked, addressing; // the position that the page named last, and the timer of the one that it will be told

  const lanes = scene.lanes.map((lane) => {
    const said = element("span", { className: "opinion" });
    const like = element("span", { className: "like" });
    const canvas = element("canvas", { width: positions, height: scene.units });
    const lines = labels.map((label, number) =>
      drawing("path", { d: curve(lane.probabilities.map((row) => row[number])), class: `line ink-${label}` }));
    const alt = `${strings[`regime-${lane.regime}`]}: ${spoken(lane.probabilities.at(-1))}, ${likeness(lane.likeness.at(-1))}`;
    const svg = drawing("svg", { viewBox: `0 0 ${positions} 1`, preserveAspectRatio: "none", role: "img", "aria-label": alt },
      drawing("path", { d: `M0,0.5H${positions}`, class: "half" }), ...lines);
    const resemblance = curve(lane.likeness.map((value) => (1 + value) / 2));
    const fading = drawing("svg", { viewBox: `0 0 ${positions} 1`, preserveAspectRatio: "none", "aria-hidden": "true" },
      drawing("path", { d: `M0,0.5H${positions}`, class: "half" }),
      drawing("path", { d: resemblance, class: `line ink-${lane.regime}` }));
    const marks = zones(lane.isText).map(([from, to]) => {
      const zone = element("div", { className: "zone" },
        element("span", {}, fill(strings.zone, { zeros: to - from })));
      zone.classList.toggle("unread", lane.regime === "masked");
      zone.classList.toggle("first", from === 0);
      zone.classList.toggle("narrow", from > 0.8 * positions);
      zone.style.left = `${(100 * from) / positions}%`;
      zone.style.width = `${(100 * (to - from)) / positions}%`;
      return zone;
    });
    const cursor = element("div", { className: "cursor" });
    const strip = element("div", { className: "strip" }, canvas, fading, svg, ...marks, cursor);
    const node = element("section", { className: `lane ink-${lane.regime}` },
      element("h3", {}, element("span", { className: "name" }, strings[`regime-${lane.regime}`]), said, like),
      element("p", {}, strings[`regime-${lane.regime}-about`]),
      element("div", { className: "with-axis" },
        element("div", { className: "axis", "aria-hidden": "true" }, ...["state", "resemblance", "verdict"].map((name) => element("span", {}, strings[name]))), strip));
    return { ...lane, node, said, like, canvas, cursor, strip };
  });

  const range = element("input", { type: "range", min: 1, max: positions, "aria-label": strings.label });
  const status = element("p", { className: "status" });
  const root = element("div", { className: "scene", role: "group", "aria-label": strings.label },
    ...lanes.map(({ node }) => node), element("div", { className: "with-axis" }, element("span", {}), range), status);

  function spoken(row) {
    const { name, percent } = opinion(labels, row, strings, format);
    return `${name} ${percent}`;
  }

  function likeness(value) {
    return fill(strings.likeness, { value: format.number(value).replace("-", "−") });
  }

  function place() {
    for (const lane of lanes) {
      const { label } = opinion(labels, lane.probabilities[at], strings, format);
      lane.said.className = `opinion ink-${label}`;
      lane.said.textContent = `${MARKS[label]} ${spoken(lane.probabilities[at])}`;
      lane.like.textContent = likeness(lane.likeness[at]);
      lane.cursor.style.left = `${(100 * (at + 0.5)) / positions}%`;
    }
    const lines = lanes.map((lane) => {
      const { piece, zero } = standing(lane.isText, at);
      const template = piece !== undefined ? "status-text" : lane.regime === "masked" ? "status-unread" : "status-zero";
      return `${strings[`regime-${lane.regime}`]}: ${fill(strings[template], { position: at + 1, positions, word: pieces[piece], zero, zeros })}`;
    });
    status.replaceChildren(...lines.map((line) => element("span", {}, line)));
    range.value = at + 1;
    range.setAttribute("aria-valuetext", lines.join(". "));
  }

  function go(position) {
    at = position;
    place();
    tellAddress();
  }

  function tellAddress() {
    clearTimeout(addressing);
    addressing = setTimeout(() => inscribe({ at: at < positions - 1 && String(at + 1) }), 400);
  }

  root.leave = () => {
    clearTimeout(addressing);
    root.remove();
  };

  // The page's address may name a position, or none again: the end. While it repeats itself, it is the visitor who moves.
  root.follow = (position) => {
    const named = Math.min(position ?? positions, positions) - 1;
    if (position !== asked) {
      asked = position;
      at = named;
      place();
    } else if (at !== named) tellAddress();
  };

  range.oninput = () => go(range.value - 1);
  for (const { strip } of lanes) {
    const follow = ({ clientX }) => {
      const box = strip.getBoundingClientRect();
      go(positionAt((clientX - box.left) / box.width, positions));
    };
    strip.onpointerdown = follow;
    strip.onpointermove = follow;
  }

  // A column a position, a row a unit; the stronger the larger |h|.
  root.paint = () => {
    const [low, high] = ["--ink-c", "--ink-h"].map((name) => coloured(root, name));
    for (const { canvas, heat } of lanes) {
      const values = unpacked(heat);
      const context = canvas.getContext("2d");
      const image = context.createImageData(positions, scene.units);
      values.forEach((value, index) => {
        const [position, unit] = [Math.floor(index / scene.units), index % scene.units];
        image.data.set([...(value < 0 ? low : high), Math.round(255 * Math.sqrt(Math.abs(value) / 127))], 4 * (unit * positions + position));
      });
      context.putImageData(image, 0, 0);
    }
  };
  place();
  return root;
}

// The red, green and blue of a custom property, whichever theme is on.
function coloured(node, name) {
  const probe = element("i", {});
  probe.style.color = `var(${name})`;
  node.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return [red, green, blue];
}
