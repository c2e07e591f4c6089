"""The numbers behind the pictures of /gradients, each computed once and remembered.

Importing this doesn't import torch. Caches are keyed by words and numbers, and bounded; what they hold are plain lists.
"""

import json
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from model.errors import InputError
from model.recall.sentences import Sentence, grammar, words_of
from ui import models

if TYPE_CHECKING:
    from model.recall.backward import Question

CELLS = ("rnn", "lstm", "gru", "peephole", "time-aware")
MOST_WORDS = 410
"""Of a sentence: the longest of ours, and no visitor waits for another's novel."""
LAST = 80
"""How many words the Elman network with another U reads."""
MOST_PIECES = 120
"""Of a review: dropping each piece in turn costs their square."""
RADII = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0, 4.0, 5.0)
WINDOWS = (1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 400)
_REACH = Path(__file__).parents[1] / "assets" / "recall" / "reach.json"


class Asked(NamedTuple):
    """A sentence: the visitor's `own`, or one of ours; and the networks that read it."""

    language: str
    country: str
    distance: int
    others: bool
    own: str | None
    seed: int
    newborn: bool


def sentence(asked: Asked) -> Sentence:
    """Raises InputError for a sentence that can't be asked about."""
    if asked.own is None:
        draw = random.Random(f"{asked.country} {asked.distance} {asked.others}")
        return grammar(asked.language).sentence(asked.distance, draw, country=asked.country, distractors=asked.others)
    if not 2 <= (words := len(words_of(asked.own))) <= MOST_WORDS:
        message = f"the sentence has {words} words; from 2 to {MOST_WORDS} are followed back"
        raise InputError("recall-length", message, words=words, limit=MOST_WORDS)
    return grammar(asked.language).read(asked.own)


def _question(asked: Asked, cell: str, last: int | None = None) -> "Question":
    import torch

    from model.recall.backward import network, question

    torch.set_num_threads(1)
    net = network(cell, asked.language, asked.seed, newborn=asked.newborn)
    return question(net, sentence(asked), asked.language, last)


@st.cache_data(max_entries=200, show_spinner=False)
def norms(asked: Asked) -> dict[str, dict[str, Any]]:
    """By cell: what it answers, and ‖∂L/∂s_t‖ of every state at every word."""
    from model.recall.backward import network
    from model.recall.reading import read

    told = {}
    for cell in CELLS:
        flow = _question(asked, cell).flow()
        net = network(cell, asked.language, asked.seed, newborn=asked.newborn)
        reading = read(net, sentence(asked), asked.language)
        told[cell] = {
            "states": {state: flow.norms(state).tolist() for state in flow.states},
            "memory": flow.cell.memory,
            "probability": float(reading.of_the_right_one[-1]),
            "answer": reading.top(1)[0][0],
            "right": reading.right,
        }
    return told


@st.cache_data(max_entries=200, show_spinner=False)
def forecast(asked: Asked, cell: str) -> dict[str, Any]:
    """‖∂L/∂memory_t‖ at every word: as it is, as it would be by being kept alone, and the norm of the difference."""
    flow = _question(asked, cell).flow()
    memory = flow.cell.memory
    return {
        "memory": memory,
        "truth": flow.norms(memory).tolist(),
        "forecast": flow.forecast().norm(dim=-1).tolist(),
        "gates": flow.through_gates().norm(dim=-1).tolist(),
    }


@st.cache_data(max_entries=50, show_spinner=False)
def own_radius(asked: Asked) -> float:
    from model.gradients import spectral_radius

    return spectral_radius(_question(asked, "rnn", LAST).cell)


@st.cache_data(max_entries=300, show_spinner=False)
def elman(asked: Asked, radius: float) -> dict[str, list[float]]:
    """Over the last words: ‖∂L/∂h_t‖, ‖J_T … J_t+1‖ and ∏ ‖J‖, the first and second as shares of their end."""
    from model.gradients import bound, transport

    question = _question(asked, "rnn", LAST).with_spectral_radius(radius)
    flow = question.flow()
    h, size = flow.run["h"], flow.norms("h")
    return {
        "truth": (size / size[-1]).tolist(),
        "transport": transport(question.cell, h).tolist(),
        "bound": bound(question.cell, h).tolist(),
    }


@st.cache_data(max_entries=200, show_spinner=False)
def sizes(asked: Asked, radii: tuple[float, ...]) -> list[float]:
    """The norm of the gradient of all the Elman cell's weights, for every spectral radius of U."""
    from model.recall.backward import weight_norms

    return weight_norms(_question(asked, "rnn", LAST), radii)


@cache
def reach() -> dict[str, Any]:
    """What `python -m bench.reach` measured."""
    return json.loads(_REACH.read_text("utf-8"))


@st.cache_data(max_entries=200, show_spinner=False)
def truncated(asked: Asked, cell: str, window: int) -> dict[str, list[float]]:
    """‖∂L/∂memory_t‖ at every word, whole and with backpropagation truncated to `window` words."""
    question = _question(asked, cell)
    memory = question.cell.memory
    return {
        "whole": question.flow().norms(memory).tolist(),
        "truncated": question.flow(window).norms(memory).tolist(),
    }


@st.cache_data(max_entries=200, show_spinner=False)
def agreements(asked: Asked, cell: str, windows: tuple[int, ...]) -> list[float]:
    """For each window the cosine between the truncated gradient of the cell's weights and the whole one."""
    from model.recall.backward import window_agreements

    return window_agreements(_question(asked, cell), windows)


@st.cache_data(max_entries=200, show_spinner=False)
def words(asked: Asked, cell: str) -> dict[str, list[float]]:
    """For every word its saliency, and how much ln P falls without it."""
    from model.recall.backward import network
    from model.recall.reading import explain

    net = network(cell, asked.language, asked.seed, newborn=asked.newborn)
    explained = explain(net, sentence(asked), asked.language)
    return {"saliency": explained.saliency.tolist(), "occlusion": explained.occlusion.tolist()}


@st.cache_data(max_entries=200, show_spinner=False)
def review(text: str, name: str) -> dict[str, Any]:
    """The verdict of a sentiment network on the first pieces of `text`, followed back. Raises InputError."""
    from model.verdict_gradients import follow

    net = models.network(name)
    encoding = net.tokenizer.encode(text, net.config.limit)
    followed = follow(net, list(encoding.ids[:MOST_PIECES]))
    return {
        "pieces": [text[start:end] for start, end in encoding.spans[:MOST_PIECES]],
        "left": max(0, len(encoding.ids) - MOST_PIECES),
        "label": followed.label,
        "probability": followed.probability,
        "memory": net.layer.cell.memory,
        "whole": {state: norm.tolist() for state, norm in followed.whole.items()},
        "last": {state: norm.tolist() for state, norm in followed.through_last.items()},
        "saliency": followed.saliency.tolist(),
        "occlusion": followed.occlusion.tolist(),
    }
