"""The recorded race, for whoever doesn't want to wait: `python -m engine.recording` runs the usual one here, now.

What it writes is what the page offers to download of a live race, and what it draws of both.
"""

from functools import cache

from engine.races import LiveRace, from_json, to_json
from model.recall.race import Settings
from model.recall.sentences import FOLDER

FILE = FOLDER / "race.json"


@cache
def recorded() -> LiveRace:
    return from_json(FILE.read_bytes())


def main() -> None:
    race = LiveRace(Settings())
    while not race.finished:
        function, arguments = race.piece()
        race.take(function(*arguments))
    FILE.write_bytes(to_json(race))


if __name__ == "__main__":
    main()
