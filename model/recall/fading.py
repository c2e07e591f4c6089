"""A task in which time matters: of a dozen opinions, good or bad, the older weigh less. Which side outweighs?

An opinion's weight halves every `HALF_LIFE` days. The days since the opinion before are drawn on a logarithmic scale,
so that some follow each other at once and some after a year: who doesn't know the days can't know the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from model.recall.network import LSTM_HIDDEN, Judge, Reader, Start, hidden_for
from model.recall.sentences import SPLITS, Split
from model.recall.synthetic import EXAM_SEED

HALF_LIFE = 30.0
LONGEST_WAIT = 365.0


@dataclass(frozen=True)
class Fading:
    """Inputs [S, B, T, 2] (opinion −1 or 1, days since the one before) and whether the good ones outweigh, [S, B].

    The time-aware cell gets the days as Δt. With `told`, every cell also reads their logarithm as an input.
    """

    opinions: int = 12
    told: bool = False
    chance: ClassVar[float] = 0.5
    options: ClassVar[Mapping[str, bool]] = {}

    @property
    def length(self) -> float:
        return self.opinions

    def network(self, cell: str, start: Start) -> Reader:
        inputs = 1 + self.told
        return Judge(cell, inputs, hidden_for(cell, LSTM_HIDDEN, inputs, outputs=1), start)

    def batch(self, networks: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        shape = (networks, size, self.opinions)
        opinions = torch.randint(2, shape, generator=generator) * 2.0 - 1.0
        days = (1 + LONGEST_WAIT) ** torch.rand(shape, generator=generator) - 1
        age = days.flip(-1).cumsum(dim=-1).flip(-1) - days
        balance = (opinions * 2 ** (-age / HALF_LIFE)).sum(dim=-1)
        return torch.stack([opinions, days], dim=-1), (balance > 0).float()

    def losses(self, outputs: Tensor, targets: Tensor) -> Tensor:
        each = nn.functional.binary_cross_entropy_with_logits(outputs, targets, reduction="none")
        return each.mean(dim=1)

    def exam(self, split: Split, count: int) -> tuple[tuple[Tensor, ...], Tensor]:
        inputs, targets = self.batch(1, count, torch.Generator().manual_seed(EXAM_SEED + SPLITS.index(split)))
        return (inputs[0],), targets[0]

    def right(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return (outputs > 0) == (targets > 0.5)
