"""What each unit of each model answers to in our own sentences; `python -m ui.unit_cards` computes it anew.

With `--data DIR` the histograms over validation texts are renewed too: figures, none of the texts.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors.numpy import load_file

from model.zoo import available, models_folder

if TYPE_CHECKING:
    from torch import Tensor

FOLDER = Path(__file__).parents[1] / "assets" / "units"
SENTENCES, SHOWN, BINS = 1_500, 4, 16  # of each of two kinds: the wordings that models learnt from, and others
VALIDATION = 3_000


def fingerprint(name: str) -> str:
    """Which weights a card speaks of: all but the head's, which changes no unit."""
    path = models_folder() / name / "model.safetensors"
    return _digest(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=24)
def _digest(path: Path, _changed: int) -> str:
    digest = hashlib.sha256()
    for tensor, weights in sorted(load_file(path).items()):
        if not tensor.startswith("head."):
            digest.update(tensor.encode() + weights.tobytes())
    return digest.hexdigest()[:16]


def sentences(language: str) -> tuple[list[str], list[str]]:
    """Our own sentences and their verdicts, the same ones every time."""
    from model.phrases import phrases

    split = phrases(language, train=SENTENCES, valid=SENTENCES)
    examples = [*split.train, *split.valid]
    return [example.text for example in examples], [example.label for example in examples]


def fresh(name: str) -> dict[str, Any]:
    """The cards of a model's units."""
    from model.units import extremes, responses
    from model.zoo import load

    net = load(name)
    texts, labels = sentences(net.config.language)
    answered = responses(net, texts)
    low, high = answered.amin(dim=0), answered.amax(dim=0)
    ends = extremes(answered, SHOWN)
    used = sorted({*ends.most.flatten().tolist(), *ends.least.flatten().tolist()})
    places = {row: place for place, row in enumerate(used)}

    def shown(rows: "Tensor", unit: int) -> list[list[Any]]:
        return [[places[row], round(float(answered[row, unit]), 3)] for row in rows[unit].tolist()]

    return {
        "weights": fingerprint(name),
        "n": len(texts),
        "sentences": [[texts[row], labels[row]] for row in used],
        "most": [shown(ends.most, unit) for unit in range(net.config.hidden)],
        "least": [shown(ends.least, unit) for unit in range(net.config.hidden)],
        "ends": [[round(float(a), 4), round(float(b), 4)] for a, b in zip(low, high, strict=True)],
        "histograms": counted(answered, labels, low, high),
    }


def counted(
    answered: "Tensor", labels: Sequence[str | None], low: "Tensor", high: "Tensor"
) -> dict[str, list[list[int]]]:
    from model.units import histogram

    return {
        label: histogram(
            answered[[row for row, given in enumerate(labels) if given == label]], low, high, BINS
        ).tolist()
        for label in ("neg", "pos")
    }


def validated(name: str, card: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Histograms over validation texts, on the scale of `card`."""
    import torch

    from model.mixture import load_set
    from model.units import responses
    from model.zoo import load

    net = load(name)
    metrics = json.loads((models_folder() / name / "metrics.json").read_text("utf-8"))
    valid = load_set(metrics["config"]["data"]["mix"][0]["set"], folder, net.config.language).valid
    rows = [row for row in valid if row.label != "neu"][:VALIDATION]
    answered = responses(net, [row.text for row in rows])
    low, high = torch.tensor(card["ends"]).T
    return {"n": len(rows), "histograms": counted(answered, [row.label for row in rows], low, high)}


@cache
def _stored(name: str) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return card


def cards(name: str) -> dict[str, Any] | None:
    """The stored cards; None where there are none, or where they speak of other weights."""
    card = _stored(name)
    return card if card.get("weights") == fingerprint(name) else None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m ui.unit_cards", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with the training and validation data")
    parser.add_argument("models", nargs="*", help="which models; without any, all of them")
    arguments = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for name in arguments.models or available():
        card = fresh(name)
        if arguments.data:
            card["validation"] = validated(name, card, arguments.data)
        path = FOLDER / f"{name}.json"
        path.write_text(json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
