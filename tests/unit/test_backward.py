"""How far back gradients reach: newborn networks are those that training began with, and what pooling adds is told."""

import json
import random

import pytest
import torch

from bench import reach as bench
from model import gradients
from model.cells import CELLS
from model.errors import InputError
from model.network import Config, Network
from model.recall.backward import network, question, reach, weight_norms, window_agreements
from model.recall.data import Recall
from model.recall.network import Start
from model.recall.reading import explain
from model.recall.sentences import grammar
from model.verdict_gradients import follow
from model.zoo import available, load


@pytest.fixture
def sentence():
    return grammar("es").sentence(10, random.Random(3), country="Argentina")


@pytest.mark.parametrize("cell", CELLS)
def test_a_question_is_the_one_that_explain_follows(cell, sentence):
    net = network(cell, "es", 1)
    ours, theirs = question(net, sentence).flow(), explain(net, sentence).flow
    for state, values in theirs.states.items():
        assert torch.allclose(ours.states[state], values, rtol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_a_newborn_network_is_the_one_that_training_begins_with(cell):
    torch.manual_seed(2)
    begun = Recall("es", (1,)).network(cell, Start())
    before = torch.random.get_rng_state()
    newborn = network(cell, "es", 2, newborn=True)
    for name, weight in newborn.state_dict().items():
        assert torch.equal(weight, begun.state_dict()[name])
    assert torch.equal(torch.random.get_rng_state(), before), "nobody else's randomness is touched"


@pytest.mark.parametrize("seed", [-1, 5])
def test_there_is_no_seed_outside_the_shipped_ones(seed):
    with pytest.raises(InputError, match="seeds go from 0 to 4"):
        network("lstm", "es", seed)


def test_another_radius_is_for_the_elman_cell(sentence):
    scaled = question(network("rnn", "es", 0), sentence).with_spectral_radius(0.5)
    assert gradients.spectral_radius(scaled.cell) == pytest.approx(0.5)
    with pytest.raises(InputError):
        question(network("lstm", "es", 0), sentence).with_spectral_radius(0.5)


def test_a_newborn_elman_networks_gradient_grows_with_the_radius(sentence):
    sizes = weight_norms(question(network("rnn", "es", 0, newborn=True), sentence), (0.5, 1.5, 3.0))
    assert sizes == sorted(sizes)


def test_the_whole_window_agrees_entirely(sentence):
    asked = question(network("gru", "es", 0), sentence)
    narrow, whole = window_agreements(asked, (1, len(sentence.words)))
    assert narrow < 0.999
    assert whole == pytest.approx(1)


def test_reading_only_the_last_words_forgets_those_before(sentence):
    assert len(question(network("rnn", "es", 0), sentence, last=4).x) == 4


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ["newborn", "trained"])
def test_the_recorded_reach_is_what_the_networks_say(language, kind):
    figures = json.loads(bench.FIGURES.read_text("utf-8"))
    at = figures["distances"].index(20)
    for cell in ("rnn", "lstm"):
        shares = [
            sorted(
                reach(network(cell, language, seed, newborn=kind == "newborn"), bench.asked(language, 20), language)[
                    "h"
                ]
            )
            for seed in range(figures["seeds"])
        ]
        by_seed = sorted((share[3] + share[4]) / 2 for share in shares)
        assert figures[language][kind][cell]["h"][at] == pytest.approx(
            [by_seed[0], by_seed[2], by_seed[4]], rel=2e-3
        ), "renew the figures: python -m bench.reach"


# ------------------------------------------------------------------------------------------------- a sentiment network


@pytest.mark.parametrize("name", [name for name in available() if name.startswith("es-")])
def test_a_verdicts_gradient_is_the_one_of_the_network_itself(name):
    net = load(name)
    ids = list(net.tokenizer.encode("La comida estuvo muy rica.", 512).ids)
    followed = follow(net, ids)
    exact = load(name).double()
    pieces = torch.tensor([ids])
    x = exact.embedding(pieces).detach().requires_grad_()
    seen = []
    exact.embedding.register_forward_hook(lambda *_: x)
    exact.layer.register_forward_hook(lambda _module, _given, h: seen.append(h))
    score = exact(pieces, torch.ones_like(pieces, dtype=torch.bool)).log_softmax(dim=-1).max()
    (saliency,) = torch.autograd.grad(score, x)
    assert float(score.detach().exp()) == pytest.approx(followed.probability, rel=1e-6)
    assert followed.saliency.tolist() == pytest.approx(saliency.norm(dim=-1)[0].tolist(), rel=1e-6)
    assert followed.label == net.predict(["La comida estuvo muy rica."])[0].label


def test_without_pooling_everything_comes_by_the_last_state():
    shipped = load("es-gru")
    torch.manual_seed(0)
    net = Network(
        Config("es", "gru", ("neg", "pos"), 10_000, embedding=6, hidden=5, pooling=("last",)), shipped.tokenizer
    )
    followed = follow(net.eval(), [5, 9, 30, 31])
    assert followed.whole["h"].tolist() == pytest.approx(followed.through_last["h"].tolist())
    assert (followed.whole["h"] > 0).all()


def test_a_text_of_one_piece_leaves_nothing_to_occlude_and_an_empty_one_is_refused():
    net = load("es-gru")
    assert follow(net, [7]).occlusion.tolist() == [0.0]
    with pytest.raises(InputError):
        follow(net, [])
