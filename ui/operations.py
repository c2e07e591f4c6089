"""What a visitor does to a reading: clamps and replaced words, as an address carries them, and some that teach."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from model.errors import InputError

if TYPE_CHECKING:
    from model.trace import Clamp

MOST = 12
_REPLACEMENT = re.compile(r"word=(?P<text>[^;]*)@(?P<place>\d{1,9})")
_TURNS = {"es": ("pero", "aunque", "sino"), "en": ("but", "although", "however")}
_DENIALS = {"es": ("no", "ni", "nunca"), "en": ("not", "no", "never")}
# By task and cell: what is done everywhere, or at a word: the one that turns, denies, is the country, or stands halfway
# between it and the end. Letters are the cell's own.
_GATED = (("closed-at", "i=0", "country"), ("forget-at", "f=0", "halfway"), ("keep", "f=1", ""), ("open", "o=1", ""))
_PREPARED: dict[str, dict[str, tuple[tuple[str, str, str], ...]]] = {
    "sentiment": {
        "lstm": (
            ("never-forget", "f=1", ""), ("forget-at", "f=0", "turn"),
            ("closed-at", "i=0", "denial"), ("open", "o=1", ""),
        ),
        "gru": (("never-reset", "r=1", ""), ("forget-at", "z=0", "turn"), ("closed-at", "z=1", "denial")),
        "rnn": (("erase-at", "h=0", "turn"), ("erase-at", "h=0", "denial")),
    },
    "recall": {
        "lstm": (*_GATED[:2], ("never-forget", "f=1", ""), _GATED[3]),
        "peephole": _GATED,
        "time-aware": (*_GATED, ("wait-at", "elapsed=365", "halfway"), ("wait", "elapsed=365", "")),
        "gru": (("closed-at", "z=1", "country"), ("forget-at", "z=0", "halfway"), ("never-reset", "r=1", "")),
        "rnn": (("erase-at", "h=0", "country"), ("erase-at", "h=0", "halfway")),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Replacement:
    """`text` in place of word number `place`, counted from 0; nothing takes the word out."""

    place: int
    text: str

    def __str__(self) -> str:
        return f"word={self.text}@{self.place}"


class Prepared(NamedTuple):
    """An operation that teaches: the sentence `microscope-prepared-<id>`, and the word it happens at."""

    id: str
    operation: str
    word: str


def parse(written: str) -> "list[Clamp | Replacement]":
    """The operations in an address, «f=0@3:17;word=bueno@4». Raises InputError for one that is none."""
    from model.trace import Clamp

    return [
        Replacement(int(match["place"]), match["text"])
        if (match := _REPLACEMENT.fullmatch(part))
        else Clamp.parse(part)
        for part in written.split(";")
        if part
    ]


def joined(operations: "Iterable[Clamp | Replacement]") -> str:
    return ";".join(str(operation) for operation in operations)


def replaced(text: str, operations: "Iterable[Clamp | Replacement]") -> list[str]:
    """The words of `text`, some replaced: one entry each, also where nothing or two words stand in the place of one.

    Raises InputError for a place that the text doesn't have.
    """
    slots = text.split()
    for operation in operations:
        if isinstance(operation, Replacement):
            if operation.place >= len(slots):
                last = len(slots) - 1
                raise InputError("word-place", f"there is no word {operation.place}", place=operation.place, last=last)
            slots[operation.place] = operation.text
    return slots


def places(text: str, slots: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Which of the `slots` of the text each piece stands in, from the pieces' spans."""
    starts, at = [], 0
    for slot in slots:
        at = text.index(slot, at)
        starts.append(at if slot else -1)  # an empty one has no pieces
        at += len(slot)
    return [max((place for place, start in enumerate(starts) if 0 <= start <= begin), default=0) for begin, _ in spans]


def text_of(slots: Sequence[str]) -> str:
    return " ".join(slot for slot in slots if slot)


def clamps(operations: "Iterable[Clamp | Replacement]") -> "tuple[Clamp, ...]":
    return tuple(operation for operation in operations if not isinstance(operation, Replacement))


def prepared(
    task: str, language: str, kind: str, words: Sequence[str], ends: Sequence[int], right: str | None = None
) -> list[Prepared]:
    """The operations that teach something about a cell of this `kind` on these `words`, each with its last step."""
    where_is = landmarks(task, language, words, right)
    found = []
    for name, clamp, where in _PREPARED[task].get(kind, _PREPARED[task]["lstm"]):
        if not where:
            found.append(Prepared(name, clamp, ""))
        elif where in where_is:
            place = where_is[where]
            last = ends[place]
            # Forgetting takes one step, the word's last; what isn't to be written stays out at each of its pieces.
            first = last if name != "closed-at" else ends[place - 1] + 1 if place else 0
            steps = range(first, last + 1)
            found.append(Prepared(name, ";".join(f"{clamp}@{step}" for step in steps), words[place]))
    return found


def landmarks(task: str, language: str, words: Sequence[str], right: str | None = None) -> dict[str, int]:
    """The places of the words that prepared operations speak of, those that there are.

    Of several countries the one counts whose language is the `right` answer.
    """
    plain = [word.lower().strip(".,;:¡!¿?«»\"'()") for word in words]

    def first(wanted: Collection[str]) -> int | None:
        return next((place for place, word in enumerate(plain) if word in wanted), None)

    if task == "sentiment":
        found = {"turn": first(_TURNS.get(language, ())), "denial": first(_DENIALS.get(language, ()))}
    else:
        from model.recall.sentences import grammar, words_of

        answers = grammar(language).answer_of.items()
        country = first({words_of(name)[0] for name, answer in answers if right in (None, answer)})
        far = country is not None and country + 1 < len(words)
        found = {"country": country, "halfway": (country + len(words)) // 2 if far else None}
    return {name: place for name, place in found.items() if place is not None}


def changed(operations: Sequence[str], act: Mapping[str, Any]) -> list[str]:
    """The operations, as an address writes them, after the visitor's `act`: operate, remove or clear."""
    match act["type"]:
        case "operate":
            return [*operations, act["operation"]]
        case "remove":
            return [operation for index, operation in enumerate(operations) if index != act["index"]]
        case _:
            return []


class Place(NamedTuple):
    """A step or a unit that exists, and whether another one was asked for."""

    number: int
    moved: bool


def nearest(asked: str | int | None, low: int, high: int, default: int) -> Place:
    """The number nearest to what an address asks for; `default` where it asks for nothing, or for no number."""
    if asked is None:
        return Place(default, moved=False)
    try:
        number = int(str(asked)[:20])
    except ValueError:
        return Place(default, moved=True)
    return Place(min(high, max(low, number)), moved=not low <= number <= high)
