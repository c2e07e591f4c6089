"""What `train` left in assets/recall: the results, and the networks of the conditions that ship."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from safetensors.torch import load_file

from model.cells import CELLS
from model.errors import InputError
from model.recall.data import Recall, vocabulary
from model.recall.experiments import MAIN
from model.recall.measure import Accuracy, accuracy, right_answers
from model.recall.network import RecallNetwork
from model.recall.packing import unpacked
from model.recall.runs import RESULTS
from model.recall.sentences import FOLDER, LANGUAGES, check_distance, grammar

AGAIN = "again.json"
QUESTIONS = 300
MOST_QUESTIONS = 5000


@cache
def results() -> dict[str, Any]:
    """results.json, with its list of jobs as a mapping from name to job."""
    return _jobs_by_name(RESULTS)


@cache
def again() -> dict[str, Any]:
    """The same of an earlier run, in which no rate was given up before the end: rates, steps and exams of every job."""
    return _jobs_by_name(AGAIN)


def _jobs_by_name(file: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    return {**told, "jobs": {f"{job['condition']}.{job['cell']}": job for job in told["jobs"]}}


def condition_of(language: str) -> str:
    """The condition of the networks that read along in `language`."""
    grammar(language)
    return MAIN if language == LANGUAGES[0] else f"{MAIN}-english"


def conditions() -> list[tuple[str, str]]:
    """The language and the name of each condition whose networks ship."""
    names = sorted(path.stem for path in FOLDER.glob("*.safetensors"))
    return [(LANGUAGES[name.endswith("-english")], name) for name in names]


@cache
def networks(cell: str, language: str = "es", condition: str | None = None) -> Sequence[RecallNetwork]:
    """The trained networks of one cell, one a seed. Raises InputError for what doesn't ship."""
    if cell not in CELLS:
        raise InputError("recall-cell", f"there is no cell {cell!r}; the cells are {', '.join(CELLS)}", cell=cell)
    main = condition_of(language)
    condition = condition or main
    if condition.endswith("-english") != main.endswith("-english"):
        message = f"the networks of {condition} don't read {language!r}"
        raise InputError("recall-condition", message, condition=condition)
    ships = [name for _, name in conditions()]
    if condition not in ships:
        message = f"no networks ship of the condition {condition!r}; there are {', '.join(ships) or 'none'}"
        raise InputError("recall-condition", message, condition=condition)
    stored = unpacked(load_file(FOLDER / f"{condition}.safetensors"))
    weights = {name.removeprefix(f"{cell}."): each for name, each in stored.items() if name.startswith(f"{cell}.")}
    seeds, _, hidden = weights["layer.cell.U"].shape
    found = tuple(RecallNetwork(cell, len(vocabulary(language)), hidden).eval() for _ in range(seeds))
    for seed, network in enumerate(found):
        network.load_state_dict({name: each[seed] for name, each in weights.items()})
    return found


def measured(
    cell: str,
    distance: int,
    language: str = "es",
    *,
    distractors: bool = False,
    count: int = QUESTIONS,
    condition: str | None = None,
) -> Accuracy:
    """The accuracy of the shipped networks on `count` unseen sentences with exactly `distance` words to remember over.

    Raises InputError for a cell, distance, language, count or condition that there isn't.
    """
    check_distance(distance, at_least=int(distractors))
    if not 1 <= count <= MOST_QUESTIONS:
        message = f"the number of sentences must be from 1 to {MOST_QUESTIONS}, not {count}"
        raise InputError("recall-count", message, count=count, most=MOST_QUESTIONS)
    asked = networks(cell, language, condition)
    problem = Recall(language, (distance,), float(distractors))
    return accuracy([right_answers(network, problem, "test", count)[0] for network in asked], count, problem.chance)
