"""The reader: a text read word by word in the browser, with the verdict as it forms. No step asks the server."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from ui import palette
from ui.component import module

if TYPE_CHECKING:
    from model.text import Encoding
    from model.trace import Trace  # brings torch, which a landing page must not wait for

_FILES = Path(__file__).parents[1] / "assets" / "player"
STRINGS: dict[str, tuple[str, ...]] = {  # Fluent keys after "reader-", and what the browser fills in later
    **{f"label-{label}": () for label in ("neg", "neu", "pos")},
    **{f"cell-{cell}": () for cell in ("rnn", "lstm", "gru", "peephole", "time-aware")},
    **dict.fromkeys(("reader", "ribbon", "player", "first", "back", "play", "pause", "forward", "last", "speed"), ()),
    **dict.fromkeys(
        (
            "legend-pos",
            "legend-neg",
            "flag",
            "curve",
            "here",
            "rows",
            "keys",
            "word",
            "table",
            "table-show",
            "table-hide",
        ),
        (),
    ),
    "status": ("step", "steps", "word", "label", "before", "now"),
    "status-first": ("step", "steps", "word", "label", "now"),
    "probability": ("label",),
    "percent": ("value",),
    "row-text": ("model", "label"),
    **dict.fromkeys(("curve-of", "curve-text", "main", "table-of"), ("model",)),
}


class Run(NamedTuple):
    """One model's trace of a text."""

    name: str
    cell: str
    trace: "Trace"


def reading(text: str, runs: Sequence[Run]) -> dict[str, Any]:
    """What the reader draws, ready for JSON: words, and each model's probabilities after each of them.

    The runs share one tokenizer. Probabilities are rounded to 4 decimals; `decided_at` is the index of the word from
    whose end on the verdict is what it is at the end.
    """
    encoding = runs[0].trace.encoding
    words, ends = words_of(encoding)
    series = []
    for name, cell, trace in runs:
        rows = trace.probabilities[ends].tolist()
        verdicts = [row.index(max(row)) for row in rows]
        decided = max((word for word, verdict in enumerate(verdicts) if verdict != verdicts[-1]), default=-1) + 1
        rounded = [[round(p, 4) for p in row] for row in rows]
        series.append({"name": name, "cell": cell, "probabilities": rounded, "decided_at": decided})
    return {
        "text": text,
        "words": words,
        "labels": list(runs[0].trace.labels),
        "pieces": {"read": len(encoding.ids), "total": encoding.total},
        "series": series,
    }


def words_of(encoding: "Encoding") -> tuple[list[str], list[int]]:
    """The visitor's own words, and the index of each one's last piece.

    Pieces that leave no ink (a lone word mark) end the word before them, or open the first.
    """
    words: list[str] = [""]
    ends: list[int] = [0]
    for _, group in groupby(range(len(encoding.ids)), key=encoding.words.__getitem__):
        pieces = list(group)
        word = "".join(encoding.pieces[index] for index in pieces)
        if word and words[-1]:
            words.append(word)
            ends.append(pieces[-1])
        else:
            words[-1] += word
            ends[-1] = pieces[-1]
    return words, ends


def reader(
    reading: dict[str, Any],
    t: Callable[..., str],
    *,
    locale: str,
    key: str,
    step: int | None = None,
    autoplay: bool = False,
    report: bool = False,
) -> int | None:
    """Draw a `reading` from its end, or from `step` words on; `autoplay` reads it once from the first word.

    With `report` the component tells at which step the visitor rests, which reruns the page; that step is returned.
    `t` gives the texts, `locale` (BCP 47) the look of numbers.
    """
    strings = {name: t(f"reader-{name}", **blanks(variables)) for name, variables in STRINGS.items()}
    settings = {"strings": strings, "locale": locale, "step": step, "autoplay": autoplay, "report": report}
    result = _COMPONENT(
        key=key,
        data={"reading": reading, **settings},
        default={"step": None},
        on_step_change=lambda: None,
        height="content",
    )
    return result.step


def blanks(variables: Sequence[str]) -> dict[str, str]:
    """For a sentence whose {variables} the browser fills in."""
    return {variable: f"{{{variable}}}" for variable in variables}


_COMPONENT = st.components.v2.component(
    "reader",
    css=palette.css() + (_FILES / "reader.css").read_text("utf-8"),
    js=module(*(_FILES / name for name in ("core.js", "dom.js", "view.js"))),
)
