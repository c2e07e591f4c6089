"""What a network says of one sentence, word by word, and the gradients behind it."""

import random

import pytest
import torch

from model.cells import CELLS
from model.recall.data import vocabulary
from model.recall.network import RecallNetwork
from model.recall.reading import explain, read
from model.recall.sentences import grammar

NUDGE = 1e-6


@pytest.fixture(params=CELLS)
def network(request) -> RecallNetwork:
    torch.manual_seed(1)
    return RecallNetwork(request.param, len(vocabulary("es"))).eval()


@pytest.fixture
def sentence():
    return grammar("es").sentence(12, random.Random(2), distractors=True)


def test_a_reading_ends_with_the_networks_verdict(network, sentence):
    told = read(network, sentence)
    assert told.probabilities.shape == (len(sentence.words), 12)
    assert torch.allclose(told.probabilities.sum(-1), torch.ones(len(sentence.words)))
    words = vocabulary("es")
    scores = network(torch.tensor([words.encode(sentence.words)]))[0, words.answers]
    assert torch.allclose(told.probabilities[-1], scores.softmax(-1), atol=1e-6)
    (best, p), *_ = told.top()
    assert p == pytest.approx(float(told.probabilities[-1].max()))
    assert best == grammar("es").answers[int(scores.argmax())]
    assert told.right == (best == sentence.answer)
    at = grammar("es").answers.index(sentence.answer)
    assert torch.equal(told.of_the_right_one, told.probabilities[:, at])


def test_a_reading_of_the_beginning_is_the_beginning_of_the_reading(network):
    tongue = grammar("es")
    whole, part = tongue.read("Nací en Chile y mi tía canta"), tongue.read("Nací en Chile")
    assert torch.allclose(read(network, whole).probabilities[:3], read(network, part).probabilities, atol=1e-6)


def test_words_that_nobody_taught_can_be_read(network):
    own = grammar("es").read("Zarpamos rumbo a Grecia cantando ___")
    assert torch.isfinite(read(network, own).probabilities).all()
    assert len(read(network, own).top(5)) == 5


def log_probability(network: RecallNetwork, sentence, x: torch.Tensor) -> float:
    words = vocabulary("es")
    with torch.no_grad():
        scores = network.scores(network.states(x[None], fused=False)[0, -1])[words.answers]
    return float(scores.log_softmax(-1)[grammar("es").answers.index(sentence.answer)])


@pytest.mark.slow
def test_saliency_and_the_first_steps_gradient_are_slopes(network, sentence):
    told = explain(network, sentence)
    exact = network.double()
    ids = torch.tensor(vocabulary("es").encode(sentence.words))
    x = exact.embedding(ids).detach()
    for t in (0, sentence.key, len(ids) - 1):
        slopes = []
        for at in range(x.shape[1]):
            up, down = x.clone(), x.clone()
            up[t, at] += NUDGE
            down[t, at] -= NUDGE
            slopes.append((log_probability(exact, sentence, up) - log_probability(exact, sentence, down)) / (2 * NUDGE))
        assert told.saliency[t].item() == pytest.approx(float(torch.tensor(slopes).norm()), rel=1e-4, abs=1e-8)


def test_the_flow_starts_at_the_loss_of_the_right_answer(network, sentence):
    told = explain(network, sentence)
    exact = network.double()
    h = told.flow.run["h"][-1].clone().requires_grad_()
    words = vocabulary("es")
    at = grammar("es").answers.index(sentence.answer)
    loss = -exact.scores(h)[words.answers].log_softmax(-1)[at]
    (gradient,) = torch.autograd.grad(loss, h)
    assert torch.allclose(told.flow.states["h"][-1], gradient)
    assert told.flow.states["h"].dtype is torch.float64
    assert set(told.flow.states) == set(exact.layer.cell.states)


def test_occlusion_is_the_fall_of_the_log_probability(network, sentence):
    told = explain(network, sentence)
    exact = network.double()
    x = exact.embedding(torch.tensor(vocabulary("es").encode(sentence.words))).detach()
    whole = log_probability(exact, sentence, x)
    for t in range(len(x)):
        without = log_probability(exact, sentence, torch.cat([x[:t], x[t + 1 :]]))
        assert told.occlusion[t].item() == pytest.approx(whole - without, abs=1e-9)


def test_a_window_silences_what_is_earlier(network, sentence):
    short = explain(network, sentence, window=4)
    assert not short.flow.states["h"][:-4].any()
    assert short.flow.states["h"][-4:].any(-1).all()
