"""The language of a review is recognised where it can be, and the visitor's own is taken where it can't."""

import csv

import pytest

from ui.gallery import examples
from ui.language import recognise
from ui.shell import ROOT
from ui.texts import LOCALES


def probes(language: str) -> list[str]:
    with (ROOT / "tests" / "probes" / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("language", LOCALES)
def test_examples_and_probes_are_recognised_whatever_the_interface_speaks(language: str) -> None:
    """All examples; of what people type, often a word or two, 9 in 10, and never as a third language."""
    other = next(name for name in LOCALES if name != language)
    for example in examples(language).values():
        assert recognise(example.text, other).language == language
    found = [recognise(text, other) for text in probes(language)]
    assert sum(one.language == language for one in found) >= 0.9 * len(found)
    assert not any(one.foreign for one in found)


@pytest.mark.parametrize("text", ["", " ", "ok", "no", "👎👎", "1234", "\u200b", "a"])
@pytest.mark.parametrize("language", LOCALES)
def test_what_tells_nothing_is_taken_as_the_visitors_language(text: str, language: str) -> None:
    assert recognise(text, language).language == language
    assert recognise(text, language).foreign is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ce film est vraiment magnifique, je le recommande à tous.", "fr"),
        ("Das Essen war kalt und der Kellner unfreundlich.", "de"),
        ("O filme é muito bom, gostei demais da fotografia.", "pt"),
        ("הסרט הזה היה נהדר", "he"),
    ],
)
def test_another_language_is_noticed(text: str, code: str) -> None:
    assert recognise(text, "es").foreign == code
