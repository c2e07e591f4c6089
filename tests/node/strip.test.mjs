import assert from "node:assert/strict";
import { test } from "node:test";
import { band, curve, positionAt, scale, standing, unpacked, zones } from "../../assets/text/strip.js";

const POST = [true, true, false, false, false];
const PRE = [false, false, false, true, true];

test("zeros are found on either side, and nowhere where there are none", () => {
  assert.deepEqual(zones(POST), [[2, 5]]);
  assert.deepEqual(zones(PRE), [[0, 3]]);
  assert.deepEqual(zones([true]), []);
});

test("each position is a piece of the text or a zero, counted from its own side", () => {
  assert.deepEqual(POST.map((_, at) => standing(POST, at)), [{ piece: 0 }, { piece: 1 }, { zero: 1 }, { zero: 2 }, { zero: 3 }]);
  assert.deepEqual(PRE.map((_, at) => standing(PRE, at)), [{ zero: 1 }, { zero: 2 }, { zero: 3 }, { piece: 0 }, { piece: 1 }]);
});

test("a state travels as signed bytes and comes back", () => {
  const bytes = Int8Array.from([-127, 0, 127, -1]);
  assert.deepEqual([...unpacked(Buffer.from(bytes.buffer).toString("base64"))], [...bytes]);
});

test("a curve goes through the middle of each position, and one position still has a line", () => {
  assert.equal(curve([1, 0.25]), "M0.5,0.0000L1.5,0.7500");
  assert.equal(curve([0.5]), "M0,0.5000H1");
});

test("a pointer anywhere in a lane stands on one of its positions", () => {
  assert.deepEqual([-1, 0, 0.39, 0.4, 0.999, 1, 7].map((fraction) => positionAt(fraction, 5)), [0, 0, 1, 2, 4, 4, 4]);
});

test("a band is closed and a scale holds every figure", () => {
  assert.equal(band([0, 1], [0, 0], [2, 3], (value) => value), "M0,2L1,3L1,0L0,0Z");
  assert.deepEqual(scale([0.214, 0.74]), [0.2, 0.8]);
  assert.deepEqual(scale([0.5]), [0.5, 0.6]);
});
