// The laboratory's picture: a DOM built once per cell, then only touched where a knob changes it.
import { cellDiagram } from "../microscope/cell.js";
import { fill, keyEvent, spread } from "../player/core.js";
import { drawing, element, icon, put, say } from "../player/dom.js";
import { formulaMarkup, plain, substituted, symbolMarkup } from "./formula.js";
import { begin, beside, checked, curves, linePath, same, shape, span, turn } from "./laboratory.js";
import { marked } from "./markup.js";
import { blockSums, compile, held, run } from "./unit.js";

const instances = new WeakMap();
const DIGITS = 4;
const PACE = 700; // milliseconds a step while it plays
const REST = 400; // milliseconds without a change before the address follows
const GUTTER = { left: 40, right: 62 };
const LANES = {
  wide: { x: 46, elapsed: 22, gate: 27, memory: 150, gap: 10 },
  narrow: { x: 28, elapsed: 14, gate: 18, memory: 96, gap: 6 },
};

export default function ({ data, parentElement, setStateValue }) {
  const known = instances.get(parentElement);
  const signature = JSON.stringify([data.arrival, data.locale]);
  if (known?.signature === signature) {
    known.setStateValue = setStateValue;
  } else {
    known?.destroy();
    instances.set(parentElement, { signature, setStateValue, ...mountLaboratory(data, parentElement, data.sought && !known) });
  }
  return () => {
    instances.get(parentElement)?.destroy();
    instances.delete(parentElement);
  };
}

function mountLaboratory({ cells, experiments, limits, start, strings, locale, arrival }, parentElement, sought) {
  const lab = { cells: Object.fromEntries(cells.map((cell) => [cell.kind, compile(cell)])), experiments, limits };
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: DIGITS });
  const write = (value) => decimal.format(Number(value.toFixed(DIGITS)) || 0).replace("-", "−");
  const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  let state = begin(start);
  let drawn = null; // the state that the page shows
  let timer, reporting, width = 0;
  let cell, picture, plot, refresh; // what the current kind of cell is drawn with

  // --- Experiments and what they claim
  const choices = Object.keys(experiments).map((name, index) => {
    const choice = element("button", { type: "button" }, element("b", {}, `${index + 1}`), strings[`experiment-${name}`]);
    choice.onclick = () => dispatch({ type: "experiment", experiment: name });
    return [name, choice];
  });
  const lookFor = element("p", { className: "claim" });
  const refutedBy = element("p", { className: "claim" });
  const checks = element("ul", { className: "checks", "aria-label": strings.checks });
  const contrast = element("button", { type: "button" });
  contrast.onclick = () => dispatch({ type: beside(state, lab).name });
  const prepared = element("button", { type: "button" }, strings.prepared);
  prepared.onclick = () => dispatch({ type: "prepared" });
  const lesson = element("div", { className: "lesson" }, lookFor, refutedBy, checks, element("div", { className: "buttons" }, contrast, prepared));

  // --- The sequence, and the player
  const kinds = element("select", { "aria-label": strings.cell },
    ...cells.map(({ kind }) => element("option", { value: kind }, strings[`kind-${kind}`])));
  kinds.onchange = () => dispatch({ type: "cell", cell: kinds.value });
  const steps = element("input", { type: "number", min: 1, max: limits.steps, step: 1, "aria-label": strings.steps });
  steps.onchange = () => {
    const wanted = Math.round(steps.valueAsNumber);
    if (wanted >= 1) dispatch({ type: "steps", steps: Math.min(limits.steps, wanted) });
    steps.value = state.setup.x.length;
  };
  const legend = element("p", { className: "legend" });
  const chart = element("div", { className: "chart", tabIndex: 0, role: "slider", "aria-label": strings.sequence, "aria-valuemin": 1 });
  const buttons = Object.fromEntries(["first", "back", "toggle", "forward", "last"].map((type) => {
    const button = element("button", { type: "button", className: type });
    button.onclick = () => dispatch({ type });
    if (type !== "toggle") {
      button.append(icon(type));
      button.setAttribute("aria-label", button.title = strings[type]);
    }
    return [type, button];
  }));
  const said = element("p", { className: "status", role: "status" });
  const player = element("div", { className: "controls" },
    element("div", { className: "buttons", role: "group", "aria-label": strings.player }, ...Object.values(buttons)), said);
  const head = element("div", { className: "head" },
    element("label", {}, strings.cell, kinds), element("label", {}, strings.steps, steps));
  const sequence = element("div", { className: "sequence" }, head, element("div", { className: "sticky" }, legend, chart), player);

  // --- The sums, the knobs, the table
  const diagram = element("div", { className: "diagram" });
  const sums = element("div", { className: "sums", role: "region", "aria-label": strings.sums });
  const hands = element("div", { className: "hands" });
  const scales = element("div", { className: "scales" });
  const table = element("div", { className: "table", tabIndex: 0, role: "region", "aria-label": strings.table });
  const details = element("details", {}, element("summary", {}, strings["table-show"]), table);
  details.ontoggle = () => drawTable();
  const root = element("section", { className: "laboratory", "aria-label": strings.laboratory },
    element("div", { className: "experiments", role: "group", "aria-label": strings.experiments }, ...choices.map(([, choice]) => choice)),
    lesson, element("div", { className: "bench" }, sequence, hands, diagram, sums, scales),
    element("p", { className: "keys" }, strings.keys), details);
  parentElement.append(root);

  // --- Events
  function dispatch(event) {
    state = turn(state, event, lab);
    draw();
    clearTimeout(timer);
    if (state.playing) timer = setTimeout(() => dispatch({ type: "tick" }), PACE);
    clearTimeout(reporting);
    if (!state.playing) reporting = setTimeout(() => {
      const { experiment, setup, step } = state;
      instances.get(parentElement)?.setStateValue("asked", { arrival, experiment, step, ...setup });
    }, REST);
  }

  root.onkeydown = (pressed) => {
    const event = keyEvent(pressed);
    const control = pressed.target.closest("button, input, select, summary, .table");
    if (!event || (control && control.tagName !== "BUTTON") || (control && pressed.key === " ")) return;
    pressed.preventDefault();
    dispatch(event);
  };
  let grip = false;
  const seek = ({ clientX }) => {
    const step = shape(state.setup.x.length, width).stepAt(clientX - chart.getBoundingClientRect().left - GUTTER.left);
    if (step !== state.step || state.playing) dispatch({ type: "go", step });
  };
  chart.onpointerdown = (event) => {
    if (event.button) return;
    grip = true;
    chart.setPointerCapture(event.pointerId);
    seek(event);
  };
  chart.onpointermove = (event) => grip && seek(event);
  chart.onpointerup = chart.onpointercancel = () => (grip = false);

  // --- A knob: a slider, its number, and, where a hand holds something, the way to let go
  function knob(name, label, { low, high, pitch, event, release = null }) {
    const slider = element("input", { type: "range", min: low, max: high, step: pitch, "aria-label": label });
    const number = element("input", { type: "number", min: low, max: high, step: pitch, "aria-label": fill(strings.number, { name: label }) });
    const free = element("button", { type: "button", className: "release", title: strings.release, "aria-label": fill(strings["release-of"], { name: label }) }, "×");
    const row = element("div", { className: "knob" }, element("span", { className: "name" }, name), slider, number, free);
    slider.oninput = () => dispatch({ ...event, value: slider.valueAsNumber });
    number.oninput = () => {
      const value = number.valueAsNumber;
      if (!Number.isNaN(value)) dispatch({ ...event, value: Math.min(number.max, Math.max(number.min, value)) });
    };
    number.onblur = () => refresh();
    free.onclick = () => dispatch({ type: "release", name: event.name, step: release(state.step) });
    let told, settled; // what the slider was told, and the step of its own that it made of it
    const show = (value, { byHand = false, most = null } = {}) => {
      if (most !== null && Number(slider.max) !== most) {
        slider.max = most;
        slider.min = low < 0 ? -most : low;
        told = null;
      }
      if (value !== told || slider.valueAsNumber !== settled) {
        slider.value = told = value;
        settled = slider.valueAsNumber;
      }
      put(slider, "aria-valuetext", write(value));
      const rounded = String(Number(value.toFixed(DIGITS)));
      if (number.value !== rounded && root.getRootNode().activeElement !== number) number.value = rounded;
      row.classList.toggle("held", byHand);
      if (free.hidden === byHand) free.hidden = !byHand;
    };
    return { row, show };
  }

  const symbol = (latex) => element("span", { className: "formula" }, marked(symbolMarkup(latex)));
  const letterOf = (name) => cell.lines.find((line) => line.name === name).symbol;
  const bare = (name) => plain(letterOf(name)).replace(/ₜ.*$/, "");

  // --- What only the kind of cell changes
  function build() {
    cell = lab.cells[state.setup.cell];
    const group = (title, ...rows) => element("fieldset", {}, element("legend", {}, title), ...rows);
    const thisStep = element("span", {});

    const x = knob(symbol("x_t"), "xₜ", { low: -limits.x, high: limits.x, pitch: 0.05, event: { type: "x" } });
    const elapsed = knob(symbol("\\Delta_t"), "Δₜ", { low: 0, high: limits.elapsed, pitch: 1, event: { type: "elapsed" } });
    const timed = "decay" in cell.equations;
    const before = [...cell.states].reverse().map((name) => {
      const [low, high] = cell.bounds[name];
      return [name, knob(symbol(cell.before[name]), plain(cell.before[name]), { low, high, pitch: 0.05, event: { type: "before", name }, release: (step) => step - 1 })];
    });
    const gates = cell.holdable.map((name) => {
      const [low, high] = cell.bounds[name];
      const gate = knob(symbol(letterOf(name)), plain(letterOf(name)), { low, high, pitch: 0.01, event: { type: "hold", name }, release: (step) => step });
      gate.row.classList.add(`ink-${name}`);
      return [name, gate];
    });
    const scopes = ["always", "here"].map((scope) => {
      const radio = element("input", { type: "radio", name: "scope", value: scope });
      radio.onchange = () => dispatch({ type: "scope", scope });
      return [scope, radio, element("label", {}, radio, strings[`scope-${scope}`])];
    });
    const weights = Object.entries(cell.knobs).map(([name, latex]) =>
      [name, knob(symbol(latex), plain(latex), { low: -limits.weight, high: limits.weight, pitch: 0.05, event: { type: "weight", name } })]);
    const rows = new Map(); // one row of the weights' table for each equation that has some
    for (const [name, { row }] of weights) {
      const { name: owner } = cell.lines.find(({ name: line, tree }) => ownerOf(name, line, tree));
      if (!rows.has(owner)) rows.set(owner, element("div", { className: `weights-of ink-${owner}` }, element("span", { className: "owner" }, symbol(letterOf(owner)))));
      rows.get(owner).append(row);
    }
    hands.replaceChildren(
      group(thisStep, x.row, ...(timed ? [elapsed.row] : []), ...before.map(([, { row }]) => row)),
      ...(gates.length ? [group(strings.gates, element("div", { className: "scopes", role: "radiogroup", "aria-label": strings.scope }, ...scopes.map(([, , label]) => label)), ...gates.map(([, { row }]) => row))] : []));
    scales.replaceChildren(group(strings.weights, ...rows.values()));

    const lines = cell.lines.map(({ name, symbol: left, tree }) => {
      const numbers = element("span", { className: "numbers" });
      const result = element("strong", {});
      const formula = element("span", { className: "formula" }, ...formulaMarkup(left, tree).map(marked));
      return { name, tree, numbers, result, row: element("div", { className: `sum ink-${name}` }, formula, element("span", { className: "filled" }, numbers, " = ", result)) };
    });
    sums.replaceChildren(...lines.map(({ row }) => row));

    depict();

    refresh = () => {
      const { setup, step } = state;
      const { values, scopes: filled } = run(cell, setup);
      const scope = filled[step - 1];
      say(thisStep, fill(strings["this-step"], { step }));
      x.show(setup.x[step - 1]);
      elapsed.show(setup.elapsed[step - 1] ?? 0, { most: span(setup.elapsed[step - 1] ?? 0, 100, limits.elapsed) });
      for (const [name, one] of before) {
        const value = scope[cell.before[name]];
        one.show(value, { byHand: Boolean(held(setup, name, step - 1)), most: name === "c" ? span(value, 2, limits.state) : null });
      }
      for (const [name, gate] of gates) gate.show(values[name][step - 1], { byHand: Boolean(held(setup, name, step)) });
      for (const [name, one] of weights) one.show(setup.weights[name] ?? 0, { most: span(setup.weights[name] ?? 0, 10, limits.weight) });
      for (const [name, radio] of scopes) radio.checked = name === state.scope;
      for (const { name, tree, numbers, result, row } of lines) {
        const byHand = held(setup, name, step);
        say(numbers, byHand ? strings["by-hand"] : substituted(tree, scope, write));
        say(result, write(values[name][step - 1]));
        row.classList.toggle("held", Boolean(byHand));
      }
      picture.update({
        word: write(setup.x[step - 1]),
        before: Object.fromEntries(cell.states.map((name) => [name, scope[cell.before[name]]])),
        now: Object.fromEntries(cell.names.map((name) => [name, values[name][step - 1]])),
        sums: blockSums(cell, scope),
        held: cell.names.filter((name) => held(setup, name, step)),
      });
      return values;
    };
  }

  function depict() {
    const words = Object.fromEntries(["kept", "written", "faded", "sum"].map((name) => [name, strings[name]]));
    picture = cellDiagram({
      kind: cell.kind,
      symbols: Object.fromEntries(cell.lines.map(({ name, symbol: latex }) => [name, latex])),
      strings: { ...words, alt: fill(strings.diagram, { cell: strings[`kind-${cell.kind}`] }) },
      format: (value) => two.format(Number(value.toFixed(2)) || 0).replace("-", "−"),
      width: Math.max(300, diagram.clientWidth),
    });
    diagram.replaceChildren(picture.node);
  }

  function ownerOf(knobName, line, tree) {
    const block = knobName.split(".")[1];
    return block ? block === line : JSON.stringify(tree).includes(JSON.stringify(cell.knobs[knobName]));
  }

  // --- Drawing: what differs from the state before
  function draw() {
    const fresh = drawn?.setup.cell !== state.setup.cell;
    if (fresh) build();
    if (drawn?.experiment !== state.experiment) drawLesson();
    const values = refresh();
    drawChart(values);
    drawChecks(values);
    kinds.value = state.setup.cell;
    if (root.getRootNode().activeElement !== steps) steps.value = state.setup.x.length;
    if (drawn?.playing !== state.playing) {
      const action = state.playing ? "pause" : "play";
      buttons.toggle.replaceChildren(icon(action), element("span", {}, strings[action]));
      buttons.toggle.setAttribute("aria-label", strings[action]);
      said.setAttribute("aria-live", state.playing ? "off" : "polite");
    }
    for (const type of ["first", "back"]) put(buttons[type], "aria-disabled", state.step === 1);
    for (const type of ["forward", "last"]) put(buttons[type], "aria-disabled", state.step === state.setup.x.length);
    drawTable(values);
    drawn = state;
  }

  function drawLesson() {
    for (const [name, choice] of choices) choice.setAttribute("aria-pressed", name === state.experiment);
    const chosen = choices.find(([name]) => name === state.experiment)[1];
    const row = chosen.parentElement;
    row.scrollLeft = chosen.offsetLeft - row.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
    lookFor.replaceChildren(element("b", {}, strings.look), strings[`look-${state.experiment}`]);
    refutedBy.replaceChildren(element("b", {}, strings.refuted), strings[`refuted-${state.experiment}`]);
  }

  function drawChecks(values) {
    const claims = checked(state, lab, values).map(({ activation, step, low, high, value, kept }) => {
      const name = activation in cell.equations ? bare(activation) : activation;
      const wanted = low === null ? `≤ ${write(high)}` : high === null ? `≥ ${write(low)}` : `∈ [${write(low)}; ${write(high)}]`;
      const place = `${name}${subscript(step)}`;
      if (value === null) return { kept, claim: `${place}: ${strings.missing}`, wanted: "" };
      return { kept, claim: `${place} = ${write(value)} `, wanted: kept ? wanted : fill(strings.broken, { wanted }) };
    });
    while (checks.children.length > claims.length) checks.lastChild.remove();
    claims.forEach(({ kept, claim, wanted }, index) => {
      const item = checks.children[index] ?? checks.appendChild(element("li", {}, element("span", { "aria-hidden": "true" }), element("span", {}), element("span", { className: "wanted" })));
      put(item, "class", kept ? "kept" : "broken");
      [kept ? "✓ " : "✗ ", claim, wanted].forEach((text, part) => say(item.children[part], text));
    });
    const other = beside(state, lab);
    say(contrast, other.name === "contrast" ? fill(strings["contrast-show"], { what: strings[`contrast-${state.experiment}`] }) : strings["prepared-show"]);
    prepared.hidden = other.name === "prepared" || same(state.setup, lab.experiments[state.experiment].setup);
  }

  const subscript = (step) => [...String(step)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");

  function drawChart(values) {
    const { setup, step } = state;
    const count = setup.x.length;
    const key = [cell.kind, count, width].join(" ");
    if (plot?.key !== key) plot = { key, update: plotted(count) };
    plot.update(values);
    chart.setAttribute("aria-valuenow", step);
    chart.setAttribute("aria-valuemax", count);
    say(said, fill(strings.status, { step, steps: count, name: `${bare(cell.memory)}${subscript(step)}`, value: write(values[cell.memory][step - 1]) }));
    chart.setAttribute("aria-valuetext", said.textContent);
    const other = beside(state, lab);
    const what = other.name === "contrast" ? strings[`contrast-${state.experiment}`] : strings["as-prepared"];
    const inks = [...cell.states, lab.cells[other.setup.cell].memory].join(" ");
    if (legend.dataset.of === inks + what) return;
    legend.dataset.of = inks + what;
    legend.replaceChildren(
      ...cell.states.map((name) => element("span", { className: `ink-${name}` }, `━ ${bare(name)}`)),
      element("span", { className: `ink-${lab.cells[other.setup.cell].memory}` }, `┅ ${what}`),
      element("span", {}, `▔ ${strings.held}`));
  }

  // The chart of so many steps, drawn once; what comes back puts numbers into it.
  function plotted(count) {
    const { column, middle } = shape(count, width);
    const thick = Math.max(3, Math.min(26, 0.62 * column));
    const high = width < 360 ? LANES.narrow : LANES.wide;
    const parts = [];
    const updates = [];
    let top = 0;
    const add = (tag, attributes) => parts[parts.push(drawing(tag, attributes)) - 1];
    const label = (x, y, anchor, className, text = "") => {
      const node = add("text", { x, y, "text-anchor": anchor, dy: "0.35em", class: className });
      node.textContent = text;
      return node;
    };

    function lane(name, ink, height, numbers, range, hand = () => false) {
      const from = top;
      top += height + high.gap;
      const rule = add("path", { class: "rule" });
      label(-8, from + height / 2, "end", `lane ${ink}`, name);
      const now = label(width + 8, from + height / 2, "start", `value ${ink}`);
      const bars = Array.from({ length: count }, (_, index) => ({
        bar: add("rect", { x: middle(index + 1) - thick / 2, width: thick, class: `bar ${ink}` }),
        mark: add("path", { class: `hand ${ink}` }),
      }));
      updates.push((values) => {
        const [least, most] = range();
        const y = (value) => from + height * (1 - (value - least) / (most - least));
        put(rule, "d", `M0,${y(0).toFixed(1)}H${width}`);
        const series = numbers(values);
        series.forEach((value, index) => {
          const { bar, mark } = bars[index];
          put(bar, "y", Math.min(y(0), y(value)).toFixed(1));
          put(bar, "height", Math.abs(y(0) - y(value)).toFixed(1));
          put(mark, "d", hand(index + 1) ? `M${middle(index + 1) - thick / 2},${y(value).toFixed(1)}h${thick}` : "");
        });
        say(now, write(series[state.step - 1]));
      });
    }

    const cursor = add("rect", { y: 0, width: column, class: "cursor", rx: 3 });
    const waits = () => state.setup.x.map((_, index) => state.setup.elapsed[index] ?? 0);
    const reach = () => Math.max(1, ...state.setup.x.map(Math.abs));
    lane("x", "ink-x", high.x, () => state.setup.x, () => [-reach(), reach()]);
    if ("decay" in cell.equations) lane("Δ", "ink-decay", high.elapsed, waits, () => [0, Math.max(1, ...waits())]);
    for (const name of cell.holdable) {
      const [least] = cell.bounds[name];
      lane(bare(name), `ink-${name}`, least ? 1.4 * high.gate : high.gate, (values) => values[name], () => cell.bounds[name], (step) => held(state.setup, name, step));
    }

    const from = top + high.gap;
    const levels = [0, 1, 2].map(() => [add("path", { class: "rule" }), label(-8, 0, "end", "axis")]);
    const dashed = add("path", {});
    const lines = cell.states.map((name) => ({
      line: add("path", { class: `line ink-${name}${name === cell.memory ? " main" : ""}`, transform: `translate(0,${from})` }),
      dot: add("circle", { r: 4, class: `dot ink-${name}` }),
      now: label(width + 8, 0, "start", `value ink-${name}`),
    }));
    put(dashed, "transform", `translate(0,${from})`);
    const bottom = from + high.memory + 16;
    const every = Math.ceil(count / Math.max(1, Math.floor(width / 26)));
    const ticks = Array.from({ length: count }, (_, index) => label(middle(index + 1), bottom, "middle", "axis", index + 1));

    const tall = bottom + 10;
    put(cursor, "height", tall);
    const all = width + GUTTER.left + GUTTER.right;
    chart.replaceChildren(drawing("svg", { width: all, height: tall, viewBox: `${-GUTTER.left} 0 ${all} ${tall}`, "aria-hidden": "true" }, ...parts));

    return (values) => {
      const { step } = state;
      put(cursor, "x", middle(step) - column / 2);
      updates.forEach((update) => update(values));
      const { low, high: most, lines: [other, ...own] } = curves(state, lab, values);
      const y = (value) => from + high.memory * (1 - (value - low) / (most - low));
      [low, 0, most].forEach((value, index) => {
        const [rule, name] = levels[index];
        put(rule, "d", `M0,${y(value).toFixed(1)}H${width}`);
        put(rule, "class", value ? "rule" : "rule zero");
        put(name, "y", y(value).toFixed(1));
        say(name, write(Number(value.toFixed(2))));
      });
      put(dashed, "d", linePath(other.values, low, most, width, high.memory));
      put(dashed, "class", `line dashed ink-${other.name}`);
      const places = spread(own.map((line) => y(line.values[step])), 16, from, from + high.memory);
      own.forEach(({ name, values: series }, index) => {
        const { line, dot, now } = lines[index];
        put(line, "d", linePath(series, low, most, width, high.memory));
        put(dot, "cx", middle(step));
        put(dot, "cy", y(series[step]).toFixed(1));
        put(now, "y", places[index].toFixed(1));
        say(now, `${bare(name)} ${write(Number(series[step].toFixed(3)))}`);
      });
      ticks.forEach((tick, index) => {
        const away = Math.abs(index + 1 - step);
        put(tick, "class", !away ? "axis current" : index % every === 0 && away >= every ? "axis" : "axis unsaid");
      });
    };
  }

  function drawTable(values = null) {
    if (!details.open) return;
    const { setup } = state;
    values ??= run(cell, setup).values;
    const timed = "decay" in cell.equations;
    const cells = (tag, contents) => element("tr", {}, ...contents.map((content) => element(tag, {}, content)));
    const titles = cells("th", ["t", "xₜ", ...(timed ? ["Δₜ"] : []), ...cell.names.map((name) => plain(letterOf(name)))]);
    for (const title of titles.children) title.scope = "col";
    const body = setup.x.map((x, index) =>
      cells("td", [index + 1, write(x), ...(timed ? [write(setup.elapsed[index] ?? 0)] : []), ...cell.names.map((name) => write(values[name][index]))]));
    table.replaceChildren(element("table", {}, element("thead", {}, titles), element("tbody", {}, ...body)));
  }

  const resize = new ResizeObserver(() => {
    const room = chart.clientWidth - GUTTER.left - GUTTER.right;
    if (room > 0 && room !== width) {
      if (!width && sought) root.scrollIntoView();
      width = room;
      depict();
      draw();
    }
  });
  resize.observe(chart);
  draw();

  return {
    destroy() {
      resize.disconnect();
      clearTimeout(timer);
      clearTimeout(reporting);
      root.remove();
    },
  };
}
