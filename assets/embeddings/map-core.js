// The map's logic: pure functions, no DOM. A view is {x, y, zoom}: the point in the middle, and how many times closer
// than the whole map, whose coordinates run from −1 to 1. A frame is {width, height, unit}: the canvas, and how many of
// its pixels make a 1 of the whole map.

export const WHOLE = { x: 0, y: 0, zoom: 1 };
export const CLOSEST = 24;

// Base64 of little-endian signed 16-bit numbers as numbers from −1 to 1.
export function coordinates(text) {
  return Float32Array.from(integers(text), (value) => value / 32767);
}

export function integers(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Int16Array(bytes.buffer);
}

export function bounded({ x, y, zoom }) {
  const closeness = Math.min(CLOSEST, Math.max(1, zoom));
  const reach = 1 - 1 / closeness;
  const held = (value) => Math.min(reach, Math.max(-reach, value)) + 0; // never −0
  return { x: held(x), y: held(y), zoom: closeness };
}

// The frame in which the points just fit, with room for words at the edge.
export function framed(points, width, height) {
  let [across, down] = [0.1, 0.1];
  points.forEach((value, index) => {
    if (index % 2) down = Math.max(down, Math.abs(value));
    else across = Math.max(across, Math.abs(value));
  });
  return { width, height, unit: Math.max(1, Math.min((width / 2 - 30) / across, (height / 2 - 24) / down)) };
}

// Closer by `factor`, what lies under (px, py) staying there.
export function closer(view, factor, px, py, { width, height, unit }) {
  const zoom = Math.min(CLOSEST, Math.max(1, view.zoom * factor));
  const shift = (1 / view.zoom - 1 / zoom) / unit;
  return bounded({ x: view.x + (px - width / 2) * shift, y: view.y - (py - height / 2) * shift, zoom });
}

// A view as the address has it, and back; the whole map is nothing there, and so is what isn't a view.
export function inAddress({ x, y, zoom }) {
  return zoom > 1 ? [x, y, zoom].map((value) => Number(value.toFixed(5))).join(",") : "";
}

export function fromAddress(text) {
  const [x, y, zoom, ...more] = (text ?? "").split(",").map((part) => (part.trim() ? Number(part) : NaN));
  return [x, y, zoom].every(Number.isFinite) && !more.length ? bounded({ x, y, zoom }) : WHOLE;
}

export function moved(view, dx, dy, { unit }) {
  const scale = unit * view.zoom;
  return bounded({ ...view, x: view.x - dx / scale, y: view.y + dy / scale });
}

export function place(view, x, y, { width, height, unit }) {
  const scale = unit * view.zoom;
  return [width / 2 + (x - view.x) * scale, height / 2 - (y - view.y) * scale];
}

// Which of the words to write: in the order given, none over another. Boxes are [left, top, right, bottom].
export function unobstructed(boxes) {
  const taken = new Map();
  const cell = 48;
  const kept = [];
  boxes.forEach((box, index) => {
    const cells = [];
    for (let column = Math.floor(box[0] / cell); column <= Math.floor(box[2] / cell); column += 1) {
      for (let row = Math.floor(box[1] / cell); row <= Math.floor(box[3] / cell); row += 1) cells.push(`${column},${row}`);
    }
    const hit = cells.some((name) => (taken.get(name) ?? []).some((other) => overlap(box, other)));
    if (hit) return;
    kept.push(index);
    for (const name of cells) taken.set(name, [...(taken.get(name) ?? []), box]);
  });
  return kept;
}

function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

// The word that a search means: the very word, else the most frequent one that begins so; -1 for none.
export function sought(words, query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return -1;
  const exact = words.indexOf(wanted);
  return exact >= 0 ? exact : words.findIndex((word) => word.startsWith(wanted));
}

// The point nearest to (px, py) within `reach` pixels; -1 for none.
export function under(points, px, py, reach) {
  let best = -1;
  let least = reach * reach;
  points.forEach(([x, y], index) => {
    const distance = (x - px) ** 2 + (y - py) ** 2;
    if (distance <= least) [best, least] = [index, distance];
  });
  return best;
}
