r"""A cell's equations with the numbers of a trace put in: symbol → substituted numbers → result.

The equations are those that the cell states in LaTeX, read as they stand: what is one operand of the sum (W x_t,
U h_{t−1}, a bias, an activation) becomes a place for a number, the rest becomes plain signs.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType

import torch
from torch import Tensor

from model.cells import Cell, linear
from model.errors import InputError
from model.trace import Trace

_SIGNS = ((r"\sigma", "σ"), (r"\tanh", "tanh"), (r"\ln", "ln"), (r"\circ", "·"), ("-", "−"))
_FRACTION = re.compile(r"\\frac\{(.+?)\}\{(.+)\}")
_PLACE = re.compile(r"@(\d+)")
_PARTS = {
    "W": r"W(?:\^\{\(\w\)\})? x_t",
    "U": r"U(?:\^\{\(\w\)\})? h_\{t-1\}",
    "b": r"b(?:\^\{\(\w\)\})?(?![\w^])",
}


@dataclass(frozen=True, eq=False)
class Line:
    """One equation over all steps: `symbol` = `form`, where @k in the form stands for operand k.

    `operands` are LaTeX; `values` [n, T, H] what they were, `result` [T, H] what came out. Under a clamp the result is
    the clamp's and not the form's.
    """

    name: str
    symbol: str
    form: str
    operands: tuple[str, ...]
    values: Tensor
    result: Tensor

    def substituted(self, step: int, unit: int, digits: int) -> str:
        """The form with rounded numbers in its places, negative ones in parentheses."""
        numbers = [f"{value:.{digits}f}" for value in self.values[:, step, unit].tolist()]
        written = [f"({number})" if number.startswith("-") else number for number in numbers]
        return _PLACE.sub(lambda place: written[int(place[1])], self.form).replace("-", "−")


@torch.inference_mode()
def lines(trace: Trace) -> list[Line]:
    """The cell's equations, in the order in which a step computes them."""
    before = {state: _one_step_earlier(trace[state]) for state in trace.cell.states}
    elapsed = None if trace.elapsed is None else trace.elapsed.unsqueeze(-1)
    found = []
    for name in trace.cell.names:
        known = operands(trace.cell, name, trace.x, trace.activations, before, elapsed)
        symbol, form, places = equation(trace.cell.equations[name], tuple(known))
        values = torch.stack([known[operand].expand_as(trace[name]) for operand in places])
        found.append(Line(name, symbol, form, places, values, trace[name]))
    return found


def symbols(cell: Cell | type[Cell]) -> dict[str, str]:
    """The LaTeX letter of each activation: «f» → «f_t», «g» → «\\tilde{c}_t»."""
    return {name: equation.partition(" = ")[0] for name, equation in cell.equations.items()}


def operands(
    cell: Cell,
    name: str,
    x: Tensor,
    run: Mapping[str, Tensor],
    before: Mapping[str, Tensor],
    elapsed: Tensor | None,
) -> dict[str, Tensor]:
    """What the equation of activation `name` may refer to, by its LaTeX.

    At one step or at all of them: `x` is [..., E], the activations that `run` has so far and the states `before`
    [..., H], `elapsed` [..., 1].
    """
    letters = symbols(cell)
    known = {letters[other]: value for other, value in run.items()}
    known |= {letters[state].replace("_t", "_{t-1}"): value for state, value in before.items()}
    known |= cell.own_operands(before, elapsed)
    if name in cell.blocks:
        rows = cell.block(name)
        weighted = {"W": linear(x, cell.W[rows]), "U": linear(before["h"], cell.U[rows]), "b": cell.b[rows]}
        right = cell.equations[name].partition(" = ")[2]
        known |= {found[0]: weighted[part] for part, pattern in _PARTS.items() if (found := re.search(pattern, right))}
    return known


@cache
def equation(latex: str, known: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """An equation's symbol, its form with a place @k for each of the operands that are `known`, and those operands."""
    symbol, _, right = latex.partition(" = ")
    found: list[str] = []

    def place(operand: re.Match[str]) -> str:
        if operand[0] not in found:
            found.append(operand[0])
        return f"@{found.index(operand[0])}"

    longest_first = "|".join(re.escape(symbol) for symbol in sorted(known, key=len, reverse=True))
    form = re.sub(rf"(?:{longest_first})(?![\w^{{])", place, right)
    form = _FRACTION.sub(r"\1 / (\2)", form)
    for written, sign in _SIGNS:
        form = form.replace(written, sign)
    return symbol, form, tuple(found)


def evaluated(form: str, values: list[Tensor]) -> Tensor:
    """The value of a form of ours with tensors in its places."""
    functions = {"σ": torch.sigmoid, "tanh": torch.tanh, "ln": torch.log, "e": math.e}
    result: Tensor = eval(_compiled(form), {"__builtins__": {}, **functions, "operands": values})
    return result


@cache
def _compiled(form: str) -> CodeType:
    plain = _PLACE.sub(r"operands[\1]", form).replace("·", "*").replace("−", "-")
    return compile(plain, f"<{form}>", "eval")


@dataclass(frozen=True)
class Term:
    """One product of a gate's sum: the input's component (`source` "x") or unit (`source` "h") number `index`."""

    source: str
    index: int
    weight: float
    value: float

    @property
    def product(self) -> float:
        return self.weight * self.value


def largest_terms(trace: Trace, name: str, step: int, unit: int, count: int = 5) -> list[Term]:
    """The `count` products that weigh most in the sum W x_t + U h_{t−1} of one unit's gate `name`.

    Raises InputError for an activation that isn't such a sum.
    """
    cell = trace.cell
    if name not in cell.blocks:
        raise InputError("no-sum", f"{name} is no sum over inputs and units", name=name)
    row = cell.block(name).start + unit
    h = trace["h"][step - 1] if step else torch.zeros_like(trace["h"][0])
    terms = [
        Term(source, index, weight, value)
        for source, weights, values in (("x", cell.W[row], trace.x[step]), ("h", cell.U[row], h))
        for index, (weight, value) in enumerate(zip(weights.tolist(), values.tolist(), strict=True))
    ]
    return sorted(terms, key=lambda term: -abs(term.product))[:count]


def _one_step_earlier(state: Tensor) -> Tensor:
    return torch.cat([torch.zeros_like(state[:1]), state[:-1]])
