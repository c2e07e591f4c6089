"""Every activation of one reading, named; and interventions on it."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, Self

import numpy as np
import torch
from torch import Tensor

from model.cells import Cell
from model.errors import InputError
from model.layer import StepEdit
from model.text import Encoding

_CLAMP = re.compile(
    r"(?P<name>[\w-]+)=(?P<value>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|nan|[-+]?inf)"
    r"(?:@(?P<step>\d{1,9})(?P<onward>\+?))?(?::(?P<unit>\d{1,9}))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Clamp:
    """Hold activation `name` at `value`.

    At one `step` (`onward`: from it on), or at all of them (None); in one `unit`, or in all (None).
    """

    name: str
    value: float
    step: int | None = None
    unit: int | None = None
    onward: bool = False

    @classmethod
    def parse(cls, written: str) -> Self:
        """`f=0` (everywhere), `f=0@3` (at step 3), `f=0@3+` (from it on), `f=0:17` or `f=0@3:17` (in unit 17).

        Raises InputError for anything else.
        """
        match = _CLAMP.fullmatch(written)
        if not match:
            message = f"{written!r} is not a clamp: write NAME=VALUE[@STEP[+]][:UNIT]"
            raise InputError("clamp-syntax", message, clamp=written)
        step, unit = (int(match[part]) if match[part] else None for part in ("step", "unit"))
        return cls(match["name"], float(match["value"]), step, unit, onward=bool(match["onward"]))

    def __str__(self) -> str:
        """As `parse` reads it."""
        step = "" if self.step is None else f"@{self.step}{'+' * self.onward}"
        unit = "" if self.unit is None else f":{self.unit}"
        return f"{self.name}={self.value}{step}{unit}"

    def check(self, cell: Cell, steps: int) -> None:
        """Raise InputError unless the clamp fits a run of `cell` over `steps` steps."""
        if self.name not in cell.names:
            known = ", ".join(cell.names)
            message = f"a {cell.kind} cell has no activation {self.name!r}; it has {known}"
            raise InputError("clamp-name", message, name=self.name, known=known)
        if not math.isfinite(self.value):
            raise InputError("clamp-value", f"a clamp needs a finite number, not {self.value}")
        if self.step is not None and not 0 <= self.step < steps:
            message = f"step {self.step} is outside this text, whose steps are 0 to {steps - 1}"
            raise InputError("clamp-step", message, step=self.step, last=steps - 1)
        if self.unit is not None and not 0 <= self.unit < cell.hidden:
            message = f"unit {self.unit} is outside this cell, whose units are 0 to {cell.hidden - 1}"
            raise InputError("clamp-unit", message, unit=self.unit, last=cell.hidden - 1)

    def covers(self, step: int) -> bool:
        return self.step is None or self.step == step or (self.onward and self.step < step)

    @property
    def units(self) -> slice:
        return slice(None) if self.unit is None else slice(self.unit, self.unit + 1)


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


@dataclass(frozen=True, eq=False)
class Trace:
    """One text read by one network: T pieces, H units, C classes.

    `x` [T, E] are the embeddings that the cell reads; `activations` holds a tensor [T, H] for every name of the cell;
    `scores` [T, C] are the head's logits if the text ended at t, `probabilities` their softmax. `trace["f"]` is short
    for `trace.activations["f"]`.
    """

    encoding: Encoding
    labels: tuple[str, ...]
    cell: Cell
    x: Tensor
    activations: dict[str, Tensor]
    scores: Tensor
    clamps: tuple[Clamp, ...] = ()

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
                steps = [step for step in range(len(self)) if clamp.covers(step)]
                mask[steps, clamp.units] = True
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
        }

    def to_json(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False, allow_nan=False)

    def to_npz(self, file: BinaryIO) -> None:
        """Write the arrays, with the tokens and labels as text arrays, for `numpy.load`."""
        arrays: dict[str, Any] = {f"activation_{name}": value.numpy() for name, value in self.activations.items()}
        np.savez_compressed(
            file,
            tokens=np.array(self.tokens),
            labels=np.array(self.labels),
            probabilities=self.probabilities.numpy(),
            **arrays,
        )
