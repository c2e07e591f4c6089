"""Every activation of one reading, named; and interventions on it."""

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, Protocol, Self

import numpy as np
import torch
from torch import Tensor

from model.cells import Cell
from model.errors import InputError
from model.layer import Layer, StepEdit
from model.text import Encoding

_CLAMP = re.compile(
    r"(?P<name>[\w-]+)=(?P<value>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|nan|[-+]?inf)"
    r"(?:@(?P<step>\d{1,9})(?P<onward>\+?))?(?::(?P<units>\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*))?",
    re.ASCII | re.IGNORECASE,
)


MOST_UNITS = 10_000
"""More units than any of our cells has: a written range may not ask for the memory to list them."""


@dataclass(frozen=True)
class Clamp:
    """Hold activation `name`, or `elapsed`, the time before a step, at `value`.

    At one `step` (`onward`: from it on), or at all of them (None); in one `unit`, in several (a tuple, which is put in
    order), or in all (None).
    """

    name: str
    value: float
    step: int | None = None
    unit: int | tuple[int, ...] | None = None
    onward: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.unit, tuple):
            several = tuple(sorted(set(self.unit)))
            object.__setattr__(self, "unit", several[0] if len(several) == 1 else several)

    @classmethod
    def parse(cls, written: str) -> Self:
        """`f=0` (everywhere), `f=0@3` (at step 3), `f=0@3+` (from it on), `f=0:17`, `f=0@3:17,40-43` (in these units).

        Raises InputError for anything else.
        """
        match = _CLAMP.fullmatch(written)
        units = _units(match["units"]) if match and match["units"] else None
        if not match or units == ():
            message = f"{written!r} is not a clamp: write NAME=VALUE[@STEP[+]][:UNITS]"
            raise InputError("clamp-syntax", message, clamp=written)
        step = int(match["step"]) if match["step"] else None
        return cls(match["name"], float(match["value"]), step, units, onward=bool(match["onward"]))

    def __str__(self) -> str:
        """As `parse` reads it."""
        step = "" if self.step is None else f"@{self.step}{'+' * self.onward}"
        units = "" if self.unit is None else f":{self.written_units}"
        return f"{self.name}={self.value}{step}{units}"

    @property
    def written_units(self) -> str:
        """«3,17,40-43»; nothing for all of them."""
        runs: list[list[int]] = []
        for unit in self._listed:
            if runs and unit == runs[-1][-1] + 1:
                runs[-1].append(unit)
            else:
                runs.append([unit])
        return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)

    @property
    def _listed(self) -> tuple[int, ...]:
        return self.unit if isinstance(self.unit, tuple) else () if self.unit is None else (self.unit,)

    def check(self, cell: Cell, steps: int) -> None:
        """Raise InputError unless the clamp fits a run of `cell` over `steps` steps."""
        if self.name not in (*cell.names, *cell.inputs_beside_x):
            known = ", ".join((*cell.names, *cell.inputs_beside_x))
            message = f"a {cell.kind} cell has no activation {self.name!r}; it has {known}"
            raise InputError("clamp-name", message, name=self.name, known=known)
        if not math.isfinite(self.value):
            raise InputError("clamp-value", f"a clamp needs a finite number, not {self.value}")
        if self.step is not None and not 0 <= self.step < steps:
            message = f"step {self.step} is outside this text, whose steps are 0 to {steps - 1}"
            raise InputError("clamp-step", message, step=self.step, last=steps - 1)
        foreign = [unit for unit in self._listed if not 0 <= unit < cell.hidden]
        if foreign:
            message = f"unit {foreign[0]} is outside this cell, whose units are 0 to {cell.hidden - 1}"
            raise InputError("clamp-unit", message, unit=foreign[0], last=cell.hidden - 1)
        if self.name == "elapsed" and (self.value < 0 or self.unit is not None):
            raise InputError("clamp-time", "time passes for all units alike, and never backwards", value=self.value)

    def covers(self, step: int) -> bool:
        return self.step is None or self.step == step or (self.onward and self.step < step)

    @property
    def units(self) -> slice | list[int]:
        """The units as an index."""
        return slice(None) if self.unit is None else list(self._listed)


def _units(written: str) -> tuple[int, ...]:
    """«3,40-43» → (3, 40, 41, 42, 43); nothing for a range that runs backwards, or for too many units."""
    units: list[int] = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        run = range(int(first), int(last or first) + 1)
        if not run or len(units) + len(run) > MOST_UNITS:
            return ()
        units += run
    return tuple(units)


def clamped(clamps: Iterable[Clamp]) -> StepEdit:
    """The edit of a stepwise run that holds what `clamps` say; where two meet, the later one wins."""
    clamps = tuple(clamps)

    def edit(t: int, name: str, value: Tensor) -> Tensor:
        for clamp in clamps:
            if clamp.name == name and clamp.covers(t):
                value = value.clone()
                value[:, clamp.units] = clamp.value
        return value

    return edit


def traced(
    layer: Layer,
    encoding: Encoding,
    labels: tuple[str, ...],
    embed: Callable[[Tensor], Tensor],
    score: Callable[[Tensor], Tensor],
    clamps: Iterable[Clamp],
    usual_time: float = 0.0,
) -> "Trace":
    """What `layer` makes of a text.

    `embed` turns ids [T] into x [T, E]; `score` h [T, H] into the logits [T, C] as if the text ended at each t. For a
    cell that knows time, `usual_time` passes before each step. Raises InputError if there is nothing to read, or a
    clamp doesn't fit.
    """
    if not encoding.ids:
        raise InputError("empty", "the text has nothing to read")
    clamps = tuple(clamps)
    for clamp in clamps:
        clamp.check(layer.cell, len(encoding.ids))
    x = embed(torch.tensor(encoding.ids))
    elapsed = None
    if "elapsed" in layer.cell.inputs_beside_x:
        elapsed = x.new_full((len(x),), usual_time)
        for clamp in clamps:
            if clamp.name == "elapsed":
                elapsed[list(filter(clamp.covers, range(len(x))))] = clamp.value
    since = None if elapsed is None else elapsed.unsqueeze(0)
    batch = x.unsqueeze(0)
    run = layer.stepwise(batch, edit=clamped(clamps), elapsed=since) if clamps else layer.activations(batch, since)
    activations = {name: run[name][0] for name in layer.cell.names}
    return Trace(encoding, labels, layer.cell, x, activations, score(activations["h"]), clamps, elapsed)


@dataclass(frozen=True, eq=False)
class Trace:
    """One text read by one network: T pieces, H units, C classes.

    `x` [T, E] are the embeddings that the cell reads; `activations` holds a tensor [T, H] for every name of the cell;
    `scores` [T, C] are the head's logits if the text ended at t, `probabilities` their softmax. `elapsed` [T] is the
    time before each step, for a cell that knows time. `trace["f"]` is short for `trace.activations["f"]`.
    """

    encoding: Encoding
    labels: tuple[str, ...]
    cell: Cell
    x: Tensor
    activations: dict[str, Tensor]
    scores: Tensor
    clamps: tuple[Clamp, ...] = ()
    elapsed: Tensor | None = None

    @cached_property
    def probabilities(self) -> Tensor:
        return self.scores.softmax(dim=-1)

    @property
    def tokens(self) -> list[str]:
        """The visitor's own characters of each piece."""
        return self.encoding.pieces

    @property
    def names(self) -> tuple[str, ...]:
        return self.cell.names

    def __getitem__(self, name: str) -> Tensor:
        return self.activations[name]

    def __len__(self) -> int:
        return len(self.encoding.ids)

    @property
    def label(self) -> str:
        return self.labels[int(self.probabilities[-1].argmax())]

    @cached_property
    def decided_at(self) -> int:
        """The step from which the verdict stays what it is at the end: the first of the last unbroken stretch."""
        verdicts = self.probabilities.argmax(dim=1)
        others = (verdicts != verdicts[-1]).nonzero()
        return int(others[-1]) + 1 if len(others) else 0

    def held(self, name: str) -> Tensor:
        """Where clamps hold activation `name`: [T, H], true or false."""
        mask = torch.zeros_like(self[name], dtype=torch.bool)
        for clamp in self.clamps:
            if clamp.name == name:
                for step in filter(clamp.covers, range(len(self))):
                    mask[step, clamp.units] = True
        return mask

    def ledger_terms(self) -> tuple[Tensor, Tensor]:
        """`keep` and `write` [T, H] of memory_t = keep_t ∘ memory_{t−1} + write_t.

        A clamped memory starts anew where it is clamped. Raises InputError for the Elman cell, whose memory isn't
        such a sum.
        """
        terms = self.cell.ledger_terms(self.activations)
        if terms is None:
            raise InputError("no-ledger", f"a {self.cell.kind} cell rewrites its state; it keeps no ledger")
        held = self.held(self.cell.memory)
        return terms[0].masked_fill(held, 0.0), torch.where(held, self[self.cell.memory], terms[1])

    def ledger(self) -> Tensor:
        r"""What step t contributed to the last memory, [T, H]; the sum over t is that memory.

        For c_t = f_t ∘ c_{t−1} + i_t ∘ c̃_t from c_0 = 0 the identity is c_T = Σ_t (∏_{k>t} f_k) ∘ i_t ∘ c̃_t, exact.
        The GRU's h_T is such a sum too, with z_k as what is kept and (1−z_t) ∘ h̃_t as what is written; the time-aware
        cell books what time took away at the step that follows the wait. Raises InputError for the Elman cell.
        """
        keep, write = self.ledger_terms()
        survival = torch.ones_like(keep)
        survival[:-1] = keep[1:].flip(0).cumprod(0).flip(0)
        return survival * write

    def as_dict(self) -> dict[str, Any]:
        """The trace as plain numbers and strings, ready for JSON."""
        return {
            "tokens": self.tokens,
            "labels": list(self.labels),
            "label": self.label,
            "decided_at": self.decided_at,
            "pieces_in_text": self.encoding.total,
            "cell": self.cell.kind,
            "clamps": [vars(clamp) for clamp in self.clamps],
            "probabilities": self.probabilities.tolist(),
            "activations": {name: value.tolist() for name, value in self.activations.items()},
        } | ({} if self.elapsed is None else {"elapsed": self.elapsed.tolist()})

    def to_json(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False, allow_nan=False)

    def to_npz(self, file: BinaryIO) -> None:
        """Write the arrays, with the tokens and labels as text arrays, for `numpy.load`."""
        arrays: dict[str, Any] = {f"activation_{name}": value.numpy() for name, value in self.activations.items()}
        if self.elapsed is not None:
            arrays["elapsed"] = self.elapsed.numpy()
        np.savez_compressed(
            file,
            tokens=np.array(self.tokens),
            labels=np.array(self.labels),
            probabilities=self.probabilities.numpy(),
            **arrays,
        )


class Specimen(Protocol):
    """A network that reads a text step by step, and whose verdict is linear in the states h_1 … h_T."""

    @property
    def task(self) -> str:
        """What it was taught: "sentiment" or "recall"."""
        ...

    @property
    def language(self) -> str: ...

    @property
    def layer(self) -> Layer: ...

    def trace(self, text: str, clamps: Iterable[Clamp] = ()) -> Trace:
        """Everything that happens while the network reads `text`; with `clamps`, what would happen.

        Raises InputError if there is nothing to read, or a clamp doesn't fit.
        """
        ...

    def score_weights(self, h: Tensor) -> Tensor:
        """p [C, T, H] in the last score of each class, score_k = b_k + Σ_t p_{k,t} · h_t, for this h [T, H]."""
        ...
