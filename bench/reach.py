"""How much of the gradient reaches the country, against the distance: newborn and trained networks of all five cells.

`python -m bench.reach` prints the figures and writes them to assets/recall/reach.json: for each state and distance
‖∂L/∂s_t‖ at the country as a share of its size at the last word, the median over the sentences, of the lowest, the
middle and the highest seed.
"""

import json
import random
import sys
from statistics import median
from typing import Any

import torch

from model.cells import CELLS
from model.recall.backward import network, reach
from model.recall.sentences import FOLDER, LANGUAGES, Sentence, grammar
from model.recall.shipped import networks

FIGURES = FOLDER / "reach.json"
DISTANCES = (5, 10, 20, 40, 80, 160, 320)
SENTENCES = 8


def asked(language: str, distance: int) -> list[Sentence]:
    """Sentences of the test split, the same ones every time."""
    draw = random.Random(f"reach {language} {distance}")
    return [grammar(language).sentence(distance, draw) for _ in range(SENTENCES)]


def reached(cell: str, language: str, *, newborn: bool) -> dict[str, list[list[float]]]:
    """By state: for each distance the lowest, middle and highest seed."""
    figures: dict[str, list[list[float]]] = {}
    seeds = [network(cell, language, seed, newborn=newborn) for seed in range(len(networks(cell, language)))]
    for distance in DISTANCES:
        sentences = asked(language, distance)
        shares = [reach(net, sentences, language) for net in seeds]
        for state in shares[0]:
            middle = sorted(median(share[state]) for share in shares)
            figures.setdefault(state, []).append(
                [float(f"{end:.4g}") for end in (middle[0], median(middle), middle[-1])]
            )
    return figures


def main() -> None:
    torch.set_num_threads(1)
    figures: dict[str, Any] = {"distances": DISTANCES, "sentences": SENTENCES}
    figures["seeds"] = len(networks("lstm", "es"))
    for language in LANGUAGES:
        figures[language] = {}
        for kind in ("newborn", "trained"):
            print(f"{language}, {kind} …", file=sys.stderr, flush=True)
            figures[language][kind] = {cell: reached(cell, language, newborn=kind == "newborn") for cell in CELLS}
    FIGURES.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
