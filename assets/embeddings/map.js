// The map of words: a canvas that zooms and searches. What is said under it is text.
import { fill } from "../player/core.js";
import { element } from "../player/dom.js";
import { inscribe } from "../share/link.js";
import { WHOLE, bounded, closer, coordinates, framed, fromAddress, inAddress, integers, moved, place, sought, under, unobstructed } from "./map-core.js";

const maps = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const { chosen, view, ...drawn } = data;
  const signature = JSON.stringify(drawn);
  const kept = maps.get(parentElement);
  if (kept?.signature !== signature) {
    kept?.destroy();
    maps.set(parentElement, { signature, ...mount(drawn, parentElement, kept?.view, (word) => setTriggerValue("chosen", word)) });
  }
  maps.get(parentElement).follow(chosen);
  maps.get(parentElement).look(view);
  return () => {
    maps.get(parentElement)?.destroy();
    maps.delete(parentElement);
  };
}

// `tell` is given the word that the visitor chooses, and "" when they choose none.
function mount({ words, points, near, lit, strings, locale }, parentElement, before, tell) {
  const all = words.split("\n");
  const flat = coordinates(points);
  const neighbours = integers(near);
  const each = neighbours.length / all.length;
  const many = (value) => value.toLocaleString(locale);
  const isLit = new Set(lit);
  const state = { view: before?.view ?? WHOLE, chosen: before?.chosen ?? -1, asked: before?.asked ?? "", told: null, looked: before?.looked ?? "" };
  let spots = [];
  let addressing; // the timer after which the address is told the view

  const canvas = element("canvas", { tabIndex: 0, role: "img", "aria-label": fill(strings.alt, { words: many(all.length), lit: lit.length }) });
  const status = element("p", { className: "status", "aria-live": "polite" });
  const box = element("input", { type: "search", placeholder: strings.search, "aria-label": strings.search, autocomplete: "off", spellcheck: false });
  const button = (label, sign, act) => element("button", { type: "button", title: label, "aria-label": label, textContent: sign, onclick: act });
  const root = element("div", { className: "map" },
    element("div", { className: "tools" }, box,
      button(strings.closer, "+", () => zoom(1.6)), button(strings.farther, "−", () => zoom(1 / 1.6)), button(strings.whole, "⤢", whole)),
    canvas, status);
  parentElement.append(root);

  const size = () => framed(flat, canvas.clientWidth, canvas.clientHeight);
  // A canvas knows no custom properties nor light-dark(): elements resolve them.
  const inks = Object.fromEntries(["text", "ground", "lit", "chosen"].map((name) => [name, element("i", { className: name, hidden: true })]));
  root.append(...Object.values(inks));

  function show(view) {
    state.view = bounded(view);
    draw();
    tellAddress();
  }
  function tellAddress() {
    clearTimeout(addressing);
    addressing = setTimeout(() => inscribe({ view: inAddress(state.view) }), 400);
  }
  // The page's address may name a view, or none again. While it repeats itself, it is the visitor who looks elsewhere.
  function look(asked) {
    if (asked !== state.looked) {
      state.looked = asked;
      state.view = fromAddress(asked);
      draw();
    } else if (asked !== inAddress(state.view)) tellAddress();
  }
  function zoom(factor, px = size().width / 2, py = size().height / 2) {
    show(closer(state.view, factor, px, py, size()));
  }
  function whole() {
    forget();
    show(WHOLE);
    report("");
  }
  function forget(missing = "") {
    state.chosen = -1;
    box.value = "";
    say(missing && fill(strings.missing, { word: missing.slice(0, 40) }));
    draw();
  }
  function choose(index, close) {
    state.chosen = index;
    if (close) show({ x: flat[2 * index], y: flat[2 * index + 1], zoom: Math.max(6, state.view.zoom) });
    else draw();
    const names = [...nearOf(index)].map((other) => all[other]).join(", ");
    say(fill(strings.chosen, { word: all[index], rank: many(index + 1), near: names }));
  }
  function pick(index, close) {
    choose(index, close);
    report(all[index]);
  }
  // The page's address may ask for a word, or take it back. Until it repeats what the visitor chose last, it is behind.
  function follow(word) {
    const news = word !== state.asked && state.told === null;
    if (word === state.told) state.told = null;
    state.asked = word;
    const index = all.indexOf(word);
    if (news && index >= 0) choose(index, true);
    else if (news) forget(word);
    else draw();
  }
  function report(word) {
    state.told = word;
    tell(word);
  }
  function nearOf(index) {
    return neighbours.subarray(each * index, each * (index + 1));
  }
  function say(text) {
    status.textContent = text || fill(strings.rest, { words: many(all.length) });
  }

  function draw() {
    const frame = size();
    const { width, height } = frame;
    if (!width) return;
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const colours = Object.fromEntries(Object.entries(inks).map(([name, node]) => [name, getComputedStyle(node).color]));
    spots = all.map((_, index) => place(state.view, flat[2 * index], flat[2 * index + 1], frame));
    const inside = ([x, y]) => x > -60 && y > -12 && x < width + 60 && y < height + 12;
    const seen = spots.map((_, index) => index).filter((index) => inside(spots[index]));
    const tied = state.chosen >= 0 ? [...nearOf(state.chosen)] : [];

    pen.fillStyle = colours.text;
    pen.globalAlpha = isLit.size ? 0.16 : 0.3;
    const dot = Math.min(3, 1.1 + 0.25 * state.view.zoom);
    for (const index of seen) disc(pen, spots[index], dot);
    pen.globalAlpha = 0.8;
    pen.strokeStyle = colours.chosen;
    pen.lineWidth = 1.25;
    for (const other of tied) {
      pen.beginPath();
      pen.moveTo(...spots[state.chosen]);
      pen.lineTo(...spots[other]);
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.fillStyle = colours.lit;
    for (const index of lit) disc(pen, spots[index], 4.5);
    pen.fillStyle = colours.chosen;
    for (const index of tied) disc(pen, spots[index], 4);
    if (state.chosen >= 0) disc(pen, spots[state.chosen], 6);

    // First what was asked for, then the review's words, then all others, the frequent ones before.
    const first = state.chosen >= 0 ? [state.chosen, ...tied] : [];
    const order = [...new Set([...first, ...lit, ...seen])].filter((index) => inside(spots[index]));
    const strong = new Set([...first, ...lit]);
    const family = getComputedStyle(root).fontFamily;
    const font = (index) => (strong.has(index) ? `600 14px ${family}` : `12px ${family}`);
    const most = Math.min(order.length, 500);
    const boxes = order.slice(0, most).map((index) => {
      pen.font = font(index);
      const half = pen.measureText(all[index]).width / 2 + 3;
      const [x, y] = spots[index];
      return [x - half, y - 21, x + half, y - 4];
    });
    pen.textAlign = "center";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = colours.ground;
    for (const at of unobstructed(boxes)) {
      const index = order[at];
      pen.font = font(index);
      pen.globalAlpha = strong.has(index) || !isLit.size ? 1 : 0.7;
      pen.fillStyle = first.includes(index) ? colours.chosen : isLit.has(index) ? colours.lit : colours.text;
      pen.strokeText(all[index], spots[index][0], spots[index][1] - 8);
      pen.fillText(all[index], spots[index][0], spots[index][1] - 8);
    }
  }

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const index = sought(all, box.value);
    if (index >= 0) pick(index, true);
    else say(fill(strings.missing, { word: box.value.slice(0, 40) }));
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = 60;
    const act = {
      ArrowLeft: () => show(moved(state.view, step, 0, size())), ArrowRight: () => show(moved(state.view, -step, 0, size())),
      ArrowUp: () => show(moved(state.view, 0, step, size())), ArrowDown: () => show(moved(state.view, 0, -step, size())),
      "+": () => zoom(1.6), "=": () => zoom(1.6), "-": () => zoom(1 / 1.6), Home: whole, Escape: whole,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // The wheel scrolls the page, until the visitor has clicked into the map or asks for it with Ctrl.
  canvas.addEventListener("wheel", (event) => {
    const active = parentElement.getRootNode().activeElement === canvas;
    if (!active && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
  }, { passive: false });

  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    from = { x: event.offsetX, y: event.offsetY, far: 0 };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) {
      canvas.style.cursor = under(spots, event.offsetX, event.offsetY, 12) >= 0 ? "pointer" : "grab";
      return;
    }
    const [dx, dy] = [event.offsetX - from.x, event.offsetY - from.y];
    from = { x: event.offsetX, y: event.offsetY, far: from.far + Math.abs(dx) + Math.abs(dy) };
    if (from.far > 4) show(moved(state.view, dx, dy, size()));
  });
  canvas.addEventListener("pointerup", (event) => {
    const index = from && from.far <= 4 ? under(spots, event.offsetX, event.offsetY, 14) : -1;
    from = null;
    if (index >= 0) pick(index, false);
  });
  canvas.addEventListener("pointercancel", () => { from = null; });

  const observer = new ResizeObserver(() => draw());
  observer.observe(canvas);
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", draw);
  if (state.chosen >= 0 && state.chosen < all.length) choose(state.chosen, false);
  else say("");
  return {
    view: state,
    follow,
    look,
    destroy() {
      clearTimeout(addressing);
      observer.disconnect();
      scheme.removeEventListener("change", draw);
      root.remove();
    },
  };
}

function disc(pen, [x, y], radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
