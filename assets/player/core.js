// The reader's logic: pure functions, no DOM. A reading is what ui/reader.py's `reading` returns; a step is the number
// of words read, 1 to T.

// --- The player: state × event → state

export const SPEEDS = [0.5, 1, 2, 4];

export function initial(steps, { step = null, autoplay = false, still = false } = {}) {
  const playing = autoplay && !still && steps > 1;
  return { step: playing ? 1 : clamp(step ?? steps, steps), playing, main: 0, speed: 1, table: false };
}

export function reduce(state, event, steps) {
  const at = (step) => ({ ...state, step: clamp(step, steps), playing: false });
  switch (event.type) {
    case "first": return at(1);
    case "back": return at(state.step - 1);
    case "forward": return at(state.step + 1);
    case "last": return at(steps);
    case "go": return at(event.step);
    case "toggle":
      if (state.playing) return { ...state, playing: false };
      return { ...state, step: state.step === steps ? 1 : state.step, playing: steps > 1 };
    case "tick":
      if (!state.playing) return state;
      return { ...state, step: state.step + 1, playing: state.step + 1 < steps };
    case "speed": return { ...state, speed: event.speed };
    case "main": return { ...state, main: event.main };
    case "table": return { ...state, table: !state.table };
    default: throw new Error(`unknown event ${event.type}`);
  }
}

export function clamp(step, steps) {
  return Math.min(steps, Math.max(1, Math.round(step)));
}

const KEYS = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last", " ": "toggle" };

// With a modifier the key belongs to the browser.
export function keyEvent({ key, ctrlKey, altKey, metaKey }) {
  return KEYS[key] && !ctrlKey && !altKey && !metaKey ? { type: KEYS[key] } : null;
}

export function swipeEvent(dx, dy) {
  if (Math.abs(dx) < 40 || Math.abs(dx) < 2 * Math.abs(dy)) return null;
  return { type: dx < 0 ? "forward" : "back" };
}

// Milliseconds per word: a short text is read calmly, a long one in about fifteen seconds.
export function interval(steps, speed) {
  return Math.min(520, Math.max(30, 15000 / steps)) / speed;
}

// --- What the numbers say

// P(pos) − P(neg), from −1 to 1.
export function score(labels, probabilities) {
  return probabilities[labels.indexOf("pos")] - probabilities[labels.indexOf("neg")];
}

export function scores(labels, series) {
  return series.probabilities.map((row) => score(labels, row));
}

// How the score moved at each word. The first word moves it from indecision, where all classes are equal.
export function deltas(labels, series) {
  const values = scores(labels, series);
  return values.map((value, word) => value - (values[word - 1] ?? 0));
}

export function verdict(row) {
  return row.indexOf(Math.max(...row));
}

// From −1 to 1 for the ribbon: relative to the text's largest move, with a floor so that nothing becomes drama.
export function strengths(moves) {
  const largest = Math.max(0.25, ...moves.map(Math.abs));
  return moves.map((move) => move / largest);
}

export const MARKS = { pos: "▲", neu: "●", neg: "▼" };

// --- What to say at a step

// `percentage` is the language's own way to write it: "{value} %".
export function formats(locale, percentage) {
  const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const number = new Intl.NumberFormat(locale, decimals);
  const signed = new Intl.NumberFormat(locale, { ...decimals, signDisplay: "exceptZero" });
  const share = (value) => fill(percentage, { value: Math.round(100 * value) });
  return {
    count: whole(locale),
    number: (value) => number.format(value),
    signed: (value) => signed.format(value).replace("-", "−"),
    share,
    // No network is ever certain.
    percent: (value) => share(Math.min(0.99, Math.max(0.01, value))),
  };
}

// How many: 1200 is «1.200» or «1,200».
export function whole(locale) {
  const number = new Intl.NumberFormat(locale);
  return (value) => number.format(value);
}

export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export function shorten(word, limit = 24) {
  const characters = [...word];
  return characters.length > limit ? characters.slice(0, limit - 1).join("") + "…" : word;
}

// The class of the status line is the one that wins in the end, so that one number can be followed.
export function status(reading, state, strings, format) {
  const { probabilities } = reading.series[state.main];
  const winner = verdict(probabilities.at(-1));
  const row = probabilities[state.step - 1];
  const before = probabilities[state.step - 2];
  return fill(before ? strings.status : strings["status-first"], {
    step: format.count(state.step),
    steps: format.count(reading.words.length),
    word: shorten(reading.words[state.step - 1]),
    label: strings[`label-${reading.labels[winner]}`],
    before: before && format.number(before[winner]),
    now: format.number(row[winner]),
  });
}

export function opinion(labels, row, strings, format) {
  const winner = verdict(row);
  return { label: labels[winner], name: strings[`label-${labels[winner]}`], percent: format.percent(row[winner]) };
}

// Cells name the rows while each stands for one model; otherwise the models' own names do.
export function titles(reading, strings) {
  const cells = reading.series.map((series) => series.cell);
  const distinct = new Set(cells).size === cells.length;
  return reading.series.map((series) => (distinct ? strings[`cell-${series.cell}`] : series.name));
}

// --- Where to draw

export function xOf(step, steps, width) {
  return steps === 1 ? width : ((step - 1) / (steps - 1)) * width;
}

export function stepAt(x, steps, width) {
  return steps === 1 ? 1 : clamp(1 + (x / width) * (steps - 1), steps);
}

// An SVG path through `values`, which lie between `low` (bottom) and `high` (top).
export function path(values, low, high, width, height) {
  const points = values.map((value, word) => {
    const y = height - ((value - low) / (high - low)) * height;
    return `${xOf(word + 1, values.length, width).toFixed(1)},${y.toFixed(1)}`;
  });
  return points.length === 1 ? `M0,${points[0].split(",")[1]}L${points[0]}` : `M${points.join("L")}`;
}

// Heights of labels that would like to stand at `wishes`: at least `gap` apart, between `low` and `high`.
export function spread(wishes, gap, low, high) {
  const order = wishes.map((_, index) => index).sort((a, b) => wishes[a] - wishes[b]);
  const places = [];
  let edge = low;
  for (const index of order) edge = (places[index] = Math.max(edge, wishes[index])) + gap;
  edge = high;
  for (const index of order.reverse()) edge = (places[index] = Math.min(edge, places[index])) - gap;
  return places;
}

// About `count` steps to write under the axis, round ones in long texts; the first and the last always among them.
export function ticks(steps, count) {
  const pitch = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => steps / size <= count) ?? steps;
  const marks = [1];
  for (let step = pitch < 5 ? 1 + pitch : pitch; step <= steps - 0.6 * pitch; step += pitch) marks.push(step);
  if (steps > 1) marks.push(steps);
  return marks;
}
