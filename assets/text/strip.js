// What the pictures of the crime scene compute before they draw: pure functions, no DOM.

// Base64 of signed bytes, position after position.
export function unpacked(heat) {
  return Int8Array.from(atob(heat), (character) => character.charCodeAt(0));
}

// The stretches of zeros in a lane: [[from, to), …].
export function zones(isText) {
  const found = [];
  isText.forEach((text, at) => {
    if (text) return;
    if (found.length && found.at(-1)[1] === at) found.at(-1)[1] = at + 1;
    else found.push([at, at + 1]);
  });
  return found;
}

// A path through the middle of each position; y runs from 0 (value 1) to 1 (value 0).
export function curve(values) {
  const points = values.map((value, at) => `${at + 0.5},${(1 - value).toFixed(4)}`);
  return points.length === 1 ? `M0,${points[0].split(",")[1]}H1` : `M${points.join("L")}`;
}

// The area between two curves, given the x of each point.
export function band(xs, lows, highs, y) {
  const up = xs.map((x, at) => `${x},${y(highs[at])}`);
  const down = xs.map((x, at) => `${x},${y(lows[at])}`).reverse();
  return `M${[...up, ...down].join("L")}Z`;
}

// Which position of a lane stands under a fraction of its width.
export function positionAt(fraction, positions) {
  return Math.min(positions - 1, Math.max(0, Math.floor(fraction * positions)));
}

// What stands at a position of a lane: a piece of the text (its place) or a zero (which one).
export function standing(isText, at) {
  const before = isText.slice(0, at + 1).filter((text) => text === isText[at]).length;
  return isText[at] ? { piece: before - 1 } : { zero: before };
}

// Whole tens of percent around all figures.
export function scale(figures) {
  const low = Math.floor(10 * Math.min(...figures) + 1e-9) / 10;
  const high = Math.ceil(10 * Math.max(...figures) - 1e-9) / 10;
  return [low, high === low ? low + 0.1 : high];
}
