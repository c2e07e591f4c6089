"""What each network, and the bag of words beside it, said of every sentence of the behaviour tests, as recorded.

`python -m bench.behaviour` writes the files in `assets/behaviour/said`; pages and cards read them without torch.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import behaviour, bias
from model.behaviour import Verdict
from model.templates import FOLDER

SAID = FOLDER / "said"
UNITS = 10_000
"""Probabilities are kept in units of 1/10,000."""
POLES = {"neg", "pos"}


@dataclass(frozen=True)
class Said:
    """`verdicts` by sentence of the behaviour tests; `leads`, P(pos) − P(neg), by sentence of the bias sheets."""

    verdicts: Mapping[str, Verdict]
    leads: Mapping[str, float]


def fitting(labels: list[str]) -> bool:
    """Whether a network with these labels can be asked at all: it has to tell pos from neg."""
    return set(labels) >= POLES


def bag_of(metrics: Mapping[str, Any]) -> str:
    """The name under which the bag of words fitted on the same texts, labels weighed alike, is kept."""
    balance = balance_of(metrics)
    return f"bag-{metrics['data']['sha256'][:16]}{f'-{balance:g}' if balance else ''}"


def balance_of(metrics: Mapping[str, Any]) -> float:
    """By which power rare labels weighed more, for a network and for the bags of words beside it: `Recipe.balance`."""
    return float(metrics["config"].get("training", {}).get("balance", 0.0))


def recorded(name: str, language: str, folder: Path = SAID) -> Said | None:
    """What `name` said of the sentences of its language; None where there is no record of the present sentences."""
    try:
        told = json.loads((folder / f"{name}.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    if told["sentences"] != fingerprint(language):
        return None
    verdicts = [dict(zip(told["labels"], (value / UNITS for value in row), strict=True)) for row in told["behaviour"]]
    return Said(
        dict(zip(behaviour.sentences(language), verdicts, strict=True)),
        dict(zip(bias.sentences(language), (value / UNITS for value in told["bias"]), strict=True)),
    )


def record(name: str, language: str, verdicts: list[Verdict], folder: Path = SAID) -> None:
    """Keep the verdicts on all sentences of the behaviour tests, and after them of the bias sheets."""
    labels = list(verdicts[0])
    tests = len(behaviour.sentences(language))
    told = {
        "labels": labels,
        "sentences": fingerprint(language),
        "behaviour": [[round(UNITS * said[label]) for label in labels] for said in verdicts[:tests]],
        "bias": [round(UNITS * behaviour.lead(said)) for said in verdicts[tests:]],
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def asked(language: str) -> list[str]:
    """What a network is asked for its record, in order."""
    return [*behaviour.sentences(language), *bias.sentences(language)]


def fingerprint(language: str) -> str:
    return hashlib.sha256("\n".join(asked(language)).encode()).hexdigest()[:16]
