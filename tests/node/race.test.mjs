import assert from "node:assert/strict";
import test from "node:test";

import { happened, highest } from "../../assets/recall_page/race.js";

test("a recording shows what had happened by then", () => {
  const points = [[10, 4, 0.5], [20, 3, 0.9], [30, 2, 1.4]];
  assert.deepEqual(happened(points, 0.4), []);
  assert.deepEqual(happened(points, 0.9), points.slice(0, 2));
  assert.deepEqual(happened(points, Infinity), points);
});

test("the axis of the loss holds its beginning and guessing, and no explosion", () => {
  const guess = Math.log(12);
  assert.ok(highest([[[10, 4.4, 0]], [[10, 4.5, 0], [20, 900, 1]]], guess) < 6);
  assert.ok(highest([[[10, 4.4, 0]]], guess) > 4.4);
  assert.ok(highest([[]], guess) > guess);
});
