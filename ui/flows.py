"""What the networks' gradients say of one sentence, as plain numbers: computed once, remembered, bounded.

Importing this module doesn't import torch; the first explanation does. A sentence is named by language, country and
distance, and is the same for everybody.
"""

import random
from dataclasses import dataclass
from typing import Any

import streamlit as st

from model.recall.sentences import Sentence, grammar

CELLS = ("rnn", "lstm", "gru", "peephole", "time-aware")
SEEDS = 5
LONGEST = 100
"""The largest distance here: leaving out each word costs the square of the length."""
DISTANCES = (1, 2, 5, 10, 20, 40, 80)
RADII = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
WINDOWS = (1, 2, 5, 10, 20, 40, 80)
CLIP = 1.0
"""Where the networks' own training clipped."""


@dataclass(frozen=True)
class Asked:
    """Which sentence is read."""

    language: str
    country: str
    distance: int

    @property
    def sentence(self) -> Sentence:
        draw = random.Random(f"{self.country} {self.distance}")
        return grammar(self.language).sentence(self.distance, draw, country=self.country)


def followed(
    asked: Asked, cell: str, seed: int, radius: float | None = None, window: int | None = None
) -> dict[str, Any]:
    """Every norm of one explanation, by step: what `cell` of this seed makes of the sentence.

    With `radius` U is scaled to that spectral radius (Elman cell alone); `window` truncates.
    """
    return _followed(asked.language, asked.country, asked.distance, cell, seed, radius, window)


@st.cache_data(max_entries=1000, show_spinner=False)
def _followed(
    language: str, country: str, distance: int, cell: str, seed: int, radius: float | None, window: int | None
) -> dict[str, Any]:
    import torch

    from model import gradients
    from model.recall.reading import explain, read

    torch.set_num_threads(1)
    sentence = Asked(language, country, distance).sentence
    network = _network(language, cell, seed, radius)
    reading, told = read(network, sentence, language), explain(network, sentence, language, window)
    flow = told.flow
    numbers = {
        "right": float(reading.of_the_right_one[-1]),
        "top": reading.top(1)[0][0],
        "saliency": told.saliency.tolist(),
        "occlusion": told.occlusion.tolist(),
        **{state: flow.norms(state).tolist() for state in flow.states},
        "weights": gradients.clipped(flow.weights, CLIP)[1],
    }
    if flow.keep is not None:
        numbers["forecast"] = torch.linalg.vector_norm(flow.forecast(), dim=-1).tolist()
        numbers["gates"] = torch.linalg.vector_norm(flow.through_gates(), dim=-1).tolist()
    if cell == "rnn":
        h = flow.run["h"]
        numbers["bound"] = gradients.bound(flow.cell, h).tolist()
        numbers["transport"] = gradients.transport(flow.cell, h).tolist()
        numbers["radius"] = gradients.spectral_radius(flow.cell)
    return numbers


def _network(language: str, cell: str, seed: int, radius: float | None) -> Any:
    from copy import deepcopy

    from model.gradients import with_spectral_radius
    from model.recall.shipped import networks

    network = networks(cell, language)[seed]
    if radius is not None:
        network = deepcopy(network)
        network.layer.cell = with_spectral_radius(network.layer.cell, radius)
    return network


@st.cache_data(max_entries=200, show_spinner=False)
def agreements(language: str, country: str, distance: int, cell: str, seed: int) -> dict[int, float]:
    """For each window: the cosine between the truncated gradient of the cell's weights and the whole one."""
    from model.gradients import agreement
    from model.recall.reading import explain

    sentence = Asked(language, country, distance).sentence
    network = _network(language, cell, seed, None)
    whole = explain(network, sentence, language).flow.weights
    steps = len(sentence.words)
    return {
        window: agreement(explain(network, sentence, language, window).flow.weights, whole)
        for window in [*(window for window in WINDOWS if window < steps), steps]
    }


def memory(cell: str) -> str:
    """The state in which a cell keeps: c where there is one."""
    return "h" if cell in {"rnn", "gru"} else "c"


def reaching(numbers: dict[str, Any], state: str, key: int) -> float:
    """How much of the last step's ‖∂L/∂state‖ is left at step `key`."""
    last = numbers[state][-1]
    return float(numbers[state][key] / last) if last else 0.0
