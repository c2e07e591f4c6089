"""A table of word vectors: who stands near whom, and what the arithmetic of words gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.errors import InputError


@dataclass(frozen=True)
class Near:
    """A word and the cosine of the angle between its vector and what was asked for."""

    word: str
    cosine: float


@dataclass(frozen=True, eq=False)
class WordVectors:
    """`words` [V], the most frequent first, and their vectors `array` [V, E]."""

    words: list[str]
    array: NDArray[np.floating]

    def __post_init__(self) -> None:
        if self.array.shape[:1] != (len(self.words),) or self.array.ndim != 2:
            raise ValueError(f"{len(self.words)} words and an array of shape {self.array.shape}")

    def __len__(self) -> int:
        return len(self.words)

    @property
    def size(self) -> int:
        """E: the numbers of a vector."""
        return int(self.array.shape[1])

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The row of each word."""
        return {word: row for row, word in enumerate(self.words)}

    @cached_property
    def unit(self) -> NDArray[np.float32]:
        """The vectors at length 1 [V, E]; a vector of zeros stays one."""
        array = self.array.astype(np.float32)
        norms = np.linalg.norm(array, axis=1, keepdims=True)
        return np.asarray(array / np.where(norms > 0, norms, 1.0), dtype=np.float32)

    def row(self, word: str) -> int:
        """Where `word` stands, as written or in lower case. Raises InputError `word-unknown`."""
        for spelling in (word, word.lower()):
            if spelling in self.numbers:
                return self.numbers[spelling]
        raise InputError("word-unknown", f"the table has no vector for {word!r}", word=word)

    def similarity(self, one: str, other: str) -> float:
        """The cosine of two words. Raises InputError `word-unknown`."""
        return float(self.unit[self.row(one)] @ self.unit[self.row(other)])

    def neighbours(self, word: str, n: int = 10) -> list[Near]:
        """The `n` words nearest to `word`, itself left out. Raises InputError `word-unknown`."""
        row = self.row(word)
        return self.nearest(self.unit[row], n, without=(row,))

    def analogy(self, a: str, b: str, c: str, n: int = 10, *, excluding: bool = True) -> list[Near]:
        """What is to `c` as `b` is to `a`: the words nearest to b − a + c, of unit vectors (Mikolov et al. 2013, 3CosAdd).

        The usual way leaves the three words of the question out of the answers; with `excluding=False` they may
        answer, and usually do. Raises InputError `word-unknown`.
        """
        rows = [self.row(word) for word in (a, b, c)]
        target = self.unit[rows[1]] - self.unit[rows[0]] + self.unit[rows[2]]
        return self.nearest(target, n, without=rows if excluding else ())

    def nearest(self, target: NDArray[np.floating], n: int, without: Iterable[int] = ()) -> list[Near]:
        """The `n` words whose vectors have the smallest angle with `target` [E]."""
        length = float(np.linalg.norm(target))
        cosines = self.unit @ (np.asarray(target, dtype=np.float32) / (length or 1.0))
        cosines[list(without)] = -np.inf
        n = min(n, int(np.isfinite(cosines).sum()))
        top = np.argpartition(-cosines, n - 1)[:n] if n else np.array([], dtype=int)
        return [Near(self.words[row], float(cosines[row])) for row in top[np.argsort(-cosines[top], kind="stable")]]


@dataclass(frozen=True)
class Coverage:
    """How much of a text a table knows. `missing` are the words that it lacks with their counts, most frequent first."""

    read: int
    known: int
    different: int
    different_known: int
    missing: list[tuple[str, int]]


def coverage(table: WordVectors, words: Sequence[str]) -> Coverage:
    """Which of `words`, in the order of a text, the table has vectors for."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    known = {word for word in counts if word in table.numbers or word.lower() in table.numbers}
    missing = sorted(((word, n) for word, n in counts.items() if word not in known), key=lambda pair: -pair[1])
    return Coverage(len(words), sum(counts[word] for word in known), len(counts), len(known), missing)
