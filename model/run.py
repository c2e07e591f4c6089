"""One unit with one input, driven by hand through a short sequence: its weights, its inputs, and what is held."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor

from model.cells import CELLS, Cell
from model.errors import InputError


@dataclass(frozen=True)
class Hold:
    """Activation `name` is `value` whatever the cell says: at `step`, counted from 1, or at every step (None).

    Step 0 is the state that the first step finds. Where two meet, the one at a single step wins.
    """

    name: str
    value: float
    step: int | None = None


@dataclass(frozen=True)
class Setup:
    """A scalar cell, and the sequence `x` pushed through it.

    `weights` are named as `knobs` names them, those left out are 0; `elapsed` is the time before each step, none of it
    if left out.
    """

    cell: str
    x: tuple[float, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    elapsed: tuple[float, ...] = ()
    holds: tuple[Hold, ...] = ()

    def held(self, name: str, step: int) -> float | None:
        found = {hold.step: hold.value for hold in self.holds if hold.name == name}
        return found.get(step, found.get(None) if step else None)


def knobs(kind: str) -> tuple[str, ...]:
    """The weights of a scalar cell: «W.f», «U.f», «b.f» of each block, then those that only this cell has, as «w_f»."""
    own = [name for name, _ in CELLS[kind](1, 1).named_parameters() if name not in {"W", "U", "b"}]
    return (*(f"{letter}.{block}" for block in CELLS[kind].blocks for letter in ("W", "U", "b")), *own)


def holdable(kind: str) -> tuple[str, ...]:
    """What a hand may hold at every step: the gates and the candidate. States are held at single steps."""
    cell = CELLS[kind]
    return tuple(name for name in cell.names if name in cell.blocks and name not in cell.states)


def scalar_cell(setup: Setup) -> Cell:
    """The cell with one input, one unit and the setup's weights, in float64. Raises InputError for other weights."""
    cell = CELLS[setup.cell](1, 1).double()
    with torch.no_grad():
        for parameter in cell.parameters():
            parameter.zero_()
        for name, value in setup.weights.items():
            if name not in knobs(setup.cell):
                raise InputError("knob", f"a {setup.cell} cell has no weight {name!r}", name=name)
            letter, _, block = name.partition(".")
            parameter = cell.get_parameter(letter)
            parameter[cell.block(block) if block else slice(None)] = value
    return cell


@torch.inference_mode()
def run(setup: Setup) -> dict[str, list[float]]:
    """Every activation after each step, by name."""
    cell = scalar_cell(setup)
    state = {name: _scalar(setup.held(name, 0) or 0.0) for name in cell.states}
    elapsed = setup.elapsed or (0.0,) * len(setup.x)
    values: dict[str, list[float]] = {name: [] for name in cell.names}
    for step, (x, since) in enumerate(zip(setup.x, elapsed, strict=True), start=1):

        def edit(name: str, value: Tensor, step: int = step) -> Tensor:
            held = setup.held(name, step)
            return value if held is None else torch.full_like(value, held)

        now = cell.step(_scalar(x), state, edit, _scalar(since))
        state = {name: now[name] for name in cell.states}
        for name, series in values.items():
            series.append(now[name].item())
    return values


def _scalar(value: float) -> Tensor:
    return torch.tensor([[value]], dtype=torch.float64)


@dataclass(frozen=True)
class Check:
    """A claim that numbers can break: activation `name` after `step` (from 1) lies between `low` and `high`.

    «memory» stands for the cell's memory, whatever its letter.
    """

    name: str
    step: int
    low: float = -math.inf
    high: float = math.inf

    def holds(self, kind: str, values: Mapping[str, list[float]]) -> bool:
        """Of a run's `values`; one too short for the claim, or without the activation, breaks it."""
        series = values.get(CELLS[kind].memory if self.name == "memory" else self.name, [])
        return len(series) >= self.step and self.low <= series[self.step - 1] <= self.high
