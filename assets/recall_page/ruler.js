// Days that pass before a clause, and what the time-aware cell keeps of its memory then. Every number comes computed.
import { fill, formats } from "../player/core.js";
import { drawing, element } from "../player/dom.js";

const rulers = new WeakMap();

export default function ({ data, parentElement }) {
  const signature = JSON.stringify(data);
  const known = rulers.get(parentElement);
  if (known?.signature !== signature) {
    known?.root.remove();
    rulers.set(parentElement, { signature, root: mount(data, parentElement) });
  }
  return () => {
    rulers.get(parentElement)?.root.remove();
    rulers.delete(parentElement);
  };
}

const [WIDE, TALL] = [640, 190];

function mount({ ruler, strings, locale }, parentElement) {
  const format = formats(locale, strings.percent);
  const precise = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const number = (value) => precise.format(value).replace("-", "−");
  const { days, memory, short, adjusted, decay } = ruler;
  let unit = ruler.unit;

  const input = element("input", { type: "range", min: 0, max: days.length - 1, step: 1, value: 1, "aria-label": strings.slider });
  const told = element("output", {});
  const largest = Math.max(0.1, ...memory.map(Math.abs), ...adjusted.flat().map(Math.abs));
  const pitch = WIDE / memory.length;
  const y = (value) => (TALL / 2) * (1 - value / largest);
  const bar = (at, from, to, share, name) => drawing("rect", {
    x: pitch * (at + (1 - share) / 2), width: pitch * share, y: Math.min(y(from), y(to)), height: Math.abs(y(from) - y(to)), class: name,
  });
  const chart = drawing("svg", { viewBox: `0 -4 ${WIDE} ${TALL + 8}`, role: "img", "aria-label": strings.bars });
  chart.onclick = (event) => {
    const box = chart.getBoundingClientRect();
    unit = Math.min(memory.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * memory.length)));
    draw();
  };
  const legend = element("p", { className: "legend" }, ...["memory", "long", "adjusted"].map((name) =>
    element("span", {}, element("i", { className: `swatch ${name}` }), ` ${strings[name]}`)));
  const sum = element("p", { className: "sum" });
  const which = element("p", { className: "which" });
  const outcome = element("p", { className: "outcome", role: "status" });
  const root = element("section", { className: "ruler", "aria-label": strings.slider },
    element("label", { className: "days" }, element("span", {}, strings.slider), input, told), legend, chart, which, sum, outcome);
  input.oninput = draw;

  function draw() {
    const at = Number(input.value);
    told.textContent = input.ariaValueText = days[at];
    chart.replaceChildren(
      drawing("rect", { x: pitch * unit, y: -4, width: pitch, height: TALL + 8, class: "chosen" }),
      ...memory.flatMap((c, index) => [
        bar(index, 0, c, 0.8, "memory"),
        bar(index, 0, adjusted[at][index], 0.5, "adjusted"),
        drawing("path", { d: `M${pitch * (index + 0.06)},${y(c - short[index])}H${pitch * (index + 0.94)}`, class: "long" }),
      ]),
      drawing("path", { d: `M0,${y(0)}H${WIDE}`, class: "rule" }));
    which.textContent = fill(strings.unit, { unit, before: ruler.before, word: ruler.word });
    const [c, s] = [memory[unit], short[unit]].map(number);
    sum.textContent = `C* = c − Cˢ + Cˢ · g(Δt) = ${c} − (${s}) + (${s}) · ${number(decay[at])} = ${number(adjusted[at][unit])}`;
    outcome.textContent = fill(strings.outcome, { answer: ruler.answer, percent: format.percent(ruler.right[at]), best: ruler.best[at] });
  }

  draw();
  parentElement.append(root);
  return root;
}
