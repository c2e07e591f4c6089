"""What a network is trained on: which sets, how much of each."""

import math
import random
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.configuration import filled
from model.datasets import HOUSE, Example, Split, from_hub, stable_hash
from model.errors import InputError
from model.phrases import phrases

ON_THE_HUB = {"imdb": "stanfordnlp/imdb"}
"""Where to get a set that the folder lacks."""


@dataclass(frozen=True)
class Part:
    """What is taken from a set: of one domain, if it says so, at most `train[label]` and `valid` examples."""

    set: str
    domain: str | None = None
    train: Mapping[str, int] = field(default_factory=dict)
    valid: int | None = None


@dataclass(frozen=True)
class Data:
    """What is mixed. The share `unaccented` of the training texts loses its accents, as people in a hurry lose them."""

    mix: tuple[Part, ...]
    seed: int = 0
    unaccented: float = 0.0


def load_set(name: str, folder: Path | None, language: str) -> Split:
    """A set by name: of the training folder, of the Hub (a tenth of whose texts validates), or our own phrases."""
    if folder and not folder.is_dir():
        raise InputError("data-missing", f"there is no data folder {folder}", file=str(folder))
    if name == "phrases":
        return phrases(language)
    if name in HOUSE:
        try:
            return HOUSE[name](folder or Path())
        except InputError as error:
            if error.code != "data-missing" or name not in ON_THE_HUB:
                raise
    rows = from_hub(ON_THE_HUB.get(name, name))
    validates = [stable_hash(row.text) % 10 == 0 for row in rows]
    return Split(
        *([row for row, aside in zip(rows, validates, strict=True) if aside == side] for side in (False, True))
    )


def mixture(plan: Mapping[str, Any], language: str, folder: Path | None) -> Split:
    """The examples that the `[data]` section describes."""
    return mixed(filled(Data, plan, "data"), language, folder)


def mixed(data: Data, language: str, folder: Path | None) -> Split:
    """The examples, in an order that depends on the seed alone."""
    draw = random.Random(data.seed)
    train: list[Example] = []
    valid: list[Example] = []
    for part in data.mix:
        taken = _taken(part, load_set(part.set, folder, language), draw)
        train += taken.train
        valid += taken.valid
    known = {row.text for row in valid}
    train = [row for row in train if row.text not in known]
    draw.shuffle(train)
    train = [row._replace(text=without_accents(row.text)) if draw.random() < data.unaccented else row for row in train]
    if not train or not valid:
        raise InputError("data-missing", "the configuration's mixture has no examples to train or validate on")
    return Split(train, valid)


def _taken(part: Part, everything: Split, draw: random.Random) -> Split:
    """Raises InputError `config` where the part names a domain or a label that isn't there, or takes nothing."""
    train, valid = ([row for row in side if part.domain in {None, row.domain}] for side in everything)
    if part.domain is not None and not train and not valid:
        domains = ", ".join(sorted({row.domain for side in everything for row in side}))
        raise InputError("config", f"data.mix: {part.set} has no domain {part.domain!r}; it has {domains}")
    labels = {row.label for row in train}
    if strange := part.train.keys() - labels:
        named = ", ".join(sorted(strange))
        raise InputError("config", f"data.mix: {part.set} trains no {named}; it trains {', '.join(sorted(labels))}")
    for side in (train, valid):
        draw.shuffle(side)
    seen: Counter[str] = Counter()
    kept = []
    for row in train:
        seen[row.label] += 1
        if seen[row.label] <= part.train.get(row.label, math.inf):
            kept.append(row)
    taken = Split(kept, valid[: part.valid])
    if not any(taken):
        raise InputError("config", f"data.mix: nothing is taken from {part.set}")
    return taken


def without_accents(text: str) -> str:
    """«¿Qué pasó, señor?» → «¿Que paso, señor?»: acute accents go, the ñ is another letter and stays."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", decomposed.replace("\N{COMBINING ACUTE ACCENT}", ""))
