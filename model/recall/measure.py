"""Accuracy with its interval: so many right of so many, for each of several seeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from model.recall.sentences import Split
from model.recall.training import Problem

DRAWS = 4000


@dataclass(frozen=True)
class Accuracy:
    """The mean accuracy of several seeds on `n` questions each, with a 95 % interval, and what guessing earns."""

    accuracy: float
    interval: tuple[float, float]
    n: int
    seeds: int
    by_seed: tuple[float, ...]
    chance: float

    def as_dict(self) -> dict[str, Any]:
        """The figures, ready for JSON."""
        return {**vars(self), "interval": list(self.interval), "by_seed": list(self.by_seed)}


@torch.inference_mode()
def right_answers(network: nn.Module, problem: Problem, split: Split, count: int) -> tuple[int, int]:
    """How many questions of an exam `network` answers right, and how many there were."""
    inputs, targets = problem.exam(split, count)
    verdicts = problem.right(network(*inputs, **problem.options), targets)
    return int(verdicts.sum()), verdicts.numel()


def accuracy(right: Sequence[int], n: int, chance: float) -> Accuracy:
    """The mean over seeds, and its interval by a bootstrap on two levels.

    Seeds are drawn with replacement, and for each an accuracy from Jeffreys' posterior Beta(k + ½, n − k + ½): the
    interval knows that other seeds and other questions would have given other figures, and never has the width zero.
    With five seeds it is somewhat too narrow, as every bootstrap of five is.
    """
    draw = np.random.default_rng(0)
    k = np.asarray(right)
    seeds = draw.integers(len(k), size=(DRAWS, len(k)))
    means = draw.beta(k[seeds] + 0.5, n - k[seeds] + 0.5).mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    mean = float(k.mean() / n)
    # Jeffreys' posterior never reaches 0 or 1; the observed mean belongs to its own interval.
    return Accuracy(mean, (min(float(low), mean), max(float(high), mean)), n, len(k), tuple((k / n).tolist()), chance)
