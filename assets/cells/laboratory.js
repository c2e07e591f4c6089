// The laboratory's logic: pure functions, no DOM. `lab` is what never changes: {cells: {kind: compiled}, experiments, limits}.
import { held, run } from "./unit.js";

// --- State × event → state

// `scope` says where a hand on a gate holds it: at the current step (here) or at all of them (always).
export function begin({ experiment, setup, step }) {
  return { experiment, setup, step, scope: "always", playing: false };
}

export function turn(state, event, lab) {
  const { setup, step } = state;
  const steps = setup.x.length;
  const at = (place) => ({ ...state, step: nearestStep(place, steps), playing: false });
  const set = (change) => ({ ...state, setup: { ...setup, ...change }, playing: false });
  switch (event.type) {
    case "experiment": return begin({ experiment: event.experiment, setup: lab.experiments[event.experiment].setup, step: lab.experiments[event.experiment].setup.x.length });
    case "prepared": return loaded(state, lab.experiments[state.experiment].setup);
    case "contrast": return loaded(state, lab.experiments[state.experiment].contrast);
    case "cell": return { ...state, setup: fitted(setup, lab.cells[event.cell]), playing: false };
    case "weight": return set({ weights: { ...setup.weights, [event.name]: event.value } });
    case "x": return set({ x: setup.x.with(step - 1, event.value) });
    case "elapsed": return set({ elapsed: setup.x.map((_, index) => (index === step - 1 ? event.value : setup.elapsed[index] ?? 0)) });
    case "steps": return { ...state, setup: stretched(setup, event.steps), step: Math.min(step, event.steps), playing: false };
    case "before": return set({ holds: holding(setup.holds, event.name, step - 1, event.value) });
    case "hold": return set({ holds: holding(setup.holds, event.name, state.scope === "here" ? step : null, event.value) });
    case "release": return set({ holds: released(setup, event.name, event.step) });
    case "scope": return { ...state, scope: event.scope };
    case "first": return at(1);
    case "back": return at(step - 1);
    case "forward": return at(step + 1);
    case "last": return at(steps);
    case "go": return at(event.step);
    case "toggle":
      if (state.playing) return { ...state, playing: false };
      return { ...state, step: step === steps ? 1 : step, playing: steps > 1 };
    case "tick":
      if (!state.playing) return state;
      return { ...state, step: step + 1, playing: step + 1 < steps };
    default: throw new Error(`unknown event ${event.type}`);
  }
}

function nearestStep(step, steps) {
  return Math.min(steps, Math.max(1, Math.round(step)));
}

function loaded(state, setup) {
  return { ...state, setup, step: nearestStep(state.step, setup.x.length), playing: false };
}

// What both cells have keeps its value.
export function fitted(setup, cell) {
  return {
    ...setup,
    cell: cell.kind,
    weights: Object.fromEntries(Object.entries(setup.weights).filter(([name]) => name in cell.knobs)),
    holds: setup.holds.filter(({ name, step }) => (cell.states.includes(name) ? step !== null : cell.holdable.includes(name))),
  };
}

function stretched(setup, steps) {
  const resized = (values) => Array.from({ length: steps }, (_, index) => values[index] ?? 0);
  return {
    ...setup,
    x: resized(setup.x),
    elapsed: setup.elapsed.length ? resized(setup.elapsed) : [],
    holds: setup.holds.filter(({ step }) => step === null || step <= steps),
  };
}

// A hand at every step takes over from those at single ones.
function holding(holds, name, step, value) {
  return [...holds.filter((hold) => hold.name !== name || (step !== null && hold.step !== step)), { name, value, step }];
}

// The hand that rules at `step` lets go: there, or everywhere if it held everywhere.
function released(setup, name, step) {
  const found = held(setup, name, step);
  return setup.holds.filter((hold) => hold !== found);
}

// --- What the page says and draws

export function same(one, other) {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered({ cell, x, weights, elapsed, holds }) {
  const key = ({ name, step }) => `${name}@${step}`;
  return [
    cell, x,
    Object.entries(weights).filter(([, value]) => value).sort(([a], [b]) => (a < b ? -1 : 1)),
    elapsed.some(Boolean) ? elapsed : [],
    [...holds].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ name, value, step }) => [name, value, step]),
  ];
}

// What stands beside the run as a dashed line: the contrast, or, once the contrast is what runs, the experiment as prepared.
export function beside(state, lab) {
  const { setup, contrast } = lab.experiments[state.experiment];
  return same(state.setup, contrast) ? { name: "prepared", setup } : { name: "contrast", setup: contrast };
}

// Each claim of the experiment with the number that keeps or breaks it; null where this cell or sequence has none.
export function checked(state, lab, values) {
  const { memory } = lab.cells[state.setup.cell];
  return lab.experiments[state.experiment].checks.map(({ name, step, low, high }) => {
    const activation = name === "memory" ? memory : name;
    const value = values[activation]?.[step - 1] ?? null;
    return { activation, step, low, high, value, kept: value !== null && (low ?? -Infinity) <= value && value <= (high ?? Infinity) };
  });
}

// The memory of both runs on one axis, from the states before the first step: {low, high, lines: [{name, setup?, values}]}.
export function curves(state, lab, values) {
  const line = (setup, name, series) => [held(setup, name, 0)?.value ?? 0, ...series];
  const { memory, states } = lab.cells[state.setup.cell];
  const other = beside(state, lab);
  const otherCell = lab.cells[other.setup.cell];
  const lines = states.map((name) => ({ name, dashed: false, values: line(state.setup, name, values[name]) }));
  lines.unshift({ name: otherCell.memory, dashed: true, values: line(other.setup, otherCell.memory, run(otherCell, other.setup).values[otherCell.memory]) });
  const all = lines.flatMap((one) => one.values);
  return { memory, low: Math.min(0, ...all), high: Math.max(1, ...all), lines };
}

// From −span to span in a slider: wide enough for the value, fine enough for a hand.
export function span(value, usual, most) {
  return Math.abs(value) > usual ? most : usual;
}

export function shape(steps, width) {
  const column = width / steps;
  return { column, middle: (step) => (step - 0.5) * column, stepAt: (x) => nearestStep(x / column + 0.5, steps) };
}

export function linePath(values, low, high, width, height) {
  const { middle } = shape(values.length - 1, width);
  const points = values.map((value, step) => {
    const y = height * (1 - (value - low) / (high - low));
    return `${(step ? middle(step) : 0).toFixed(1)},${y.toFixed(1)}`;
  });
  return `M${points.join("L")}`;
}
