// One unit of any cell, computed from the cell's own equations: model/run.py in the browser.
import { evaluate, parse, symbolsOf } from "./formula.js";

// `cell` is what ui/cells.py tells of a class of model/cells.py: kind, names, states, memory, blocks, equations.
export function compile(cell) {
  const halves = cell.names.map((name) => cell.equations[name].split(" = "));
  const letters = halves.map(([symbol]) => symbol);
  const lines = cell.names.map((name, index) => ({ name, symbol: letters[index], tree: parse(halves[index][1], letters) }));
  const before = Object.fromEntries(cell.states.map((state) => {
    const symbol = letters[cell.names.indexOf(state)];
    return [state, symbol.replace("_t", "_{t-1}")];
  }));
  const given = new Set([...letters, ...Object.values(before), "x_t", "\\Delta_t", "e"]);
  const knobs = {};
  for (const { name, tree } of lines) {
    for (const latex of symbolsOf(tree)) if (!given.has(latex)) knobs[knobOf(latex, name)] = latex;
  }
  return { ...cell, lines, before, knobs };
}

// A weight's name in model/run.py: «W.f» in the blocks' rows, «w_f» for those that only one cell has.
export function knobOf(latex, name) {
  const row = latex.match(/^([WUb])(?:\^\{\(\w\)\})?$/);
  return row ? `${row[1]}.${name}` : latex.replace(/\^\{\((\w)\)\}/, "_$1");
}

export function held(setup, name, step) {
  const of = (at) => setup.holds.findLast((hold) => hold.name === name && hold.step === at);
  return of(step) ?? (step ? of(null) : undefined);
}

// Every activation after each step, and what the equations were filled with: {values: {name: [T]}, scopes: [T]}.
export function run(cell, setup) {
  const values = Object.fromEntries(cell.names.map((name) => [name, []]));
  const weights = Object.fromEntries(Object.entries(cell.knobs).map(([name, latex]) => [latex, setup.weights[name] ?? 0]));
  const scopes = setup.x.map((x, index) => {
    const scope = { ...weights, e: Math.E, x_t: x, "\\Delta_t": setup.elapsed[index] ?? 0 };
    for (const [state, symbol] of Object.entries(cell.before)) {
      scope[symbol] = index ? values[state][index - 1] : held(setup, state, 0)?.value ?? 0;
    }
    for (const { name, symbol, tree } of cell.lines) {
      scope[symbol] = held(setup, name, index + 1)?.value ?? evaluate(tree, scope);
      values[name].push(scope[symbol]);
    }
    return scope;
  });
  return { values, scopes };
}

// What each block's sum is made of at one step: {block: {W: W x_t, U: U h_{t−1}, b}}.
export function blockSums(cell, scope) {
  const weight = (name) => scope[cell.knobs[name]];
  return Object.fromEntries(cell.blocks.map((block) => [block, {
    W: weight(`W.${block}`) * scope.x_t, U: weight(`U.${block}`) * scope[cell.before.h], b: weight(`b.${block}`),
  }]));
}
