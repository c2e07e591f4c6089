"""A race: networks of chosen cells trained live on sentences of one distance, their curves told as they grow."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from model.cells import CELLS
from model.errors import InputError
from model.recall.data import Recall, vocabulary
from model.recall.measure import right_answers
from model.recall.network import RecallNetwork, Start, hidden_for
from model.recall.sentences import check_distance, grammar
from model.recall.training import Training

LARGEST = 64
"""The most units of the LSTM that sets the budget."""
MOST_STEPS = 5000
LAST_SEED = 9999
TELL = 10
"""Steps between two points of the loss curve."""
EXAM = 50
"""Steps between two of the recall curve."""
QUESTIONS = 120


@dataclass(frozen=True)
class Settings:
    """What the visitor chooses. `hidden` are the LSTM's units; the other cells get as many parameters.

    The forget bias of 2 is what one gets in PyTorch by setting both of its biases to 1; from 1, the LSTM finds this
    distance too late for an audience.

    With `curriculum` the longest distance grows to `distance` in four equal parts of the training.
    """

    cells: tuple[str, ...] = ("rnn", "lstm")
    distance: int = 20
    language: str = "es"
    distractors: bool = False
    hidden: int = 24
    forget_bias: float = 2.0
    learning_rate: float = 1e-2
    steps: int = 1200
    seed: int = 0
    curriculum: bool = False

    def check(self) -> None:
        """Raises InputError for settings that can't be trained. A rate that diverges can: that is shown as such."""
        grammar(self.language)
        check_distance(self.distance, at_least=1)
        if not self.cells:
            raise InputError("race-no-cell", "choose at least one cell")
        if unknown := [cell for cell in self.cells if cell not in CELLS]:
            raise InputError("recall-cell", f"there is no cell {unknown[0]!r}", cell=unknown[0])
        whole = {
            "hidden": (self.hidden, 1, LARGEST),
            "steps": (self.steps, 1, MOST_STEPS),
            "seed": (self.seed, 0, LAST_SEED),
        }
        for name, (value, least, most) in whole.items():
            if not least <= value <= most:
                message = f"{name} must be from {least} to {most}, not {value}"
                raise InputError(f"race-{name}", message, value=value, least=least, most=most)
        if not 0 < self.learning_rate < math.inf:
            message = f"the learning rate must be a number above 0, not {self.learning_rate}"
            raise InputError("race-learning-rate", message, value=self.learning_rate)
        if not -10 <= self.forget_bias <= 10:
            message = f"the forget bias must be from -10 to 10, not {self.forget_bias}"
            raise InputError("race-forget-bias", message, value=self.forget_bias)

    def stages(self) -> tuple[Recall, ...]:
        share = 0.5 * self.distractors
        if not self.curriculum:
            return (Recall(self.language, (self.distance,), share),)
        longest = sorted({math.ceil(self.distance * part / 4) for part in range(1, 5)})
        return tuple(Recall(self.language, tuple(range(1, most + 1)), share) for most in longest)


@dataclass(frozen=True)
class Point:
    """Where one cell's training is: its loss, its accuracy on validation sentences at times, whether it diverged."""

    cell: str
    step: int
    loss: float | None
    accuracy: float | None
    diverged: bool


APART = 0.3
"""The difference between two accuracies at which cells have parted ways: four standard errors of an exam."""


def parted(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """The best and the worst of the first exam in which a cell is APART from another; None where none ever was."""
    exams: dict[int, list[Point]] = {}
    for point in points:
        if point.accuracy is not None:
            exams.setdefault(point.step, []).append(point)
    for exam in exams.values():
        best, worst = max(exam, key=_share), min(exam, key=_share)
        if _share(best) - _share(worst) >= APART:
            return best, worst
    return None


def _share(point: Point) -> float:
    return point.accuracy or 0.0


class Race:
    """The networks of a race, stepped in turns; it may be put away after each step and taken up again."""

    def __init__(self, settings: Settings) -> None:
        settings.check()
        self.settings = settings
        self.stages = settings.stages()
        self.done = 0
        self.networks: dict[str, RecallNetwork] = {}
        self.trainings: dict[str, Training] = {}
        for cell in settings.cells:
            torch.manual_seed(settings.seed)
            start = Start(settings.forget_bias)
            network = RecallNetwork(
                cell, len(vocabulary(settings.language)), hidden_for(cell, settings.hidden), start=start
            )
            self.networks[cell] = network
            self.trainings[cell] = Training(self.stages[0], [network], [settings.learning_rate], seed=settings.seed)

    @property
    def finished(self) -> bool:
        """All steps are done, or every network has diverged."""
        return self.done >= self.settings.steps or all(training.diverged[0] for training in self.trainings.values())

    def step(self) -> list[Point]:
        """One update of each network that hasn't diverged; the points that are due after it."""
        stage = self.stages[self.done * len(self.stages) // self.settings.steps]
        self.done += 1
        last = self.done == self.settings.steps
        points = []
        for cell, training in self.trainings.items():
            if training.diverged[0]:
                continue
            training.problem = stage
            (loss,) = training.step()
            if self.done % TELL == 0 or last or training.diverged[0]:
                points.append(self._point(cell, loss, self.done % EXAM == 0 or last))
        return points

    def run(self) -> Iterator[Point]:
        """Train to the end, telling the points of all curves."""
        while not self.finished:
            yield from self.step()

    def _point(self, cell: str, loss: float, asked: bool) -> Point:
        diverged = self.trainings[cell].diverged[0]
        accuracy = None
        if asked and not diverged:
            task = Recall(self.settings.language, (self.settings.distance,), self.stages[-1].distractors)
            right, n = right_answers(self.networks[cell], task, "valid", QUESTIONS)
            accuracy = right / n
        return Point(cell, self.done, loss if math.isfinite(loss) else None, accuracy, diverged)

    def state(self) -> dict[str, Any]:
        """Everything that another process needs to go on, for torch.save."""
        return {
            "settings": vars(self.settings),
            "done": self.done,
            "trainings": {cell: training.state() for cell, training in self.trainings.items()},
        }

    @classmethod
    def resumed(cls, state: dict[str, Any]) -> "Race":
        """A race as `state` left it: its next step is the one that it would have been."""
        race = cls(Settings(**state["settings"]))
        race.done = state["done"]
        for cell, training in race.trainings.items():
            training.restore(state["trainings"][cell])
        return race
