"""What the time-aware cell does to its memory when days pass between the clauses of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from model.errors import InputError
from model.recall.data import vocabulary
from model.recall.network import RecallNetwork
from model.recall.reading import Reading
from model.recall.sentences import Sentence, grammar

TAUGHT = 1.0
"""The time that each word took while the networks were trained."""


@dataclass(frozen=True, eq=False)
class Waiting:
    """One reading for each of D waits, and the memory [H] at the first of the places that wait, before word `at`.

    There c_{t−1} and its short-term part C^S don't depend on the wait; g(Δt) [D] and C* [D, H] do.
    """

    at: int
    days: Sequence[float]
    memory: Tensor
    short: Tensor
    decay: Tensor
    adjusted: Tensor
    readings: Sequence[Reading]


@torch.inference_mode()
def wait(
    network: RecallNetwork, sentence: Sentence, places: Sequence[int], days: Sequence[float], language: str = "es"
) -> Waiting:
    """Let each of `days` pass before each of the words at `places`; every other word takes TAUGHT.

    Raises InputError for a cell that doesn't know time (Baytas et al., KDD 2017).
    """
    cell = network.layer.cell
    if cell.kind != "time-aware":
        raise InputError("recall-cell", f"{cell.kind} does not know time", cell=cell.kind)
    words = vocabulary(language)
    ids = torch.tensor([words.encode(sentence.words)]).expand(len(days), -1)
    elapsed = torch.full(ids.shape, TAUGHT)
    elapsed[:, list(places)] = torch.tensor(days).unsqueeze(1)
    state = dict.fromkeys(cell.states, torch.zeros(len(days), cell.hidden))
    at, h, kept = min(places), [], {}
    for t, x_t in enumerate(network.embedded(ids).unbind(1)):
        step = cell.step(x_t, state, elapsed=elapsed[:, t, None])
        if t == at:
            kept = {"memory": state["c"][0], "short": step["c_short"][0], "adjusted": step["c_adj"]}
            kept["decay"] = step["decay"][:, 0]
        state = {name: step[name] for name in state}
        h.append(state["h"])
    scores = network.scores(torch.stack(h, dim=1))
    probabilities = scores[..., words.answers].softmax(dim=-1)
    readings = [Reading(sentence, grammar(language).answers, own) for own in probabilities]
    return Waiting(at, days, readings=readings, **kept)
