import assert from "node:assert/strict";
import { test } from "node:test";
import * as cell from "../../assets/microscope/cell.js";
import * as core from "../../assets/microscope/core.js";

const packed = (Type, values) => Buffer.from(new Type(values).buffer).toString("base64");
const floats = (...values) => packed(Float32Array, values);

// An LSTM's unit over three words, its numbers made to be checked by hand: c_t = f c_{t−1} + i c̃.
const keep = [0.5, 0.5, 1], write = [0.4, 0.2, -0.1];
const c = [0.4, 0.4, 0.3];
const PAYLOAD = {
  role: "main", name: "test", task: "sentiment", right: null, offered: [1, 0], unknown: [], cell: "lstm", hidden: 2, memory: "c", words: ["a", "b", "c"], labels: ["neg", "pos"], states: ["c", "h"], names: ["f", "c"],
  probabilities: floats(0.6, 0.4, 0.5, 0.5, 0.25, 0.75),
  lines: [
    { name: "f", form: "σ(@0 + @1)", operands: [{}, {}] },
    { name: "c", form: "@0 · @1 + @2", operands: [{ name: "f" }, { name: "c", earlier: true }, {}] },
  ],
  units: { 1: { values: floats(...keep, ...c), own: { f: [floats(1, -2, 3), 0.5], c: [null, null, floats(...write)] }, held: { f: [1] }, keep: floats(...keep), write: floats(...write) } },
  strips: { c: { scale: 2, values: "~P#gPP" } },
};
const RUN = core.opened(PAYLOAD);
const close = (actual, expected, within = 1e-6) => assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
const run = (state, steps, ...events) => events.reduce((now, event) => core.change(now, typeof event === "string" ? { type: event } : event, steps), state);

test("what travelled opens to the numbers that were sent", () => {
  assert.equal(RUN.steps, 3);
  close(core.probability(RUN, 3, 1), 0.75);
  close(core.valueOf(RUN, 1, "c", 3), 0.3);
  assert.equal(core.valueOf(RUN, 1, "c", 0), 0);
  close(core.strip(RUN, "c", 0, 2), -2);
  assert.deepEqual([...core.levels("~P#[]")], [45, 0, -45, 11, 12]);
});

test("followed is the label chosen, else the right one, else the one that wins", () => {
  assert.deepEqual(core.likeliest(RUN, 1, 2), [0, 1]);
  assert.deepEqual(core.likeliest(RUN, 3, 1), [1]);
  const state = core.begin(3);
  assert.equal(core.followed(RUN, state), 1);
  assert.equal(core.followed({ ...RUN, right: 0 }, state), 0);
  const chosen = core.change(state, { type: "follow", quantity: "verdict", label: 0 }, 3);
  assert.equal(core.followed(RUN, chosen), 0);
  assert.equal(core.followed(RUN, core.change(chosen, { type: "follow", quantity: "c" }, 3)), 0);
});

test("the steps are counted as the visitor writes numbers", () => {
  const strings = { status: "{step}/{steps}", "status-first": "first: {step}/{steps}" };
  const said = (step) => core.stated({ ...RUN, steps: 1200 }, { ...core.begin(3), step }, strings, core.arithmetic("es-AR"));
  assert.equal(said(3), "3/1.200");
  assert.equal(said(1), "first: 1/1.200");
});

test("a shorter text rests at its end while a longer one goes on", () => {
  assert.equal(core.standing(RUN, 9), 3);
  close(core.probability(RUN, 9, 1), 0.75);
});

test("an address gets the nearest step; an unknown zoom is everything", () => {
  for (const [asked, step] of [[-1, 1], [1e9, 3], [2, 2], [null, 3]]) assert.equal(core.begin(3, { step: asked }).step, step);
  assert.equal(core.begin(3, { zoom: "moon" }).zoom, "all");
  assert.equal(core.begin(3, { zoom: "cell" }).zoom, "cell");
});

test("slow motion takes four moves a word and ends after the last one", () => {
  let state = run(core.begin(2, { step: 1 }), 2, "slow", "toggle");
  const seen = [];
  while (state.playing) {
    seen.push(`${state.step} ${state.move}`);
    state = core.change(state, { type: "tick" }, 2);
  }
  assert.deepEqual(seen, [1, 2].flatMap((step) => cell.MOVES.map((move) => `${step} ${move}`)));
  assert.equal(run(state, 2, "slow").move, null);
});

test("a step in slow motion begins with the first move; without it no move is lit", () => {
  assert.equal(run(core.begin(3, { step: 1 }), 3, "slow", { type: "move", move: "forget" }).move, null);
  assert.equal(run({ ...core.begin(3, { step: 1 }), slow: true, move: "read" }, 3, "forward").move, "forget");
  assert.equal(run(core.begin(3, { step: 1 }), 3, "forward").move, null);
});

test("choices change what they name and leave the step alone", () => {
  const state = core.begin(3, { step: 2 });
  for (const event of [{ type: "unit", unit: 1 }, { type: "order", order: "number" }, { type: "scope", scope: "state" }, { type: "chosen", chosen: [1, 2] }]) {
    const next = core.change(state, event, 3);
    assert.equal(next[event.type], event[event.type]);
    assert.equal(next.step, 2);
  }
  assert.throws(() => core.change(state, { type: "jump" }, 3));
});

test("after an operation the visitor goes on at the same word and unit, unless another unit was asked for", () => {
  const kept = { ...core.begin(3, { step: 2, unit: 1 }), asked: 0 };
  assert.equal(core.resumed(kept, { unit: 0 }, RUN, 3).unit, 1);
  assert.equal(core.resumed(kept, { unit: 7 }, RUN, 3).unit, 7);
  assert.equal(core.resumed({ ...kept, step: 9 }, { unit: 0 }, RUN, 3).step, 3);
});

test("the numbers put in are the operands, negative ones in parentheses, and give the result again", () => {
  const written = core.arithmetic("es");
  const [f] = core.account(RUN, 1, 2, written);
  assert.equal(f.substituted, "σ((−2,0000) + 0,5000)");
  assert.equal(f.held, true);
  const [alone] = core.account({ ...RUN, lines: [{ name: "f", form: "tanh(@0)", operands: [{}] }] }, 1, 2, written);
  assert.equal(alone.substituted, "tanh(−2,0000)");
  for (const step of [2, 3]) {
    const [, line] = core.account(RUN, 1, step, core.arithmetic("en"));
    const again = Function(`return ${line.substituted.replaceAll("·", "*").replaceAll("−", "-")}`)();
    close(again, Number(line.result.replace("−", "-")), 1.5e-3);
  }
});

test("nothing is ever minus zero", () => {
  for (const locale of ["es", "en"]) {
    const { result, figure } = core.arithmetic(locale);
    assert.ok(!result(-0.0001).includes("−"));
    assert.ok(!figure(-0.001).includes("−"));
    assert.ok(figure(-0.01).startsWith("−"));
  }
});

test("the largest terms and the rest are the sum", () => {
  const terms = { sources: [["x3", "h1"]], weights: [2, -1], values: [0.5, 0.25], count: 10 };
  const { shown, others, rest } = core.largest(terms, 1.5, 1);
  assert.equal(others, 8);
  close(shown.reduce((sum, { product }) => sum + product, 0) + rest, 1.5);
});

test("the ledger of each step adds up to that step's memory", () => {
  for (const step of [1, 2, 3]) close(core.booked(RUN.units[1], step).reduce((sum, one) => sum + one, 0), c[step - 1], 1e-6);
  const { step, written, left, survived } = core.heaviest(RUN.units[1], 3);
  assert.equal(step, 1);
  close(written * survived, left);
  close(survived, 0.5);
});

test("orders: by number, by effect of either sign, by how much the memory moved", () => {
  assert.deepEqual(core.ordered(RUN, [0.1, -0.9], "number"), [0, 1]);
  assert.deepEqual(core.ordered(RUN, [0.1, -0.9], "effect"), [1, 0]);
  assert.deepEqual(core.ordered(RUN, [0.1, -0.9], "activity"), [0, 1]);
});

test("each pixel of a plot belongs to the column of one step", () => {
  for (const steps of [1, 7, 200]) {
    for (let step = 1; step <= steps; step++) assert.equal(core.columnAt(core.middle(step, steps, 640), steps, 640), step);
    assert.equal(core.columnAt(-5, steps, 640), 1);
    assert.equal(core.columnAt(900, steps, 640), steps);
  }
});

test("bars and curves stay inside, for one step and for flat series too", () => {
  assert.deepEqual(core.span([0, 0]), [-0.5, 0.5]);
  assert.deepEqual(core.span([0.2, 0.4]), [0, 0.4]);
  assert.match(core.columnPath([1], [0, 1], 1, 100, 50), /^M50\.0,0\.0/);
  const { up, down, zero } = core.bars([1, -1], [-1, 1], 2, 100, 50);
  assert.equal(zero, 25);
  assert.match(up, /v-25\.0/);
  assert.match(down, /v25\.0/);
});

test("a clamp is written in the model's grammar, whose steps count from 0; what is no number is none", () => {
  const at = { step: 4, unit: 17 };
  assert.equal(core.clampText({ name: "f", value: 0, where: "here", units: "one" }, at), "f=0@3:17");
  assert.equal(core.clampText({ name: "f", value: 0.5, where: "onward", units: "all" }, at), "f=0.5@3+");
  assert.equal(core.clampText({ name: "o", value: 1, where: "everywhere", units: "all" }, at), "o=1");
  for (const value of [NaN, Infinity, 1e9]) assert.equal(core.clampText({ name: "f", value, where: "here", units: "all" }, at), null);
});

test("several units are written short; none of them is no clamp, and time knows no units", () => {
  const at = { step: 4, unit: 17, chosen: [40, 3, 41, 42] };
  assert.equal(core.clampText({ name: "f", value: 0, where: "here", units: "several" }, at), "f=0@3:3,40-42");
  assert.equal(core.clampText({ name: "f", value: 0, where: "here", units: "several" }, { ...at, chosen: [] }), null);
  assert.equal(core.clampText({ name: "elapsed", value: 30, where: "onward", units: "several" }, at), "elapsed=30@3+");
});

test("units written by hand are read as they are written by us, and nonsense is none", () => {
  assert.deepEqual(core.unitsOf("3, 17 40–43", 50), [3, 17, 40, 41, 42, 43]);
  assert.deepEqual(core.unitsOf("", 50), []);
  for (const units of [[0], [1, 2], [0, 2, 3, 4, 9]]) assert.deepEqual(core.unitsOf(core.unitsText(units), 9), units);
  for (const text of ["x", "5-3", "51", "-3", "1--2", "40-999999"]) assert.equal(core.unitsOf(text, 50), null);
});

test("Ctrl takes a unit in or out; Shift takes all that are shown up to it", () => {
  const shown = [9, 4, 7, 1];
  assert.deepEqual(core.chosenBy({ unit: 7, from: 9, shift: false }, [4], shown), [4, 7]);
  assert.deepEqual(core.chosenBy({ unit: 4, from: 9, shift: false }, [4, 7], shown), [7]);
  assert.deepEqual(core.chosenBy({ unit: 9, from: 7, shift: true }, [1], shown), [1, 9, 4, 7]);
  assert.deepEqual(core.chosenBy({ unit: 9, from: 99, shift: true }, [], shown), [9]);
});

test("letters of the lecture: what is lowered, what is raised, what has a tilde", () => {
  assert.deepEqual(cell.letters("\\tilde{c}_t"), [{ text: "c\u0303", place: "line" }, { text: "t", place: "sub" }]);
  assert.deepEqual(cell.letters("C^S_{t-1}").map(({ text, place }) => `${place} ${text}`), ["line C", "sup S", "sub t−1"]);
  assert.equal(cell.before("c_t"), "c_{t-1}");
});

test("a wire grows with what it carries and never fills the picture", () => {
  const sizes = [0, 0.1, 0.5, 1, 5, 1e9].map(cell.thickness);
  assert.deepEqual([...sizes].sort((a, b) => a - b), sizes);
  assert.equal(cell.thickness(-0.5), cell.thickness(0.5));
  assert.ok(sizes.at(-1) <= 10);
});

test("a gate fills from the bottom, a candidate from its middle, and no value breaks the drawing", () => {
  for (const value of [-9, -1, -0.5, 0, 0.3, 1, 9]) {
    for (const signed of [true, false]) assert.ok(!cell.filling(value, signed, 50, 50, 20).includes("NaN"), `${value} ${signed}`);
  }
  assert.match(cell.filling(0.5, false, 50, 50, 20), /^M30,50/);
  assert.notEqual(cell.filling(0.5, true, 50, 50, 20), cell.filling(-0.5, true, 50, 50, 20));
});
