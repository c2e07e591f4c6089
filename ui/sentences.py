"""The sentences of the Text page: the visitor's, one a line, and examples of our own."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.errors import InputError
from model.text import Tokenizer

MAX_TEXT = 20_000  # characters: enough for any lesson, and no visitor waits for another's novel
MAX_LINES = 32
_FOLDER = Path(__file__).parents[1] / "assets" / "text"
STYLE = _FOLDER / "page.css"


class Example(NamedTuple):
    id: str
    title: str
    text: str
    new: str


@cache
def examples(language: str) -> dict[str, Example]:
    """The examples of `language` by id. Ids stand in shared links."""
    entries = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))["example"]
    return {entry["id"]: Example(**entry | {"text": entry["text"].strip()}) for entry in entries}


def id_of(text: str, language: str) -> str | None:
    """The id of the example whose text is exactly `text`."""
    return next((example.id for example in examples(language).values() if example.text == text), None)


def within(limit: int, text: str) -> str:
    """`text` as it is. Raises InputError if it has more than `limit` characters."""
    if len(text) > limit:
        message = f"the text has {len(text)} characters; up to {limit} are read"
        raise InputError("too-long", message, characters=len(text), limit=limit)
    return text


def lines_of(text: str) -> list[str]:
    """The sentences in a text, one a line, blank lines left out.

    Raises InputError for a text that is too long, and for one without any line.
    """
    lines = [line.strip() for line in within(MAX_TEXT, text).splitlines() if line.strip()]
    if not lines:
        raise InputError("nothing-to-pad", "there is no sentence")
    return lines


def readable(lines: Iterable[str], tokenizer: Tokenizer) -> list[str]:
    """The lines that have anything to read. Raises InputError where none has."""
    found = [line for line in lines if tokenizer.encode(line, 1).ids]
    if not found:
        raise InputError("empty", "no sentence has anything to read")
    return found
