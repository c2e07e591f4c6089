import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSEST, WHOLE, bounded, closer, coordinates, framed, fromAddress, inAddress, integers, moved, place, sought, under, unobstructed } from "../../assets/embeddings/map-core.js";

const frame = framed([1, 0.5, -1, -0.5], 860, 648);
const packed = (numbers) => Buffer.from(Int16Array.from(numbers).buffer).toString("base64");

test("numbers survive the way through base64", () => {
  assert.deepEqual([...integers(packed([0, 1, -2, 32767]))], [0, 1, -2, 32767]);
  assert.deepEqual([...coordinates(packed([32767, -32767, 0]))], [1, -1, 0]);
});

test("the whole map just fits its frame", () => {
  assert.equal(frame.unit, 400);
  assert.deepEqual(place(WHOLE, 1, 0, frame), [830, 324]);
  assert.deepEqual(place(WHOLE, 0, 0, frame), [430, 324]);
  for (const size of [[300, 900], [900, 300], [10, 10]]) assert.ok(framed([0, 0], ...size).unit >= 1);
});

test("zooming keeps what lies under the pointer", () => {
  const start = closer(WHOLE, 4, 500, 300, frame);
  const [x, y] = [(520 - 430) / (400 * 4) + start.x, (324 - 310) / (400 * 4) + start.y];
  const [px, py] = place(start, x, y, frame);
  assert.ok(Math.hypot(px - 520, py - 310) < 1e-9);
  const nearer = closer(start, 1.6, px, py, frame);
  const [qx, qy] = place(nearer, x, y, frame);
  assert.ok(Math.hypot(qx - px, qy - py) < 1e-9);
});

test("no view leaves the map, is closer than the closest, or wider than the whole", () => {
  let view = WHOLE;
  for (let at = 0; at < 40; at += 1) view = closer(view, 1.6, 0, 0, frame);
  assert.equal(view.zoom, CLOSEST);
  for (let at = 0; at < 40; at += 1) view = moved(view, 500, -500, frame);
  assert.ok(Math.abs(view.x) <= 1 && Math.abs(view.y) <= 1);
  for (let at = 0; at < 40; at += 1) view = closer(view, 0.5, 10, 10, frame);
  assert.deepEqual(view, WHOLE);
  assert.deepEqual(bounded({ x: 9, y: -9, zoom: 1 }), WHOLE);
});

test("a drag moves the map with the pointer", () => {
  const start = { x: 0, y: 0, zoom: 4 };
  const [x, y] = place(start, 0.1, 0.1, frame);
  const [px, py] = place(moved(start, 30, -20, frame), 0.1, 0.1, frame);
  assert.ok(Math.abs(px - x - 30) < 1e-9 && Math.abs(py - y + 20) < 1e-9);
});

test("words are written in order of importance, none over another", () => {
  assert.deepEqual(unobstructed([[0, 0, 100, 10], [50, 5, 150, 15], [101, 0, 200, 10]]), [0, 2]);
  const draw = (seed) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const random = draw(7);
  const boxes = Array.from({ length: 300 }, () => {
    const [x, y] = [900 * random(), 500 * random()];
    return [x, y, x + 60 * random(), y + 17];
  });
  const kept = unobstructed(boxes);
  assert.equal(kept[0], 0);
  for (const a of kept) {
    for (const b of kept) {
      const [p, q] = [boxes[a], boxes[b]];
      assert.ok(a === b || p[2] <= q[0] || q[2] <= p[0] || p[3] <= q[1] || q[3] <= p[1]);
    }
  }
});

test("a search finds the very word, else the most frequent that begins so", () => {
  const words = ["comida", "com", "comer", "vino"];
  assert.equal(sought(words, " COM "), 1);
  assert.equal(sought(words, "co"), 0);
  assert.equal(sought(words, "vin"), 3);
  assert.equal(sought(words, "zzz"), -1);
  assert.equal(sought(words, "  "), -1);
});

test("the nearest point within reach is under the pointer", () => {
  const points = [[0, 0], [10, 0], [100, 100]];
  assert.equal(under(points, 7, 0, 12), 1);
  assert.equal(under(points, 50, 50, 12), -1);
});

test("a view goes through the address and back; what isn't one shows the whole map", () => {
  const view = bounded({ x: 0.3, y: -0.251, zoom: 4.5 });
  assert.deepEqual(fromAddress(inAddress(view)), view);
  assert.equal(inAddress(WHOLE), "");
  for (const odd of ["", undefined, "1,2", "1,2,3,4", "x,0,2", "0,,2", "NaN,0,2", "0,0,Infinity"]) assert.deepEqual(fromAddress(odd), WHOLE);
  assert.deepEqual(fromAddress("9,9,999"), bounded({ x: 9, y: 9, zoom: CLOSEST }));
});
