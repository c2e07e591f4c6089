"""Short sentences of our own, to learn what reviews don't teach: negation, contrast, «ni … ni», plain facts.

`configs/phrases/es.toml` and `en.toml` hold a small grammar: templates for each verdict, with slots. About one entry
in six of every long list is kept for validation: a validation sentence has a template, a clause or a word that no
training sentence has.
"""

import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from model.datasets import Example, Split, stable_hash
from model.errors import InputError

GRAMMARS = Path(__file__).parent.parent / "configs" / "phrases"
DOMAIN = "phrases"
_SLOT = re.compile(r"\{(\w+)\}")
_GENDERED = re.compile(r"\{cosa\}")


class Grammar:
    """A language's templates and slots. Raises InputError `config` for a language without them."""

    def __init__(self, language: str) -> None:
        path = GRAMMARS / f"{language}.toml"
        if not path.is_file():
            known = ", ".join(sorted(grammar.stem for grammar in GRAMMARS.glob("*.toml")))
            raise InputError("config", f"there are no phrases in the language {language!r}; there are in {known}")
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
        self.slots: dict[str, list[str]] = parsed["slots"]
        self.templates: dict[str, list[str]] = parsed["templates"]

    def sentence(self, kind: str, draw: random.Random, *, held_out: bool) -> str:
        """One sentence of a kind of template. Without `held_out`, made only of what may be trained on.

        With it, made of anything; "" where by chance nothing held out was in it.
        """
        self._draw, self._held_out, self._used_held_out = draw, held_out, False
        text = self._agreeing(self._expanded(self._pick(self.templates[kind])))
        if draw.random() < 0.15:
            text = self._pick(self.slots["opening"]) + " " + text
        if draw.random() < 0.5:
            text = text[:1].upper() + text[1:]
        if not text.endswith("?"):
            text += draw.choice(("", "", ".", ".", ".", "!", "..."))
        if kind != "mild" and draw.random() < 0.08:
            text += draw.choice((" ", "")) + draw.choice(self.slots[f"emoji_{kind}"])  # none is kept apart
        return text if self._used_held_out == held_out else ""

    def _pick(self, entries: Sequence[str]) -> str:
        if len(entries) < 12:
            return self._draw.choice(entries)
        while True:
            entry = self._draw.choice(entries)
            kept_apart = stable_hash(entry) % 6 == 0
            if self._held_out or not kept_apart:
                self._used_held_out |= kept_apart
                return entry

    def _expanded(self, template: str) -> str:
        """The template with its slots filled; its own {cosa}, if any, decides the gender of every @ in it."""
        gender = self._draw.choice("mf")
        text = _SLOT.sub(lambda slot: self._filled(slot[1], gender), template)
        return self._agreeing(text, gender) if _GENDERED.search(template) else text

    def _filled(self, slot: str, gender: str) -> str:
        if slot == "cosa":
            return self._pick(self.slots[gender])
        return self._expanded(self._pick(self.slots[slot]))

    def _agreeing(self, text: str, gender: str | None = None) -> str:
        text = text.replace(" de el ", " del ").replace(" a el ", " al ")
        return text.replace("@", {"m": "o", "f": "a"}[gender or self._draw.choice("mf")])


def phrases(language: str, train: int = 15_000, valid: int = 1_500, seed: int = 0) -> Split:
    """About `train` and `valid` different sentences, the verdicts neg, neu and pos in equal parts.

    Sentences of the kind "mild" («no es malo») are labelled neu or pos by chance: both are right, neg isn't.
    """
    grammar = Grammar(language)
    draw = random.Random(f"{language} {seed}")

    def sentences(n: int, *, held_out: bool) -> list[Example]:
        rows: dict[str, Example] = {}
        for at in range(n * 2):
            label = ("neg", "neu", "pos")[at % 3]
            kind = "mild" if label != "neg" and draw.random() < 0.12 else label
            text = grammar.sentence(kind, draw, held_out=held_out)
            if text and len(rows) < n:
                rows.setdefault(text, Example(text, label, DOMAIN))
        return list(rows.values())

    return Split(sentences(train, held_out=False), sentences(valid, held_out=True))
