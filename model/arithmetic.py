r"""A cell's equations with the numbers of a trace put in: symbol → substituted numbers → result.

The equations are those that the cell states in LaTeX, read as they stand: what is one operand of the sum (W x_t,
U h_{t−1}, a bias, an activation) becomes a place for a number, the rest becomes plain signs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from model.cells import Cell, linear
from model.errors import InputError
from model.trace import Trace

_SIGNS = ((r"\sigma", "σ"), (r"\tanh", "tanh"), (r"\log", "ln"), (r"\circ", "·"), ("-", "−"))
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
    return [_line(name, trace, before) for name in trace.cell.names]


def symbols(cell: Cell | type[Cell]) -> dict[str, str]:
    """The LaTeX letter of each activation: «f» → «f_t», «g» → «\\tilde{c}_t»."""
    return {name: equation.partition(" = ")[0] for name, equation in cell.equations.items()}


def _line(name: str, trace: Trace, before: Mapping[str, Tensor]) -> Line:
    cell, run = trace.cell, trace.activations
    symbol, _, right = cell.equations[name].partition(" = ")
    letters = symbols(cell)
    known = {letters[other]: value for other, value in run.items()}
    known |= {letters[state].replace("_t", "_{t-1}"): value for state, value in before.items()}
    known |= cell.own_operands(run, before)
    if name in cell.blocks:
        rows = cell.block(name)
        weighted = {
            "W": linear(trace.x, cell.W[rows]),
            "U": linear(before["h"], cell.U[rows]),
            "b": cell.b[rows],
        }
        known |= {found[0]: weighted[part] for part, pattern in _PARTS.items() if (found := re.search(pattern, right))}
    operands: list[str] = []

    def place(operand: re.Match[str]) -> str:
        if operand[0] not in operands:
            operands.append(operand[0])
        return f"@{operands.index(operand[0])}"

    longest_first = "|".join(re.escape(symbol) for symbol in sorted(known, key=len, reverse=True))
    form = re.sub(rf"(?:{longest_first})(?![\w^{{])", place, right)
    form = _FRACTION.sub(r"\1 / (\2)", form)
    for latex, sign in _SIGNS:
        form = form.replace(latex, sign)
    values = torch.stack([known[operand].expand_as(run[name]) for operand in operands])
    return Line(name, symbol, form, tuple(operands), values, run[name])


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
