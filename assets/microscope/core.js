// The microscope's logic: pure functions, no DOM. A run is what ui/microscope.py's `run` returns, opened by `opened`.
// A step is the number of pieces read, 1 to T; units count from 0, as in the model's own numbers.
import { clamp, fill, reduce, whole } from "../player/core.js";
import { MOVES } from "./cell.js";

export const ZOOMS = ["all", "sentence", "cell", "formula"];
export const ORDERS = ["effect", "activity", "number"];
export const COUNTS = [8, 24, 64];
export const SCOPES = ["unit", "state", "verdict"];
const OPERAND_DIGITS = 4; // one more than results, so that a result recomputes from what is shown
const RESULT_DIGITS = 3;

// --- What travelled, opened

export function decoded(text, Type) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Type(bytes.buffer);
}

// A strip's numbers, one character each: ASCII from 35 on without the backslash, for −LEVELS to LEVELS.
export const LEVELS = 45;

export function levels(text) {
  return Int8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code - (code > 92 ? 1 : 0) - 35 - LEVELS;
  });
}

export function opened(payload) {
  const steps = payload.words.length;
  const unpack = (value) => (typeof value === "string" ? decoded(value, Float32Array) : value);
  const units = Object.fromEntries(Object.entries(payload.units).map(([unit, numbers]) => {
    const all = decoded(numbers.values, Float32Array);
    const values = Object.fromEntries(payload.names.map((name, index) => [name, all.subarray(index * steps, (index + 1) * steps)]));
    const own = Object.fromEntries(Object.entries(numbers.own).map(([name, operands]) => [name, operands.map(unpack)]));
    return [unit, { values, own, held: numbers.held, keep: numbers.keep && unpack(numbers.keep), write: numbers.write && unpack(numbers.write) }];
  }));
  const strips = payload.strips && Object.fromEntries(Object.entries(payload.strips).map(([name, { scale, values }]) => [name, { scale, values: levels(values) }]));
  return { ...payload, steps, units, strips, probabilities: decoded(payload.probabilities, Float32Array) };
}

// The step at which a run stands when the cursor is at `step`: a shorter text rests at its end.
export function standing(run, step) {
  return Math.min(step, run.steps);
}

export function probability(run, step, label) {
  return run.probabilities[(standing(run, step) - 1) * run.labels.length + label];
}

// The labels from the likeliest at a step down.
export function likeliest(run, step, count) {
  return run.labels.map((_, label) => label).sort((a, b) => probability(run, step, b) - probability(run, step, a)).slice(0, count);
}

// The label whose probability is followed: the one chosen, the right one where there is one, else the one that wins.
export function followed(run, { label }) {
  return label ?? run.right ?? likeliest(run, run.steps, 1)[0];
}

export function valueOf(run, unit, name, step) {
  return step < 1 ? 0 : run.units[unit].values[name][step - 1];
}

// Another model's units share nothing but their numbers: it shows one of its own.
export function unitIn(run, unit) {
  return run.own ?? unit;
}

// --- State × event → state

export function begin(steps, { step = null, unit = 0, zoom = "all" } = {}) {
  return {
    step: clamp(step ?? steps, steps), playing: false, speed: 1, table: false, unit,
    zoom: ZOOMS.includes(zoom) ? zoom : "all", order: "effect", count: 24, quantity: "verdict", label: null, scope: "unit", slow: false, move: null, terms: null, chosen: [],
  };
}

// The visitor goes on where they were, unless the server was asked for another unit.
export function resumed(kept, { unit }, main, steps) {
  const stays = kept.asked === unit && main.units[kept.unit];
  return { ...kept, step: Math.min(kept.step, steps), unit: stays ? kept.unit : unit };
}

const CHOICES = ["unit", "zoom", "order", "count", "scope", "terms", "chosen"];

export function change(state, event, steps) {
  if (CHOICES.includes(event.type)) return { ...state, [event.type]: event[event.type] };
  if (event.type === "follow") return { ...state, quantity: event.quantity, label: event.label ?? state.label };
  if (event.type === "slow") return { ...state, slow: !state.slow, move: state.slow ? null : MOVES[0], playing: state.playing && !state.slow };
  if (event.type === "move") return { ...state, move: state.move === event.move ? null : event.move, slow: state.slow && state.move !== event.move, playing: false };
  if (event.type === "tick" && state.slow && state.playing) {
    const next = MOVES[MOVES.indexOf(state.move) + 1];
    if (next) return { ...state, move: next };
    if (state.step === steps) return { ...state, playing: false };
    return { ...state, step: state.step + 1, move: MOVES[0] };
  }
  const next = reduce(state, event, steps);
  if (state.slow && next.step !== state.step) return { ...next, move: MOVES[0] };
  // Slow motion ends with the last word's last move, not with its arrival.
  if (state.slow && event.type === "toggle" && next.playing) return { ...next, move: MOVES[0] };
  return next;
}

// --- The cell

export function cellValues(run, unit, step, word) {
  const at = standing(run, step);
  const now = Object.fromEntries(run.names.map((name) => [name, valueOf(run, unit, name, at)]));
  const before = Object.fromEntries(["c", "h"].map((name) => [name, run.states.includes(name) ? valueOf(run, unit, name, at - 1) : 0]));
  const held = Object.keys(run.units[unit].held).filter((name) => run.units[unit].held[name].includes(at - 1));
  const [W, U, b] = run.cell === "rnn" ? run.lines[0].operands.map((_, index) => operandAt(run, unit, run.lines[0], index, at)) : [];
  return { word, before, now, held, sums: { h: { W, U, b } } };
}

// --- The arithmetic

export function operandAt(run, unit, line, index, step) {
  const operand = line.operands[index];
  if (operand.name) return valueOf(run, unit, operand.name, operand.earlier ? step - 1 : step);
  const own = run.units[unit].own[line.name][index];
  return typeof own === "number" ? own : own[step - 1];
}

function digits(locale, count) {
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: count, maximumFractionDigits: count, useGrouping: false });
  return (value) => number.format(value).replace("-", "−").replace(/^−(?=[0.,]*$)/, "");
}

export function arithmetic(locale) {
  return { count: whole(locale), operand: digits(locale, OPERAND_DIGITS), result: digits(locale, RESULT_DIGITS), figure: digits(locale, 2) };
}

// Each equation of a step: the numbers put in, and what comes out. Under a clamp what comes out is the clamp's.
// A negative number stands in parentheses, in a function's own where it is alone in them.
export function account(run, unit, step, write) {
  const at = standing(run, step);
  return run.lines.map((line) => {
    const values = line.operands.map((_, index) => operandAt(run, unit, line, index, at));
    const put = (value) => (write.operand(value).startsWith("−") ? `(${write.operand(value)})` : write.operand(value));
    return {
      name: line.name,
      substituted: line.form.replace(/@(\d+)/g, (_, index) => put(values[index])).replace(/\((\([^()]*\))\)/g, "$1"),
      values,
      result: write.result(valueOf(run, unit, line.name, at)),
      held: (run.units[unit].held[line.name] ?? []).includes(at - 1),
    };
  });
}

// The largest products of a sum at a step, and what all the others add up to.
export function largest(terms, total, step) {
  const shown = terms.sources[step - 1].map((source, index) => {
    const at = (step - 1) * terms.sources[0].length + index;
    return { source, weight: terms.weights[at], value: terms.values[at], product: terms.weights[at] * terms.values[at] };
  });
  return { shown, others: terms.count - shown.length, rest: total - shown.reduce((sum, { product }) => sum + product, 0) };
}

// --- The strips

export function strip(run, name, unit, step) {
  const { scale, values } = run.strips[name];
  return (values[(step - 1) * run.hidden + unit] / LEVELS) * scale;
}

export function mean(run, name, step) {
  const { scale, values } = run.strips[name];
  let sum = 0;
  for (let at = (step - 1) * run.hidden; at < step * run.hidden; at++) sum += values[at];
  return ((sum / run.hidden) * scale) / LEVELS;
}

// How much the unit's memory moves while the text is read: the sum of its changes.
export function activity(run, unit) {
  let moved = 0;
  for (let step = 2; step <= run.steps; step++) moved += Math.abs(strip(run, run.memory, unit, step) - strip(run, run.memory, unit, step - 1));
  return moved;
}

export function ordered(run, effects, by) {
  const units = effects.map((_, unit) => unit);
  if (by === "number") return units;
  const weight = by === "effect" ? effects.map(Math.abs) : units.map((unit) => activity(run, unit));
  return units.sort((a, b) => weight[b] - weight[a]);
}

// --- The ledger

// What each step has left in the memory of step `step`: keep and write from c_t = keep_t · c_{t−1} + write_t.
export function booked({ keep, write }, step) {
  const left = new Float64Array(step);
  let survival = 1;
  for (let at = step - 1; at >= 0; at--) {
    left[at] = write[at] * survival;
    survival *= keep[at];
  }
  return left;
}

// The entry that weighs most now, and how much of what it once wrote is left.
export function heaviest(unit, step) {
  const left = booked(unit, step);
  let at = 0;
  for (let index = 1; index < step; index++) if (Math.abs(left[index]) > Math.abs(left[at])) at = index;
  const survived = unit.write[at] === 0 ? 1 : left[at] / unit.write[at];
  return { step: at + 1, left: left[at], written: unit.write[at], survived };
}

// --- Where to draw: each step is a column

export function middle(step, steps, width) {
  return ((step - 0.5) / steps) * width;
}

export function columnAt(x, steps, width) {
  return clamp(Math.ceil((x / width) * steps), steps);
}

// The smallest span with 0 in it that holds every value; never of no height.
export function span(...series) {
  let [low, high] = [0, 0];
  for (const values of series) for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return high - low < 1e-6 ? [low - 0.5, high + 0.5] : [low, high];
}

export function columnPath(values, [low, high], steps, width, height) {
  const points = Array.from(values, (value, index) => `${middle(index + 1, steps, width).toFixed(1)},${(height - ((value - low) / (high - low)) * height).toFixed(1)}`);
  return points.length === 1 ? `M${points[0]}h0.01` : `M${points.join("L")}`;
}

// One path for the bars above the line and one for those below.
export function bars(values, [low, high], steps, width, height) {
  const [pitch, zero] = [width / steps, height + (low / (high - low)) * height];
  const wide = Math.max(1, Math.min(0.72 * pitch, 44));
  const paths = { up: "", down: "" };
  values.forEach((value, index) => {
    const tall = (value / (high - low)) * height;
    if (Math.abs(tall) < 0.2) return;
    paths[value > 0 ? "up" : "down"] += `M${(middle(index + 1, steps, width) - wide / 2).toFixed(1)},${zero.toFixed(1)}v${(-tall).toFixed(1)}h${wide.toFixed(1)}v${tall.toFixed(1)}z`;
  });
  return { ...paths, zero };
}

// --- What a visitor does to the reading

// A clamp as the model's own grammar writes it, whose steps count from 0. Null for what is no number, or no unit's.
export function clampText({ name, value, where, units }, { step, unit, chosen = [] }) {
  if (!Number.isFinite(value) || Math.abs(value) > 1e6 || (units === "several" && !chosen.length)) return null;
  const at = { here: `@${step - 1}`, onward: `@${step - 1}+`, everywhere: "" }[where];
  const whose = { all: "", one: `:${unit}`, several: `:${unitsText(chosen)}` }[name === "elapsed" ? "all" : units];
  return `${name}=${value}${at}${whose}`;
}

// Units as a field and an address write them: "3,17,40-43".
export function unitsText(units) {
  const runs = [];
  for (const unit of [...new Set(units)].sort((a, b) => a - b)) {
    if (runs.length && unit === runs.at(-1)[1] + 1) runs.at(-1)[1] = unit;
    else runs.push([unit, unit]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

// The units that such a text names, of those from 0 to `last`; null for what can't be understood.
export function unitsOf(text, last) {
  const units = new Set();
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const run = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part);
    const [from, to] = run ? [Number(run[1]), Number(run[2] ?? run[1])] : [1, 0];
    if (from > to || to > last) return null;
    for (let unit = from; unit <= to; unit++) units.add(unit);
  }
  return [...units].sort((a, b) => a - b);
}

// What a click on a unit of the strips does to the chosen ones: Ctrl takes it in or out, Shift takes all from `from` on.
export function chosenBy({ unit, from, shift }, chosen, shown) {
  if (!shift) return chosen.includes(unit) ? chosen.filter((other) => other !== unit) : [...chosen, unit];
  const [a, b] = [shown.indexOf(from), shown.indexOf(unit)].sort((x, y) => x - y);
  return [...new Set([...chosen, ...(a < 0 ? [unit] : shown.slice(a, b + 1))])];
}

// --- What to say

export function stated(run, state, strings, write) {
  const label = followed(run, state);
  const step = standing(run, state.step);
  const now = write.figure(probability(run, step, label));
  return fill(step > 1 ? strings.status : strings["status-first"], {
    step: write.count(step), steps: write.count(run.steps), word: run.words[step - 1].trim() || "␣", label: strings[`label-${run.labels[label]}`] ?? run.labels[label],
    before: step > 1 ? write.figure(probability(run, step - 1, label)) : "", now,
  });
}
