"""The gallery of own examples: one TOML file a language."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parents[1] / "assets" / "examples"


class Example(NamedTuple):
    id: str
    kind: str
    tone: str
    title: str
    text: str


@cache
def examples(language: str) -> dict[str, Example]:
    """The examples of `language` by id. Ids stand in shared links."""
    entries = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))["example"]
    return {entry["id"]: Example(**entry) for entry in entries}


def id_of(text: str, language: str) -> str | None:
    """The id of the example whose text is exactly `text`."""
    return next((example.id for example in examples(language).values() if example.text == text), None)
