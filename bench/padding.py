"""What padding costs: accuracy of every regime of reading against the number of zeros, for the six networks.

`python -m bench.padding --data DIR` reads a sample of the validation texts of DIR, and our own phrases, which need no
folder; prints figures, and writes them, and nothing of the texts, to assets/text/padding.json. Without --data only the
figures of the phrases are printed.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from bench.measure import ROOT
from model.configuration import read_config
from model.datasets import Example
from model.evaluation import wilson
from model.mixture import mixture
from model.network import Network
from model.padding import REGIMES, Regime, laid_out
from model.phrases import DOMAIN, phrases
from model.vocabulary import Vocabulary
from model.zoo import load

FIGURES = ROOT / "assets" / "text" / "padding.json"
CELLS = ("rnn", "gru", "lstm")
PADS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 400)
BATCH = 64


def sample(language: str, folder: Path, n: int) -> list[Example]:
    """`n` of the texts that the networks of `language` were validated on, our own phrases left out."""
    plan = read_config(ROOT / "configs" / f"{language}.toml")["data"]
    texts = [row for row in mixture(plan, language, folder).valid if row.domain != DOMAIN]
    return random.Random(0).sample(texts, min(n, len(texts)))


@torch.inference_mode()
def right(net: Network, rows: Sequence[Example], pads: int, regime: Regime) -> int:
    """How many of `rows` get their own label when read with `pads` zeros each."""
    ids = net.tokenizer.encode_many((row.text for row in rows), net.config.limit)
    by_length = sorted((at for at in range(len(rows)) if ids[at]), key=lambda at: len(ids[at]))
    count = 0
    for start in range(0, len(by_length), BATCH):
        batch = by_length[start : start + BATCH]
        verdicts = net(*laid_out([ids[at] for at in batch], pads, regime)).argmax(dim=1).tolist()
        count += sum(net.config.labels[verdict] == rows[at].label for verdict, at in zip(verdicts, batch, strict=True))
    return count


def accuracies(net: Network, rows: Sequence[Example], pads: Sequence[int] = PADS) -> dict[str, list[list[float]]]:
    """By regime: accuracy and the ends of its 95 % interval, for each number of zeros."""
    found: dict[str, list[list[float]]] = {}
    for regime in REGIMES:
        counts = [right(net, rows, number, regime) for number in pads]
        found[regime] = [[round(p, 4) for p in (count / len(rows), *wilson(count, len(rows)))] for count in counts]
    return found


def measured(language: str, rows: Sequence[Example]) -> dict[str, Any]:
    """All figures of one language on one set of texts."""
    networks = {cell: load(f"{language}-{cell}") for cell in CELLS}
    readable = [row for row in rows if networks["lstm"].tokenizer.encode(row.text, 1).ids]
    _, commonest = Counter(row.label for row in readable).most_common(1)[0]
    cells = {}
    for cell, net in networks.items():
        print(f"{language}-{cell}, {len(readable)} texts …", file=sys.stderr, flush=True)
        cells[cell] = accuracies(net, readable)
    return {
        "n": len(readable),
        "commonest": round(commonest / len(readable), 4),
        "pieces_per_word": {tongue: round(fertility(tongue, readable), 3) for tongue in ("es", "en")},
        "cells": cells,
    }


def fertility(language: str, rows: Sequence[Example]) -> float:
    """How many pieces the tokenizer of `language` makes of a word."""
    texts = [row.text for row in rows]
    words = sum(len(Vocabulary(()).encode(text).words) for text in texts)
    return sum(map(len, load(f"{language}-lstm").tokenizer.encode_many(texts))) / words


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.padding", description="What padding costs in accuracy.")
    parser.add_argument("--data", type=Path, help="the folder with the training data")
    parser.add_argument("--sample", type=int, default=1_000, help="validation texts a language (default: 1000)")
    parser.add_argument("--out", type=Path, default=FIGURES, help="where the figures go")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {"pads": PADS}
    for language in ("es", "en"):
        sets = {"phrases": phrases(language).valid}
        if arguments.data:
            sets["validation"] = sample(language, arguments.data, arguments.sample)
        figures[language] = {name: measured(language, rows) for name, rows in sets.items()}
    if arguments.data:
        arguments.out.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
