// A sentence with its key word and its blank, and what five cells would answer after every word: one cursor for all.
import { clamp, fill, formats, initial, interval, keyEvent, path, reduce, stepAt, ticks, xOf } from "../player/core.js";
import { curtain, drawing, element, icon } from "../player/dom.js";

const instances = new WeakMap();

export default function ({ data, parentElement }) {
  const signature = JSON.stringify(data);
  const known = instances.get(parentElement);
  if (known?.signature !== signature) {
    known?.destroy();
    instances.set(parentElement, { signature, ...mount(data, parentElement) });
  }
  return () => {
    instances.get(parentElement)?.destroy();
    instances.delete(parentElement);
  };
}

function mount({ reading, strings, locale }, parentElement) {
  const format = formats(locale, strings.percent);
  const { words, series, cells, chance, main } = reading;
  const steps = words.length;
  const hidden = series.length === 0;
  let state = initial(steps);
  let drawn = 0, timer, width = 0, high = 0, curtains = [];

  // --- The sentence
  const marks = { key: [reading.key], again: reading.again, other: reading.other, unknown: reading.unknown };
  const notes = { key: strings["key-word"], again: strings.again, other: strings.other, unknown: strings.unknown };
  const spans = words.map((text, index) => {
    const kinds = Object.keys(marks).filter((kind) => marks[kind].includes(index));
    const span = element("span", { className: ["token", ...kinds].join(" "), title: kinds.map((kind) => notes[kind]).join(" · ") }, text);
    span.dataset.step = index + 1;
    return span;
  });
  const blank = element("span", { className: "blank", title: strings.blank }, "?");
  const sentence = element("p", {
    className: "sentence", tabIndex: 0, role: "slider", "aria-label": strings.label, "aria-valuemin": 1, "aria-valuemax": steps,
  }, ...spans.flatMap((span) => [span, " "]), blank);
  const legend = element("p", { className: "legend" }, ...Object.keys(marks).filter((kind) => marks[kind].length)
    .map((kind) => element("span", {}, element("b", { className: `token ${kind}` }, "a"), ` ${notes[kind]}`)));

  // --- The player
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
  const controls = element("div", { className: "controls" },
    element("div", { className: "buttons", role: "group", "aria-label": strings.player }, ...Object.values(buttons)), said);

  // --- Five rows
  const rows = cells.map((cell, index) => {
    const plot = element("span", { className: "plot" });
    const opinion = element("span", { className: "opinion" });
    const more = element("small", {});
    const row = element("div", { className: `row row-${cell}` },
      element("span", { className: "name" }, strings[`cell-${cell}`]), plot, element("span", { className: "outcome" }, opinion, more));
    row.style.setProperty("--row-ink", `var(--ink-${cell})`);
    return { row, plot, opinion, more, own: series[index] };
  });
  const cursor = element("div", { className: "cursor" });
  const axis = element("div", { className: "under" });
  const stage = element("div", { className: "stage" }, cursor,
    element("h2", {}, element("span", {}, fill(strings.lead, { answer: reading.answer })), element("span", { className: "aside" }, hidden ? "" : strings.seeds)),
    ...rows.map(({ row }) => row), axis);
  const root = element("section", { className: "reader recall", "aria-label": strings.label },
    legend, sentence, controls, stage, element("div", { className: "foot" }, element("span", { className: "keys" }, strings.keys)));
  root.dataset.distance = reading.distance;
  root.dataset.hidden = hidden;
  parentElement.append(root);

  // --- Events
  function dispatch(event) {
    state = reduce(state, event, steps);
    draw();
    clearTimeout(timer);
    if (state.playing) timer = setTimeout(() => dispatch({ type: "tick" }), interval(steps, state.speed));
  }

  root.onkeydown = (pressed) => {
    const event = keyEvent(pressed);
    if (!event || (pressed.target.closest("button") && pressed.key === " ")) return;
    pressed.preventDefault();
    dispatch(event);
  };
  sentence.onclick = ({ target }) => {
    const step = Number(target.closest(".token")?.dataset.step);
    if (step) dispatch({ type: "go", step });
    else if (target === blank) dispatch({ type: "last" });
  };
  const seek = ({ clientX }) => dispatch({ type: "go", step: stepAt(clientX - rows[0].plot.getBoundingClientRect().left, steps, width) });
  stage.onpointerdown = (event) => {
    if (event.button || !event.target.closest(".plot")) return;
    stage.setPointerCapture(event.pointerId);
    seek(event);
    stage.onpointermove = seek;
  };
  stage.onpointerup = stage.onpointercancel = () => (stage.onpointermove = null);

  // --- Drawing
  function layout() {
    const narrow = root.clientWidth < 600;
    const [left, right] = narrow ? [80, 116] : [152, 190];
    high = narrow ? 50 : 56;
    width = Math.max(40, root.clientWidth - left - right);
    for (const [name, value] of Object.entries({ left, right, width, high })) stage.style.setProperty(`--${name}`, `${value}px`);
    stage.classList.toggle("dense", steps > width / 4);
    curtains = rows.map(({ plot, own }) => {
      const { behind, read } = curves(own, high - 14);
      plot.replaceChildren(behind, ...(read ? [read.node] : []));
      return read;
    });
    axis.replaceChildren(drawing("svg", { width, height: 18, "aria-hidden": "true" }, ...ticks(steps, narrow ? 5 : 10).map((step) => {
      const name = drawing("text", { x: xOf(step, steps, width), y: 13, class: "axis", "text-anchor": "middle" });
      name.textContent = step;
      return name;
    })));
    drawn = 0;
    draw();
  }

  function curves(own, height) {
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    const x = xOf(reading.key + 1, steps, width);
    const frame = [
      drawing("path", { d: `M0,${height * (1 - chance)}H${width}`, class: "chance" }),
      drawing("path", { d: `M${x},0V${height}`, class: "keyline" }),
    ];
    if (hidden) return { behind: drawing("svg", { ...size, "aria-hidden": "true" }, ...frame) };
    const line = (values, name) => drawing("path", { d: path(values, 0, 1, width, height), class: name });
    const others = own.right.filter((_, seed) => seed !== main).map((values) => line(values, "line seed"));
    const [name, p] = own.top[0];
    const text = fill(strings.row, { cell: strings[`cell-${own.cell}`], answer: name, percent: format.percent(p) });
    return {
      behind: drawing("svg", { ...size, class: "ahead", role: "img", "aria-label": text }, ...frame, line(own.right[main], "line")),
      read: curtain(drawing("svg", { ...size, "aria-hidden": "true" }, ...others, line(own.right[main], "line"))),
    };
  }

  function draw() {
    const step = clamp(state.step, steps);
    const end = step === steps;
    if (drawn !== step) {
      spans.forEach((span, index) => {
        span.classList.toggle("unread", index >= step);
        span.classList.toggle("current", index === step - 1 && !end);
      });
      blank.classList.toggle("current", end);
      const x = xOf(step, steps, width);
      cursor.style.transform = `translateX(${x}px)`;
      curtains.forEach((read) => read?.open(x, width));
      rows.forEach(({ opinion, more, own }) => say(opinion, more, own, step, end));
      said.textContent = fill(strings.status, { step, steps });
      sentence.setAttribute("aria-valuenow", step);
      sentence.setAttribute("aria-valuetext", words[step - 1]);
      follow(end ? blank : spans[step - 1]);
      for (const type of ["first", "back"]) buttons[type].setAttribute("aria-disabled", step === 1);
      for (const type of ["forward", "last"]) buttons[type].setAttribute("aria-disabled", end);
      drawn = step;
    }
    const action = state.playing ? "pause" : "play";
    buttons.toggle.replaceChildren(icon(action), element("span", {}, strings[action]));
    buttons.toggle.setAttribute("aria-label", strings[action]);
    said.setAttribute("aria-live", state.playing ? "off" : "polite");
  }

  function say(opinion, more, own, step, end) {
    if (hidden) {
      opinion.textContent = "?";
      opinion.title = strings.hidden;
      return;
    }
    const [answer, percent] = [own.best[step - 1], format.percent(own.sure[step - 1])];
    const right = answer === reading.answer;
    opinion.className = `opinion ${right ? "yes" : "no"}`;
    opinion.textContent = end ? fill(strings[right ? "right" : "wrong"], { answer, percent }) : `${answer} ${percent}`;
    opinion.classList.toggle("open", !end);
    const rest = own.top.slice(1).map(([name, p]) => `${name} ${format.percent(p)}`).join(" · ");
    more.textContent = end ? fill(strings.held, { right: own.held, seeds: own.right.length }) : "";
    more.parentElement.title = end ? rest : "";
  }

  // Scrolls the sentence, never the page.
  function follow(node) {
    const [top, bottom] = [node.offsetTop - sentence.offsetTop, node.offsetTop - sentence.offsetTop + node.offsetHeight];
    if (top < sentence.scrollTop || bottom > sentence.scrollTop + sentence.clientHeight) {
      sentence.scrollTop = top - sentence.clientHeight / 2;
    }
  }

  const resize = new ResizeObserver(() => {
    if (root.clientWidth && root.clientWidth !== resize.width) {
      resize.width = root.clientWidth;
      layout();
    }
  });
  resize.observe(root);
  resize.width = root.clientWidth;
  layout();

  return {
    destroy() {
      resize.disconnect();
      clearTimeout(timer);
      root.remove();
    },
  };
}
