"""A race as work for the queue: a fraction of a second of training at a time, its points with the seconds they took."""

import csv
import io
import json
import time
from dataclasses import asdict, dataclass

from engine.queue import Piece
from model.recall.data import Recall
from model.recall.race import Point, Race, Settings

SECONDS = 0.3
"""How long a piece trains, but never less than a step."""
_prepared: list[tuple[Recall, ...]] = []


@dataclass(frozen=True)
class Trained:
    """What a piece gives: the race as it stands then, its new points with their seconds since the piece began."""

    race: bytes
    points: list[tuple[Point, float]]
    done: int
    seconds: float
    finished: bool


def train(race: Settings | bytes) -> Trained:
    """Begin a race or take it up where it was left, and train for SECONDS. This is what a worker does."""
    import torch

    torch.set_num_threads(1)
    began = time.perf_counter()
    running = (
        Race(race) if isinstance(race, Settings) else Race.resumed(torch.load(io.BytesIO(race), weights_only=True))
    )
    _keep_sentences_of(running)
    points = []
    while not running.finished and time.perf_counter() - began < SECONDS:
        points += [(point, time.perf_counter() - began) for point in running.step()]
    file = io.BytesIO()
    torch.save(running.state(), file)
    return Trained(file.getvalue(), points, running.done, time.perf_counter() - began, running.finished)


def _keep_sentences_of(race: Race) -> None:
    """Forget the sentences of other races: a worker that met every distance would have no memory left."""
    from model.recall import data

    if _prepared and _prepared[0] != race.stages:
        data.pool.cache_clear()
        data.sentences.cache_clear()
    _prepared[:] = [race.stages]


class LiveRace:
    """A race as it has been told so far. `points` are those of all cells, each with the seconds of training before."""

    def __init__(self, settings: Settings) -> None:
        settings.check()
        self.settings = settings
        self.points: list[tuple[Point, float]] = []
        self.done = 0
        self.seconds = 0.0
        self.finished = False
        self._race: Settings | bytes = settings

    def piece(self) -> Piece:
        return train, (self._race,)

    def take(self, result: Trained) -> None:
        self.points += [(point, round(self.seconds + seconds, 3)) for point, seconds in result.points]
        self.done, self._race = result.done, result.race
        self.seconds += result.seconds
        self.finished = result.finished


def to_json(race: LiveRace) -> bytes:
    """Settings and points, a point in a line; `from_json` reads them back."""
    told = {"settings": asdict(race.settings), "done": race.done, "seconds": round(race.seconds, 3)}
    points = ",\n".join(json.dumps({**asdict(point), "seconds": seconds}) for point, seconds in race.points)
    return f'{json.dumps(told)[:-1]}, "points": [\n{points}\n]}}\n'.encode()


def from_json(text: bytes) -> LiveRace:
    """A race that was told before; it can't go on."""
    told = json.loads(text)
    settings = Settings(**{**told["settings"], "cells": tuple(told["settings"]["cells"])})
    race = LiveRace(settings)
    race.done, race.seconds, race.finished = told["done"], told["seconds"], True
    race.points = [(Point(**point), seconds) for point in told["points"] for seconds in [point.pop("seconds")]]
    return race


def to_csv(race: LiveRace) -> bytes:
    """A row a point, empty where there is no number."""
    file = io.StringIO()
    rows = [{**asdict(point), "seconds": seconds} for point, seconds in race.points]
    writer = csv.DictWriter(file, ["cell", "step", "loss", "accuracy", "diverged", "seconds"])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()
