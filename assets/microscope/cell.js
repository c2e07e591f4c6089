// cellDiagram({kind, symbols: {name: LaTeX}, strings: {kept, written, faded, alt}, format: number → text, width}) → {node, update(values, move)}
// values: {word, before: {c, h}, now: {every activation}, sums: {h: {W, U, b}} (rnn only), held: [names]} of one unit; move: one of MOVES, null for all.
import { drawing, put, say } from "../player/dom.js";

export const MOVES = ["forget", "write", "add", "read"];
const RADIUS = 21;
const BELT = 58, JOIN = 132, GATES = 208, BUS = 268;
const TOP = GATES - RADIUS; // where a gate's wire begins

// --- Pure: letters, sizes, shapes

// LaTeX of one symbol as pieces of text, each on the line, lowered or raised: "\tilde{c}_t" → c̃, lowered t.
export function letters(latex) {
  const plain = latex.replace(/\\tilde\{(\w)\}/g, "$1\u0303").replaceAll("\\Delta", "Δ").replaceAll("\\circ", "∘").replaceAll("-", "−");
  const pieces = [];
  for (const [, mark, group, single, text] of plain.matchAll(/([_^])(?:\{([^}]*)\}|(.))|([^_^]+)/gu)) {
    pieces.push(text === undefined ? { text: group ?? single, place: mark === "_" ? "sub" : "sup" } : { text, place: "line" });
  }
  return pieces;
}

export function before(latex) {
  return latex.replace("_t", "_{t-1}");
}

// How thick a wire is that carries `value`: any number fits, and twice as much is always visibly more near zero.
export function thickness(value) {
  return 1.25 + 8.75 * Math.tanh(0.8 * Math.abs(value));
}

// What of a round gate is filled: from the bottom for 0 to 1, from the middle up or down for −1 to 1.
export function filling(value, signed, x, y, r) {
  if (signed) {
    const reach = Math.min(1, Math.abs(value)) * r * Math.sign(value);
    const half = Math.sqrt(Math.max(0, r * r - reach * reach));
    const sweep = value > 0 ? 1 : 0;
    return `M${round(x - r)},${y}A${r},${r} 0 0 ${sweep} ${round(x - half)},${round(y - reach)}H${round(x + half)}A${r},${r} 0 0 ${sweep} ${round(x + r)},${y}Z`;
  }
  const share = Math.min(1, Math.max(0, value));
  if (share === 1) return `M${round(x - r)},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
  const rise = r - 2 * r * share;
  const half = Math.sqrt(Math.max(0, r * r - rise * rise));
  return `M${round(x - half)},${round(y + rise)}A${r},${r} 0 ${share > 0.5 ? 1 : 0} 0 ${round(x + half)},${round(y + rise)}Z`;
}

function round(number) {
  return Math.round(100 * number) / 100;
}

// --- The plans. x from 0 (left) to 1 (right), y in pixels; `of` is what a wire carries or a label says, `move` when.

const gate = (name, x, move, signed = false, y = GATES) => ({ name, x, y, move, signed });
const wire = (ink, move, of, ...points) => ({ ink, move, of, points });
const feed = (x, move, bottom = GATES + RADIUS) => ({ move, points: [[x, BUS], [x, bottom]] });
const sign = (mark, x, y, move) => ({ mark, x, y, move });
const label = (ink, move, anchor, x, y, symbol, of, said) => ({ ink, move, anchor, x, y, symbol, of, said });

function memoryCell(symbols, { f, i, g, o, join }, from = ({ before }) => before.c) {
  const kept = (v) => v.now.f * from(v);
  const written = (v) => v.now.i * v.now.g;
  const tanh = (v) => Math.tanh(v.now.c);
  return {
    signs: [sign("×", f, BELT, "forget"), sign("×", join, JOIN, "write"), sign("+", join, BELT, "add"), sign("×", o, JOIN, "read")],
    gates: [gate("f", f, "forget"), gate("i", i, "write"), gate("g", g, "write", true), gate("o", o, "read")],
    feeds: [feed(f, "forget"), feed(i, "write"), feed(g, "write"), feed(o, "read")],
    wires: [
      wire("c", "forget", from, [0, BELT], [f, BELT]),
      wire("f", "forget", (v) => v.now.f, [f, TOP], [f, BELT]),
      wire("c", "forget", kept, [f, BELT], [join, BELT]),
      wire("i", "write", (v) => v.now.i, [i, TOP], [i, JOIN], [join, JOIN]),
      wire("g", "write", (v) => v.now.g, [g, TOP], [g, JOIN], [join, JOIN]),
      wire("c", "write", written, [join, JOIN], [join, BELT]),
      wire("c", "add", (v) => v.now.c, [join, BELT], [1, BELT]),
      wire("c", "read", tanh, [o, BELT], [o, JOIN]),
      wire("o", "read", (v) => v.now.o, [o, TOP], [o, JOIN]),
      wire("h", "read", (v) => v.now.h, [o, JOIN], [1, JOIN]),
    ],
    labels: [
      label("c", "forget", "start", 0, BELT - 15, before(symbols.c), ({ before }) => before.c),
      label("f", "forget", "start", f + 0.025, BELT + 22, null, kept, "kept"),
      label("i", "write", "start", join + 0.03, (BELT + JOIN) / 2 + 5, null, written, "written"),
      label("c", "add", "end", 1, BELT - 15, symbols.c, (v) => v.now.c),
      label("c", "read", "start", o + 0.025, (BELT + JOIN) / 2 + 5, null, null, "tanh"),
      label("h", "read", "end", 1, JOIN + 22, symbols.h, (v) => v.now.h),
    ],
    end: o,
  };
}

function peephole(symbols) {
  const plan = memoryCell(symbols, { f: 0.24, i: 0.4, g: 0.6, o: 0.78, join: 0.5 });
  const was = ({ before }) => before.c;
  const peep = (move, of, ...points) => ({ ...wire("c", move, of, ...points), peep: true });
  plan.wires.unshift(
    peep("forget", was, [0.09, BELT], [0.09, GATES], [0.24, GATES]),
    peep("write", was, [0.09, BELT], [0.09, 168], [0.4, 168], [0.4, GATES]),
    peep("read", (v) => v.now.c, [0.93, BELT], [0.93, GATES], [0.78, GATES]),
  );
  return plan;
}

function timeAware(symbols) {
  const plan = memoryCell(symbols, { f: 0.35, i: 0.49, g: 0.66, o: 0.82, join: 0.575 }, (v) => v.now.c_adj);
  const faded = (v) => v.now.c_short * (v.now.decay - 1);
  plan.gates.push(gate("c_short", 0.065, "forget", true, JOIN), gate("decay", 0.25, "forget", false, JOIN));
  plan.signs.push(sign("×", 0.16, JOIN, "forget"), sign("+", 0.16, BELT, "forget"));
  plan.wires[0] = wire("c", "forget", ({ before }) => before.c, [0, BELT], [0.16, BELT]);
  plan.wires.unshift(
    wire("c", "forget", ({ before }) => before.c, [0.065, BELT], [0.065, JOIN]),
    wire("c_short", "forget", (v) => v.now.c_short, [0.065, JOIN], [0.16, JOIN]),
    wire("decay", "forget", (v) => v.now.decay - 1, [0.25, JOIN], [0.16, JOIN]),
    wire("c_short", "forget", faded, [0.16, JOIN], [0.16, BELT]),
    wire("c_adj", "forget", (v) => v.now.c_adj, [0.16, BELT], [0.35, BELT]),
  );
  plan.labels.push(
    label("c_adj", "forget", "middle", 0.255, BELT - 34, symbols.c_adj, (v) => v.now.c_adj),
    label("c_short", "forget", "start", 0, JOIN + 40, null, faded, "faded"),
  );
  return plan;
}

function gru(symbols) {
  const [z, r, n, join, reset] = [0.18, 0.44, 0.78, 0.56, 0.61];
  const kept = (v) => v.now.z * v.before.h;
  const written = (v) => (1 - v.now.z) * v.now.n;
  return {
    signs: [sign("×", z, BELT, "forget"), sign("×", reset, GATES, "write"), sign("×", join, JOIN, "write"), sign("+", join, BELT, "add")],
    gates: [gate("z", z, "forget"), gate("r", r, "write"), gate("n", n, "write", true)],
    feeds: [feed(z, "forget"), feed(r, "write"), feed(reset, "write", GATES), feed(n, "write")],
    wires: [
      wire("h", "forget", ({ before }) => before.h, [0, BELT], [z, BELT]),
      wire("z", "forget", (v) => v.now.z, [z, TOP], [z, BELT]),
      wire("h", "forget", kept, [z, BELT], [join, BELT]),
      wire("r", "write", (v) => v.now.r, [r, GATES], [reset, GATES]),
      wire("z", "write", (v) => 1 - v.now.z, [z, JOIN], [join, JOIN]),
      wire("n", "write", () => 0, [reset, GATES], [n, GATES]),
      wire("n", "write", (v) => v.now.n, [n, TOP], [n, JOIN], [join, JOIN]),
      wire("h", "write", written, [join, JOIN], [join, BELT]),
      wire("h", "add", (v) => v.now.h, [join, BELT], [1, BELT]),
    ],
    labels: [
      label("h", "forget", "start", 0, BELT - 15, before(symbols.h), ({ before }) => before.h),
      label("z", "forget", "middle", (z + join) / 2, BELT + 22, null, kept, "kept"),
      label("z", "write", "middle", (z + join) / 2, JOIN + 20, `1 - ${symbols.z}`, (v) => 1 - v.now.z),
      label("n", "write", "start", join + 0.03, (BELT + JOIN) / 2 + 5, null, written, "written"),
      label("h", "read", "end", 1, BELT - 15, symbols.h, (v) => v.now.h),
    ],
    end: n,
  };
}

function elman(symbols) {
  const [U, join, out, belt] = [0.2, 0.45, 0.75, 120];
  const sum = (v) => v.sums.h.W + v.sums.h.U + v.sums.h.b;
  return {
    signs: [sign("U", U, belt, "forget"), sign("W", join, GATES, "write"), sign("+", join, belt, "add")],
    gates: [gate("h", out, "read", true, belt)],
    feeds: [],
    wires: [
      wire("h", "forget", ({ before }) => before.h, [0, belt], [U, belt]),
      wire("h", "forget", (v) => v.sums.h.U, [U, belt], [join, belt]),
      wire(null, "write", () => 0, [join, BUS], [join, GATES]),
      wire(null, "write", (v) => v.sums.h.W, [join, GATES], [join, belt]),
      wire(null, "write", (v) => v.sums.h.b, [join, 48], [join, belt]),
      wire("h", "add", sum, [join, belt], [out, belt]),
      wire("h", "read", (v) => v.now.h, [out, belt], [1, belt]),
    ],
    labels: [
      label("h", "forget", "start", 0, belt - 15, before(symbols.h), ({ before }) => before.h),
      label("h", "forget", "end", join - 0.03, belt + 24, "U h_{t-1}", (v) => v.sums.h.U),
      label(null, "write", "start", join + 0.03, (GATES + belt) / 2 + 14, "W x_t", (v) => v.sums.h.W),
      label(null, "write", "middle", join, 38, "b", (v) => v.sums.h.b),
      label("h", "add", "middle", (join + out) / 2, belt - 28, null, sum, "sum"),
      label("h", "read", "middle", out, belt + 40, null, null, "tanh"),
      label("h", "read", "end", 1, belt - 15, symbols.h, (v) => v.now.h),
    ],
    end: null,
  };
}

const PLANS = {
  rnn: elman,
  gru,
  lstm: (symbols) => memoryCell(symbols, { f: 0.17, i: 0.36, g: 0.6, o: 0.79, join: 0.48 }),
  peephole,
  "time-aware": timeAware,
};

// --- The drawing

function written(node, latex, rest = "") {
  const sizes = { sub: ["0.32em", "74%"], sup: ["-0.42em", "74%"] };
  let back = 0;
  node.replaceChildren(...letters(latex).map(({ text, place }) => {
    const shift = place === "line" ? 0 : parseFloat(sizes[place][0]) * 0.74;
    const dy = shift - back;
    back = shift;
    const piece = drawing("tspan", { dy: `${round(place === "line" ? dy : dy / 0.74)}em`, ...(place === "line" ? {} : { "font-size": sizes[place][1] }) });
    piece.textContent = text;
    return piece;
  }));
  const tail = drawing("tspan", { dy: `${round(-back)}em` });
  tail.textContent = rest;
  node.append(tail);
  return tail;
}

export function cellDiagram({ kind, symbols, strings, format, width }) {
  const plan = PLANS[kind](symbols);
  const margin = 4;
  const at = (x) => round(margin + x * (width - 2 * margin));
  const path = (points) => points.map(([x, y], index) => `${index ? "L" : "M"}${at(x)},${y}`).join("");
  const parts = []; // everything that lights up in a move
  const part = (node, { move, ink }) => {
    if (ink) node.style.setProperty("--ink", `var(--ink-${ink})`);
    parts.push({ node, move: MOVES.indexOf(move) });
    return node;
  };
  const numbers = [];

  const feeds = plan.feeds.map((one) => part(drawing("path", { d: path(one.points), class: "feed" }), one));
  const bus = plan.end === null ? [] : [drawing("path", { d: `M${at(0)},${BUS}H${at(plan.end)}`, class: "feed" })];
  const wires = plan.wires.map((one) => {
    const node = part(drawing("path", { d: path(one.points), class: one.peep ? "wire peep" : "wire" }), one);
    numbers.push((values) => {
      const value = one.of(values);
      put(node, "stroke-width", Math.round(4 * thickness(value) * (one.peep ? 0.4 : 1)) / 4); // no eye sees less
      node.classList.toggle("negative", value < 0);
    });
    return node;
  });
  const signs = plan.signs.map((one) => {
    const text = drawing("text", { x: at(one.x), y: one.y, dy: "0.35em", "text-anchor": "middle" });
    text.textContent = one.mark;
    return part(drawing("g", { class: "sign" }, drawing("circle", { cx: at(one.x), cy: one.y, r: 11 }), text), one);
  });
  const gates = plan.gates.map((one) => {
    const x = at(one.x);
    const level = drawing("path", { class: "level" });
    const name = drawing("text", { x, y: one.y - 3, "text-anchor": "middle", class: "letter" });
    const number = drawing("text", { x, y: one.y + 13, "text-anchor": "middle", class: "number" });
    written(name, symbols[one.name].replace(/_(t|\{t-1\})$|\(.*\)$/, ""));
    const node = part(drawing("g", { class: "gate" }, drawing("circle", { cx: x, cy: one.y, r: RADIUS }), level, name, number), { ...one, ink: one.name });
    numbers.push(({ now, held = [] }) => {
      put(level, "d", filling(now[one.name], one.signed, x, one.y, RADIUS));
      say(number, format(now[one.name]));
      node.classList.toggle("held", held.includes(one.name));
    });
    return node;
  });
  const labels = plan.labels.map((one) => {
    const node = part(drawing("text", { x: at(one.x), y: one.y, "text-anchor": one.anchor, class: "label" }), one);
    const lead = one.said ? (strings[one.said] ?? one.said) : "";
    const tail = written(node, one.symbol ?? "", lead);
    if (one.of) numbers.push((values) => say(tail, `${one.symbol ? " = " : `${lead} `}${format(one.of(values))}`));
    return node;
  });
  // What comes in from below: h once more, and the word.
  const state = drawing("text", { x: at(0), y: BUS + 21, class: "label" });
  state.style.setProperty("--ink", "var(--ink-h)");
  const stateTail = written(state, before(symbols.h));
  const word = drawing("text", { x: at(1), y: BUS + 21, class: "label word", "text-anchor": "end" });
  const wordTail = written(word, "x_t");
  numbers.push((values) => {
    say(stateTail, ` = ${format(values.before.h)}`);
    say(wordTail, ` = ${values.word}`);
  });
  const height = BUS + 30;
  const node = drawing("svg", { class: "cell", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": strings.alt },
    ...feeds, ...bus, ...wires, ...signs, ...gates, ...labels, ...(plan.end === null ? [] : [state]), word);

  let lit = -1; // the move that is lit; none at first
  return {
    node,
    update(values, move = null) {
      numbers.forEach((write) => write(values));
      const now = MOVES.indexOf(move);
      if (now === lit) return;
      lit = now;
      for (const { node, move: mine } of parts) {
        node.classList.toggle("live", now >= 0 && mine === now);
        node.classList.toggle("done", now >= 0 && mine < now);
        node.classList.toggle("coming", now >= 0 && mine > now);
      }
    },
  };
}
