"""From which confidence on a verdict deserves to be taken at its word, as measured on validation texts."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

BINS = 15
"""As many as `model.calibration.reliability` sorts verdicts into."""
ENOUGH = 0.6
"""A network is unsure where fewer of its verdicts than this share are right."""


class Unsure(NamedTuple):
    """Below the confidence `below`, the share `accuracy` of `n` verdicts was right."""

    below: float
    accuracy: float
    n: int


def unsure(bins: Sequence[Mapping[str, Any]]) -> Unsure | None:
    """The zone of confidence in which every bin was right less often than ENOUGH; None where there is none.

    `bins` are those of metrics.json: `n`, mean `confidence` and `accuracy` of each bin with verdicts, in order.
    """
    n = right = 0
    below = 0.0
    for one in bins:
        if one["accuracy"] >= ENOUGH:
            break
        n += one["n"]
        right += one["n"] * one["accuracy"]
        below = min(1.0, (int(one["confidence"] * BINS) + 1) / BINS)
    return Unsure(below, right / n, n) if n else None
