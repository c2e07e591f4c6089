"""What a network is trained on: which sets, how much of each."""

import math
import random
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.datasets import HOUSE, Example, Split, from_hub, stable_hash
from model.errors import InputError
from model.phrases import phrases

ON_THE_HUB = {"imdb": "stanfordnlp/imdb"}
"""Where to get a set that the folder lacks."""


def load_set(name: str, folder: Path | None, language: str) -> Split:
    """A set by name: of the training folder, of the Hub (a tenth of whose texts validates), or our own phrases."""
    if name == "phrases":
        return phrases(language)
    if name in HOUSE:
        try:
            return HOUSE[name](folder or Path())
        except InputError:
            if name not in ON_THE_HUB:
                raise
    rows = from_hub(ON_THE_HUB.get(name, name))
    validates = [stable_hash(row.text) % 10 == 0 for row in rows]
    return Split(
        *([row for row, aside in zip(rows, validates, strict=True) if aside == side] for side in (False, True))
    )


def mixture(plan: Mapping[str, Any], language: str, folder: Path | None) -> Split:
    """The examples that the `[data]` section describes, in an order that depends on its seed alone.

    Each `[[data.mix]]` takes from a set (of one domain, if it says so) at most `train[label]` and `valid` examples;
    `unaccented` is the share of training texts that lose their accents, as people who type in a hurry lose them.
    """
    draw = random.Random(plan.get("seed", 0))
    train: list[Example] = []
    valid: list[Example] = []
    for part in plan["mix"]:
        chosen = [
            [row for row in side if part.get("domain", row.domain) == row.domain]
            for side in load_set(part["set"], folder, language)
        ]
        for side in chosen:
            draw.shuffle(side)
        limits = part.get("train", {})
        taken: Counter[str] = Counter()
        for row in chosen[0]:
            taken[row.label] += 1
            if taken[row.label] <= limits.get(row.label, math.inf):
                train.append(row)
        valid += chosen[1][: part.get("valid")]
    known = {row.text for row in valid}
    train = [row for row in train if row.text not in known]
    draw.shuffle(train)
    share = plan.get("unaccented", 0.0)
    train = [row._replace(text=without_accents(row.text)) if draw.random() < share else row for row in train]
    if not train or not valid:
        raise InputError("data-missing", "the configuration's mixture has no examples to train or validate on")
    return Split(train, valid)


def without_accents(text: str) -> str:
    """«¿Qué pasó, señor?» → «¿Que paso, señor?»: acute accents go, the ñ is another letter and stays."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", decomposed.replace("\N{COMBINING ACUTE ACCENT}", ""))
