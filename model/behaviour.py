"""Behaviour tests in the manner of CheckList (Ribeiro et al. 2020): what any reader of reviews should get right.

A minimum-functionality test (MFT) asks for a verdict on simple sentences. An invariance test (INV) changes what
shouldn't matter: the verdict must stay. A direction test (DIR) changes what should: P(pos) − P(neg) must move that
way, or at least not the other way, by more than MARGIN.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from model.evaluation import wilson
from model.mixture import without_accents
from model.templates import Lexicon, grammar

KINDS = ("MFT", "INV", "DIR")
DIRECTIONS = ("stay", "rise", "fall", "not-rise", "not-fall")
CASES = 72
MARGIN = 0.1
"""How far the lead of pos over neg has to move to have moved, as in CheckList."""
_TRIES = 1000

Verdict = Mapping[str, float]
"""The probability of each label."""


@dataclass(frozen=True)
class Case:
    """One question. `accepted` are the right verdicts of an MFT; `changed` is the other sentence of INV and DIR,
    and `must` what the verdict has to do on the way to it: "stay", or another of DIRECTIONS.
    """

    text: str
    accepted: tuple[str, ...] = ()
    changed: str = ""
    must: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text, self.changed) if self.changed else (self.text,)


@dataclass(frozen=True)
class Test:
    """Cases that try one thing; `capability` groups tests."""

    name: str
    capability: str
    kind: str
    cases: tuple[Case, ...]


@cache
def suite(language: str) -> tuple[Test, ...]:
    """The tests of a language, "es" or "en": the same ones at every call."""
    parsed = grammar(language)
    lexicon = Lexicon(parsed["things"], parsed["words"])
    return tuple(
        Test(name, told["capability"], told["kind"], tuple(_cases(lexicon, told, random.Random(f"{language} {name}"))))
        for name, told in parsed["tests"].items()
    )


def sentences(language: str) -> list[str]:
    """Every sentence of the suite once, in the order of the tests."""
    return list(dict.fromkeys(text for test in suite(language) for case in test.cases for text in case.texts))


def _cases(lexicon: Lexicon, told: Mapping[str, Any], draw: random.Random) -> Iterator[Case]:
    """CASES different cases of a test, spread evenly over what is asked and over the templates."""
    makers: list[list[Callable[[], Case]]] = []
    for labels, templates in told.get("accept", {}).items():
        accepted = tuple(labels.split("|"))
        makers.append([_asked(lexicon, template, accepted, draw) for template in templates])
    makers += [[_moved(lexicon, pair, must, draw) for pair in told[must]] for must in DIRECTIONS if must in told]
    if "change" in told:
        makers.append([_spoilt(lexicon, template, CHANGES[told["change"]], draw) for template in told["of"]])
    known: set[str] = set()
    for at in range(CASES):
        group = makers[at % len(makers)]
        make = group[at // len(makers) % len(group)]
        for _ in range(_TRIES):
            case = make()
            if not known & set(case.texts) and case.text != case.changed:
                known |= set(case.texts)
                yield case
                break


def _asked(lexicon: Lexicon, template: str, accepted: tuple[str, ...], draw: random.Random) -> Callable[[], Case]:
    return lambda: Case(lexicon.filled([template], draw)[0], accepted)


def _moved(lexicon: Lexicon, pair: Sequence[str], must: str, draw: random.Random) -> Callable[[], Case]:
    def make() -> Case:
        text, changed = lexicon.filled(pair, draw)
        return Case(text, changed=changed, must=must)

    return make


def _spoilt(
    lexicon: Lexicon, template: str, change: Callable[[str, random.Random], str], draw: random.Random
) -> Callable[[], Case]:
    def make() -> Case:
        (text,) = lexicon.filled([template], draw)
        return Case(text, changed=change(text, draw), must="stay")

    return make


def _typo(text: str, draw: random.Random) -> str:
    """Two neighbouring letters inside a long word change places."""
    words = text.split(" ")
    at = draw.choice([at for at, word in enumerate(words) if word[:5].isalpha() and len(word) >= 5])
    word = words[at]
    place = draw.choice([place for place in range(1, 4) if word[place] != word[place + 1]])
    words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "typo": _typo,
    "case": lambda text, draw: draw.choice((text.upper(), text.lower())),
    "punctuation": lambda text, _: text.replace(",", "").replace(".", "").replace(";", ""),
    "accents": lambda text, _: without_accents(text),
}


def lead(said: Verdict) -> float:
    """P(pos) − P(neg)."""
    return said["pos"] - said["neg"]


def likeliest(said: Verdict) -> str:
    return max(said, key=said.__getitem__)


def passed(case: Case, said: Sequence[Verdict]) -> bool | None:
    """Whether the verdicts on `case.texts` are what they should be; None where the labels leave no right answer."""
    if case.accepted:
        return likeliest(said[0]) in case.accepted if said[0].keys() & set(case.accepted) else None
    if case.must == "stay":
        return likeliest(said[0]) == likeliest(said[1])
    moved = lead(said[1]) - lead(said[0])
    return {
        "rise": moved > MARGIN,
        "fall": moved < -MARGIN,
        "not-rise": moved <= MARGIN,
        "not-fall": moved >= -MARGIN,
    }[case.must]


@dataclass(frozen=True)
class Rate:
    """Of `n` cases that the labels allow to ask, `right` were passed."""

    right: int
    n: int

    @property
    def share(self) -> float:
        return self.right / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, 95 %: it knows nothing of how alike the sentences of one template are."""
        return wilson(self.right, self.n)


def rates(language: str, said: Mapping[str, Verdict]) -> dict[str, Rate]:
    """The rate of each test; tests without a case that can be asked are left out. `said` has every sentence."""
    found = {}
    for test in suite(language):
        outcomes = [passed(case, [said[text] for text in case.texts]) for case in test.cases]
        asked = [outcome for outcome in outcomes if outcome is not None]
        if asked:
            found[test.name] = Rate(sum(asked), len(asked))
    return found


def failures(test: Test, said: Mapping[str, Verdict]) -> list[Case]:
    """The cases of a test that were not passed."""
    return [case for case in test.cases if passed(case, [said[text] for text in case.texts]) is False]
