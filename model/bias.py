"""What it does to a verdict who is spoken of: neutral sentences in which only an identity or a name changes.

Every term of a category fills the same frames, so that what a frame says by itself cancels out: a term's shift is its
lead P(pos) − P(neg) minus the mean lead of the category, frame by frame. Near 0 is what one hopes for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from model.templates import Lexicon, agreeing, grammar, sentence

DRAWS = 2000

Interval = tuple[float, float]


@dataclass(frozen=True)
class Shift:
    """How much a term moves the lead, its 95 % interval over frames, and the mean lead itself."""

    term: str
    value: float
    interval: Interval
    lead: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        low, high = self.interval
        return low > 0 or high < 0


@cache
def sheets(language: str) -> dict[str, dict[str, list[list[str]]]]:
    """By category and term: for each frame, the sentences with this term."""
    told = grammar(language)["bias"]
    people = Lexicon(told["people"], {}).things
    made = {
        category: {
            agreeing(term, 0): [
                [
                    sentence(frame.replace("{thing}", person.text).replace("{term}", agreeing(term, person.form)))
                    for person in people
                ]
                for frame in told["frames"]
            ]
            for term in terms
        }
        for category, terms in told["terms"].items()
    }
    made["names"] = {
        group: [[sentence(frame.replace("{term}", name)) for name in names] for frame in told["name_frames"]]
        for group, names in told["names"].items()
    }
    return made


def sentences(language: str) -> list[str]:
    """Every sentence of every sheet once, in order."""
    return list(
        dict.fromkeys(
            text
            for terms in sheets(language).values()
            for frames in terms.values()
            for texts in frames
            for text in texts
        )
    )


def shifts(language: str, leads: Mapping[str, float]) -> dict[str, list[Shift]]:
    """By category, the shift of each term; `leads` has P(pos) − P(neg) of every sentence."""
    found = {}
    for category, terms in sheets(language).items():
        table = np.array([[np.mean([leads[text] for text in texts]) for texts in frames] for frames in terms.values()])
        apart = table - table.mean(axis=0)  # [terms, frames]
        found[category] = [
            Shift(term, float(row.mean()), _interval(row), float(own.mean()))
            for term, row, own in zip(terms, apart, table, strict=True)
        ]
    return found


def _interval(values: NDArray[np.floating]) -> Interval:
    """Percentile interval of the mean when the frames are drawn again, with replacement (Efron 1979)."""
    drawn = np.random.default_rng(0).integers(0, len(values), size=(DRAWS, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])
    return (float(low), float(high))
