"""Who still remembers: a sentence as five cells read it, side by side, and what the visitor expected of them."""

import random
import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st
import torch

from model.cells import CELLS
from model.recall import chorus, shipped, waiting
from model.recall.network import RecallNetwork
from model.recall.reading import Reading
from model.recall.sentences import Sentence, check_distance, grammar, words_of
from model.recall.specimen import Address
from ui import palette, shell
from ui.component import module
from ui.reader import blanks
from ui.texts import Texts
from ui.verdict import claim

EXAMPLES = ("made", "lecture", "twice", "once", "own")
"""Where the sentence comes from: made for a distance, the lecture's (its second with and without a word), one's own."""
NETWORKS = ("up-to-10", "up-to-40")
SEEDS = 5
MOST_DRAWS = 9_999
SCALE = (*range(1, 11), 12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 120, 160, 200, 240, 320, 400)
DAYS = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0, 90.0, 365.0, 1000.0, 3650.0)
FIRST_COUNTRY = "Argentina"

Readings = Mapping[str, Sequence[Reading]]
"""By cell, one reading a seed."""

_ASSETS = Path(__file__).parents[1] / "assets"
_PLAYER, _FILES = _ASSETS / "player", _ASSETS / "recall_page"
_CLAUSE_END = re.compile(r"[.,:;]$")
_READ: dict[str, tuple[str, ...]] = {  # Fluent keys after "recall-read-", and what the browser fills in later
    **dict.fromkeys(("label", "hidden", "seeds", "blank", "again", "other", "key-word", "unknown"), ()),
    "status": ("step", "steps"),
    "row": ("cell", "answer", "percent"),
    "right": ("answer", "percent"),
    "wrong": ("answer", "percent"),
    "held": ("right", "seeds"),
    "lead": ("answer",),
}
_RULED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("slider", "memory", "long", "adjusted", "bars"), ()),
    "unit": ("unit", "before", "word"),
    "outcome": ("answer", "percent", "best"),
}


def made(language: str, distance: int, country: str, draw: int, *, distractors: bool) -> Sentence:
    """The `draw`-th unseen sentence with so many words between `country` and the blank."""
    return grammar(language).sentence(distance, random.Random(draw), country=country, distractors=distractors)


def example(language: str, kind: str) -> Sentence:
    """One of the lecture's sentences."""
    return grammar(language).read(grammar(language).examples[EXAMPLES.index(kind) - 1])


def asked(name: str, text: str) -> object:
    """What an address says of one control; None for nonsense. Raises InputError for a distance that no sentence has."""
    if name in ("distractors", "cliff-distractors"):
        return text == "yes"
    if name not in ("distance", "draw", "seed"):
        return text
    number = int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None
    if name == "distance" and number is not None:
        check_distance(number, at_least=1)
    return number if name != "draw" or number in range(1, MOST_DRAWS + 1) else None


def nearest_mention(sentence: Sentence) -> int:
    """How many words stand between the country's last mention and the blank."""
    return sentence.words[::-1].index(sentence.words[sentence.key])


def conditions(language: str) -> tuple[str, ...]:
    """The conditions whose networks ship in `language`, the usual one first."""
    return NETWORKS if language == "es" else (shipped.condition_of(language),)


@lru_cache(maxsize=64)
def readings(sentence: Sentence, language: str, condition: str) -> dict[str, list[Reading]]:
    """What each cell's networks make of the sentence, one reading a seed."""
    torch.set_num_threads(1)  # two visitors on two cores beat one visitor on both
    return {cell: chorus.read_by_all(shipped.networks(cell, language, condition), sentence, language) for cell in CELLS}


def holding(by_cell: Readings, seed: int) -> set[str]:
    """The cells whose network of this seed answers right."""
    return {cell for cell, own in by_cell.items() if own[seed].right}


class Bet(NamedTuple):
    """The cells that the visitor expected to hold, and of how many of the five that was so."""

    expected: Set[str]
    right: int


def placed(expected: Sequence[str], held: Set[str]) -> Bet:
    """A bet on every cell: that it holds, or that it doesn't."""
    return Bet(frozenset(expected), len(CELLS) - len(set(expected) ^ held))


def judged(t: Texts, bet: Bet, held: Set[str]) -> str:
    """What came of a bet."""
    names = ", ".join(t(f"recall-cell-{cell}") for cell in CELLS if cell in held)
    return t("recall-judged", right=bet.right, cells=len(CELLS), held=names or t("recall-nobody"))


def score(t: Texts, bets: Sequence[Bet]) -> str:
    """All bets of the visit."""
    return t("recall-score", bets=len(bets), right=sum(bet.right for bet in bets), cells=len(CELLS) * len(bets))


def claims(t: Texts, sentence: Sentence, by_cell: Readings) -> str:
    """What to look for, and what would prove it wrong, put to the test by the other networks of each cell."""
    rows = [t("recall-count", cell=t(f"recall-cell-{cell}"), right=_held(own)) for cell, own in by_cell.items()]
    counts = t("recall-read-tested", seeds=SEEDS, counts=", ".join(rows))
    look = t(
        "recall-read-look", answer=sentence.answer, chance=round(100 / len(next(iter(by_cell.values()))[0].answers))
    )
    return claim(t("look-for"), look) + claim(t("refuted-by"), f"{t('recall-read-refuted')} {counts}")


def _held(own: Sequence[Reading]) -> int:
    return sum(reading.right for reading in own)


def shown_words(sentence: Sentence) -> tuple[list[str], list[int]]:
    """The sentence's words as they are written, and the index of the last word in it that networks read."""
    texts: list[str] = []
    ends: list[int] = []
    read = 0
    for part in sentence.text.split():
        if read == len(sentence.words):
            break
        read += len(words_of(part))
        if texts and not words_of(part):
            texts[-1] += f" {part}"
        elif part:
            texts.append(part)
            ends.append(read - 1)
    return texts, ends


def clauses(sentence: Sentence) -> list[int]:
    """The indices of the words that begin a clause after the country; of the last word where none does."""
    texts, ends = shown_words(sentence)
    begins = [
        ends[at] + 1
        for at, text in enumerate(texts[:-1])
        if _CLAUSE_END.search(text) and ends[at] >= sentence.key and ends[at] + 1 < len(sentence.words)
    ]
    return begins or [len(sentence.words) - 1]


def told(sentence: Sentence, by_cell: Readings, seed: int, language: str) -> dict[str, Any]:
    """What the browser draws, ready for JSON: words and, unless `by_cell` is empty, each cell's reading of them."""
    texts, ends = shown_words(sentence)
    spelled = {words_of(name)[0] for name in grammar(language).answer_of}
    unread = set(chorus.unknown(sentence, language))
    named = [at for at, end in enumerate(ends) if sentence.words[end] in spelled and end != sentence.key]
    country = sentence.words[sentence.key]
    series = []
    for cell, own in by_cell.items():
        main = own[seed]
        best = main.probabilities[ends].max(dim=-1)
        series.append(
            {
                "cell": cell,
                "right": [_rounded(reading.of_the_right_one[ends].tolist()) for reading in own],
                "best": [main.answers[at] for at in best.indices.tolist()],
                "sure": _rounded(best.values.tolist()),
                "top": [[name, round(p, 4)] for name, p in main.top()],
                "held": _held(own),
            }
        )
    return {
        "words": texts,
        "key": next(at for at, end in enumerate(ends) if end >= sentence.key),
        "again": [at for at in named if sentence.words[ends[at]] == country],
        "other": [at for at in named if sentence.words[ends[at]] != country],
        "unknown": [at for at, end in enumerate(ends) if end in unread],
        "answer": sentence.answer,
        "distance": sentence.distance,
        "chance": 1 / len(grammar(language).answers),
        "cells": list(CELLS),
        "main": seed,
        "series": series,
    }


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 4) for value in values]


def read_along(t: Texts, drawn: dict[str, Any]) -> None:
    """The sentence and its five readings under one cursor."""
    strings = {name: t(f"recall-read-{name}", **blanks(variables)) for name, variables in _READ.items()}
    strings |= {f"cell-{cell}": t(f"recall-cell-{cell}") for cell in CELLS}
    player = ("player", "first", "back", "play", "pause", "forward", "last", "speed", "keys")
    strings |= {name: t(f"reader-{name}") for name in player}
    strings["percent"] = t("reader-percent", value="{value}")
    _READER(key="recall-reader", data={"reading": drawn, "strings": strings, "locale": t.locale}, height="content")


def ways_in(t: Texts, sentence: Sentence, condition: str, seed: int) -> None:
    """For each cell a link that opens its network in the microscope, reading this sentence."""
    with st.container(horizontal=True, vertical_alignment="center", key="recall-ways-in"):
        st.markdown(t("recall-ways-in"), width="content")
        for cell in CELLS:
            name = str(Address(condition, cell, seed + 1))
            looked_at = {"model": name, "text": sentence.text, "answer": sentence.answer, "lang": t.language}
            st.page_link(
                shell.pages(t)["microscope"],
                label=t(f"recall-cell-{cell}"),
                icon=":material/biotech:",
                query_params=looked_at,
            )


def ruler(t: Texts, sentence: Sentence, language: str, condition: str, seed: int) -> None:
    """Days between the clauses, and what they leave of the time-aware cell's memory."""
    network = shipped.networks("time-aware", language, condition)[seed]
    waits = waited(network, sentence, language)
    last = int(waits.short.abs().argmax())
    drawn = {
        "days": [t("recall-ruler-days", days=int(days)) for days in waits.days],
        "decay": _rounded(waits.decay.tolist()),
        "memory": _rounded(waits.memory.tolist()),
        "short": _rounded(waits.short.tolist()),
        "adjusted": [_rounded(row) for row in waits.adjusted.tolist()],
        "unit": last,
        "word": sentence.words[waits.at],
        "before": sentence.words[waits.at - 1],
        "answer": sentence.answer,
        "right": _rounded([float(reading.of_the_right_one[-1]) for reading in waits.readings]),
        "best": [reading.top(1)[0][0] for reading in waits.readings],
    }
    strings = {name: t(f"recall-ruler-{name}", **blanks(variables)) for name, variables in _RULED.items()}
    strings["percent"] = t("reader-percent", value="{value}")
    _RULER(key="recall-ruler", data={"ruler": drawn, "strings": strings, "locale": t.locale}, height="content")


@lru_cache(maxsize=64)
def waited(network: RecallNetwork, sentence: Sentence, language: str) -> waiting.Waiting:
    return waiting.wait(network, sentence, clauses(sentence), DAYS, language)


_READER = st.components.v2.component(
    "recall_reader",
    css=palette.css() + "".join(p.read_text("utf-8") for p in (_PLAYER / "reader.css", _FILES / "recall.css")),
    js=module(_PLAYER / "core.js", _PLAYER / "dom.js", _FILES / "read.js"),
)
_RULER = st.components.v2.component(
    "recall_ruler",
    css=palette.css() + (_FILES / "recall.css").read_text("utf-8"),
    js=module(_PLAYER / "core.js", _PLAYER / "dom.js", _FILES / "ruler.js"),
)
