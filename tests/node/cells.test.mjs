import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as formula from "../../assets/cells/formula.js";
import * as laboratory from "../../assets/cells/laboratory.js";
import { blockSums, compile, held, knobOf, run } from "../../assets/cells/unit.js";

// What model/run.py computes: tests/unit_runs.py, held to it by tests/unit/test_run.py.
const RECORDED = JSON.parse(readFileSync(new URL("unit_runs.json", import.meta.url)));
const CELLS = Object.fromEntries(RECORDED.cells.map((cell) => [cell.kind, compile(cell)]));
const CASES = Object.entries(RECORDED.cases);
const EXPERIMENTS = {
  latch: {
    setup: RECORDED.cases["latch setup"].setup, contrast: RECORDED.cases["latch contrast"].setup,
    checks: [{ name: "c", step: 1, low: 0.9, high: null }, { name: "memory", step: 12, low: 0.9, high: 1.1 }],
  },
};
const LAB = { cells: CELLS, experiments: EXPERIMENTS, limits: { steps: 24 } };
const START = laboratory.begin({ experiment: "latch", setup: EXPERIMENTS.latch.setup, step: 12 });
const after = (state, ...events) => events.reduce((now, event) => laboratory.turn(now, event, LAB), state);
const RNN = RECORDED.cases["rnn 0"].setup;

for (const [name, { setup, values }] of CASES) {
  test(`the equations computed in the browser give what PyTorch gives: ${name}`, () => {
    const ours = run(CELLS[setup.cell], setup).values;
    assert.deepEqual(Object.keys(ours), Object.keys(values));
    for (const [activation, series] of Object.entries(values)) {
      series.forEach((value, index) => assert.ok(Math.abs(ours[activation][index] - value) < 1e-6, `${activation} ${index + 1}: ${ours[activation][index]} ≠ ${value}`));
    }
  });
}

// --- Formulas

// Computed from the text alone, as a reader with a calculator would.
function computed(text) {
  assert.match(text, /^[\d.·+−/()σ elntah]+$/);
  const plain = text.replaceAll("−", "-").replaceAll("·", "*").replaceAll("tanh", "Math.tanh").replace(/\bln\b/g, "Math.log").replace(/\be\b/g, "Math.E");
  return new Function("σ", `return ${plain}`)((a) => 1 / (1 + Math.exp(-a)));
}

test("the numbers put into an equation give its shown result again", () => {
  const write = (value) => String(Number(value.toFixed(4))).replace("-", "−");
  let lines = 0;
  for (const kind of Object.keys(CELLS)) {
    const setup = { ...RECORDED.cases[`${kind} 0`].setup, holds: [] };
    const { values, scopes } = run(CELLS[kind], setup);
    for (const { name: activation, tree } of CELLS[kind].lines) {
      scopes.forEach((scope, index) => {
        const shown = formula.substituted(tree, scope, write);
        assert.ok(Math.abs(computed(shown) - values[activation][index]) < 5e-4, `${shown} ≠ ${values[activation][index]}`);
        lines++;
      });
    }
  }
  assert.ok(lines > 100);
});

test("each weight of PyTorch's is a symbol of the equations, and no other symbol is one", () => {
  for (const [kind, cell] of Object.entries(CELLS)) {
    assert.deepEqual(Object.keys(cell.knobs).sort(), Object.keys(RECORDED.cases[`${kind} 0`].setup.weights).sort());
  }
  assert.equal(knobOf("W^{(c)}", "g"), "W.g");
  assert.equal(knobOf("w^{(f)}", "f"), "w_f");
  assert.equal(knobOf("b_U", "n"), "b_U");
});

test("what is no equation of ours is refused, not guessed", () => {
  for (const wrong of ["W x_t +", "\\sigma W", "(x_t", "x_t )", "\\int x_t", ""]) assert.throws(() => formula.parse(wrong), wrong);
});

const text = ([, ...children]) => children.map((child) => (typeof child === "string" ? child : text(child))).join("");

test("an equation is written with all its symbols, and may break before each +", () => {
  for (const cell of Object.values(CELLS)) {
    for (const { symbol, tree } of cell.lines) {
      const pieces = formula.formulaMarkup(symbol, tree).map(text);
      pieces.slice(1).forEach((piece) => assert.ok(piece.startsWith(" + ")));
      for (const latex of formula.symbolsOf(tree)) assert.ok(pieces.join("").includes(text(formula.symbolMarkup(latex))), latex);
      assert.doesNotMatch(pieces.join(""), /[\\{}_^]/);
    }
  }
  assert.equal(text(formula.symbolMarkup("\\tilde{c}_t")), "c\u0303t");
  assert.equal(text(formula.symbolMarkup("C^*_{t-1}")), "C*t−1");
  assert.equal(formula.plain("c_{t-1}"), "cₜ₋₁");
});

test("what an Elman cell adds up is what its tanh gets", () => {
  const { values, scopes } = run(CELLS.rnn, { ...RNN, holds: [] });
  scopes.forEach((scope, index) => {
    const { W, U, b } = blockSums(CELLS.rnn, scope).h;
    assert.ok(Math.abs(Math.tanh(W + U + b) - values.h[index]) < 1e-12);
  });
});

// --- State × event → state

test("no event leaves the sequence, and stepping changes nothing but the step", () => {
  for (const type of ["first", "back", "forward", "last", "toggle", "tick"]) {
    for (let step = 1; step <= 12; step++) {
      const next = after({ ...START, step }, { type });
      assert.ok(next.step >= 1 && next.step <= 12);
      assert.equal(next.setup, START.setup);
    }
  }
  for (const [asked, step] of [[-1, 1], [1e9, 12], [4.4, 4]]) assert.equal(after(START, { type: "go", step: asked }).step, step);
  assert.throws(() => after(START, { type: "jump" }));
});

test("it plays from where it is to the end, from the end anew, and rests when a hand moves anything", () => {
  const playing = after(START, { type: "toggle" });
  assert.deepEqual([playing.step, playing.playing], [1, true]);
  assert.deepEqual([after({ ...playing, step: 11 }, { type: "tick" }).step, after({ ...playing, step: 11 }, { type: "tick" }).playing], [12, false]);
  for (const event of [{ type: "x", value: 1 }, { type: "weight", name: "W.i", value: 1 }, { type: "hold", name: "f", value: 1 }, { type: "back" }]) {
    assert.equal(after(playing, event).playing, false);
  }
});

test("a knob changes its own number and leaves the experiment as it was", () => {
  const frozen = JSON.stringify(EXPERIMENTS);
  const turned = after({ ...START, step: 3 }, { type: "x", value: 2 }, { type: "elapsed", value: 7 }, { type: "weight", name: "U.f", value: -1 }, { type: "before", name: "c", value: 0.5 });
  assert.deepEqual(turned.setup.x, START.setup.x.with(2, 2));
  assert.deepEqual(turned.setup.elapsed, [0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  assert.equal(turned.setup.weights["U.f"], -1);
  assert.deepEqual(held(turned.setup, "c", 2), { name: "c", value: 0.5, step: 2 });
  assert.equal(JSON.stringify(EXPERIMENTS), frozen);
  assert.ok(laboratory.same(after(turned, { type: "prepared" }).setup, EXPERIMENTS.latch.setup));
});

test("a hand at every step takes over from those at single ones, and what is let go is the cell's again", () => {
  const at = (step) => ({ ...START, step });
  const here = after({ ...at(3), scope: "here" }, { type: "hold", name: "f", value: 0 });
  assert.deepEqual([held(here.setup, "f", 3)?.value, held(here.setup, "f", 4)], [0, undefined]);
  const always = after(here, { type: "scope", scope: "always" }, { type: "hold", name: "f", value: 0.5 });
  assert.deepEqual([held(always.setup, "f", 3).value, held(always.setup, "f", 9).value], [0.5, 0.5]);
  assert.deepEqual(after(always, { type: "release", name: "f", step: 3 }).setup.holds, []);
});

test("a hand at every step doesn't reach the state before the first one", () => {
  const setup = { ...RNN, holds: [{ name: "h", value: 0.7, step: 0 }] };
  assert.equal(held(setup, "h", 0).value, 0.7);
  assert.equal(held({ ...RNN, holds: [{ name: "f", value: 1, step: null }] }, "f", 0), undefined);
});

test("another cell keeps what both have, and can be run", () => {
  for (const [, { setup }] of CASES) {
    for (const kind of Object.keys(CELLS)) {
      const fitted = laboratory.fitted(setup, CELLS[kind]);
      assert.ok(Object.keys(fitted.weights).every((name) => name in CELLS[kind].knobs));
      for (const series of Object.values(run(CELLS[kind], fitted).values)) assert.ok(series.every(Number.isFinite));
    }
  }
  assert.equal(after(START, { type: "cell", cell: "peephole" }).setup.weights["W.i"], START.setup.weights["W.i"]);
});

test("a longer sequence goes on with silence, a shorter one forgets what was beyond", () => {
  const longer = after(START, { type: "steps", steps: 14 });
  assert.deepEqual(longer.setup.x.slice(-3), [START.setup.x.at(-1), 0, 0]);
  const shorter = after({ ...START, scope: "here" }, { type: "hold", name: "f", value: 0 }, { type: "steps", steps: 4 });
  assert.deepEqual([shorter.setup.x.length, shorter.step, shorter.setup.holds], [4, 4, []]);
});

// --- What it says

test("the claims are kept as prepared, and the contrast breaks one; what a cell lacks breaks its claim", () => {
  const kept = (state) => laboratory.checked(state, LAB, run(CELLS[state.setup.cell], state.setup).values).map((check) => check.kept);
  assert.deepEqual(kept(START), [true, true]);
  assert.deepEqual(kept(after(START, { type: "contrast" })), [true, false]);
  assert.equal(kept(after(START, { type: "cell", cell: "gru" }))[0], false);
  assert.deepEqual(kept(after(START, { type: "steps", steps: 3 })), [true, false]);
});

test("the other run stands beside: the contrast, and once that runs, the experiment", () => {
  assert.equal(laboratory.beside(START, LAB).name, "contrast");
  assert.equal(laboratory.beside(after(START, { type: "weight", name: "W.i", value: 0 }), LAB).name, "contrast");
  assert.equal(laboratory.beside(after(START, { type: "contrast" }), LAB).name, "prepared");
});

test("no run leaves its axis", () => {
  for (const state of [START, after(START, { type: "contrast" }), after(START, { type: "cell", cell: "gru" })]) {
    const { low, high, lines } = laboratory.curves(state, LAB, run(CELLS[state.setup.cell], state.setup).values);
    for (const { values } of lines) assert.ok(values.every((value) => low <= value && value <= high));
    assert.ok(lines.some((line) => line.dashed));
  }
});

test("two setups are the same whatever the order of their hands, and with or without weights of 0", () => {
  const { setup } = EXPERIMENTS.latch;
  assert.ok(laboratory.same(setup, { ...setup, weights: { "U.f": 0, ...setup.weights }, elapsed: setup.x.map(() => 0) }));
  assert.ok(!laboratory.same(setup, { ...setup, x: setup.x.with(0, 0) }));
});

test("a column is found again by its middle, and no pointer leaves the sequence", () => {
  const { middle, stepAt } = laboratory.shape(8, 400);
  for (let step = 1; step <= 8; step++) assert.equal(stepAt(middle(step)), step);
  assert.deepEqual([stepAt(-50), stepAt(1e6)], [1, 8]);
  assert.equal(laboratory.linePath([0, 1, 0.5], 0, 1, 100, 50), "M0.0,50.0L25.0,0.0L75.0,25.0");
});
