"""Verdicts on many texts, some batches at a time: in this process for few of them, as work for the queue for many."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.queue import Piece
from model.errors import InputError

if TYPE_CHECKING:
    from model.network import Network

BATCH = 32
BATCHES = 16
"""The most batches of a piece."""
SECONDS = 0.3
"""How long a piece reads, but never less than a batch."""


@dataclass(frozen=True)
class Verdicts:
    """The probabilities of the first so many texts, None for a text with nothing to read; how many were too long."""

    probabilities: list[dict[str, float] | None]
    shortened: int


def read(model: str, texts: list[str]) -> Verdicts:
    """Read batch after batch for SECONDS. This is what a worker does."""
    began = time.perf_counter()
    network = _network(model)
    probabilities: list[dict[str, float] | None] = []
    shortened = 0
    while len(probabilities) < len(texts) and (not probabilities or time.perf_counter() - began < SECONDS):
        batch = _read_batch(network, texts[len(probabilities) : len(probabilities) + BATCH])
        probabilities += batch.probabilities
        shortened += batch.shortened
    return Verdicts(probabilities, shortened)


@lru_cache(maxsize=6)
def _network(model: str) -> "Network":
    import torch

    from model.zoo import load

    torch.set_num_threads(1)
    return load(model)


def _read_batch(network: "Network", texts: list[str]) -> Verdicts:
    limit = network.config.limit
    long = [text for text in texts if len(text) > limit]
    shortened = sum(len(ids) > limit for ids in network.tokenizer.encode_many(long, limit + 1))
    return Verdicts(_predict(network, texts), shortened)


def _predict(network: "Network", texts: list[str]) -> list[dict[str, float] | None]:
    try:
        return [prediction.probabilities for prediction in network.predict(texts)]
    except InputError:  # one of them has nothing to read
        return [None] if len(texts) == 1 else [_predict(network, [text])[0] for text in texts]


class Job:
    """Verdicts of one model on many texts; it may rest after any piece and go on later.

    `probabilities[row]` is None until the row is read, and for good where there is nothing to read. `done` counts
    rows, `seconds` the time they took, `shortened` the texts of which only the first pieces were read.
    """

    def __init__(self, texts: Sequence[str], model: str) -> None:
        self.texts, self.model = texts, model
        self.probabilities: list[dict[str, float] | None] = [None] * len(texts)
        self.done = self.shortened = 0
        self.seconds = 0.0
        self._began = 0.0
        self._seen: set[int] = set()
        # Texts of like length share a batch: little padding. The longest come first, so that the guess at the time
        # left errs towards too long.
        self._order = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
        self._cost_left = self._cost = sum(map(_cost, texts))

    def was_read(self, row: int) -> bool:
        return row in self._seen

    @property
    def finished(self) -> bool:
        return self.done == len(self.texts)

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1."""
        return 1 - self._cost_left / self._cost if self._cost else 1.0

    @property
    def seconds_left(self) -> float:
        return self.seconds * (1 / self.share - 1) if self.share else 0.0

    def step(self, network: "Network", show: Callable[[], object] = lambda: None) -> None:
        """Read the next batch here, after `show` has told how far it is: the time that telling takes counts, too."""
        self._began = time.perf_counter()
        show()
        self.take(_read_batch(network, self._next(BATCH)))

    def piece(self) -> Piece:
        self._began = time.perf_counter()
        return read, (self.model, self._next(BATCHES * BATCH))

    def take(self, result: Verdicts) -> None:
        rows = self._order[self.done : self.done + len(result.probabilities)]
        for row, probabilities in zip(rows, result.probabilities, strict=True):
            self.probabilities[row] = probabilities
        self.shortened += result.shortened
        self._cost_left -= sum(_cost(self.texts[row]) for row in rows)
        self._seen.update(rows)
        self.done += len(rows)
        self.seconds += time.perf_counter() - self._began

    def _next(self, count: int) -> list[str]:
        return [self.texts[row] for row in self._order[self.done : self.done + count]]


def _cost(text: str) -> int:
    """What reading a text costs, in characters: some for itself, and no more after the last piece that is read."""
    return 40 + min(len(text), 2_500)
