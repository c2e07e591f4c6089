"""What the cells compute, for the browser's own arithmetic to be held to: `python -m tests.unit_runs` makes it anew."""

import json
import random
from pathlib import Path
from typing import Any

from model.cells import CELLS
from model.laboratory import EXPERIMENTS
from model.run import Hold, Setup, holdable, knobs, run
from ui.cells import told
from ui.laboratory import as_data

FILE = Path(__file__).parent / "node" / "unit_runs.json"


def drawn(kind: str, seed: int) -> Setup:
    """Weights, inputs, waits and hands at random."""
    chance = random.Random(f"{kind} {seed}")

    def number() -> float:
        return round(chance.uniform(-2, 2), 2)

    holds = [Hold(state, number(), chance.randint(0, 5)) for state in CELLS[kind].states]
    if seed and (gates := holdable(kind)):
        holds += [Hold(chance.choice(gates), 0.25), Hold(chance.choice(gates), 0.75, 3)]
    return Setup(
        kind,
        tuple(number() for _ in range(6)),
        {name: number() for name in knobs(kind)},
        tuple(float(chance.randint(0, 40)) for _ in range(6)),
        tuple(holds),
    )


def cases() -> dict[str, Setup]:
    prepared = {
        f"{name} {part}": getattr(experiment, part)
        for name, experiment in EXPERIMENTS.items()
        for part in ("setup", "contrast")
    }
    return prepared | {f"{kind} {seed}": drawn(kind, seed) for kind in CELLS for seed in range(3)}


def fresh() -> dict[str, Any]:
    return {
        "cells": [told(kind) for kind in CELLS],
        "cases": {
            name: {"setup": as_data(setup), "values": {key: [round(v, 9) for v in s] for key, s in run(setup).items()}}
            for name, setup in cases().items()
        },
    }


def main() -> None:
    FILE.write_text(json.dumps(fresh(), ensure_ascii=False) + "\n", "utf-8")
    print(FILE)


if __name__ == "__main__":
    main()
