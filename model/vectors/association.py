"""Do two groups of words stand nearer to different attributes? WEAT (Caliskan, Bryson & Narayanan 2017)."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.errors import InputError
from model.vectors.table import Array, WordVectors

MAX_EXACT = 20_000  # partitions that are all tried; beyond, as many drawn at random
LEAST = 3  # words of each set without which nothing is said


@dataclass(frozen=True, eq=False)
class Association:
    """What WEAT says of two groups of words X, Y and two attributes A, B.

    `effect` is WEAT's d: positive if X stands nearer to A, and Y to B. `p` is the share of ways to deal the same words
    into two groups whose difference is at least as large, in either direction; `tried` is how many ways. `leaning`
    [X + Y] is each word's mean cosine with A minus that with B; `missing` are words that the table lacks.
    """

    x: list[str]
    y: list[str]
    a: list[str]
    b: list[str]
    leaning: Array
    effect: float
    p: float
    tried: int
    exact: bool
    missing: list[str]


def association(
    table: WordVectors, x: Sequence[str], y: Sequence[str], a: Sequence[str], b: Sequence[str], seed: int = 0
) -> Association:
    """WEAT of the target words X, Y and the attributes A, B. Words that the table lacks are left out.

    Raises InputError `too-few-words` if a set keeps fewer than LEAST, or all lean alike.
    """
    sets = [[word for word in words if table.row(word) is not None] for words in (x, y, a, b)]
    missing = [word for words in (x, y, a, b) for word in words if table.row(word) is None]
    if min(map(len, sets)) < LEAST:
        message = f"a set keeps fewer than {LEAST} words that the table knows"
        raise InputError("too-few-words", message, least=LEAST, missing=", ".join(missing))
    kept_x, kept_y, kept_a, kept_b = sets
    targets, plus, minus = (
        np.stack([table.direction(word) for word in words]) for words in (kept_x + kept_y, kept_a, kept_b)
    )
    leaning = (targets @ plus.T).mean(axis=1) - (targets @ minus.T).mean(axis=1)
    n, many = len(kept_x), len(leaning)
    spread = float(leaning.std(ddof=1))
    if not spread:
        raise InputError("too-few-words", "all words lean alike", least=LEAST, missing=", ".join(missing))

    def difference(groups: np.ndarray) -> np.ndarray:
        first = leaning[groups].sum(axis=1)
        return np.asarray(first / n - (leaning.sum() - first) / (many - n))

    exact = math.comb(many, n) <= MAX_EXACT
    if exact:
        groups = np.array(list(itertools.combinations(range(many), n)))
    else:
        draw = np.random.default_rng(seed)
        groups = np.array([np.arange(n), *(draw.permutation(many)[:n] for _ in range(MAX_EXACT - 1))])
    observed = float(difference(np.arange(n)[None])[0])
    p = float(np.mean(np.abs(difference(groups)) >= abs(observed) - 1e-9))
    return Association(kept_x, kept_y, kept_a, kept_b, leaning, observed / spread, p, len(groups), exact, missing)
