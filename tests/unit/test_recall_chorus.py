"""Several networks at once read as each alone does, and the wait changes what the equation says it changes."""

import random

import pytest
import torch

from model.cells import CELLS
from model.errors import InputError
from model.recall import chorus, shipped, waiting
from model.recall.reading import read
from model.recall.sentences import grammar

SENTENCE = grammar("es").sentence(25, random.Random(5), country="Argentina", distractors=True)


@pytest.mark.parametrize("cell", CELLS)
def test_all_at_once_read_as_each_alone(cell: str) -> None:
    networks = shipped.networks(cell, "es")
    together = chorus.read_by_all(networks, SENTENCE)
    assert len(together) == len(networks) == 5
    for network, own in zip(networks, together, strict=True):
        alone = read(network, SENTENCE)
        assert torch.allclose(own.probabilities, alone.probabilities, atol=1e-5)
        assert own.right == alone.right


def test_words_never_met_are_named() -> None:
    sentence = grammar("es").read("Nací en Brasil y xilofoneé antes de hablar ___")
    assert chorus.unknown(sentence)
    assert sentence.words.index("xilofoneé") in chorus.unknown(sentence)
    assert sentence.key not in chorus.unknown(sentence)


def test_a_wait_as_long_as_it_was_taught_changes_nothing() -> None:
    network = shipped.networks("time-aware", "es")[0]
    (own,) = waiting.wait(network, SENTENCE, [12], [waiting.TAUGHT]).readings
    assert torch.allclose(own.probabilities, read(network, SENTENCE).probabilities, atol=1e-5)


def test_the_wait_discounts_the_short_term_part_alone() -> None:
    network = shipped.networks("time-aware", "es")[0]
    days = [0.0, 1.0, 100.0, 10_000.0]
    waits = waiting.wait(network, SENTENCE, [12, 18], days)
    assert waits.at == 12
    expected = 1 / torch.log(torch.e + torch.tensor(days))
    assert torch.allclose(waits.decay, expected, atol=1e-6)
    long_term = waits.memory - waits.short
    assert torch.allclose(waits.adjusted, long_term + waits.short * expected[:, None], atol=1e-5)
    assert torch.allclose(waits.adjusted[0], waits.memory, atol=1e-5)
    first = [reading.probabilities[:12] for reading in waits.readings]
    assert all(torch.allclose(first[0], other) for other in first)
    assert not torch.allclose(waits.readings[0].probabilities[-1], waits.readings[-1].probabilities[-1])


def test_a_cell_that_knows_no_time_is_told_so() -> None:
    with pytest.raises(InputError, match="does not know time"):
        waiting.wait(shipped.networks("lstm", "es")[0], SENTENCE, [3], [1.0])
