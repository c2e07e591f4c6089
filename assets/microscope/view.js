// The microscope's picture: a DOM built once per reading, then only touched where a step changes it.
import { SPEEDS, fill, formats, interval, keyEvent, shorten, swipeEvent, ticks } from "../player/core.js";
import { drawing, element, icon, put, say } from "../player/dom.js";
import { copy, link } from "../share/link.js";
import { MOVES, cellDiagram } from "./cell.js";
import {
  COUNTS, LEVELS, ORDERS, SCOPES, ZOOMS, account, arithmetic, bars, begin, booked, cellValues, change, clampText, columnAt, chosenBy, columnPath, decoded,
  followed, heaviest, largest, likeliest, mean, middle, opened, operandAt, ordered, probability, resumed, span, standing, stated, strip, unitIn, unitsOf, unitsText,
} from "./core.js";

const instances = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const known = instances.get(parentElement);
  const signature = JSON.stringify([data.runs, data.terms, data.strings, data.locale, data.operations, data.params]);
  if (known?.signature === signature) {
    known.send = setTriggerValue;
    known.recolour();
  } else {
    // The same text under another operation, or with another unit: the visitor goes on where they were.
    const kept = known?.text === data.text ? known.state() : null;
    const focused = known?.focused();
    known?.destroy();
    const instance = { signature, text: data.text, send: setTriggerValue };
    instances.set(parentElement, instance);
    Object.assign(instance, mount(data, parentElement, kept, (act) => instance.send("act", act)));
    if (focused) instance.focus(focused);
  }
  return () => {
    instances.get(parentElement)?.destroy();
    instances.delete(parentElement);
  };
}

function labelOf(control) {
  return control.getAttribute("aria-label") ?? control.textContent;
}

// Some mathematical fonts leave a subscript almost on the line, where it reads as a factor.
function flattens(root) {
  const [letter, lowered] = [...root.querySelector("msub").children].map((one) => one.getBoundingClientRect());
  return lowered.bottom - letter.bottom < 0.2 * letter.height;
}

function mount(data, parentElement, kept, send) {
  const { strings, locale, effects, ledgers, operations, prepared } = data;
  const format = formats(locale, strings.percent);
  const write = arithmetic(locale);
  const runs = data.runs.map(opened);
  const [main] = runs;
  const steps = Math.max(...runs.map((run) => run.steps));
  const nameOf = (label) => strings[`label-${label}`] ?? label;
  let state = kept ? resumed(kept, data, main, steps) : begin(steps, data);
  let drawn = null; // the state that the page shows
  let timer, addressing, width, left;
  let diagrams = [], accounts = [];

  const button = (className, content, act, properties = {}) => {
    const node = element("button", { type: "button", className, ...properties }, ...[content].flat());
    node.onclick = act;
    return node;
  };
  const choice = (label, options, type, number = false) => {
    const node = element("select", { "aria-label": label }, ...options.map(([value, text]) => element("option", { value }, text)));
    node.onchange = () => dispatch({ type, [type]: number ? Number(node.value) : node.value });
    return [element("label", { className: "choice" }, element("span", {}, label), node), node];
  };
  // Our own equations, never a visitor's words.
  const maths = (mathml) => document.importNode(new DOMParser().parseFromString(mathml, "application/xml").documentElement, true);
  const titled = (run) => (runs.length > 1 ? `${strings[`role-${run.role}`]} · ${run.title}` : run.title);
  const withUnit = (run) => (run.own === null ? titled(run) : `${titled(run)} · ${fill(strings["own-unit"], { unit: run.own })}`);
  const claims = (panel, kind = "") => ["look", "refuted"].map((line) => element("p", { className: "claim" },
    element("b", {}, strings[line]), ` ${strings[`${panel}-${line}${kind}`]}`));
  const heading = (text, ...aside) => element("h2", {}, element("span", {}, text), element("span", { className: "aside" }, ...aside));

  // --- Ribbons: the main text, and a pinned one that reads otherwise
  const ribbonOf = (run) => {
    const pieces = run.words.map((text, index) => {
      const piece = element("span", { className: run.starts[index] && index ? "piece start" : "piece" }, shorten(text.trim() || "␣", 48));
      piece.dataset.step = index + 1;
      return piece;
    });
    for (const index of run.unknown) {
      pieces[index].classList.add("unknown");
      pieces[index].title = strings.unknown;
    }
    return { run, pieces, node: element("div", { className: `ribbon ${run.role}`, dir: "auto" }, ...pieces.flatMap((piece) => [element("wbr"), piece])) };
  };
  const ribbons = [main, ...runs.slice(1).filter((run) => run.words.join(" ") !== main.words.join(" "))].map(ribbonOf);
  const ribbon = ribbons[0].node;
  for (const [name, value] of Object.entries({ tabIndex: 0 })) ribbon[name] = value;
  for (const [name, value] of Object.entries({ role: "slider", "aria-label": strings.ribbon, "aria-valuemin": 1, "aria-valuemax": steps })) ribbon.setAttribute(name, value);

  // --- Player
  const buttons = Object.fromEntries(["first", "back", "toggle", "forward", "last"].map((type) => {
    const node = button(type, type === "toggle" ? [] : icon(type), () => dispatch({ type }));
    if (type !== "toggle") node.setAttribute("aria-label", node.title = strings[type]);
    return [type, node];
  }));
  const speeds = element("select", { "aria-label": strings.speed, title: strings.speed },
    ...SPEEDS.map((speed) => element("option", { value: speed }, `${speed.toLocaleString(locale)}×`)));
  speeds.value = state.speed;
  speeds.onchange = () => dispatch({ type: "speed", speed: Number(speeds.value) });
  const said = element("p", { className: "status", role: "status" });
  const badge = element("span", { className: "badge", role: "note", title: data.badge.help, "aria-label": `${data.badge.text}. ${data.badge.help}` }, data.badge.text);
  const zooms = ZOOMS.map((zoom) => button("", strings[`zoom-${zoom}`], () => dispatch({ type: "zoom", zoom })));
  const controls = element("div", { className: "controls" },
    element("div", { className: "buttons", role: "group", "aria-label": strings.player }, ...Object.values(buttons), speeds), said);

  // --- What a network with many answers would say now, one line for each of its readings
  const answers = runs.filter((run) => run.task === "recall").map((run) => {
    const said = element("span", {});
    const node = element("p", { className: "answers" }, element("span", { className: "lead" }, runs.length > 1 ? `${titled(run)}:` : strings.answers), " ", said);
    node.style.setProperty("--ink", `var(--ink-${run.cell})`);
    return { run, node, said };
  });

  // --- The unit in focus
  const byEffect = ordered(main, effects, "effect");
  const [unitLabel, units] = choice(strings.unit, byEffect.map((unit) => [unit, `${unit} (${format.signed(effects[unit])})`]), "unit", true);
  units.onchange = () => focusOn(Number(units.value));
  const top = element("div", { className: "top" }, element("div", { className: "segments", role: "group", "aria-label": strings.zoom }, ...zooms), unitLabel, badge);

  // --- The cell and the arithmetic, one of each for every run that has the unit
  const moves = MOVES.map((move, index) => button("move", `${index + 1} ${strings[`move-${move}`]}`, () => dispatch({ type: "move", move })));
  const slow = button("slow", strings.slow, () => dispatch({ type: "slow" }));
  const told = element("p", { className: "told", "aria-live": "polite" });
  const pictures = element("div", { className: "pictures" });
  const cellPanel = element("section", { className: "panel cells" }, heading(strings.cell), element("div", { className: "moves" }, ...moves, slow), pictures, told,
    element("p", { className: "note" }, strings["cell-note"]), ...claims("cell", main.cell === "rnn" ? "-rnn" : ""));
  const formulas = element("div", { className: "formulas" });
  const formulaNote = element("span", {});
  const formulaPanel = element("section", { className: "panel formula" }, heading(strings.formula, formulaNote), formulas, element("p", { className: "note" }, strings["formula-note"]), ...claims("formula"));

  // --- The stage: curve, strips and ledger on one axis, under one cursor
  const verdicts = main.offered.map((label) => [`verdict ${label}`, fill(strings["quantity-verdict"], { label: nameOf(main.labels[label]) })]);
  const [quantityLabel, quantities] = choice(strings.quantity, [...verdicts, ...main.names.map((name) => [name, letterOf(name)])], "follow");
  quantities.onchange = () => {
    const [quantity, label] = quantities.value.split(" ");
    dispatch({ type: "follow", quantity, ...(label ? { label: Number(label) } : {}) });
  };
  const curve = element("div", { className: "plot curve" });
  const legend = element("p", { className: "legend" });
  const [orderLabel, orders] = choice(strings.order, ORDERS.map((order) => [order, strings[`order-${order}`]]), "order");
  const [countLabel, counts] = choice(strings.count, [...COUNTS.filter((count) => count < main.hidden), main.hidden].map((count) => [count, count]), "count", true);
  // A piece of the cursor for the curve, one for all strips, one for the ledger: each is a layer of its own. A property
  // that the plots inherited would cost each step a look at every element.
  const cursors = Array.from({ length: 3 }, () => element("i", { className: "cursor" }));
  const [curveCursor, stripsCursor, ledgerCursor] = cursors;
  const strips = main.names.map((name) => {
    const canvas = element("canvas", { role: "img", "aria-label": fill(strings["strip-text"], { name: letterOf(name) }) });
    const mark = element("i", { className: "mark" });
    const marks = element("span", { className: "ticks" });
    const average = element("span", { className: "average" });
    const letter = element("span", { className: "letter" }, maths(main.lines.find((line) => line.name === name).symbol));
    const row = element("div", { className: "strip" }, letter, element("div", { className: "plot" }, canvas, mark, marks), average);
    row.style.setProperty("--ink", `var(--ink-${name})`);
    return { name, row, canvas, mark, marks, average };
  });
  const pointed = element("p", { className: "note pointed" }, strings["strips-note"]);
  const scopes = SCOPES.map((scope) => button("", strings[`scope-${scope}`], () => dispatch({ type: "scope", scope })));
  const ledger = element("div", { className: "plot ledger" });
  const ledgerSaid = element("p", { className: "note" });
  const sentence = element("section", { className: "panel sentence" });
  const part = (...children) => element("div", { className: "part" }, ...children);
  const stage = element("div", { className: "stage" },
    part(heading(strings.curve, quantityLabel), legend, curve, ...claims("curve")),
    part(heading(strings.strips, orderLabel, countLabel), element("div", { className: "strips" }, ...strips.map(({ row }) => row), stripsCursor), pointed, ...claims("strips")),
    part(heading(strings.ledger, ...(ledgers ? [element("span", { className: "segments", role: "group", "aria-label": strings.ledger }, ...scopes)] : [])),
      ledger, ledgerSaid, ...(ledgers ? claims("ledger") : [])));
  sentence.append(stage);

  // --- Operations
  const names = element("select", { "aria-label": strings["operate-name"] }, ...data.clampable.map((name) => element("option", { value: name }, letterOf(name))));
  const value = element("input", { type: "number", step: "any", value: "0", "aria-label": strings["operate-value"] });
  const quick = [0, 1].map((number) => button("quick", String(number), () => (value.value = number)));
  const where = element("select", { "aria-label": strings["operate-where"] }, ...["here", "onward", "everywhere"].map((place) => element("option", { value: place })));
  const whom = element("select", { "aria-label": strings["operate-units"] }, ...["all", "one", "several"].map((whose) => element("option", { value: whose })));
  const field = element("input", { type: "text", className: "units", maxLength: 400, inputMode: "numeric", autocomplete: "off", "aria-label": strings["operate-chosen"], placeholder: strings["operate-chosen"] });
  field.value = unitsText(state.chosen);
  if (state.chosen.length) whom.value = "several";
  const pick = button("", "", () => choose(chosenBy({ unit: state.unit }, state.chosen)));
  const unheard = element("p", { className: "note", role: "alert" });
  field.oninput = () => {
    const units = unitsOf(field.value, main.hidden - 1);
    field.setAttribute("aria-invalid", units === null);
    unheard.textContent = units === null ? fill(strings["operate-unheard"], { last: main.hidden - 1 }) : "";
    if (units) choose(units, false);
  };
  names.onchange = () => (whom.disabled = names.value === "elapsed");
  whom.onchange = () => whom.value === "several" && !state.chosen.length && field.focus();
  let placed = null; // the word and the unit that the operations speak of
  const act = (event) => send({ ...event, step: state.step, unit: state.unit, at: Date.now() });
  const apply = button("primary", strings["operate-apply"], () => {
    const clamp = clampText({ name: names.value, value: value.valueAsNumber, where: where.value, units: whom.value }, { ...state, step: standing(main, state.step) });
    const nobody = whom.value === "several" && !state.chosen.length;
    value.setAttribute("aria-invalid", clamp === null && !nobody);
    if (clamp) act({ type: "operate", operation: clamp });
    else (nobody ? field : value).focus();
  });
  const knock = button("", "", () => act({ type: "operate", operation: `h=0:${state.chosen.length ? unitsText(state.chosen) : state.unit}` }));
  const word = element("input", { type: "text", maxLength: 60, "aria-label": strings["operate-word"], placeholder: strings["operate-word"] });
  const replace = button("", "", () => act({ type: "operate", operation: `word=${word.value.replaceAll(";", ",").trim()}@${placeNow()}` }));
  const lessons = prepared.map(({ label, operation }) => button("lesson", label, () => act({ type: "operate", operation })));
  const done = operations.map((label, index) => button("done", [label, icon("close")], () => act({ type: "remove", index }), { title: fill(strings["operate-remove"], { operation: label }) }));
  const undo = button("", [icon("undo"), strings["operate-undo"]], () => act({ type: "undo" }));
  const clear = button("", strings["operate-clear"], () => act({ type: "clear" }));
  const operate = element("section", { className: "panel operate" }, heading(strings.operate),
    ...(lessons.length ? [element("div", { className: "row" }, element("span", { className: "lead" }, strings["operate-prepared"]), ...lessons)] : []),
    element("div", { className: "row" }, names, element("span", {}, "="), value, ...quick, where, whom, apply),
    element("div", { className: "row" }, field, pick, knock), unheard,
    element("div", { className: "row" }, word, replace),
    ...(data.undoable || done.length ? [element("div", { className: "row" }, element("span", { className: "lead" }, strings["operate-done"]), ...done, ...(data.undoable ? [undo] : []), ...(done.length ? [clear] : []))] : []),
    ...(data.outcome ? [element("p", { className: "outcome", role: "status" }, data.outcome)] : []),
    ...claims("operate"));

  // --- Table, and what to take home
  const toggle = button("toggle-table", "", () => dispatch({ type: "table" }));
  const table = element("div", { className: "table", tabIndex: 0, role: "region", "aria-label": strings.table });
  const address = element("input", { type: "text", readOnly: true, hidden: true, "aria-label": strings.link });
  const share = button("", strings.link, async () => {
    address.value = link(window.location, params());
    const copied = await copy(address);
    address.hidden = copied;
    share.textContent = copied ? strings.copied : strings["copy-failed"];
    setTimeout(() => (share.textContent = strings.link), 2500);
  });
  const svg = button("", "SVG", () => save(new Blob([picture()], { type: "image/svg+xml" }), "svg"));
  const png = button("", "PNG", async () => save(await bitmap(), "png"));
  const foot = element("div", { className: "foot" }, element("span", { className: "keys" }, strings.keys),
    element("span", { className: "row" }, toggle, share, element("span", { className: "lead" }, strings.picture), svg, png), address);
  const root = element("section", { className: "microscope", "aria-label": strings.microscope },
    top, ...ribbons.map(({ node }) => node), ...(main.unknown.length ? [element("p", { className: "note" }, strings["unknown-note"])] : []), controls, ...answers.map(({ node }) => node), element("div", { className: "columns" }, cellPanel, formulaPanel), sentence, operate, foot, table);
  parentElement.append(root);

  // --- Events
  function dispatch(event) {
    state = change(state, event, steps);
    draw();
    clearTimeout(timer);
    if (state.playing) timer = setTimeout(() => dispatch({ type: "tick" }), state.slow ? 900 / state.speed : interval(steps, state.speed));
    clearTimeout(addressing);
    // The address follows at rest, and no message leaves for it.
    if (!state.playing) addressing = setTimeout(() => history.replaceState(history.state, "", link(window.location, params())), 400);
  }

  function params() {
    return { ...data.params, step: state.step, unit: state.unit, ...(state.zoom === "all" ? {} : { zoom: state.zoom }) };
  }

  // Which of the text's own words the cursor stands in.
  function placeNow() {
    return data.places[standing(main, state.step) - 1];
  }

  function choose(chosen, written = true) {
    dispatch({ type: "chosen", chosen });
    whom.value = chosen.length ? "several" : "all";
    if (written) field.value = unitsText(chosen);
  }

  function focusOn(unit) {
    if (main.units[unit]) dispatch({ type: "unit", unit });
    else act({ type: "unit", chosen: unit });
  }

  root.onkeydown = (pressed) => {
    const event = keyEvent(pressed);
    const control = pressed.target.closest("button, select, input");
    if (!event || control?.matches("select, input") || (control && pressed.key === " ") || table.contains(pressed.target)) return;
    pressed.preventDefault();
    dispatch(event);
  };

  let start = null;
  for (const { node } of ribbons) {
    node.onpointerdown = ({ clientX, clientY }) => (start = [clientX, clientY]);
    node.onpointerup = ({ clientX, clientY, pointerType, target }) => {
      if (!start) return;
      const [dx, dy] = [clientX - start[0], clientY - start[1]];
      const swiped = pointerType !== "mouse" && swipeEvent(dx, dy);
      const piece = target.closest(".piece");
      start = null;
      if (swiped) dispatch(swiped);
      else if (piece && Math.hypot(dx, dy) < 8) dispatch({ type: "go", step: Number(piece.dataset.step) });
    };
    node.onpointercancel = () => (start = null);
  }
  // A word under the mouse is peeked at: the line says what was read there, and the cursor stays.
  ribbon.onpointerover = ({ pointerType, target }) => {
    const piece = pointerType === "mouse" && target.closest(".piece");
    if (piece && !state.playing) said.textContent = stated(main, { ...state, step: Number(piece.dataset.step) }, strings, write);
  };
  ribbon.onpointerleave = () => (said.textContent = stated(main, state, strings, write));

  // A drag over any plot of the stage moves the cursor; a click on a strip also picks the unit under it.
  const stepUnder = ({ clientX }) => columnAt(clientX - curve.getBoundingClientRect().left, steps, width);
  const unitUnder = ({ clientY, target }) => {
    const one = strips.find(({ canvas }) => canvas === target);
    if (!one) return null;
    const box = one.canvas.getBoundingClientRect();
    const shown = visible();
    return { name: one.name, unit: shown[Math.min(shown.length - 1, Math.max(0, Math.floor(((clientY - box.top) / box.height) * shown.length)))] };
  };
  let grip = false, moved = false;
  stage.onpointerdown = (event) => {
    if (event.button || !event.target.closest(".plot")) return;
    [grip, moved] = [true, false];
    dispatch({ type: "go", step: stepUnder(event) });
  };
  stage.onpointermove = (event) => {
    const under = unitUnder(event);
    if (under) {
      const step = standing(main, stepUnder(event));
      pointed.textContent = fill(strings.pointed, { unit: under.unit, name: letterOf(under.name), word: shorten(main.words[step - 1].trim() || "␣"), value: write.figure(strip(main, under.name, under.unit, step)) });
    }
    if (!grip || stepUnder(event) === state.step) return;
    moved = true;
    dispatch({ type: "go", step: stepUnder(event) });
  };
  stage.onpointerup = (event) => {
    const under = grip && !moved && unitUnder(event);
    grip = false;
    if (!under) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) choose(chosenBy({ unit: under.unit, from: state.unit, shift: event.shiftKey }, state.chosen, visible()));
    else focusOn(under.unit);
  };
  stage.onpointercancel = stage.onpointerleave = () => (grip = false);

  function visible() {
    return ordered(main, effects, state.order).slice(0, state.count);
  }

  function letterOf(name) {
    return strings[`letter-${name.replace("_", "-")}`] ?? name;
  }

  // --- Drawing what only the width, the unit or a choice changes
  function layout() {
    const narrow = root.clientWidth < 640;
    root.classList.toggle("narrow", narrow);
    left = narrow ? 34 : 56;
    const right = narrow ? 44 : 76;
    width = Math.max(80, stage.clientWidth - left - right);
    for (const [name, size] of Object.entries({ left, right, width })) stage.style.setProperty(`--${name}`, `${size}px`);
    for (const one of ribbons) {
      const { node, pieces } = one;
      const scrolls = node.scrollHeight > node.clientHeight + 1;
      Object.assign(one, { tall: node.clientHeight, tops: scrolls ? pieces.map((piece) => piece.offsetTop) : null });
      node.scrolled = node.scrollTop;
    }
    stage.style.setProperty("--column", `${Math.max(2, width / steps)}px`);
    drawn = null;
  }

  function drawUnit() {
    const having = runs.filter((run) => run.units[unitIn(run, state.unit)]);
    root.classList.toggle("several", having.length > 1);
    const room = Math.max(260, pictures.clientWidth || root.clientWidth - 32);
    const share = Math.floor((room - 24 * (having.length - 1)) / having.length);
    const size = Math.min(620, share < 300 ? room : share);
    diagrams = having.map((run) => {
      const diagram = cellDiagram({ kind: run.cell, symbols: run.symbols, format: write.figure, width: size,
        strings: { kept: strings.kept, written: strings.written, faded: strings.faded, sum: strings.sum, alt: fill(strings["cell-text"], { unit: unitIn(run, state.unit), model: run.name }) } });
      return { run, diagram };
    });
    pictures.replaceChildren(...diagrams.map(({ run, diagram }) => element("figure", {}, ...(having.length > 1 ? [element("figcaption", {}, withUnit(run))] : []), diagram.node)));
    accounts = main.lines.map((line) => {
      const numbers = element("span", { className: "substituted" });
      const result = element("strong", { className: "result" });
      const parts = element("dl", { className: "parts" });
      const values = line.operands.map((operand) => {
        const number = element("dd", {});
        parts.append(element("div", {}, element("dt", {}, maths(operand.math)), number));
        return number;
      });
      const more = element("div", { className: "terms" });
      const ask = line.operands.some((operand) => !operand.name) && line.name !== "decay" && line.name !== "c_short"
        ? [button("ask", strings.terms, () => askTerms(line.name))] : [];
      const row = element("div", { className: "account" }, element("div", { className: "equation" }, maths(line.math)),
        element("div", { className: "numbers" }, numbers, " =\u00a0", result), ...ask, parts, more);
      row.style.setProperty("--ink", `var(--ink-${line.name})`);
      return { line, row, numbers, result, values, more, ask: ask[0] };
    });
    formulas.replaceChildren(...accounts.map(({ row }) => row));
    units.value = state.unit;
    whom.children[0].textContent = fill(strings["operate-all"], { units: main.hidden });
    whom.children[1].textContent = fill(strings["operate-one"], { unit: state.unit });
    drawChosen();
    drawCurve();
    drawLedger();
    drawStrips();
  }

  function askTerms(name) {
    const known = data.terms?.name === name && data.terms.unit === state.unit;
    dispatch({ type: "terms", terms: state.terms === name ? null : name });
    if (state.terms && !known) act({ type: "terms", name });
  }

  // Opinions have colours of their own; an answer has its network's.
  function inkOf(label) {
    return main.task === "sentiment" ? main.labels[label] : main.cell;
  }

  const tall = 120;
  let span0 = [0, 1], dots = [];
  function drawCurve() {
    const label = followed(main, state);
    const lines = runs.map((run) => {
      const same = run.labels.indexOf(main.labels[label]);
      if (state.quantity === "verdict") return same < 0 ? null : Array.from({ length: run.steps }, (_, index) => probability(run, index + 1, same));
      return run.units[unitIn(run, state.unit)]?.values[state.quantity] ?? null;
    });
    const known = lines.filter(Boolean);
    span0 = state.quantity === "verdict" ? [0, 1] : span(...known);
    const y = (value) => tall - ((value - span0[0]) / (span0[1] - span0[0])) * tall;
    const axis = [...new Set([span0[0], 0, span0[1]])].flatMap((value) => {
      const text = drawing("text", { x: -6, y: y(value), dy: "0.35em", "text-anchor": "end", class: "axis" });
      text.textContent = state.quantity === "verdict" ? format.share(value) : write.figure(value);
      return [drawing("path", { d: `M0,${y(value)}H${width}`, class: "rule" }), text];
    });
    const under = ticks(steps, width < 300 ? 5 : 10).map((step) => {
      const text = drawing("text", { x: middle(step, steps, width), y: tall + 16, "text-anchor": "middle", class: "axis" });
      text.textContent = step;
      return text;
    });
    const ink = state.quantity === "verdict" ? inkOf(label) : state.quantity;
    const paths = runs.map((run, index) => lines[index] && drawing("path", { d: columnPath(lines[index], span0, steps, width, tall), class: `line ${run.role}` })).filter(Boolean);
    dots = runs.map((run, index) => lines[index] && { run, values: lines[index], y, dot: drawing("circle", { r: 4, class: `dot ${run.role}` }) }).filter(Boolean);
    curve.style.height = `${tall + 22}px`;
    curve.style.setProperty("--ink", `var(--ink-${ink})`);
    const name = state.quantity === "verdict" ? fill(strings["curve-verdict"], { label: nameOf(main.labels[label]) }) : fill(strings["curve-unit"], { name: letterOf(state.quantity), unit: state.unit });
    curve.replaceChildren(drawing("svg", { width, height: tall, viewBox: `0 0 ${width} ${tall}`, role: "img", "aria-label": name }, ...axis, ...under, ...paths, ...dots.map(({ dot }) => dot)), curveCursor);
    legend.replaceChildren(element("span", {}, name), ...(runs.length > 1 ? runs.map((run) => element("span", { className: `key ${run.role}` }, state.quantity === "verdict" ? titled(run) : withUnit(run))) : []));
    legend.style.setProperty("--ink", `var(--ink-${ink})`);
    dots.forEach((one) => (one.said = element("b", {})));
    dots.forEach((one, index) => legend.children[runs.length > 1 ? 1 + runs.indexOf(one.run) : 0].append(" ", one.said));
    quantities.value = state.quantity === "verdict" ? `verdict ${label}` : state.quantity;
  }

  function drawStrips() {
    const shown = visible();
    orders.value = state.order;
    counts.value = Math.min(state.count, main.hidden);
    const high = Math.max(44, Math.min(120, 4 * shown.length));
    for (const { name, row, canvas, mark, marks } of strips) {
      const probe = element("i", { className: "probe" });
      row.append(probe);
      const [ink, ground] = ["color", "borderTopColor"].map((property) => getComputedStyle(probe)[property].match(/[\d.]+/g).slice(0, 3).map(Number));
      probe.remove();
      [canvas.width, canvas.height] = [main.steps, shown.length];
      canvas.style.width = `${(width * main.steps) / steps}px`;
      canvas.style.height = `${high}px`;
      row.style.height = `${high}px`;
      const image = new ImageData(main.steps, shown.length);
      const { values } = main.strips[name];
      shown.forEach((unit, line) => {
        for (let step = 0; step < main.steps; step++) {
          const level = values[step * main.hidden + unit] / LEVELS;
          const at = 4 * (line * main.steps + step);
          const colour = level < 0 ? ground : ink;
          image.data.set([...colour, Math.round(255 * Math.abs(level))], at);
        }
      });
      canvas.getContext("2d").putImageData(image, 0, 0);
      const line = shown.indexOf(state.unit);
      mark.hidden = line < 0;
      mark.style.top = `${((line + 0.5) / shown.length) * high}px`;
      marks.replaceChildren(...state.chosen.filter((unit) => shown.includes(unit)).map((unit) => {
        const tick = element("i", { className: "tick" });
        tick.style.top = `${(shown.indexOf(unit) / shown.length) * high}px`;
        tick.style.height = `${high / shown.length}px`;
        return tick;
      }));
    }
  }

  // The units that an operation would act on.
  function drawChosen() {
    const { unit, chosen } = state;
    whom.children[2].textContent = `${strings["operate-several"]}${chosen.length ? `: ${unitsText(chosen).replaceAll(",", ", ")}` : ""}`;
    knock.textContent = chosen.length ? fill(strings["operate-knock-several"], { units: unitsText(chosen).replaceAll(",", ", ") }) : fill(strings["operate-knock"], { unit });
    pick.textContent = fill(strings[chosen.includes(unit) ? "operate-drop" : "operate-add"], { unit });
  }

  const ledgerTall = 96;
  let booksBars, booksSpan;
  function drawLedger() {
    scopes.forEach((node, index) => node.setAttribute("aria-pressed", SCOPES[index] === state.scope));
    const unit = main.units[state.unit];
    if (!unit.keep) {
      ledger.style.height = "0px";
      ledger.replaceChildren();
      ledgerSaid.textContent = strings["ledger-none"];
      booksBars = null;
      return;
    }
    const zero = drawing("path", { class: "rule" });
    booksBars = { zero, up: drawing("path", { class: "bar up" }), down: drawing("path", { class: "bar down" }), top: drawing("text", { class: "axis", x: -6, y: 8, "text-anchor": "end" }), bottom: drawing("text", { class: "axis", x: -6, y: ledgerTall, "text-anchor": "end" }) };
    ledger.style.height = `${ledgerTall + 6}px`;
    const label = followed(main, state);
    ledger.style.setProperty("--ink", `var(--ink-${state.scope === "verdict" ? inkOf(label) : main.memory})`);
    ledger.replaceChildren(drawing("svg", { width, height: ledgerTall, viewBox: `0 0 ${width} ${ledgerTall}`, role: "img", "aria-label": strings["ledger-text"] }, ...Object.values(booksBars)), ledgerCursor);
    if (state.scope === "unit") {
      // One scale for every step, so that a bar that shrinks is a memory that fades.
      const extremes = [];
      for (let step = 1; step <= main.steps; step++) extremes.push(...[Math.min, Math.max].map((pick) => booked(unit, step).reduce((a, b) => pick(a, b), 0)));
      booksSpan = span(extremes);
      return;
    }
    const place = main.offered.indexOf(label);
    const values = state.scope === "state" ? decoded(ledgers.state, Float32Array) : decoded(ledgers.scores, Float32Array).subarray(place * main.steps, (place + 1) * main.steps);
    booksSpan = span(values);
    placeBars(values);
    if (state.scope === "state") ledgerSaid.textContent = strings["ledger-state"];
    else {
      const [rest, last] = [ledgers.rest[place], ledgers.last[place]];
      ledgerSaid.textContent = fill(strings[ledgers.exact ? "ledger-verdict-exact" : "ledger-verdict"], {
        label: nameOf(main.labels[label]), sum: format.signed(last - rest), rest: format.signed(rest), score: format.signed(last) });
    }
  }

  function placeBars(values) {
    const { up, down, zero } = bars(values, booksSpan, steps, width, ledgerTall);
    booksBars.up.setAttribute("d", up);
    booksBars.down.setAttribute("d", down);
    booksBars.zero.setAttribute("d", `M0,${zero.toFixed(1)}H${width}`);
    booksBars.top.textContent = format.signed(booksSpan[1]);
    booksBars.bottom.textContent = booksSpan[0] < 0 ? format.signed(booksSpan[0]) : "";
  }

  // --- Drawing a step: only what differs from the step before
  function draw() {
    const changed = (...names) => names.some((name) => drawn?.[name] !== state[name]);
    root.dataset.zoom = state.zoom;
    if (!drawn) drawn = {};
    if (changed("zoom")) zooms.forEach((node, index) => node.setAttribute("aria-pressed", ZOOMS[index] === state.zoom));
    if (changed("unit", "zoom")) drawUnit();
    else {
      if (changed("quantity", "label")) drawCurve();
      if (changed("order", "count", "chosen")) drawStrips();
      if (changed("scope", "label")) drawLedger();
      if (changed("chosen")) drawChosen();
    }
    if (changed("table")) {
      table.hidden = !state.table;
      toggle.textContent = state.table ? strings["table-hide"] : strings["table-show"];
      toggle.setAttribute("aria-expanded", state.table);
    }
    if (changed("playing")) {
      const action = state.playing ? "pause" : "play";
      buttons.toggle.replaceChildren(icon(action), element("span", {}, strings[action]));
      buttons.toggle.setAttribute("aria-label", strings[action]);
      said.setAttribute("aria-live", state.playing ? "off" : "polite");
    }
    if (changed("slow")) slow.setAttribute("aria-pressed", state.slow);
    drawStep();
    drawn = state;
  }

  function drawStep() {
    const { step, unit } = state;
    for (const one of ribbons) {
      const { run, pieces, node } = one;
      const from = node.from ?? null;
      const at = standing(run, step);
      if (from === null) pieces.forEach((piece, index) => piece.classList.toggle("unread", index >= at));
      else for (let index = Math.min(from, at); index < Math.max(from, at); index++) pieces[index].classList.toggle("unread", index >= at);
      if (from) pieces[from - 1].classList.remove("current");
      node.from = at;
      pieces[at - 1].classList.add("current");
      follow(one, at);
    }
    const place = `translateX(${((step - 1) / steps) * width}px)`;
    for (const cursor of cursors) cursor.style.transform = place;
    for (const { run, diagram } of diagrams) {
      diagram.update(cellValues(run, unitIn(run, unit), step, fill(strings.cited, { word: shorten(run.words[standing(run, step) - 1].trim() || "␣", 14) })), state.move);
    }
    if (drawn.move !== state.move) {
      moves.forEach((node, index) => node.setAttribute("aria-pressed", MOVES[index] === state.move));
      told.textContent = state.move ? (strings[`told-${state.move}-${main.cell}`] ?? strings[`told-${state.move}-lstm`]) : "";
    }
    say(formulaNote, fill(strings["formula-of"], { unit, step: standing(main, step) }));
    const lines = account(main, unit, step, write);
    accounts.forEach((row, index) => {
      const { substituted, values, result, held } = lines[index];
      say(row.numbers, substituted);
      say(row.result, held ? `${result} ${strings.held}` : result);
      row.row.classList.toggle("held", held);
      if (state.zoom === "formula") row.values.forEach((node, at) => say(node, write.operand(values[at]))); // elsewhere they are out of sight
      drawTerms(row, standing(main, step));
    });
    for (const { name, average } of strips) say(average, write.figure(mean(main, name, standing(main, step))));
    for (const { run, values, y, dot, said: number } of dots) {
      const at = standing(run, step);
      put(dot, "cx", middle(at, steps, width)); // a transform would have the browser sort its layers anew
      put(dot, "cy", y(values[at - 1]));
      say(number, write.figure(values[at - 1]));
    }
    if (booksBars && state.scope === "unit") {
      const at = standing(main, step);
      placeBars(booked(main.units[unit], at));
      const most = heaviest(main.units[unit], at);
      say(ledgerSaid, fill(strings["ledger-unit"], { unit, step: at, word: shorten(main.words[most.step - 1].trim() || "␣"), left: format.signed(most.left),
        total: format.signed(main.units[unit].values[main.memory][at - 1]), survived: format.share(most.survived) }));
    }
    say(said, stated(main, state, strings, write));
    for (const { run, said } of answers) {
      const at = standing(run, step);
      const shown = [...new Set([...likeliest(run, at, 3), ...(run.right === null ? [] : [run.right])])];
      say(said, shown.map((label) => `${run.labels[label]} ${format.percent(probability(run, at, label))}${label === run.right ? ` ✓` : ""}`).join(" · "));
    }
    drawPlace();
    ribbon.setAttribute("aria-valuenow", step);
    const index = standing(main, step) - 1;
    ribbon.setAttribute("aria-valuetext", main.unknown.includes(index) ? `${main.words[index]} (${strings.unknown})` : main.words[index]);
    for (const type of ["first", "back"]) put(buttons[type], "aria-disabled", step === 1);
    for (const type of ["forward", "last"]) put(buttons[type], "aria-disabled", step === steps);
    if (state.table) drawTable();
  }

  // What the operations would be done to.
  function drawPlace() {
    const at = standing(main, state.step);
    const word = shorten(main.words[at - 1].trim() || "␣", 16);
    const slot = shorten(data.slots[placeNow()] ?? "", 16);
    if (placed === `${word} ${slot}`) return;
    placed = `${word} ${slot}`;
    ["here", "onward", "everywhere"].forEach((place, index) => (where.children[index].textContent = fill(strings[`where-${place}`], { word })));
    replace.textContent = fill(strings["operate-replace"], { word: slot });
  }

  const openedTerms = data.terms && { ...data.terms, weights: decoded(data.terms.weights, Float32Array), values: decoded(data.terms.values, Float32Array) };
  function drawTerms({ line, more, ask }, step) {
    const open = state.terms === line.name;
    if (ask && drawn.terms !== state.terms) ask.setAttribute("aria-expanded", open);
    if (!open || openedTerms?.name !== line.name || openedTerms.unit !== state.unit) {
      if (more.firstChild) more.replaceChildren();
      return;
    }
    const total = line.operands.reduce((sum, operand, index) => (/\bx_t|h_\{t-1\}/.test(operand.latex) && !operand.name ? sum + operandAt(main, state.unit, line, index, step) : sum), 0);
    const { shown, others, rest } = largest(openedTerms, total, step);
    more.replaceChildren(element("ul", {}, ...shown.map(({ source, weight, value, product }) =>
      element("li", {}, element("span", {}, `${source[0] === "x" ? "x" : "h"}`, element("sub", {}, source.slice(1))), ` ${write.operand(weight)} · ${write.operand(value)} = `, element("b", {}, write.operand(product)))),
      element("li", {}, fill(strings["terms-rest"], { n: others, value: write.operand(rest) }))));
  }

  function drawTable() {
    const { step, unit } = state;
    const having = runs.filter((run) => run.units[unitIn(run, unit)]);
    const names = [...new Set(having.flatMap((run) => run.names))];
    const cells = (tag, values) => element("tr", {}, ...values.map((text) => element(tag, {}, text)));
    const head = cells("th", ["", ...having.map(withUnit), strings.mean]);
    for (const cell of head.children) cell.scope = "col";
    const number = (run, name) => (run.names.includes(name) ? write.result(run.units[unitIn(run, unit)].values[name][standing(run, step) - 1]) : "–");
    const body = [
      ...names.map((name) => cells("td", [letterOf(name), ...having.map((run) => number(run, name)), main.names.includes(name) ? write.figure(mean(main, name, standing(main, step))) : "–"])),
      ...main.offered.map((index) => main.labels[index]).map((label) => cells("td", [`P(${nameOf(label)})`, ...having.map((run) => (run.labels.includes(label) ? write.figure(probability(run, step, run.labels.indexOf(label))) : "–")), ""])),
    ];
    table.replaceChildren(element("table", {}, element("caption", {}, fill(strings["table-of"], { unit, step, word: main.words[standing(main, step) - 1] })), element("thead", {}, head), element("tbody", {}, ...body)));
  }

  // Scrolls the ribbon, never the page. Measured beforehand: a step that asked the browser for a place would wait for it.
  function follow({ node, tops, tall }, at) {
    if (!tops) return;
    const above = tops[at - 1];
    if (above < node.scrolled || above > node.scrolled + 0.7 * tall) node.scrollTop = node.scrolled = Math.max(0, above - tall / 2);
  }

  // --- The picture as a file: the diagram alone, its colours written into it
  function picture() {
    const { node } = diagrams[0].diagram;
    const copied = node.cloneNode(true);
    const kept = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-style", "font-family", "font-variant-numeric", "paint-order", "stroke-linejoin"];
    const [mine, theirs] = [[node, ...node.querySelectorAll("*")], [copied, ...copied.querySelectorAll("*")]];
    mine.forEach((one, index) => {
      const style = getComputedStyle(one);
      theirs[index].setAttribute("style", kept.map((property) => `${property}:${style.getPropertyValue(property)}`).join(";"));
    });
    const [wide, high] = [node.width.baseVal.value, node.height.baseVal.value];
    copied.setAttribute("viewBox", `-12 -12 ${wide + 24} ${high + 24}`);
    copied.setAttribute("width", wide + 24);
    copied.setAttribute("height", high + 24);
    copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copied.prepend(drawing("rect", { x: -12, y: -12, width: wide + 24, height: high + 24, fill: getComputedStyle(root).getPropertyValue("--st-background-color") }));
    return new XMLSerializer().serializeToString(copied);
  }

  async function bitmap() {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture())}`;
    await image.decode();
    const canvas = element("canvas", { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function save(blob, type) {
    const anchor = element("a", { href: URL.createObjectURL(blob), download: `compuertas-${main.name}-${state.unit}-${state.step}.${type}` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  }

  const resize = new ResizeObserver(() => {
    if (root.clientWidth && root.clientWidth !== resize.width) {
      resize.width = root.clientWidth;
      layout();
      draw();
    }
  });
  resize.observe(root);
  resize.width = root.clientWidth;
  layout();
  dispatch({ type: "speed", speed: state.speed });
  root.classList.toggle("flat", flattens(root));

  return {
    state: () => ({ ...state, playing: false, asked: data.unit }),
    recolour: () => drawStrips(),
    focused() {
      const control = root.getRootNode().activeElement;
      return control && root.contains(control) ? { label: labelOf(control), operating: operate.contains(control) } : null;
    },
    // Who works with the keyboard goes on at the same control, or where it was.
    focus({ label, operating }) {
      const controls = [...root.querySelectorAll("button, select, input, [tabindex]")];
      (controls.find((control) => labelOf(control) === label) ?? (operating ? apply : ribbon)).focus({ preventScroll: true });
    },
    destroy() {
      resize.disconnect();
      clearTimeout(timer);
      clearTimeout(addressing);
      root.remove();
    },
  };
}
