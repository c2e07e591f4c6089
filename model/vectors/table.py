"""A table of word vectors: who stands near whom, and what the arithmetic of words gives."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.errors import InputError

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """A word and the cosine of the angle between its vector and what was asked for."""

    word: str
    cosine: float


@dataclass(frozen=True, eq=False)
class WordVectors:
    """`words` [V], the most frequent first, and their vectors `array` [V, E].

    `compose` makes a vector [E] of a word that the table lacks, from its parts, where the file taught any.
    """

    words: list[str]
    array: NDArray[np.floating]
    compose: Callable[[str], Array] | None = None

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

    def row(self, word: str) -> int | None:
        """Where `word` stands, as written or in lower case; None for one that the table lacks."""
        return self.numbers.get(word, self.numbers.get(word.lower()))

    def direction(self, word: str) -> Array:
        """The vector of `word` at length 1 [E]. Raises InputError `word-unknown` for one that can't be composed."""
        row = self.row(word)
        if row is not None:
            known: Array = self.unit[row]
            return known
        made = self.compose(word) if self.compose else np.zeros(self.size, dtype=np.float32)
        length = float(np.linalg.norm(made))
        if not length:
            raise InputError("word-unknown", f"the table has no vector for {word!r}", word=word)
        return np.asarray(made / length, dtype=np.float32)

    def similarity(self, one: str, other: str) -> float:
        """The cosine of two words. Raises InputError `word-unknown`."""
        return float(self.direction(one) @ self.direction(other))

    def neighbours(self, word: str, n: int = 10) -> list[Near]:
        """The `n` words nearest to `word`, itself left out. Raises InputError `word-unknown`."""
        return self.nearest(self.direction(word), n, without=[word])

    def analogy(self, a: str, b: str, c: str, n: int = 10, *, excluding: bool = True) -> list[Near]:
        """What is to `c` as `b` is to `a`: the words nearest to b − a + c (Mikolov et al. 2013).

        The usual way leaves the three words of the question out of the answers; with `excluding=False` they may
        answer, and usually do. Raises InputError `word-unknown`.
        """
        target = self.direction(b) - self.direction(a) + self.direction(c)
        return self.nearest(target, n, without=[a, b, c] if excluding else ())

    def nearest(self, target: NDArray[np.floating], n: int, without: Iterable[str] = ()) -> list[Near]:
        """The `n` words whose vectors have the smallest angle with `target` [E]."""
        length = float(np.linalg.norm(target))
        cosines = self.unit @ (np.asarray(target, dtype=np.float32) / (length or 1.0))
        cosines[[row for row in map(self.row, without) if row is not None]] = -np.inf
        n = min(n, int(np.isfinite(cosines).sum()))
        top = np.argpartition(-cosines, n - 1)[:n] if n else np.array([], dtype=int)
        return [Near(self.words[row], float(cosines[row])) for row in top[np.argsort(-cosines[top], kind="stable")]]


@dataclass(frozen=True)
class Coverage:
    """How much of a text a table knows. `missing` are the words that it lacks, with their counts."""

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
    known = {word for word in counts if table.row(word) is not None}
    missing = sorted(((word, n) for word, n in counts.items() if word not in known), key=lambda pair: -pair[1])
    return Coverage(len(words), sum(counts[word] for word in known), len(counts), len(known), missing)
