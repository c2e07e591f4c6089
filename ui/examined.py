"""What was measured of each shipped model: its own files, the benches, the records. Nothing here needs torch."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from model import bias, said
from model.behaviour import Rate, rates
from model.zoo import available, models_folder
from ui import models

SPEED = Path(__file__).parents[1] / "bench" / "results.json"


class Side(NamedTuple):
    """The domains in which the network is `better` or `worse` than its bag of words (macro-F1), and the others."""

    better: list[str]
    even: list[str]
    worse: list[str]


def names() -> list[str]:
    """The models that come with figures."""
    return [name for name in available() if {"validation", "advantage"} <= models.metrics(name).keys()]


def siblings(name: str) -> list[str]:
    """The models that read the same training texts, this one first."""
    mine = models.metrics(name)["data"]["sha256"]
    return sorted((other for other in names() if models.metrics(other)["data"]["sha256"] == mine), key=name.__ne__)


def megabytes(name: str) -> float:
    return (models_folder() / name / "model.safetensors").stat().st_size / 1e6


def card(name: str) -> str:
    """The model's own README, without the head that only the Hub reads; empty where there is none."""
    try:
        text = (models_folder() / name / "README.md").read_text("utf-8")
    except OSError:
        return ""
    return text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text


def content(name: str, file: str) -> bytes:
    """One of the model's own files, to take home."""
    return (models_folder() / name / file).read_bytes()


@st.cache_data(max_entries=1, show_spinner=False)
def speed() -> dict[str, Any]:
    """What `python -m bench.models` measured."""
    return json.loads(SPEED.read_text("utf-8"))["models"]


def reports(name: str) -> dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """By domain, "all" first: what the network reached, and its bag of words."""
    metrics = models.metrics(name)
    ours, bag = metrics["validation"], metrics["baseline"]
    by_domain = {domain: (report, bag["domains"][domain]) for domain, report in ours["domains"].items()}
    return {"all": (ours, bag), **by_domain}


def advantages(name: str) -> dict[str, Mapping[str, Any]]:
    """By domain, "all" first: what the network is ahead of its bag of words on the same texts."""
    ahead = models.metrics(name)["advantage"]["baseline"]
    return {"all": ahead, **ahead["domains"]}


def sides(name: str) -> Side:
    found = Side([], [], [])
    for domain, ahead in advantages(name).items():
        if domain != "all":
            found[standing(ahead, "macro_f1")].append(domain)
    return found


def standing(ahead: Mapping[str, Any], figure: str) -> int:
    """0 clearly better, 1 not to be told apart, 2 clearly worse: where the difference's interval leaves zero out."""
    low, high = ahead[f"{figure}_interval"]
    return 0 if low > 0 else 2 if high < 0 else 1


@st.cache_resource(max_entries=24, show_spinner=False)
def record(name: str, language: str) -> said.Said | None:
    """What a network or a bag of words said of the behaviour tests and bias sheets; shared, never changed."""
    return said.recorded(name, language)


def record_of(name: str) -> said.Said | None:
    return record(name, models.metrics(name)["language"])


@st.cache_data(max_entries=24, show_spinner=False)
def passed(name: str, language: str) -> dict[str, Rate]:
    """By test, how many cases a network or a bag of words passes; empty without a record."""
    found = record(name, language)
    return rates(language, found.verdicts) if found else {}


@st.cache_data(max_entries=24, show_spinner=False)
def shifted(name: str, language: str) -> dict[str, list[bias.Shift]]:
    """By category, the shift of each term; empty without a record."""
    found = record(name, language)
    return bias.shifts(language, found.leads) if found else {}


def ends(found: Mapping[str, Rate], count: int = 3) -> tuple[Sequence[str], Sequence[str]]:
    """The tests that come out best, and those that come out worst."""
    ordered = sorted(found, key=lambda test: -found[test].share)
    return ordered[:count], ordered[::-1][:count]
