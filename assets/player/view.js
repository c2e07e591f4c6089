// The reader's picture: a DOM built once per reading, then only touched where a step changes it.
import {
  MARKS, SPEEDS, deltas, fill, formats, initial, interval, keyEvent, opinion, path, reduce, scores, shorten, spread,
  status, stepAt, strengths, swipeEvent, ticks, titles, xOf,
} from "./core.js";
import { curtain, drawing, element, icon, put, say } from "./dom.js";

const instances = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const known = instances.get(parentElement);
  const signature = JSON.stringify([data.reading, data.strings, data.locale]);
  if (known?.signature === signature) {
    known.setStateValue = setStateValue;
  } else {
    known?.destroy();
    instances.set(parentElement, { signature, setStateValue, ...mount(data, parentElement) });
  }
  return () => {
    instances.get(parentElement)?.destroy();
    instances.delete(parentElement);
  };
}

function mount({ reading, strings, locale, step, autoplay, report }, parentElement) {
  const format = formats(locale, strings.percent);
  const steps = reading.words.length;
  const { labels, series } = reading;
  const names = titles(reading, strings);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let state = initial(steps, { step, autoplay, still });
  let drawn = null; // the state that the page shows
  let timer, reporting, width, tall, visible, line, reported = state.step;

  // --- Ribbon
  const words = reading.words.map((text, index) => {
    const word = element("span", { className: "word" },
      element("i", {}), element("span", { className: "text" }, shorten(text, 48)), element("i", {}), icon("flag"));
    word.dataset.step = index + 1;
    return word;
  });
  const ribbon = element("div", {
    className: "ribbon", dir: "auto", tabIndex: 0, role: "slider", "aria-label": strings.ribbon, "aria-valuemin": 1, "aria-valuemax": steps,
  }, ...words);
  const legend = element("p", { className: "legend" },
    ...["pos", "neg"].map((label) => element("span", { className: `ink-${label}` }, `${MARKS[label]} ${strings[`legend-${label}`]}`)),
    element("span", {}, icon("flag"), strings.flag));
  const tip = element("div", { className: "tip", role: "tooltip", hidden: true });

  // --- Player
  const buttons = Object.fromEntries(["first", "back", "toggle", "forward", "last"].map((type) => {
    const button = element("button", { type: "button", className: type });
    button.onclick = () => dispatch({ type });
    if (type !== "toggle") {
      button.append(icon(type));
      button.setAttribute("aria-label", button.title = strings[type]);
    }
    return [type, button];
  }));
  const speeds = element("select", { "aria-label": strings.speed, title: strings.speed },
    ...SPEEDS.map((speed) => element("option", { value: speed }, `${speed.toLocaleString(locale)}×`)));
  speeds.value = state.speed;
  speeds.onchange = () => dispatch({ type: "speed", speed: Number(speeds.value) });
  const said = element("p", { className: "status", role: "status" });
  const controls = element("div", { className: "controls" },
    element("div", { className: "buttons", role: "group", "aria-label": strings.player }, ...Object.values(buttons), speeds), said);

  // --- Curve and rows
  const lead = element("span", {});
  const now = element("span", { className: "opinion" });
  const curve = element("div", { className: "curve" });
  const rows = series.length < 2 ? [] : series.map((one, index) => {
    const plot = element("span", { className: "plot" });
    const verdict = element("span", { className: "opinion" });
    const row = element("button", { type: "button", className: "row", title: fill(strings.main, { model: names[index] }) },
      element("span", { className: "name" }, names[index]), plot, verdict);
    row.style.setProperty("--row-ink", `var(--ink-${one.cell})`);
    row.onclick = () => dragged || dispatch({ type: "main", main: index });
    return { row, plot, verdict };
  });
  const cursor = element("div", { className: "cursor" });
  const stage = element("div", { className: "stage" }, cursor,
    element("h2", {}, lead, element("span", { className: "aside" }, element("span", {}, strings.here), now)),
    curve,
    ...(rows.length ? [element("h2", { className: "second" }, strings.rows)] : []),
    ...rows.map(({ row }) => row));

  // --- Table
  const toggle = element("button", { type: "button", className: "toggle-table" });
  toggle.onclick = () => dispatch({ type: "table" });
  const table = element("div", { className: "table", tabIndex: 0, role: "region", "aria-label": strings.table });
  const root = element("section", { className: "reader", "aria-label": strings.reader },
    legend, ribbon, tip, controls, stage, element("div", { className: "foot" }, element("span", { className: "keys" }, strings.keys), toggle), table);
  parentElement.append(root);

  // --- Events
  function dispatch(event) {
    state = reduce(state, event, steps);
    draw();
    clearTimeout(timer);
    if (state.playing) timer = setTimeout(() => dispatch({ type: "tick" }), interval(steps, state.speed));
    clearTimeout(reporting);
    if (report && !state.playing && state.step !== reported) reporting = setTimeout(() => {
      reported = state.step;
      instances.get(parentElement)?.setStateValue("step", reported);
    }, 500);
  }

  root.onkeydown = (pressed) => {
    const event = keyEvent(pressed);
    const control = pressed.target.closest("button, select");
    if (!event || control?.tagName === "SELECT" || (control && pressed.key === " ") || table.contains(pressed.target)) return;
    pressed.preventDefault();
    dispatch(event);
    hint(ribbon.matches(":focus-visible") ? state.step : null);
  };

  // A finger that slides over the ribbon turns words as pages; one that taps picks a word.
  let start = null;
  ribbon.onpointerdown = ({ clientX, clientY }) => (start = [clientX, clientY]);
  ribbon.onpointerup = ({ clientX, clientY, pointerType, target }) => {
    if (!start) return;
    const [dx, dy] = [clientX - start[0], clientY - start[1]];
    const swiped = pointerType !== "mouse" && swipeEvent(dx, dy);
    const word = target.closest(".word");
    start = null;
    if (swiped) dispatch(swiped);
    else if (word && Math.hypot(dx, dy) < 8) dispatch({ type: "go", step: Number(word.dataset.step) });
  };
  ribbon.onpointercancel = () => (start = null);
  ribbon.onpointerover = ({ target, pointerType }) => {
    if (pointerType === "mouse") hint(Number(target.closest(".word")?.dataset.step) || null);
  };
  ribbon.onpointerleave = ribbon.onblur = ribbon.onscroll = () => hint(null);
  ribbon.onfocus = () => hint(ribbon.matches(":focus-visible") && !state.playing ? state.step : null);

  // The cursor follows a drag anywhere on the plots; a click on a row that doesn't drag picks the row.
  let grip = null, dragged = false;
  const seek = ({ clientX }) => dispatch({ type: "go", step: stepAt(clientX - curve.firstChild.getBoundingClientRect().left, steps, width) });
  stage.onpointerdown = (event) => {
    const row = event.target.closest(".row");
    dragged = false;
    if (event.button || !(row ? event.target.closest(".plot") : event.target.closest(".curve"))) return;
    grip = event.clientX;
    if (!row) {
      stage.setPointerCapture(event.pointerId);
      seek(event);
    }
  };
  stage.onpointermove = (event) => {
    if (grip === null || (!dragged && Math.abs(event.clientX - grip) < 5)) return;
    dragged = true;
    seek(event);
  };
  stage.onpointerup = stage.onpointercancel = stage.onpointerleave = () => (grip = null);

  function hint(step) {
    tip.hidden = !step;
    if (!step) return;
    const row = series[state.main].probabilities[step - 1];
    const move = deltas(labels, series[state.main])[step - 1];
    tip.replaceChildren(
      element("strong", {}, `${step} · ${shorten(reading.words[step - 1])}`),
      ...labels.map((label, number) => element("span", { className: `ink-${label}` },
        `${MARKS[label]} ${strings[`label-${label}`]} ${format.number(row[number])}`)).reverse(),
      element("span", {}, `Δ ${format.signed(move)}`));
    const [box, word] = [root.getBoundingClientRect(), words[step - 1].getBoundingClientRect()];
    const middle = word.left + word.width / 2 - box.left - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(box.width - tip.offsetWidth, middle))}px`;
    tip.style.top = `${word.top - box.top - tip.offsetHeight - 2}px`;
  }

  // --- Drawing what only the width or the main row changes
  let dots = [], tags = [], heights = [], rowCurtains = [], curveCurtain, mark;

  function layout() {
    const narrow = root.clientWidth < 600;
    tall = narrow ? 150 : 190;
    const [left, right, high] = narrow ? [54, 104, 52] : [92, 150, 60];
    width = Math.max(40, root.clientWidth - left - right);
    for (const [name, value] of Object.entries({ left, right, width, tall, high })) stage.style.setProperty(`--${name}`, `${value}px`);
    visible = narrow ? 9 : 6;
    line = Math.min(...words.map((word) => word.offsetHeight));
    ribbon.style.maxHeight = `${visible * line}px`;
    ribbon.classList.toggle("scrolls", ribbon.scrollHeight > ribbon.clientHeight + 1);
    stage.classList.toggle("dense", steps > width / 4);
    rowCurtains = rows.map(({ plot }, index) => {
      const { behind, read } = sparkline(series[index], index, high - 14);
      plot.replaceChildren(behind, read.node);
      return read;
    });
    drawn = null;
  }

  function sparkline(one, index, height) {
    const values = scores(labels, one);
    const line = path(values, -1, 1, width, height);
    const area = `${line}L${width},${height / 2}L0,${height / 2}Z`;
    const half = (label, y) => drawing("svg", { x: 0, y, width, height: height / 2, viewBox: `0 ${y} ${width} ${height / 2}` },
      drawing("path", { d: area, class: `area ink-${label}` }));
    const zero = drawing("path", { d: `M0,${height / 2}H${width}`, class: "zero" });
    const text = fill(strings["row-text"], { model: names[index], label: opinion(labels, one.probabilities.at(-1), strings, format).name });
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    return {
      behind: drawing("svg", { ...size, class: "ahead", role: "img", "aria-label": text }, zero, drawing("path", { d: line, class: "line" })),
      read: curtain(drawing("svg", { ...size, "aria-hidden": "true" }, half("pos", 0), half("neg", height / 2), drawing("path", { d: line, class: "line" }),
        drawing("circle", { cx: xOf(one.decided_at + 1, steps, width), cy: (height / 2) * (1 - values[one.decided_at]), r: 4, class: "turn" }))),
    };
  }

  // The word that decided, as a flag on the curve.
  function flagged(decided) {
    const [x, right] = [xOf(decided + 1, steps, width), decided < 0.6 * steps];
    const name = drawing("text", { x: x + (right ? 12 : -7), y: -7, class: "axis", "text-anchor": right ? "start" : "end" });
    name.textContent = shorten(reading.words[decided], 18);
    const flag = icon("flag");
    for (const [key, value] of Object.entries({ x: x - 4, y: -18, width: 14, height: 14 })) flag.setAttribute(key, value);
    return drawing("g", { class: "mark" }, drawing("path", { d: `M${x},-6V${tall}` }), flag, name);
  }

  function drawMain() {
    const { probabilities, decided_at: decided } = series[state.main];
    const moves = deltas(labels, series[state.main]);
    strengths(moves).forEach((strength, index) => {
      const word = words[index];
      word.classList.toggle("up", strength > 0);
      word.classList.toggle("deciding", index === decided);
      word.style.setProperty("--strength", Math.abs(strength).toFixed(3));
    });
    lead.textContent = rows.length ? fill(strings["curve-of"], { model: names[state.main] }) : strings.curve;
    rows.forEach(({ row }, index) => row.setAttribute("aria-pressed", index === state.main));

    const size = { width, height: tall, viewBox: `0 0 ${width} ${tall}` };
    const frame = [1, 0.5, 0].flatMap((value) => {
      const y = tall * (1 - value);
      const name = drawing("text", { x: -10, y, class: "axis", "text-anchor": "end", dy: "0.35em" });
      name.textContent = format.share(value);
      return [drawing("path", { d: `M0,${y}H${width}`, class: value === 0.5 ? "half" : "rule" }), name];
    });
    const under = ticks(steps, width < 300 ? 5 : 10).map((step) => {
      const name = drawing("text", { x: xOf(step, steps, width), y: tall + 17, class: "axis", "text-anchor": "middle" });
      name.textContent = step;
      return name;
    });
    const lines = () => labels.map((label, number) =>
      drawing("path", { d: path(probabilities.map((row) => row[number]), 0, 1, width, tall), class: `line ink-${label}` }));
    heights = probabilities.map((row) => row.map((p) => tall * (1 - p)));
    dots = labels.map((label) => drawing("circle", { r: 4, class: `dot ink-${label}` }));
    tags = labels.map((label) => drawing("text", { class: `tag ink-${label}`, dy: "0.35em" }));
    mark = flagged(decided);
    const text = fill(strings["curve-text"], { model: names[state.main] });
    curveCurtain = curtain(drawing("svg", { ...size, "aria-hidden": "true" }, ...lines()));
    curve.replaceChildren(
      drawing("svg", { ...size, class: "ahead", role: "img", "aria-label": text }, ...frame, ...under, ...lines()),
      curveCurtain.node,
      drawing("svg", { ...size, class: "here", "aria-hidden": "true" }, mark, ...dots, ...tags));
    if (state.table) drawTable();
  }

  function drawTable() {
    const { probabilities } = series[state.main];
    const cells = (tag, values) => element("tr", {}, ...values.map((value) => element(tag, {}, value)));
    const head = cells("th", ["#", strings.word, ...labels.map((label) => fill(strings.probability, { label: strings[`label-${label}`] })), "Δ"]);
    for (const cell of head.children) cell.scope = "col";
    const moves = deltas(labels, series[state.main]);
    const body = reading.words.map((word, index) =>
      cells("td", [index + 1, word, ...probabilities[index].map(format.number), format.signed(moves[index])]));
    table.replaceChildren(element("table", {},
      element("caption", {}, fill(strings["table-of"], { model: names[state.main] })), element("thead", {}, head), element("tbody", {}, ...body)));
  }

  // --- Drawing a step: only what differs from the step before
  function draw() {
    const fresh = drawn?.main !== state.main;
    if (fresh) drawMain();
    if (drawn?.table !== state.table) {
      table.hidden = !state.table;
      toggle.textContent = state.table ? strings["table-hide"] : strings["table-show"];
      toggle.setAttribute("aria-expanded", state.table);
      if (state.table) drawTable();
    }
    if (drawn?.playing !== state.playing) {
      const action = state.playing ? "pause" : "play";
      buttons.toggle.replaceChildren(icon(action), element("span", {}, strings[action]));
      buttons.toggle.setAttribute("aria-label", strings[action]);
      // Read aloud where the reading rests, not at every word on the way.
      said.setAttribute("aria-live", state.playing ? "off" : "polite");
    }
    if (fresh || drawn?.step !== state.step) drawStep();
    drawn = state;
  }

  function drawStep() {
    const { step } = state;
    const from = drawn?.step ?? 0;
    words[from - 1]?.classList.remove("current");
    for (let index = Math.min(from, step); index < Math.max(from, step); index++) words[index].classList.toggle("unread", index >= step);
    if (!drawn) words.forEach((word, index) => word.classList.toggle("unread", index >= step));
    words[step - 1].classList.add("current");
    follow(words[step - 1]);

    const x = xOf(step, steps, width);
    cursor.style.transform = `translateX(${x}px)`;
    for (const { open } of [curveCurtain, ...rowCurtains]) open(x, width);
    mark.classList.toggle("unread", step <= series[state.main].decided_at);
    const row = series[state.main].probabilities[step - 1];
    const places = spread(heights[step - 1], 17, 6, tall - 6);
    labels.forEach((label, number) => {
      dots[number].setAttribute("transform", `translate(${x},${heights[step - 1][number]})`);
      tags[number].setAttribute("transform", `translate(${x + 12},${places[number]})`);
      say(tags[number], `${strings[`label-${label}`]} ${format.percent(row[number])}`);
    });
    rows.forEach(({ verdict }, index) => opine(verdict, series[index].probabilities[step - 1]));
    opine(now, row);
    say(said, status(reading, state, strings, format));
    ribbon.setAttribute("aria-valuenow", step);
    ribbon.setAttribute("aria-valuetext", reading.words[step - 1]);
    // Not `disabled`, which would take the keyboard away from whoever has just stepped to an end.
    for (const type of ["first", "back"]) put(buttons[type], "aria-disabled", step === 1);
    for (const type of ["forward", "last"]) put(buttons[type], "aria-disabled", step === steps);
  }

  function opine(node, row) {
    const { label, name, percent } = opinion(labels, row, strings, format);
    node.className = `opinion ink-${label}`;
    say(node, `${MARKS[label]} ${name} ${percent}`);
  }

  // Scrolls the ribbon, never the page, and by whole lines.
  function follow(word) {
    if (!ribbon.classList.contains("scrolls")) return;
    const [top, bottom] = [word.offsetTop, word.offsetTop + word.offsetHeight];
    if (top < ribbon.scrollTop || bottom > ribbon.scrollTop + ribbon.clientHeight) {
      ribbon.scrollTop = top - Math.floor((visible - 1) / 2) * line;
    }
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

  return {
    destroy() {
      resize.disconnect();
      clearTimeout(timer);
      clearTimeout(reporting);
      root.remove();
    },
  };
}
