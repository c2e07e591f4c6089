import assert from "node:assert/strict";
import { test } from "node:test";
import * as core from "../../assets/player/core.js";

const LABELS = ["neg", "neu", "pos"];
const LSTM = { name: "es-lstm", cell: "lstm", decided_at: 2, probabilities: [[0.5, 0.3, 0.2], [0.7, 0.2, 0.1], [0.1, 0.2, 0.7]] };
const READING = { words: ["No", "esperaba", "tanto"], labels: LABELS, series: [LSTM] };
const STRINGS = {
  "label-neg": "negativa", "label-neu": "neutra", "label-pos": "positiva", "cell-lstm": "LSTM", "cell-gru": "GRU",
  status: "paso {step} de {steps} · «{word}» · P({label}) {before} → {now}",
  "status-first": "paso {step} de {steps} · «{word}» · P({label}) {now}",
};
const FORMAT = core.formats("es", "{value} %");
const run = (state, steps, ...types) => types.reduce((now, type) => core.reduce(now, { type }, steps), state);

test("a reading opens at its end, at the nearest valid step, or playing from the first word", () => {
  assert.equal(core.initial(14).step, 14);
  for (const [asked, step] of [[0, 1], [-1, 1], [1e9, 14], [7, 7]]) assert.equal(core.initial(14, { step: asked }).step, step);
  assert.deepEqual([core.initial(14, { autoplay: true }).step, core.initial(14, { autoplay: true }).playing], [1, true]);
});

test("who prefers reduced motion, and a text of one word, get the end at once", () => {
  for (const state of [core.initial(14, { autoplay: true, still: true }), core.initial(1, { autoplay: true })]) {
    assert.equal(state.playing, false);
  }
  assert.equal(core.initial(14, { autoplay: true, still: true }).step, 14);
});

test("no event leaves the text", () => {
  for (const steps of [1, 2, 14]) {
    for (const type of ["first", "back", "forward", "last", "tick", "toggle"]) {
      for (let step = 1; step <= steps; step++) {
        const next = core.reduce(core.initial(steps, { step }), { type }, steps);
        assert.ok(next.step >= 1 && next.step <= steps, `${type} from ${step} of ${steps}`);
      }
    }
  }
});

test("playing stops at the last word, and at any step by hand", () => {
  const playing = core.initial(3, { autoplay: true });
  assert.deepEqual(run(playing, 3, "tick", "tick"), { ...playing, step: 3, playing: false });
  for (const type of ["first", "back", "forward", "last"]) assert.equal(run(playing, 3, type).playing, false);
});

test("play at the end starts over; pause rests where it is; a late tick after a pause changes nothing", () => {
  const end = core.initial(5);
  assert.deepEqual([run(end, 5, "toggle").step, run(end, 5, "toggle").playing], [1, true]);
  const paused = run(end, 5, "toggle", "tick", "toggle");
  assert.deepEqual([paused.step, paused.playing], [2, false]);
  assert.equal(run(paused, 5, "tick"), paused);
});

test("speed, main row and table leave the step alone; an unknown event is a mistake", () => {
  const state = core.initial(5, { step: 3 });
  for (const event of [{ type: "speed", speed: 4 }, { type: "main", main: 2 }, { type: "table" }]) {
    assert.equal(core.reduce(state, event, 5).step, 3);
  }
  assert.throws(() => core.reduce(state, { type: "jump" }, 5));
});

test("only plain keys step: the browser and Streamlit keep theirs", () => {
  assert.deepEqual(core.keyEvent({ key: "ArrowRight" }), { type: "forward" });
  assert.deepEqual(core.keyEvent({ key: " " }), { type: "toggle" });
  for (const pressed of [{ key: "ArrowLeft", altKey: true }, { key: "Home", ctrlKey: true }, { key: "r" }, { key: "c" }]) {
    assert.equal(core.keyEvent(pressed), null);
  }
});

test("a swipe to the left turns forward; a scroll and a tap are no swipe", () => {
  assert.deepEqual(core.swipeEvent(-80, 5), { type: "forward" });
  assert.deepEqual(core.swipeEvent(80, 5), { type: "back" });
  assert.equal(core.swipeEvent(3, 2), null);
  assert.equal(core.swipeEvent(60, 200), null);
});

test("any text is read in about fifteen seconds at most, at least where the clock allows it", () => {
  for (const steps of [1, 14, 200, 500]) assert.ok(core.interval(steps, 1) * steps <= 15000);
  assert.equal(core.interval(10, 2), core.interval(10, 1) / 2);
});

test("the moves add up to the last score", () => {
  const sum = core.deltas(LABELS, LSTM).reduce((a, b) => a + b);
  assert.ok(Math.abs(sum - core.score(LABELS, LSTM.probabilities.at(-1))) < 1e-12);
});

test("two classes need no neutral one", () => {
  assert.equal(core.score(["neg", "pos"], [0.25, 0.75]), 0.5);
});

test("the largest move has full strength, unless nothing really moved", () => {
  assert.deepEqual(core.strengths([0.5, -1]), [0.5, -1]);
  assert.deepEqual(core.strengths([0.01, 0]), [0.04, 0]);
});

test("the status follows the class that wins in the end, in the visitor's numbers", () => {
  const at = (step) => core.status(READING, { step, main: 0 }, STRINGS, FORMAT);
  assert.equal(at(3), "paso 3 de 3 · «tanto» · P(positiva) 0,10 → 0,70");
  assert.equal(at(1), "paso 1 de 3 · «No» · P(positiva) 0,20");
  const long = { ...READING, words: Array(1200).fill("a") };
  assert.match(core.status(long, { step: 1, main: 0 }, STRINGS, core.formats("es-AR", "{value} %")), /paso 1 de 1\.200 /);
});

test("what a visitor wrote is never taken for a template", () => {
  const reading = { ...READING, words: ["{step}", "$&", "b"] };
  assert.match(core.status(reading, { step: 1, main: 0 }, STRINGS, FORMAT), /«\{step\}»/);
  assert.match(core.status(reading, { step: 2, main: 0 }, STRINGS, FORMAT), /«\$&»/);
});

test("numbers: no certainty, a true minus, a plus", () => {
  assert.deepEqual([1, 0.5, 0].map(FORMAT.percent), ["99 %", "50 %", "1 %"]);
  assert.deepEqual([1, 0].map(FORMAT.share), ["100 %", "0 %"]);
  assert.deepEqual([0.471, -0.5, 0].map(FORMAT.signed), ["+0,47", "−0,50", "0,00"]);
  assert.equal(core.formats("en", "{value}%").number(0.125), "0.13");
});

test("a long word is shortened by characters, never through the middle of an emoji", () => {
  assert.equal(core.shorten("excelente"), "excelente");
  assert.equal(core.shorten("😍".repeat(30), 4), "😍😍😍…");
});

test("cells name the rows while they tell them apart", () => {
  const series = (...cells) => ({ series: cells.map((cell, number) => ({ cell, name: `model-${number}` })) });
  assert.deepEqual(core.titles(series("lstm", "gru"), STRINGS), ["LSTM", "GRU"]);
  assert.deepEqual(core.titles(series("lstm", "lstm"), STRINGS), ["model-0", "model-1"]);
});

test("the cursor's place and the step under it are each other's inverse", () => {
  for (const steps of [1, 2, 14, 500]) {
    for (let step = 1; step <= steps; step++) assert.equal(core.stepAt(core.xOf(step, steps, 900), steps, 900), step);
  }
  assert.equal(core.stepAt(-50, 14, 900), 1);
  assert.equal(core.stepAt(5000, 14, 900), 14);
});

test("a curve goes through its values; a single word gives a level line", () => {
  assert.equal(core.path([0, 1, 0.5], 0, 1, 100, 40), "M0.0,40.0L50.0,0.0L100.0,20.0");
  assert.equal(core.path([0], -1, 1, 100, 40), "M0,20.0L100.0,20.0");
});

test("labels keep their distance and stay inside, in the order of their values", () => {
  for (const wishes of [[0, 0, 0], [100, 100, 100], [10, 12, 90], [50, 49, 51]]) {
    const places = core.spread(wishes, 17, 6, 94);
    const sorted = [...places].sort((a, b) => a - b);
    assert.ok(sorted[0] >= 6 && sorted.at(-1) <= 94, `${places}`);
    for (let index = 1; index < sorted.length; index++) assert.ok(sorted[index] - sorted[index - 1] >= 17 - 1e-9);
  }
  assert.deepEqual(core.spread([10, 50, 90], 17, 6, 94), [10, 50, 90]);
});

test("the axis names the first and the last word, without crowding", () => {
  assert.deepEqual(core.ticks(1, 10), [1]);
  assert.deepEqual(core.ticks(2, 10), [1, 2]);
  for (const steps of [3, 9, 10, 11, 14, 27, 99, 100, 200, 512]) {
    for (const count of [5, 10]) {
      const marks = core.ticks(steps, count);
      assert.deepEqual([marks[0], marks.at(-1)], [1, steps]);
      assert.ok(marks.length <= count + 2, `${steps}: ${marks}`);
      assert.deepEqual(marks, [...new Set(marks)].sort((a, b) => a - b));
    }
  }
});
