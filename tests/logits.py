"""The exact scores of every shipped network on a few sentences of our own: `python -m tests.logits` writes them anew.

Weights, tokenizer or arithmetic that change by mistake change these first.
"""

import json
from pathlib import Path

import torch

from model import available, load
from model.text import pad

RECORD = Path(__file__).parent / "logits.json"
SENTENCES = {
    "es": (
        "No es malo, pero no vuelvo.",
        "Una maravilla: la mejor noche del año 🎉",
        "El local abre a las ocho y tiene dos pisos.",
        "MUY CARO para lo que ofrecen, la comida llego fria",
    ),
    "en": (
        "It isn't bad, but I won't be back.",
        "An absolute gem, every single minute of it 🎉",
        "The box holds two cables and a manual.",
        "WAY TOO EXPENSIVE for what you get, an i waited for weeks",
    ),
}


@torch.inference_mode()
def logits(name: str) -> list[list[float]]:
    net = load(name)
    ids = net.tokenizer.encode_many(SENTENCES[net.language], net.config.limit)
    return net(*pad(ids)).double().tolist()


if __name__ == "__main__":
    told = {name: [[round(score, 5) for score in row] for row in logits(name)] for name in available()}
    RECORD.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
