"""What a unit answers to: its mean over a text, whatever the batch; and the stored cards are what the models say."""

import json

import pytest
import torch

from model.units import extremes, histogram, responses
from model.zoo import available, load
from tests.unit.conftest import SENTENCES
from ui import unit_cards


def test_a_response_is_the_mean_of_the_units_own_trace(network) -> None:
    answered = responses(network, [*SENTENCES, "", "😍"], batch_size=2)
    for row, text in enumerate(SENTENCES):
        torch.testing.assert_close(answered[row], network.trace(text)["h"].mean(dim=0), atol=1e-5, rtol=0)
    assert answered[len(SENTENCES)].isnan().all()
    assert not answered[-1].isnan().any()


def test_extremes_are_the_farthest_and_leave_out_what_could_not_be_read() -> None:
    answered = torch.tensor([[0.1, 5.0], [torch.nan, torch.nan], [0.9, -5.0], [-0.3, 0.0]])
    ends = extremes(answered, 2)
    assert ends.most.tolist() == [[2, 0], [0, 3]]
    assert ends.least.tolist() == [[3, 0], [2, 3]]
    assert extremes(answered, 99).most.shape == (2, 3)


def test_a_histogram_counts_every_text_once() -> None:
    answered = torch.tensor([[0.0], [0.49], [0.5], [1.0], [9.0], [-9.0], [torch.nan]])
    counts = histogram(answered, torch.tensor([0.0]), torch.tensor([1.0]), 2)
    assert counts.tolist() == [[3, 3]]


@pytest.mark.slow
@pytest.mark.parametrize("name", available())
def test_the_stored_cards_speak_of_the_shipped_weights(name: str) -> None:
    card = unit_cards.cards(name)
    assert card, f"python -m ui.unit_cards {name} computes them anew"
    sentences = dict(zip(*unit_cards.sentences(load(name).config.language), strict=True))
    assert card["n"] == len(sentences)
    assert all(sentences[text] == label for text, label in card["sentences"])


@pytest.mark.slow
@pytest.mark.parametrize("name", available())
def test_the_stored_numbers_are_what_the_model_says(name: str) -> None:
    """A part of them computed again: each tenth unit's first examples."""
    card = unit_cards.cards(name)
    texts = [text for text, _ in card["sentences"]]
    answered = responses(load(name), texts)
    for unit in range(0, answered.shape[1], 10):
        for end in ("most", "least"):
            values = [value for _, value in card[end][unit]]
            assert values == sorted(values, reverse=end == "most")
            for place, value in card[end][unit]:
                assert value == pytest.approx(float(answered[place, unit]), abs=2e-3)


@pytest.mark.slow
def test_a_card_is_computed_the_same_again() -> None:
    name = available()[0]
    stored = json.loads((unit_cards.FOLDER / f"{name}.json").read_text("utf-8"))
    again = unit_cards.fresh(name)
    for key in ("n", "weights"):
        assert again[key] == stored[key]
    for label in ("neg", "pos"):
        for mine, theirs in zip(again["histograms"][label], stored["histograms"][label], strict=True):
            assert sum(mine) == sum(theirs)
            assert sum(abs(a - b) for a, b in zip(mine, theirs, strict=True)) <= 0.02 * sum(mine)
