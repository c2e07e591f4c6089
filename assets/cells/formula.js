// The cells' equations, which model/cells.py states in LaTeX: read once, then computed, written and filled with numbers.
// A tree is {type: number | symbol | call | group | fraction | product | sum, …}.

const FUNCTIONS = {
  "\\sigma": { sign: "σ", of: (a) => 1 / (1 + Math.exp(-a)) },
  "\\tanh": { sign: "tanh", of: Math.tanh },
  "\\ln": { sign: "ln", of: Math.log },
};
const SYMBOL = /(?:\\Delta|[A-Za-z])(?:[_^](?:\{[^}]*\}|\w))*/y;

// --- LaTeX → tree

// `known` are symbols that look like more than one: \tilde{c}_t, g(\Delta_t), C^*_{t-1}.
export function parse(latex, known = []) {
  const longestFirst = [...known].sort((a, b) => b.length - a.length);
  let at = 0;

  const blank = () => { while (latex[at] === " ") at++; };
  const comes = (text) => (blank(), latex.startsWith(text, at));
  const take = (text) => {
    if (!comes(text)) throw new Error(`${text} expected at ${at} of ${latex}`);
    at += text.length;
  };
  const between = (open, close) => {
    take(open);
    const inside = sum();
    take(close);
    return inside;
  };

  function sum() {
    const terms = [{ sign: 1, of: product() }];
    while (comes("+") || comes("-")) {
      const sign = latex[at++] === "+" ? 1 : -1;
      terms.push({ sign, of: product() });
    }
    return terms.length === 1 ? terms[0].of : { type: "sum", terms };
  }

  function product() {
    const factors = [factor()];
    const joints = [];
    for (;;) {
      const circle = comes("\\circ");
      if (circle) take("\\circ");
      else if (at === latex.length || /[+\-)}]/.test(latex[at])) break;
      joints.push(circle ? "∘" : "");
      factors.push(factor());
    }
    return factors.length === 1 ? factors[0] : { type: "product", factors, joints };
  }

  function factor() {
    blank();
    const special = longestFirst.find((symbol) => latex.startsWith(symbol, at));
    if (special) return take(special), { type: "symbol", latex: special };
    if (comes("\\frac")) return take("\\frac"), { type: "fraction", over: between("{", "}"), under: between("{", "}") };
    if (comes("(")) return { type: "group", of: between("(", ")") };
    for (const name of Object.keys(FUNCTIONS)) if (comes(name)) return take(name), { type: "call", name, of: between("(", ")") };
    const digits = /\d+/y;
    digits.lastIndex = SYMBOL.lastIndex = at;
    const [found, type] = digits.test(latex) ? [digits.lastIndex, "number"] : SYMBOL.test(latex) ? [SYMBOL.lastIndex, "symbol"] : [];
    if (!found) throw new Error(`nothing that can be read at ${at} of ${latex}`);
    const text = latex.slice(at, found);
    at = found;
    return type === "number" ? { type, value: Number(text) } : { type, latex: text };
  }

  const tree = sum();
  if (at < latex.length) throw new Error(`more than expected at ${at} of ${latex}`);
  return tree;
}

export function symbolsOf(tree) {
  if (tree.type === "symbol") return [tree.latex];
  return parts(tree).flatMap(symbolsOf);
}

function parts(tree) {
  return tree.factors ?? tree.terms?.map((term) => term.of) ?? [tree.of, tree.over, tree.under].filter(Boolean);
}

// --- Tree → number

export function evaluate(tree, scope) {
  switch (tree.type) {
    case "number": return tree.value;
    case "symbol": return scope[tree.latex];
    case "call": return FUNCTIONS[tree.name].of(evaluate(tree.of, scope));
    case "group": return evaluate(tree.of, scope);
    case "fraction": return evaluate(tree.over, scope) / evaluate(tree.under, scope);
    case "product": return tree.factors.reduce((all, factor) => all * evaluate(factor, scope), 1);
    case "sum": return tree.terms.reduce((all, { sign, of }) => all + sign * evaluate(of, scope), 0);
  }
}

// --- Tree → the same with its numbers put in. `format(value, latex)` writes one.

export function substituted(tree, scope, format) {
  const put = (part) => substituted(part, scope, format);
  switch (tree.type) {
    case "number": return String(tree.value);
    case "symbol": return enclosed(tree.latex === "e" ? "e" : format(scope[tree.latex], tree.latex));
    case "call": return `${FUNCTIONS[tree.name].sign}(${bare(tree.of, put)})`;
    case "group": return `(${bare(tree.of, put)})`;
    case "fraction": return `${put(tree.over)} / ${put(tree.under)}`;
    case "product": return tree.factors.map(put).join(" · ");
    case "sum": return tree.terms.map(({ sign, of }, index) => (index ? (sign < 0 ? " − " : " + ") : "") + put(of)).join("");
  }
}

const enclosed = (number) => (number.startsWith("−") ? `(${number})` : number);

// A lone negative number needs no second pair of parentheses.
function bare(tree, put) {
  const written = put(tree);
  return tree.type === "symbol" && written.startsWith("(") ? written.slice(1, -1) : written;
}

// --- LaTeX → what elements to write it with: [tag or tag.class, ...children or text]

export function symbolMarkup(latex) {
  const call = latex.match(/^(\w)\((.+)\)$/);
  if (call) return ["span", ["i", call[1]], "(", symbolMarkup(call[2]), ")"];
  const [, tilde, letter] = latex.match(/^(?:\\tilde\{(\w)\}|(\\Delta|\w))/);
  const base = ["i", tilde ? `${tilde}\u0303` : letter.replace("\\Delta", "Δ")];
  const script = (sign) => latex.match(new RegExp(`\\${sign}(?:\\{([^}]*)\\}|([\\w*]))`))?.slice(1).find(Boolean)?.replace("-", "−");
  const [below, above] = [script("_"), script("^")];
  if (below && above) return ["span", base, ["span.both", ["sup", above], ["sub", below]]];
  return ["span", base, ...(below ? [["sub", below]] : []), ...(above ? [["sup", above]] : [])];
}

// A list of pieces between which a narrow line may break: before each +.
export function formulaMarkup(symbol, tree) {
  const pieces = [[symbolMarkup(symbol), " = "]];
  for (const node of markup(tree)) {
    if (node === " + ") pieces.push([]);
    pieces.at(-1).push(node);
  }
  return pieces.map((piece) => ["span.piece", ...piece]);
}

function markup(tree) {
  switch (tree.type) {
    case "number": return [String(tree.value)];
    case "symbol": return [symbolMarkup(tree.latex)];
    case "call": return [`${FUNCTIONS[tree.name].sign}(`, ...markup(tree.of), ")"];
    case "group": return ["(", ...markup(tree.of), ")"];
    case "fraction": return [["span.fraction", ["span", ...markup(tree.over)], ["span", ...markup(tree.under)]]];
    case "product": return tree.factors.flatMap((factor, index) => [...(index ? [tree.joints[index - 1] ? " ∘ " : "\u2009"] : []), ...markup(factor)]);
    case "sum": return tree.terms.flatMap(({ sign, of }, index) => [...(index ? [sign < 0 ? " − " : " + "] : []), ...markup(of)]);
  }
}

// In one line of text: for whoever hears the formula, and where there is no room for elements.
export function plain(latex) {
  return latex.replace(/\\tilde\{(\w)\}/g, "$1\u0303").replaceAll("\\Delta", "Δ").replace(/\^\{\((\w)\)\}/g, "⁽$1⁾")
    .replace(/_\{?t-1\}?/g, "ₜ₋₁").replaceAll("_t", "ₜ").replace(/\^/g, "").replace(/[{}\\]/g, "");
}
