"""Do probabilities mean what they say? Temperature scaling, and how to check it (Guo et al. 2017).

Needs scipy (requirements-dev.txt).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]
from scipy.special import log_softmax, softmax  # type: ignore[import-untyped]

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Bin:
    """Of the `n` verdicts given with about this confidence, on average `confidence`, the share `accuracy` was right."""

    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Calibration:
    """`temperature` is fitted on all texts; the rest is measured on halves, each with the temperature of the other."""

    temperature: float
    ece: float
    ece_before: float
    bins: list[Bin]


def calibrate(scores: Floats, truth: Sequence[int]) -> Calibration:
    """The temperature for scores (logits) [N, C] of texts whose labels are `truth` [N]."""
    labels = np.asarray(truth)
    probabilities = np.empty(scores.shape)
    halves = np.arange(len(labels)) % 2 == 0
    for half in (halves, ~halves):
        probabilities[half] = softmax(scores[half] / temperature(scores[~half], labels[~half]), axis=1)
    return Calibration(
        temperature(scores, labels),
        expected_error(reliability(probabilities, labels)),
        expected_error(reliability(softmax(scores, axis=1), labels)),
        reliability(probabilities, labels),
    )


def temperature(scores: Floats, truth: NDArray[np.integer]) -> float:
    """The T that makes softmax(scores / T) likeliest: the minimum of the mean negative log-likelihood."""

    def loss(log_t: float) -> float:
        return float(-log_softmax(scores / np.exp(log_t), axis=1)[np.arange(len(truth)), truth].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def reliability(probabilities: Floats, truth: NDArray[np.integer], bins: int = 15) -> list[Bin]:
    """Verdicts sorted by their confidence (the largest probability) into `bins` of equal width; empty ones left out."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        Bin(int(here.sum()), float(confidence[here].mean()), float(right[here].mean()))
        for here in (place == number for number in range(bins))
        if here.any()
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance between confidence and accuracy, bins weighted by their texts."""
    total = sum(one.n for one in bins)
    return sum(one.n * abs(one.confidence - one.accuracy) for one in bins) / total
