"""Everything that is measured about recall: which network learns from what, and what it is asked afterwards.

Every cell gets the same: parameters (±5 %), data, optimiser, clipping, batches, at most so many steps, the same three
learning rates with five seeds each. After each share of the steps in `HALVINGS` the rate that validates worst is given
up (successive halving: Jamieson & Talwalkar 2016); only the seeds of the last one sit the test.
A training ends early when one rate has all its seeds at `SOLVED` in two validations running.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from model.cells import CELLS
from model.recall.data import Recall
from model.recall.fading import Fading
from model.recall.network import Start
from model.recall.synthetic import Adding, Copy
from model.recall.training import Problem

RATES = (2e-3, 6e-3, 2e-2)
SEEDS = 5
STEPS = 1000
HALVINGS = (0.3, 0.6)
CHECK = 100
"""Steps between validations."""
SOLVED = 0.98
VALIDATION, TEST = 300, 300
"""Questions of one exam."""
DISTANCES = (1, 2, 5, 10, 20, 40, 80, 160, 320, 400)
"""Where what was trained up to some distance is tested."""
FIXED = (5, 10, 20, 40, 80)
"""Where the gradient has to teach from one distance alone."""
ADDING, COPY = (5, 10, 25), (1, 5, 10)
FORGET_BIASES = {0.0: (20, 40), 3.0: (20, 40, 80)}
"""Distances at which the forget gate's bias starts elsewhere than at 1, where all other conditions start it."""
MAIN = "up-to-10"
"""The condition whose networks read along: short enough for all five cells to learn from, so that each can forget."""


@dataclass(frozen=True)
class Job:
    """Fifteen networks of one cell, three rates by five seeds, trained side by side in one condition.

    `stages` are problems trained one after the other, each for an equal share of the steps: more than one make a
    curriculum. `tests` are the problems that the winners are examined in. `ships` says whether their weights are kept.
    """

    condition: str
    cell: str
    stages: tuple[Problem, ...]
    tests: tuple[Problem, ...]
    start: Start = field(default_factory=Start)
    ships: bool = False
    rates: tuple[float, ...] = RATES
    seeds: int = SEEDS
    steps: int = STEPS

    @property
    def name(self) -> str:
        return f"{self.condition}.{self.cell}"

    @property
    def work(self) -> float:
        """About how long it takes, in units that only compare."""
        steps_read = sum(stage.length for stage in self.stages) / len(self.stages)
        return _SLOWNESS[self.cell] * steps_read * self.steps * len(self.rates) * self.seeds


_SLOWNESS = {"rnn": 0.7, "lstm": 1.0, "gru": 1.1, "peephole": 1.15, "time-aware": 1.4}
"""A training step of each cell beside the LSTM's, measured at 32 sentences of 30 words."""


def jobs() -> list[Job]:
    """All of them, longest first, so that no processor is left alone with a long one at the end."""
    every = [*_fixed(), *_mixed(), *_forgetting(), *_elmans_best(), *_literature(), *_time()]
    return sorted(every, key=lambda job: -job.work)


def smoke_jobs() -> list[Job]:
    """The same machinery in a few seconds: two cells, one condition, next to no steps. Its figures mean nothing."""
    tests = asked("es", (2, 10))
    task = Recall("es", tuple(range(1, 6)), 0.5)
    return [Job(MAIN, cell, (task,), tests, ships=True, rates=RATES[1:], seeds=2, steps=4) for cell in ("rnn", "lstm")]


def asked(language: str, distances: tuple[int, ...]) -> tuple[Recall, ...]:
    """The exams at these distances, without and with distractors."""
    return tuple(Recall(language, (distance,), share) for share in (0.0, 1.0) for distance in distances)


def up_to(language: str, longest: int) -> Recall:
    """Distances 1 … `longest` alike, distractors in half of the sentences."""
    return Recall(language, tuple(range(1, longest + 1)), distractors=0.5)


def _fixed() -> Iterator[Job]:
    for cell in CELLS:
        for distance in FIXED:
            yield Job(f"at-{distance}", cell, (Recall("es", (distance,)),), asked("es", (distance,)))
        yield Job("at-20-distractors", cell, (Recall("es", (20,), 0.5),), asked("es", (20,)))


def _mixed() -> Iterator[Job]:
    for cell in CELLS:
        tests = asked("es", DISTANCES)
        yield Job(MAIN, cell, (up_to("es", 10),), tests, ships=True)
        yield Job(f"{MAIN}-english", cell, (up_to("en", 10),), asked("en", DISTANCES), ships=True)
        yield Job(f"{MAIN}-language-model", cell, (replace(up_to("es", 10), form="language-model"),), tests)
        yield Job("up-to-40", cell, (up_to("es", 40),), tests, ships=True)


def _forgetting() -> Iterator[Job]:
    for bias, distances in FORGET_BIASES.items():
        for distance in distances:
            task = Recall("es", (distance,))
            start = Start(forget_bias=bias)
            yield Job(f"at-{distance}-forget-bias-{bias:g}", "lstm", (task,), asked("es", (distance,)), start)


def _elmans_best() -> Iterator[Job]:
    """The Elman network with what helps it: an orthogonal start, short distances, a curriculum, and all of them."""
    orthogonal = Start(orthogonal=True)
    tests = asked("es", DISTANCES)
    curriculum = tuple(up_to("es", longest) for longest in (5, 10, 20, 40))
    yield Job("at-20-orthogonal", "rnn", (Recall("es", (20,)),), asked("es", (20,)), orthogonal)
    yield Job("up-to-40-orthogonal", "rnn", (up_to("es", 40),), tests, orthogonal)
    yield Job("up-to-10-orthogonal", "rnn", (up_to("es", 10),), tests, orthogonal)
    yield Job("up-to-40-curriculum", "rnn", curriculum, tests)
    yield Job("up-to-40-orthogonal-curriculum", "rnn", curriculum, tests, orthogonal)


def _literature() -> Iterator[Job]:
    for cell in CELLS:
        for length in ADDING:
            yield Job(f"adding-{length}", cell, (Adding(length),), (Adding(length),))
        for length in COPY:
            yield Job(f"copy-{length}", cell, (Copy(length),), (Copy(length),))


def _time() -> Iterator[Job]:
    """Where Δt matters: the time-aware cell, the LSTM that doesn't know the days, and both told them as an input."""
    for cell in ("lstm", "time-aware"):
        for told in (False, True):
            task = Fading(told=told)
            yield Job(f"fading{'-told' * told}", cell, (task,), (task,))
