"""Sentences by template: slots filled from word lists, with endings that agree with the thing spoken of.

`assets/behaviour/es.toml` and `en.toml` hold the lists and say how they are written.
"""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent.parent / "assets" / "behaviour"
_FORMS = {"m": 0, "f": 1, "mp": 2, "fp": 3, "s": 0, "p": 2}
"""How the lists of things are named: masculine, feminine, their plurals; where there is no gender, singular, plural."""
_SLOT = re.compile(r"\{([a-z_]+)(\d?)\}")
_CHOICE = re.compile(r"\[([^\]]*)\](\d?)")
_START = re.compile(r"(?:^|(?<=[.?!] ))([¿¡]?)(\w)")


class Thing(NamedTuple):
    """What a sentence speaks of; `form` is 0 to 3: masculine, feminine, masculine plural, feminine plural."""

    text: str
    form: int


class Lexicon:
    """What slots can be filled with."""

    def __init__(self, things: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]) -> None:
        self.things = [Thing(text, _FORMS[form]) for form, texts in things.items() for text in texts]
        self.words = words

    def filled(self, templates: Sequence[str], draw: random.Random) -> tuple[str, ...]:
        """`templates` with the same fillers in all of them; those of {slot} and {slot2} differ."""
        slots = list(dict.fromkeys(_SLOT.findall(" ".join(templates))))
        chosen: dict[tuple[str, str], Thing | str] = {}
        for name in dict.fromkeys(name for name, _ in slots):
            mine = [slot for slot in slots if slot[0] == name]
            fillers: Sequence[Thing | str] = self.things if name == "thing" else self.words[name]
            chosen |= zip(mine, draw.sample(fillers, len(mine)), strict=True)
        forms = {number: filler.form for (_, number), filler in chosen.items() if isinstance(filler, Thing)}
        return tuple(self._written(template, chosen, forms) for template in templates)

    @staticmethod
    def _written(template: str, chosen: Mapping[tuple[str, str], Thing | str], forms: Mapping[str, int]) -> str:
        def form(number: str) -> int:
            return forms.get(number, forms.get("", 0))

        def filler(slot: re.Match[str]) -> str:
            found = chosen[slot[1], slot[2]]
            return found.text if isinstance(found, Thing) else agreeing(found, form(slot[2]))

        text = _CHOICE.sub(lambda choice: agreeing(f"[{choice[1]}]", form(choice[2])), template)
        return sentence(_SLOT.sub(filler, text))


def agreeing(text: str, form: int) -> str:
    """«[es|son] buen@~» → «es bueno», «son buenas», as a thing of this form asks."""

    def choice(found: re.Match[str]) -> str:
        options = found[1].split("|")
        return options[form] if len(options) == 4 else options[form >= 2]

    text = _CHOICE.sub(choice, text).replace("@", "oaoa"[form])
    plural = form >= 2
    return re.sub(r"(\w)~", lambda end: end[1] + ("" if not plural else "s" if end[1] in "aeiou" else "es"), text)


def sentence(text: str) -> str:
    """`text` with Spanish contractions («del», «al») and a capital letter at the start of each sentence."""
    text = re.sub(r"\b(de|a) el\b", lambda pair: f"{pair[1][:1]}{'el' if pair[1] == 'de' else 'l'}", text)
    return _START.sub(lambda start: start[1] + start[2].upper(), text)


@cache
def grammar(language: str) -> dict[str, Any]:
    """The parsed file of a language, "es" or "en"."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
