"""The reading that the landing page plays before anything is loaded; `python -m ui.landing` makes it anew."""

import json
from pathlib import Path
from typing import Any

from ui.reader import Run, reading

FOLDER = Path(__file__).parents[1] / "assets" / "landing"
CELLS = ("lstm", "gru", "rnn")
TEXTS = {
    "es": "No me gustó para nada la espera, pero el producto es excelente y lo volvería a comprar.",
    "en": "I did not like the long wait at all, but the food was excellent and I would come back.",
}


def fresh(language: str) -> dict[str, Any]:
    """The reading of the language's sentence by its shipped models."""
    from model.zoo import load

    networks = {f"{language}-{cell}": load(f"{language}-{cell}") for cell in CELLS}
    text = TEXTS[language]
    return reading(text, [Run(name, net.config.cell, net.trace(text)) for name, net in networks.items()])


def main() -> None:
    for language in TEXTS:
        path = FOLDER / f"{language}.json"
        path.write_text(json.dumps(fresh(language), ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(path)


if __name__ == "__main__":
    main()
