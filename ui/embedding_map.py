"""The map of the most frequent words, those of a review lit, and how far it can be believed."""

import base64
import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from model.vectors.faithful import kept_neighbours, nearest_among
from model.vectors.shipped import WordMap
from model.vectors.table import WordVectors
from ui import palette
from ui.component import module
from ui.embedding_table import our_map, ours
from ui.reader import blanks
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim

PROJECTIONS = ("tsne", "pca")
TIES = 5
LIKE = 10
_ASSETS = Path(__file__).parents[1] / "assets"
_STRINGS: dict[str, tuple[str, ...]] = {
    "alt": ("words", "lit"),
    "search": (),
    "closer": (),
    "farther": (),
    "whole": (),
    "chosen": ("word", "rank", "near"),
    "rest": ("words",),
    "missing": ("word",),
}


@st.cache_data(max_entries=2, show_spinner=False)
def ties(language: str) -> np.ndarray:
    """For each word of the map the words of the map that are truly nearest to it: [N, LIKE]."""
    return nearest_among(ours(language).unit[: len(our_map(language).words)], LIKE)


@st.cache_data(max_entries=4, show_spinner=False)
def faithfulness(language: str, projection: str) -> float:
    """What share of a word's nearest words are its nearest on the map too."""
    return kept_neighbours(ties(language), our_map(language).points[projection])


def drawn(language: str, projection: str, words: Sequence[str]) -> dict[str, Any]:
    """What the browser draws, ready for JSON; `words` are lit, those that the map has."""
    shown = our_map(language)
    return {
        "words": "\n".join(shown.words),
        "points": _packed(np.rint(32767 * shown.points[projection])),
        "near": _packed(ties(language)[:, :TIES]),
        "lit": lit(shown, ours(language), words),
    }


def _packed(numbers: np.ndarray) -> str:
    return base64.b64encode(numbers.astype("<i2").tobytes()).decode()


def lit(shown: WordMap, table: WordVectors, words: Sequence[str]) -> list[int]:
    """Where the map has `words`, each once, in their order."""
    rows = dict.fromkeys(table.row(word) for word in words)
    return [row for row in rows if row is not None and row < len(shown.words)]


def show(t: Texts, data: dict[str, Any], chosen: str, view: str | None, on_choice: Callable[[], None]) -> None:
    """The map, `chosen` the word that it points at; `on_choice` is called when the visitor chooses another.

    Theirs is then `st.session_state["embedding-map"]["chosen"]`. `view` is where the address looks: "x,y,zoom".
    """
    strings = {name: t(f"embeddings-map-{name}", **blanks(variables)) for name, variables in _STRINGS.items()}
    _MAP(
        key="embedding-map",
        data=data | {"chosen": chosen, "view": view, "strings": strings, "locale": t.locale},
        on_chosen_change=on_choice,
        height="content",
    )


def legend(t: Texts, data: dict[str, Any], words: Sequence[str]) -> str:
    """Which of the review's words the map has, as text."""
    names = data["words"].split("\n")
    found = [names[row] for row in data["lit"]]
    said = t("embeddings-map-lit", n=len(found), different=len(set(words)), words=", ".join(found[:60]))
    return f'<p class="claim">{escape(said)}</p>'


def claims(t: Texts, language: str, projection: str) -> str:
    here = round(100 * faithfulness(language, projection))
    other = next(name for name in PROJECTIONS if name != projection)
    there = round(100 * faithfulness(language, other))
    tested = t("embeddings-map-tested", projection=projection, here=here, there=there, n=len(our_map(language).words))
    return claim(t("look-for"), t(f"embeddings-map-look-{projection}")) + claim(
        t("refuted-by"), f"{t('embeddings-map-refuted')} {tested}"
    )


def files(language: str) -> Files:
    shown = our_map(language)
    columns = {f"{name}_{axis}": shown.points[name][:, at] for name in PROJECTIONS for at, axis in enumerate("xy")}

    def as_json() -> bytes:
        points = {name: [round(float(value), 4) for value in column] for name, column in columns.items()}
        return json.dumps({"words": shown.words} | points, ensure_ascii=False).encode()

    return {"json": as_json, "csv": lambda: to_csv(pd.DataFrame({"word": shown.words} | columns))}


_MAP = st.components.v2.component(
    "embedding-map",
    css=palette.css() + (_ASSETS / "embeddings" / "map.css").read_text("utf-8"),
    js=module(
        *(_ASSETS / name for name in ("player/core.js", "player/dom.js", "share/link.js")),
        *(_ASSETS / "embeddings" / name for name in ("map-core.js", "map.js")),
    ),
)
