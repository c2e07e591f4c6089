"""How well a network does on labelled texts."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.datasets import examples
from model.errors import InputError

if TYPE_CHECKING:
    from model.network import Network

FULL_LENGTH = 1200
"""Pieces: an evaluation reads longer texts than a visitor's page does, up to here."""

Counts = NDArray[np.int64]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Report:
    """`confusion[i][j]` counts the texts with label i that got verdict j, in the order of `labels`.

    The intervals hold with 95 % confidence. `macro_f1` averages over the labels that occur, as truth or as verdict.
    Where the file has fewer labels than the network, `accuracy_among_present` lets it choose only among the file's.
    `cut` texts had more than `limit` pieces: only so many were read of them.
    """

    n: int
    labels: list[str]
    accuracy: float
    accuracy_interval: Interval
    macro_f1: float
    macro_f1_interval: Interval
    confusion: list[list[int]]
    accuracy_among_present: float | None = None
    seconds: float | None = None
    texts_per_second: float | None = None
    limit: int | None = None
    cut: int | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    def __str__(self) -> str:
        lines = [f"n          {self.n}"]
        for name, figure, (low, high) in (
            ("accuracy", self.accuracy, self.accuracy_interval),
            ("macro_f1", self.macro_f1, self.macro_f1_interval),
        ):
            lines.append(f"{name}   {figure:.4f}  (95 %: {low:.4f} to {high:.4f})")
        if self.accuracy_among_present is not None:
            lines.append(f"accuracy among the file's labels  {self.accuracy_among_present:.4f}")
        width = max(map(len, [*self.labels, "truth \\ verdict"])) + 1
        lines.append("".join(f"{cell:>{width}}" for cell in ["truth \\ verdict", *self.labels]))
        for label, row in zip(self.labels, self.confusion, strict=True):
            lines.append("".join(f"{cell!s:>{width}}" for cell in [label, *row]))
        if self.limit is not None:
            lines.append(f"{self.cut} of {self.n} texts cut at {self.limit:,} pieces")
        if self.seconds is not None:
            lines.append(f"{self.seconds:.2f} seconds, {self.texts_per_second:.1f} texts per second")
        return "\n".join(lines)


def constant_macro_f1(counts: Sequence[int]) -> float:
    """Macro-F1 of always saying the commonest label, given how many texts have each: what guessing is worth."""
    most, all_ = max(counts), sum(counts)
    return 2 * most / (all_ + most) / len(counts)


def evaluate(
    net: "Network",
    table: pd.DataFrame,
    text_column: str = "text",
    label_column: str = "label",
    batch_size: int = 64,
    limit: int = FULL_LENGTH,
) -> Report:
    """The network's figures on a table, of each text the first `limit` pieces.

    Raises InputError for a missing column, a foreign label, no text, or a limit below 1.
    """
    labels = net.config.labels
    if limit < 1:
        raise InputError("bad-length", f"the limit must be at least 1, not {limit}", length=limit)
    rows = [row for row in examples(table, labels, text_column, label_column) if net.tokenizer.encode(row.text, 1).ids]
    if not rows:
        raise InputError("table-empty", "no row has anything to read")
    texts = [row.text for row in rows]
    cut = sum(len(ids) > limit for ids in net.tokenizer.encode_many(texts, limit + 1))
    start = time.perf_counter()
    predictions = net.predict(texts, batch_size, limit)
    seconds = time.perf_counter() - start
    truth = [labels.index(row.label) for row in rows]
    probabilities = np.array([[prediction.probabilities[label] for label in labels] for prediction in predictions])
    return replace(report(truth, probabilities, labels, seconds), limit=limit, cut=cut)


def report(
    truth: Sequence[int], probabilities: NDArray[np.floating], labels: Sequence[str], seconds: float | None = None
) -> Report:
    """Figures of probabilities [N, C] against the indices of the true labels [N]."""
    confusion = np.zeros((len(labels), len(labels)), dtype=np.int64)
    np.add.at(confusion, (np.asarray(truth), probabilities.argmax(axis=1)), 1)
    n = len(truth)
    present = sorted(set(truth))
    among = None
    if len(present) < len(labels):
        among = float(np.mean(np.array(present)[probabilities[:, present].argmax(axis=1)] == np.asarray(truth)))
    return Report(
        n=n,
        labels=list(labels),
        accuracy=float(confusion.trace() / n),
        accuracy_interval=wilson(int(confusion.trace()), n),
        macro_f1=macro_f1(confusion),
        macro_f1_interval=bootstrap(confusion),
        confusion=confusion.tolist(),
        accuracy_among_present=among,
        seconds=seconds,
        texts_per_second=None if seconds is None else n / seconds,
    )


def macro_f1(confusion: Counts) -> float:
    """The mean of F1 = 2TP / (2TP + FP + FN) over the labels that occur, as truth or as verdict."""
    occurrences = confusion.sum(axis=0) + confusion.sum(axis=1)
    occurs = occurrences > 0
    return float(np.mean(2 * confusion.diagonal()[occurs] / occurrences[occurs]))


def wilson(right: int, n: int, z: float = 1.96) -> Interval:
    """Wilson's score interval of a proportion (Wilson 1927)."""
    p = right / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
    return (max(0.0, centre - reach), min(1.0, centre + reach))


def bootstrap(confusion: Counts, draws: int = 1000) -> Interval:
    """Percentile interval of macro-F1 when the texts are drawn again, with replacement (Efron 1979)."""
    n = int(confusion.sum())
    drawn = np.random.default_rng(0).multinomial(n, confusion.ravel() / n, size=draws)
    figures = [macro_f1(sample.reshape(confusion.shape)) for sample in drawn]
    low, high = np.percentile(figures, [2.5, 97.5])
    return (float(low), float(high))
