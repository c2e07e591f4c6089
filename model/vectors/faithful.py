"""How far a flat map of words can be believed: are the nearest words on it the nearest ones?"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.vectors.table import Array

Rows = NDArray[np.int64]
_BLOCK = 500  # rows at a time: a square of all words would take a hundred megabytes


def nearest_among(unit: Array, n: int) -> Rows:
    """For each of the directions [N, E] the rows of the `n` nearest others, the nearest first: [N, n]."""
    return _nearest(unit, n, lambda block: block @ unit.T)


def nearest_on(points: Array, n: int) -> Rows:
    """The same for points of a map [N, 2], by their distance on it."""
    return _nearest(points, n, lambda block: -((block[:, None] - points[None]) ** 2).sum(axis=-1))


def _nearest(rows: Array, n: int, closeness: Callable[[Array], Array]) -> Rows:
    found = []
    for start in range(0, len(rows), _BLOCK):
        scores = closeness(rows[start : start + _BLOCK]).copy()
        block = np.arange(len(scores))
        scores[block, start + block] = -np.inf
        top = np.argpartition(-scores, n, axis=1)[:, :n]
        order = np.argsort(-np.take_along_axis(scores, top, axis=1), axis=1, kind="stable")
        found.append(np.take_along_axis(top, order, axis=1))
    return np.concatenate(found)


def kept_neighbours(truly: Rows, points: Array) -> float:
    """What share of the true neighbours [N, n] are among the n nearest on the map, over all words."""
    n = truly.shape[1]
    shown = nearest_on(points, n)
    kept = sum(len(set(a) & set(b)) for a, b in zip(truly.tolist(), shown.tolist(), strict=True))
    return kept / truly.size
