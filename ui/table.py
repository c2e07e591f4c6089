"""Tables of reviews: which column is what, the verdicts beside it, and downloads safe to open."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from engine.reviews import Job

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
MAX_ROWS = 20_000
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
