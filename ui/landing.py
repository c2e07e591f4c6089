"""The reading that the landing page plays before anything is loaded; `python -m ui.landing` makes it anew."""

import json
from pathlib import Path
from typing import Any

from ui.reader import Run, reading

FOLDER = Path(__file__).parents[1] / "assets" / "landing"
TEXTS = {
    "es": "Al principio no me convenció para nada, pero es excelente y lo recomiendo.",
    "en": "I did not like it at all at first, but it is excellent and I recommend it.",
}


def fresh(language: str) -> dict[str, Any]:
    """The reading of the language's sentence by its shipped models."""
    from model.zoo import load
    from ui.models import CELLS

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
