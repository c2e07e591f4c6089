"""How well a network does on labelled texts."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.datasets import examples

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
    rows = examples(table, labels, text_column, label_column)
    texts = [row.text for row in rows]
    start = time.perf_counter()
    said = probabilities(net, texts, labels, batch_size, limit)
    seconds = time.perf_counter() - start
    cut = sum(len(ids) > limit for ids in net.tokenizer.encode_many(texts))
    truth = [labels.index(row.label) for row in rows]
    return replace(report(truth, said, labels, seconds), limit=limit, cut=cut)


def probabilities(
    net: "Network", texts: Sequence[str], labels: Sequence[str], batch_size: int = 64, limit: int | None = None
) -> NDArray[np.floating]:
    """What `net` thinks of `texts`, [N, C], a column for each of `labels`. Raises InputError as `Network.predict`."""
    said = net.predict(texts, batch_size, limit)
    return np.array([[one.probabilities[label] for label in labels] for one in said]).reshape(-1, len(labels))


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


@dataclass(frozen=True)
class Advantage:
    """How much better one judge is than another on the same texts: differences, with 95 % intervals.

    `verdicts[i][j][k]` counts the texts with label i of which the one said j and the other k.
    """

    accuracy: float
    accuracy_interval: Interval
    macro_f1: float
    macro_f1_interval: Interval
    verdicts: list[list[list[int]]]


def advantage(
    truth: Sequence[int], one: NDArray[np.floating], other: NDArray[np.floating], draws: int = 1000
) -> Advantage:
    """What `one` is ahead of `other`, both probabilities [N, C] of the same texts, whose labels are `truth` [N].

    The texts are drawn again for both at once (paired percentile bootstrap: Efron 1979), so that what is hard for both
    doesn't blur the difference.
    """
    verdicts = np.zeros((one.shape[1],) * 3, dtype=np.int64)
    np.add.at(verdicts, (np.asarray(truth), one.argmax(axis=1), other.argmax(axis=1)), 1)
    samples = [_ahead(sample) for sample in _drawn_again(verdicts, draws)]
    (accuracy_low, f1_low), (accuracy_high, f1_high) = np.percentile(samples, [2.5, 97.5], axis=0).tolist()
    accuracy, f1 = _ahead(verdicts)
    return Advantage(accuracy, (accuracy_low, accuracy_high), f1, (f1_low, f1_high), verdicts.tolist())


def _ahead(verdicts: Counts) -> tuple[float, float]:
    """Accuracy and macro-F1 of the one minus those of the other."""
    one, other = verdicts.sum(axis=2), verdicts.sum(axis=1)
    return float((one.trace() - other.trace()) / verdicts.sum()), macro_f1(one) - macro_f1(other)


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
    low, high = np.percentile([macro_f1(sample) for sample in _drawn_again(confusion, draws)], [2.5, 97.5])
    return (float(low), float(high))


def _drawn_again(counts: Counts, draws: int) -> Iterator[Counts]:
    """As many texts, drawn from those that were counted."""
    n = int(counts.sum())
    for sample in np.random.default_rng(0).multinomial(n, counts.ravel() / n, size=draws):
        yield sample.reshape(counts.shape)
