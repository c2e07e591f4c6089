"""The literature's two tests of long memory: the adding problem and the copy task.

Adding (Hochreiter & Schmidhuber 1997): T numbers from 0 to 1, two of them marked, one in each half; the sum of the two
is asked for at the end. Copy (Arjovsky et al. 2016, with five symbols in place of their ten): symbols
out of eight, a wait of T blanks, a sign; then the five in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from model.recall.network import LSTM_HIDDEN, Reader, RecallNetwork, Start, Summer, hidden_for
from model.recall.sentences import SPLITS, Split

SYMBOLS, COPIED = 8, 5
BLANK, SIGN = SYMBOLS, SYMBOLS + 1
CLOSE = 0.04
"""A sum is right when it is off by less; that is Hochreiter & Schmidhuber's measure."""
EXAM_SEED = 1_000_000
"""Far from the seeds of trainings."""


@dataclass(frozen=True)
class Adding:
    """Inputs [S, B, T, 2] (number, mark) and sums [S, B]. To answer 1 always is right in 7.8 % of cases."""

    numbers: int
    chance: ClassVar[float] = 1 - (1 - CLOSE) ** 2
    options: ClassVar[Mapping[str, bool]] = {}

    @property
    def length(self) -> float:
        return self.numbers

    def network(self, cell: str, start: Start) -> Reader:
        return Summer(cell, hidden_for(cell, LSTM_HIDDEN, inputs=2, outputs=1), start)

    def batch(self, networks: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        numbers = torch.rand(networks, size, self.numbers, generator=generator)
        half = self.numbers // 2
        first = torch.randint(half, (networks, size, 1), generator=generator)
        second = torch.randint(half, self.numbers, (networks, size, 1), generator=generator)
        marks = torch.zeros_like(numbers).scatter_(-1, first, 1.0).scatter_(-1, second, 1.0)
        return torch.stack([numbers, marks], dim=-1), (numbers * marks).sum(dim=-1)

    def losses(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return (outputs - targets).square().mean(dim=1)

    def exam(self, split: Split, count: int) -> tuple[tuple[Tensor, ...], Tensor]:
        inputs, targets = self.batch(1, count, torch.Generator().manual_seed(EXAM_SEED + SPLITS.index(split)))
        return (inputs[0],), targets[0]

    def right(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return (outputs - targets).abs() < CLOSE


@dataclass(frozen=True)
class Copy:
    """Ids [S, B, T + 10] and the five symbols [S, B, 5]; a network that remembers nothing gets one in eight right."""

    wait: int
    chance: ClassVar[float] = 1 / SYMBOLS
    options: ClassVar[Mapping[str, bool]] = {"every": True}

    @property
    def length(self) -> float:
        return self.wait + 2 * COPIED

    def network(self, cell: str, start: Start) -> Reader:
        return RecallNetwork(cell, SYMBOLS + 2, start=start)

    def batch(self, networks: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        symbols = torch.randint(SYMBOLS, (networks, size, COPIED), generator=generator)
        ids = torch.full((networks, size, self.wait + 2 * COPIED), BLANK)
        ids[..., :COPIED] = symbols
        ids[..., COPIED + self.wait] = SIGN
        return ids, symbols

    def losses(self, outputs: Tensor, targets: Tensor) -> Tensor:
        scores = outputs[..., -COPIED:, :SYMBOLS]
        each = nn.functional.cross_entropy(scores.flatten(0, -2), targets.flatten(), reduction="none")
        return each.view(len(outputs), -1).mean(dim=1)

    def exam(self, split: Split, count: int) -> tuple[tuple[Tensor, ...], Tensor]:
        inputs, targets = self.batch(1, count, torch.Generator().manual_seed(EXAM_SEED + SPLITS.index(split)))
        return (inputs[0],), targets[0]

    def right(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return outputs[..., -COPIED:, :SYMBOLS].argmax(dim=-1) == targets
