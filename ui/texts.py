"""Every sentence that a visitor reads: one Fluent file a language, numbers written as that language writes them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from model.errors import InputError

LOCALES = {"es": "es-AR", "en": "en"}
FOLDER = Path(__file__).parents[1] / "assets" / "locales"


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks around every variable would end up in titles, links and downloads; the .ftl files
    # write them out where the visitor's own words, perhaps right-to-left, stand inside a sentence.
    bundle = FluentBundle([LOCALES[language]], use_isolating=False)
    bundle.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text("utf-8")))
    return bundle


@dataclass(frozen=True)
class Texts:
    """`t("key", name=value)` is the sentence `key` in `t.language`. Raises KeyError for an unknown key."""

    language: str

    @property
    def locale(self) -> str:
        """BCP 47, for numbers and for `Intl` in the browser."""
        return LOCALES[self.language]

    def __call__(self, key: str, **variables: str | int | float) -> str:
        bundle = _bundle(self.language)
        # Fluent refuses long variables, and a visitor's endless word would fill the page.
        fitting = {name: short(value) if isinstance(value, str) else value for name, value in variables.items()}
        sentence, errors = bundle.format_pattern(bundle.get_message(key).value, fitting)
        if errors:
            raise errors[0]
        return str(sentence)


def language_of(locale: str | None) -> str:
    """The language offered to a browser that speaks `locale`; Spanish to one that speaks neither."""
    spoken = (locale or "").lower().partition("-")[0]
    return spoken if spoken in LOCALES else "es"


def short(text: str, most: int = 300) -> str:
    """The beginning of `text`, at most `most` characters of it."""
    return text if len(text) <= most else text[: most - 1] + "…"


def complaint(t: Texts, problem: InputError) -> str:
    """What is wrong with the visitor's input, in their language, ready for Markdown."""
    return t(f"error-{problem.code}", **{name: plain(value) for name, value in problem.detail.items()})


def plain(value: str | float) -> str | float:
    """What a visitor wrote, as Markdown that shows it letter by letter: no image, link or colour comes of it."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", value) if isinstance(value, str) else value
