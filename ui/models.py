"""The trained networks as pages use them: loaded once, shared by all visitors, every reading remembered.

Importing this module doesn't import torch; the first reading does. Cached networks are shared between threads and
never changed after loading. Caches are keyed by names and texts, and bounded.
"""

import gc
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from model.errors import InputError
from model.zoo import available, models_folder
from ui.texts import LOCALES

if TYPE_CHECKING:
    from model.network import Network
    from model.trace import Specimen, Trace

CELLS = ("lstm", "gru", "rnn")
LABELS = ("neg", "neu", "pos")
RECALL_SEEDS = 5
ENOUGH = 1e-4
"""How far a trace may be from the same numbers computed otherwise, for numbers up to 1: float32 over 512 steps."""


class Family(NamedTuple):
    """The models of one language that can be read with, and why the others can't."""

    names: tuple[str, ...]
    problems: tuple[InputError, ...]


def family(language: str, cell: str) -> Family:
    """All models of `language`, the one with `cell` first."""
    names: list[str] = []
    problems: list[InputError] = []
    for kind in sorted(CELLS, key=lambda kind: kind != cell):
        name = f"{language}-{kind}"
        try:
            tokenizer = network(name).tokenizer
        except InputError as problem:
            problems.append(problem)
            continue
        # Side by side they read the same pieces: one with another tokenizer got its files mixed up.
        if names and tokenizer.bytes != network(names[0]).tokenizer.bytes:
            problems.append(InputError("model-corrupt", f"{name} lacks the others' tokenizer", model=name))
        else:
            names.append(name)
    return Family(tuple(names), tuple(problems))


def specialists() -> tuple[str, ...]:
    """The models that read alone: of one task, outside the families."""
    families = {f"{language}-{cell}" for language in LOCALES for cell in CELLS}
    return tuple(name for name in available() if name not in families)


def alone(name: str) -> Family:
    """A model with nobody beside it."""
    try:
        network(name)
    except InputError as problem:
        return Family((), (problem,))
    return Family((name,), ())


@st.cache_resource(max_entries=12, show_spinner=False)
def network(name: str) -> "Network":
    """The shipped model `name`. Raises InputError for any other: an address must not make the server fetch things."""
    if name not in available():
        raise InputError("model-missing", f"there is no model {name!r} here", model=name)
    import torch

    from model.zoo import load

    torch.set_num_threads(1)  # two visitors on two cores beat one visitor on both
    loaded = load(name)
    gc.collect()
    gc.freeze()  # what is loaded stays: collecting it again after every run would cost each of them 0.1 s
    return loaded


def read(text: str, names: tuple[str, ...]) -> dict[str, Any]:
    """What `ui.reader.reader` draws of all `names` reading `text`. Raises InputError("empty") for nothing to read."""
    reading = _read(text, tuple(sorted(names)))  # whichever comes first, each has read the text once
    return {**reading, "series": sorted(reading["series"], key=lambda series: names.index(series["name"]))}


@st.cache_data(max_entries=300, show_spinner=False)
def _read(text: str, names: tuple[str, ...]) -> dict[str, Any]:
    from ui.reader import Run, reading

    networks = {name: network(name) for name in names}
    runs = [Run(name, net.config.cell, net.trace(text)) for name, net in networks.items()]
    read_until = runs[0].trace.encoding.spans[-1][1]
    return reading(text[:read_until], runs)  # a cache has no use for what nobody read


@st.cache_data(max_entries=300, show_spinner=False)
def verdict(text: str, name: str) -> dict[str, float] | None:
    """The probability of each label; None where there is nothing to read."""
    try:
        return network(name).predict([text])[0].probabilities
    except InputError:
        return None


@st.cache_data(max_entries=300, show_spinner=False)
def regimes(text: str, name: str, pads: int) -> dict[str, dict[str, float]]:
    """The probability of each label under each regime of padding. Raises InputError for nothing to read."""
    from model.padding import REGIMES, read

    net = network(name)
    ids = net.tokenizer.encode(text, net.config.limit).ids
    ends = {regime: read(net, ids, pads, regime).probabilities[-1].tolist() for regime in REGIMES}
    return {regime: dict(zip(net.config.labels, end, strict=True)) for regime, end in ends.items()}


@st.cache_data(max_entries=100, show_spinner=False)
def pieces(texts: tuple[str, ...], language: str) -> int:
    """How many pieces the tokenizer of `language` cuts `texts` into."""
    return sum(map(len, network(f"{language}-lstm").tokenizer.encode_many(texts)))


@st.cache_data(max_entries=12, show_spinner=False)
def metrics(name: str) -> dict[str, Any]:
    """What training measured, as metrics.json tells it; empty where there is none."""
    try:
        return json.loads((models_folder() / name / "metrics.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def recall_cells() -> tuple[str, ...]:
    from model.cells import CELLS

    return tuple(CELLS)


def recall_networks() -> list[str]:
    """The names of the networks of the recall task that ship."""
    from model.recall.shipped import conditions
    from model.recall.specimen import Address

    seeds = range(1, RECALL_SEEDS + 1)
    return [
        str(Address(condition, cell, seed))
        for _, condition in conditions()
        for cell in recall_cells()
        for seed in seeds
    ]


def specimen(name: str) -> "Specimen":
    """The network `name`, a sentiment model or one of the recall task. Raises InputError for any other."""
    if name not in recall_networks():
        return network(name)
    from model.recall import specimen as recall

    return recall.specimen(name)


@st.cache_resource(max_entries=24, show_spinner=False)
def trace(text: str, name: str, clamps: str = "") -> "Trace":
    """The trace of `text`, under `clamps` as `ui.operations.joined` writes them. Raises InputError for a misfit."""
    from model.trace import Clamp

    return specimen(name).trace(text, [Clamp.parse(clamp) for clamp in clamps.split(";") if clamp])


class Proof(NamedTuple):
    """How far a trace is from the same numbers `by` another way: "torch", or its "equations" worked out in float64."""

    by: str
    difference: float
    holds: bool


@st.cache_data(max_entries=300, show_spinner=False)
def proof(text: str, name: str, clamps: str = "") -> Proof:
    """By PyTorch's own layer where it has the cell and no operation changes it; else by the equations."""
    from model.proof import largest_deviation, largest_difference

    read = trace(text, name, clamps)
    scale = max(1.0, *(float(read[activation].abs().max()) for activation in read.names))
    by_torch = largest_difference(specimen(name), read)
    difference = largest_deviation(read) if by_torch is None else by_torch
    return Proof("equations" if by_torch is None else "torch", difference, difference <= ENOUGH * scale)
