"""The recall task's sentences: a country early, its language at the end, and an exact number of words between them.

«Vivo en Argentina desde muy pequeño, … Hoy hablo castellano». The pieces stand in assets/recall/<language>.toml, in
three splits that share the words of their slots but no frame. The languages that can be asked for are equally likely,
so that guessing earns one in their number, however many countries share one.
"""

import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, product
from pathlib import Path
from typing import Any, Literal, get_args

from model.errors import InputError

FOLDER = Path(__file__).parents[2] / "assets" / "recall"
LANGUAGES = ("es", "en")
LONGEST = 400
"""The largest distance, in words."""
LONGEST_OWN = 1000
"""The most words of a visitor's own sentence."""
BLANK = "___"

Split = Literal["train", "valid", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

_WORD = re.compile(r"[^\W_]+")
_ENDS_IN_BLANK = re.compile(r"_\W*$")
_SLOT = re.compile(r"\{(\w+)\}")
_OTHER = "{other}"
_TRIES = 6
"""How often another clause is drawn in place of one that the sentence already has."""


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """What the networks read of a text: its words, in lower case, without punctuation or the blank."""
    return tuple(_WORD.findall(text.lower()))


@dataclass(frozen=True)
class Sentence:
    """A sentence up to its blank: `words[key]` is the country that decides the `answer`, `others` what distracts."""

    text: str
    words: tuple[str, ...]
    key: int
    answer: str
    others: tuple[str, ...] = ()

    @property
    def distance(self) -> int:
        """How many words stand between the country and the blank."""
        return len(self.words) - 1 - self.key


@dataclass(frozen=True)
class Opening:
    start: str
    tails: tuple[str, ...]


@dataclass(frozen=True)
class Ending:
    """What follows the country when the fillers are left out: a tail, and a closing that may need to be attached."""

    tail: str
    closing: str
    attached: bool

    @cached_property
    def length(self) -> int:
        return len(words_of(self.tail)) + len(words_of(self.closing))


class Clauses:
    """Clauses by length, from which any sum of lengths that can be had can be drawn."""

    def __init__(self, frames: Iterable[str], slots: dict[str, list[str]]) -> None:
        self.by_length: dict[int, list[str]] = {}
        weights: dict[int, list[float]] = {}
        for frame in frames:
            clauses = list(expanded(frame, slots))
            for clause in clauses:  # every frame is as likely as every other, however many slots it has
                length = len(words_of(clause))
                self.by_length.setdefault(length, []).append(clause)
                weights.setdefault(length, []).append(1 / len(clauses))
        self._cumulated = {length: list(accumulate(values)) for length, values in weights.items()}
        self.reachable = [True] + [False] * LONGEST
        for total in range(1, LONGEST + 1):
            self.reachable[total] = any(total >= n and self.reachable[total - n] for n in self.by_length)

    @property
    def texts(self) -> list[str]:
        return [text for texts in self.by_length.values() for text in texts]

    def one(self, length: int, draw: random.Random) -> str:
        """A clause of `length` words."""
        return draw.choices(self.by_length[length], cum_weights=self._cumulated[length])[0]

    def draw(self, total: int, draw: random.Random) -> list[str]:
        """Clauses of `total` words in all; `reachable[total]` must hold."""
        chosen: list[str] = []
        while total:
            fitting = [n for n in self.by_length if n <= total and self.reachable[total - n]]
            weights = [self._cumulated[n][-1] for n in fitting]
            for _ in range(_TRIES):
                length = draw.choices(fitting, weights)[0]
                clause = self.one(length, draw)
                if clause not in chosen:
                    break
            chosen.append(clause)
            total -= length
        return chosen


def expanded(frame: str, slots: dict[str, list[str]]) -> Iterator[str]:
    """Every way to fill the slots of `frame`, but for the one of the other country."""
    names = [name for name in _SLOT.findall(frame) if name in slots]
    for values in product(*(slots[name] for name in names)):
        yield frame.format(**dict(zip(names, values, strict=True)), other=_OTHER)


class Templates:
    """One split's pieces."""

    def __init__(self, pieces: dict[str, Any], slots: dict[str, list[str]]) -> None:
        self.labels: list[str] = pieces["labels"]
        self.openings = [
            Opening(start, ("", *group["tails"])) for group in pieces["openings"] for start in group["starts"]
        ]
        self.fillers = Clauses(pieces["fillers"], slots)
        self.distractors = Clauses(pieces["distractors"], slots)
        self.before = [text for frame in pieces["before"] for text in expanded(frame, slots)]
        closings = [(text, True) for text in pieces["attached"]] + [(text, False) for text in pieces["free"]]
        self.endings = {
            opening: [Ending(tail, text, attached) for tail in opening.tails for text, attached in closings]
            for opening in self.openings
        }
        self.closings = [text for text, _ in closings]

    @property
    def pieces(self) -> list[str]:
        """Every text that this split's sentences are made of."""
        heads = [*self.labels, *self.before]
        for opening in self.openings:
            heads += [opening.start, *opening.tails]
        return [*heads, *self.fillers.texts, *self.distractors.texts, *self.closings]

    @cache  # noqa: B019 (as many as there are distances, for objects that live as long as the program)
    def plans(self, distance: int, distractor: int) -> list[tuple[Opening, Ending]]:
        """Openings and endings that leave for the fillers a number of words that clauses can have.

        `distractor` is the length of a clause that must be among them, or 0.
        """
        return [
            (opening, ending)
            for opening in self.openings
            for ending in self.endings[opening]
            if (left := distance - ending.length - distractor) >= 0
            and (not (left or distractor) if ending.attached else self.fillers.reachable[left])
        ]


class Grammar:
    """The sentences of one language, "es" or "en"."""

    def __init__(self, language: str) -> None:
        data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
        self.language = language
        self.examples: list[str] = data["examples"]
        self.countries: dict[str, list[str]] = data["languages"]
        self.answers = list(self.countries)
        self.answer_of = {country: answer for answer, countries in self.countries.items() for country in countries}
        self.templates = {split: Templates(data[split], data["slots"]) for split in SPLITS}

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The words of the training sentences, countries and answers; the rest is unknown, which has no spelling."""
        words = {word for piece in self.templates["train"].pieces for word in words_of(piece.replace(_OTHER, ""))}
        names = {word for name in [*self.answer_of, *self.answers] for word in words_of(name)}
        return ("", *sorted(words | names))

    def sentence(
        self,
        distance: int,
        draw: random.Random,
        *,
        split: Split = "test",
        country: str | None = None,
        distractors: bool = False,
    ) -> Sentence:
        """A sentence of `split` with exactly `distance` words between the country and the blank.

        With `distractors` one clause or more name a country where another language is spoken: before the one that
        counts or after it, one for about every 25 words. Raises InputError for a distance outside 0 … 400 (1 … 400
        with distractors) and for an unknown country.
        """
        check_distance(distance, at_least=int(distractors))
        if country is None:
            country = draw.choice(self.countries[draw.choice(self.answers)])
        if country not in self.answer_of:
            raise InputError("recall-country", f"{country} is not among the countries: {', '.join(self.answer_of)}")
        templates = self.templates[split]
        if distance == 0:
            return self._written([f"{draw.choice(templates.labels)} {country}:"], country, ())
        clause = self._distractor(templates, distance, country, draw) if distractors else None
        head = draw.choice(templates.before) if distractors and (clause is None or draw.random() < 0.25) else None
        own = len(words_of(clause)) if clause else 0
        opening, ending = draw.choice(templates.plans(distance, own))
        clauses = [] if ending.attached else templates.fillers.draw(distance - ending.length - own, draw)
        if clause:
            clauses.insert(draw.randint(0, len(clauses)), clause)
        if distractors:
            self._more_distractors(templates, clauses, distance // 25, draw)
        return self._joined(country, opening, ending, head, clauses, draw)

    def _distractor(self, templates: Templates, distance: int, country: str, draw: random.Random) -> str | None:
        """A distracting clause that fits between the country and the blank, if any does."""
        fitting = [n for n in templates.distractors.by_length if templates.plans(distance, n)]
        return templates.distractors.one(draw.choice(fitting), draw) if fitting else None

    def _more_distractors(self, templates: Templates, clauses: list[str], count: int, draw: random.Random) -> None:
        """Put distractors in the place of fillers of the same length, so that there are `count` in all."""
        places = [at for at, clause in enumerate(clauses) if _OTHER not in clause]
        draw.shuffle(places)
        for at in places[: max(count - 1, 0)]:
            length = len(words_of(clauses[at]))
            if length in templates.distractors.by_length:
                clauses[at] = templates.distractors.one(length, draw)

    def _joined(
        self,
        country: str,
        opening: Opening,
        ending: Ending,
        head: str | None,
        clauses: Sequence[str],
        draw: random.Random,
    ) -> Sentence:
        elsewhere = [other for other in self.answer_of if self.answer_of[other] != self.answer_of[country]]
        others: list[str] = []

        def placed(text: str) -> str:
            if _OTHER not in text:
                return text
            others.append(draw.choice(elsewhere))
            return text.replace(_OTHER, others[-1])

        start = " ".join(part for part in (placed(head) if head else "", opening.start, country, ending.tail) if part)
        if ending.attached:
            return self._written([start + ending.closing], country, others, before=bool(head))
        return self._written([start, *map(placed, clauses), ending.closing], country, others, before=bool(head))

    def _written(self, parts: Sequence[str], country: str, others: Sequence[str], *, before: bool = False) -> Sentence:
        text = ". ".join(part[0].upper() + part[1:] for part in parts)
        words = tuple(word for part in parts for word in words_of(part))
        name = words_of(country)[0]
        # The same country never distracts from itself, so its first mention is the one that counts.
        return Sentence(f"{text} {BLANK}", words, words.index(name), self.answer_of[country], tuple(others))

    def read(self, text: str, answer: str | None = None) -> Sentence:
        """A visitor's own sentence. Its blank may be written `___`, or hold the right answer, or be left out.

        Raises InputError for fewer than two words or more than LONGEST_OWN, for none of our countries or several, and
        for an answer that isn't among ours.
        """
        words = words_of(text)
        if not 2 <= len(words) <= LONGEST_OWN:
            message = f"the sentence has {len(words)} words; it needs from 2 to {LONGEST_OWN}"
            raise InputError("recall-length", message, words=len(words), limit=LONGEST_OWN)
        spelled = {words_of(name)[0]: name for name in self.answer_of}
        named = {word for word in words if word in spelled}
        known = ", ".join(self.answer_of)
        if not named:
            raise InputError("recall-no-country", f"the sentence names none of the countries: {known}", known=known)
        if len(named) > 1:
            both = ", ".join(sorted(spelled[word] for word in named))
            raise InputError("recall-two-countries", f"the sentence names several countries: {both}", countries=both)
        country = spelled[named.pop()]
        by_word = {words_of(name)[0]: name for name in self.answers}
        if answer is None and words[-1] in by_word:
            answer, words = by_word[words[-1]], words[:-1]
        right = self.answer_of[country] if answer is None else by_word.get(answer.lower())
        if right is None:
            answers = ", ".join(self.answers)
            raise InputError("recall-answer", f"{answer} is not among the answers: {answers}", known=answers)
        return Sentence(text, words, words.index(words_of(country)[0]), right)

    def unheard(self, text: str) -> str | None:
        """The last word of a visitor's sentence where it stands in the place of the blank and no network knows it.

        As an answer it can't be given: it is read as one more word, and the blank comes after it.
        """
        last = words_of(text)[-1:]
        return last[0] if last and last[0] not in self.vocabulary and not _ENDS_IN_BLANK.search(text) else None


@cache
def grammar(language: str) -> Grammar:
    """The grammar of "es" or "en". Raises InputError for another language."""
    if language not in LANGUAGES:
        raise InputError("recall-language", f"there is no {language!r}; the languages are {', '.join(LANGUAGES)}")
    return Grammar(language)


def check_distance(distance: int, at_least: int = 0) -> None:
    """Raises InputError for a distance that no sentence has."""
    if not at_least <= distance <= LONGEST:
        message = f"the distance must be from {at_least} to {LONGEST} words, not {distance}"
        raise InputError("recall-distance", message, distance=distance, least=at_least, most=LONGEST)
