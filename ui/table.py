"""Tables of reviews: which column is what, verdicts for all rows in bounded steps, and downloads safe to open."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from model.errors import InputError

if TYPE_CHECKING:
    from model.network import Network

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
MAX_ROWS = 20_000
BATCH = 32
LABEL_NAMES = ("label", "etiqueta", "sentiment", "sentimiento", "polarity", "polaridad", "verdict", "veredicto")
SPELLINGS = {
    "neg": ("neg", "negative", "negativo", "negativa", "n"),
    "neu": ("neu", "neutral", "neutro", "neutra"),
    "pos": ("pos", "positive", "positivo", "positiva", "p"),
}


def label_column(frame: pd.DataFrame) -> str | None:
    """The column with verdicts to compare with, if one is called so."""
    return next((str(name) for name in frame.columns if str(name).strip().lower() in LABEL_NAMES), None)


def labels_in(column: pd.Series) -> list[str | None]:
    """Each cell as one of our labels, None where it isn't one."""
    meaning = {spelling: label for label, spellings in SPELLINGS.items() for spelling in spellings}
    return [meaning.get(str(cell).strip().lower()) for cell in column]


class Job:
    """Verdicts on many texts, a batch a step; it may rest after any step and go on later.

    `probabilities[row]` is None until the row is read, and for good where there is nothing to read. `done` counts
    rows, `seconds` the time they took, `shortened` the texts of which only the first pieces were read.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.probabilities: list[dict[str, float] | None] = [None] * len(texts)
        self.done = self.shortened = 0
        self.seconds = 0.0
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
        """Read the next batch, after `show` has told how far it is: the time that telling takes counts, too."""
        started = time.perf_counter()
        show()
        rows = self._order[self.done : self.done + BATCH]
        texts = [self.texts[row] for row in rows]
        for row, probabilities in zip(rows, _predict(network, texts), strict=True):
            self.probabilities[row] = probabilities
        limit = network.config.limit
        long = [text for text in texts if len(text) > limit]
        self.shortened += sum(len(ids) > limit for ids in network.tokenizer.encode_many(long, limit + 1))
        self._cost_left -= sum(map(_cost, texts))
        self._seen.update(rows)
        self.done += len(rows)
        self.seconds += time.perf_counter() - started


def _cost(text: str) -> int:
    """What reading a text costs, in characters: some for itself, and no more after the last piece that is read."""
    return 40 + min(len(text), 2_500)


def _predict(network: "Network", texts: list[str]) -> list[dict[str, float] | None]:
    try:
        return [prediction.probabilities for prediction in network.predict(texts)]
    except InputError:  # one of them has nothing to read
        return [None] if len(texts) == 1 else [_predict(network, [text])[0] for text in texts]


def label_of(probabilities: dict[str, float] | None) -> str | None:
    return max(probabilities, key=probabilities.__getitem__) if probabilities else None


def with_verdicts(frame: pd.DataFrame, job: Job, *, empty: str, unread: str) -> pd.DataFrame:
    """The visitor's own table with verdicts at its right; `empty` and `unread` note why a row has none."""
    labels = sorted({label for verdict in job.probabilities if verdict for label in verdict})
    columns: dict[str, list[Any]] = {"verdict": [label_of(verdict) for verdict in job.probabilities]}
    for label in labels:
        columns[f"p_{label}"] = [verdict and round(verdict[label], 4) for verdict in job.probabilities]
    columns["note"] = [
        "" if verdict else empty if job.was_read(row) else unread for row, verdict in enumerate(job.probabilities)
    ]
    names = unused(columns, frame.columns)
    return frame.assign(**dict(zip(names, columns.values(), strict=True)))


def unused(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """`names`, those that are `taken` with underscores at their end."""
    occupied = set(taken)
    found = []
    for name in names:
        while name in occupied:
            name += "_"
        occupied.add(name)
        found.append(name)
    return found


def table_of(reading: dict[str, Any]) -> pd.DataFrame:
    """A reading as a table: one row a word, one column a model and label."""
    columns: dict[str, list[Any]] = {"word": reading["words"]}
    for series in reading["series"]:
        by_label = zip(*series["probabilities"], strict=True)
        for label, values in zip(reading["labels"], by_label, strict=True):
            columns[f"{series['name']} {label}"] = list(values)
    return pd.DataFrame(columns)


def to_csv(frame: pd.DataFrame) -> bytes:
    """`frame` as CSV that spreadsheets open with the right letters and without running anything in it."""
    safe = frame.rename(columns=_harmless).map(_harmless)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(FORMULA):
        return "'" + cell
    return cell
