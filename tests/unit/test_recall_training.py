"""Batches ask what they mean to ask, and training learns it."""

import io
import math

import pytest
import torch

from model.cells import CELLS
from model.errors import InputError
from model.recall.data import UNKNOWN, Recall, padded, vocabulary
from model.recall.fading import HALF_LIFE, Fading
from model.recall.measure import accuracy, right_answers
from model.recall.network import Start
from model.recall.race import Race, Settings
from model.recall.sentences import LANGUAGES, grammar, words_of
from model.recall.synthetic import BLANK, COPIED, SIGN, SYMBOLS, Adding, Copy
from model.recall.training import Training

pytestmark = pytest.mark.slow


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


# ------------------------------------------------------------------------------------------------------------ sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_batch_asks_for_the_language_of_its_country(language):
    words = vocabulary(language)
    answer_of = {words_of(country)[0]: words_of(answer)[0] for country, answer in grammar(language).answer_of.items()}
    ids, targets = Recall(language, (4, 7)).batch(3, 8, generator())
    assert ids.shape[:2] == targets.shape == (3, 8)
    for row, target in zip(ids.flatten(0, 1).tolist(), targets.flatten().tolist(), strict=True):
        (country,) = [words.words[at] for at in row if words.words[at] in answer_of]
        assert words.words[target] == answer_of[country]
        assert len(row) - 1 - [words.words[at] for at in row].index(country) in {4, 7}


def test_a_language_model_is_asked_for_every_next_word():
    task = Recall("es", (12,), 0.5, "language-model")
    ids, targets = task.batch(2, 16, generator())
    assert targets.shape == ids.shape
    shown = ids[..., 1:] != UNKNOWN
    assert torch.equal(targets[..., :-1][shown], ids[..., 1:][shown])
    assert torch.isin(targets[..., -1], vocabulary("es").answers).all()
    assert (~shown).any()
    assert (targets != UNKNOWN).all()


def test_some_words_are_hidden_but_never_a_name():
    words = vocabulary("es")
    ids = torch.arange(1, len(words)).repeat(50, 1)
    hidden = words.hide(ids, 0.3, generator())
    assert torch.equal(hidden[:, words.names[1:]], ids[:, words.names[1:]])
    share = (hidden == UNKNOWN)[:, ~words.names[1:]].float().mean()
    assert 0.27 < share < 0.33


def test_an_exam_is_the_same_every_time_and_of_its_split():
    task = Recall("es", (2, 5, 9), 0.5)
    (ids, mask), answers = task.exam("test", 90)
    (again, _), _ = task.exam("test", 90)
    assert torch.equal(ids, again)
    assert len(ids) == len(answers) == 90
    assert mask[:, -1].all()
    assert not torch.equal(task.exam("valid", 90)[0][0], ids)
    chance = task.right(torch.randn(90, len(vocabulary("es"))), answers).float().mean()
    assert chance < 0.25


def test_right_looks_at_the_answers_only():
    task, words = Recall("es", (2,)), vocabulary("es")
    scores = torch.zeros(1, len(words))
    scores[0, 1] = 9.0
    scores[0, words.answers[3]] = 1.0
    assert task.right(scores, words.answers[3:4]).all()
    assert not task.right(scores, words.answers[4:5]).any()


def test_padded_sentences_end_together():
    tongue = grammar("es")
    asked = [tongue.read(text) for text in tongue.examples]
    ids, mask = padded(asked, "es")
    for row, sentence in enumerate(asked):
        assert ids[row][mask[row]].tolist() == vocabulary("es").encode(sentence.words)
        assert mask[row, -1]


# ----------------------------------------------------------------------------------------------------------- literature


def test_adding_asks_for_the_sum_of_one_number_in_each_half():
    inputs, sums = Adding(9).batch(2, 50, generator())
    numbers, marks = inputs.unbind(-1)
    assert (marks.sum(-1) == 2).all()
    assert (marks[..., :4].sum(-1) == 1).all()
    assert torch.allclose(sums, (numbers * marks).sum(-1))


def test_answering_one_to_every_sum_earns_the_stated_chance():
    task = Adding(9)
    _, sums = task.batch(1, 40_000, generator())
    assert task.right(torch.ones_like(sums), sums).float().mean().item() == pytest.approx(task.chance, abs=0.005)
    assert task.losses(torch.ones_like(sums), sums).item() == pytest.approx(1 / 6, abs=0.005)


def test_copy_shows_waits_and_asks():
    ids, symbols = Copy(7).batch(2, 30, generator())
    assert ids.shape[-1] == 7 + 2 * COPIED
    assert torch.equal(ids[..., :COPIED], symbols)
    assert symbols.max() < SYMBOLS
    rest = ids[..., COPIED:]
    assert (rest[..., 7] == SIGN).all()
    assert (torch.cat([rest[..., :7], rest[..., 8:]], dim=-1) == BLANK).all()


@pytest.mark.parametrize("told", [False, True])
def test_fading_weighs_every_opinion_by_its_age(told):
    inputs, targets = Fading(5, told).batch(1, 40, generator())
    for (opinions, days), target in zip(inputs[0].mT.tolist() and inputs[0].transpose(1, 2), targets[0], strict=True):
        balance = 0.0
        for at in range(5):
            age = float(days[at + 1 :].sum())
            balance += float(opinions[at]) * 2 ** (-age / HALF_LIFE)
        assert (balance > 0) == bool(target)


def test_fading_cannot_be_known_without_the_days():
    """Same opinions, other days, other answer: for a good part of the questions."""
    (one,), answers = Fading().exam("test", 2000)
    shuffled = one.clone()
    shuffled[..., 1] = one[..., 1][torch.randperm(2000, generator=generator())]
    age = shuffled[..., 1].flip(-1).cumsum(-1).flip(-1) - shuffled[..., 1]
    other = (shuffled[..., 0] * 2 ** (-age / HALF_LIFE)).sum(-1) > 0
    assert (other != (answers > 0.5)).float().mean() > 0.1


# ------------------------------------------------------------------------------------------------------------- training


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_learns_over_two_words(cell):
    torch.manual_seed(0)
    task = Recall("es", (2,))
    training = Training(task, [task.network(cell, Start())], [1e-2])
    losses = [training.step()[0] for _ in range(150)]
    assert losses[0] == pytest.approx(math.log(len(vocabulary("es"))), rel=0.3)
    assert sum(losses[-20:]) / 20 < 1.0
    right, n = right_answers(training.networks[0], task, "valid", 60)
    assert right / n > 3 * task.chance


class SameForAll(Recall):
    """Every network gets the same sentences, so that one alone sees them too."""

    def batch(self, networks, size, generator):
        ids, targets = Recall.batch(self, 1, size, generator)
        return ids.expand(networks, -1, -1), targets.expand(networks, -1)


def network(seed: int):
    torch.manual_seed(seed)
    return Recall("es", (2,)).network("gru", Start())


def test_networks_side_by_side_learn_as_if_alone():
    """Also with different rates: nobody's gradient or clipping reaches a neighbour."""
    same = SameForAll("es", (2,))
    together = Training(same, [network(0), network(1)], [1e-3, 3e-2], seed=5)
    alone = Training(same, [network(1)], [3e-2], seed=5)
    for _ in range(5):
        _, beside = together.step()
        (own,) = alone.step()
        assert beside == pytest.approx(own, rel=1e-4)


def test_who_is_kept_learns_on_as_if_nobody_had_left():
    same = SameForAll("es", (2,))
    together = Training(same, [network(seed) for seed in range(3)], [1e6, 3e-2, 1e-3], seed=5)
    alone = Training(same, [network(1)], [3e-2], seed=5)
    for _ in range(3):
        together.step()
        alone.step()
    together.keep(together.networks[1:2])
    assert together.diverged == [False]
    for _ in range(3):
        assert together.step() == pytest.approx(alone.step(), rel=1e-4)


def test_one_that_diverges_is_told_and_hurts_no_other():
    task = Recall("es", (2,))
    torch.manual_seed(0)
    networks = [task.network("gru", Start()) for _ in range(2)]
    training = Training(task, networks, [1e6, 1e-2])
    losses = [training.step()[1] for _ in range(100)]
    assert training.diverged == [True, False]
    assert losses[-1] < losses[0]


# -------------------------------------------------------------------------------------------------------------- figures


def test_an_interval_holds_its_mean_and_narrows_with_the_questions():
    few, many = accuracy([8, 9, 7, 8, 9], 10, 0.1), accuracy([800, 900, 700, 800, 900], 1000, 0.1)
    for told in (few, many):
        low, high = told.interval
        assert 0 <= low < told.accuracy < high <= 1
    assert few.accuracy == many.accuracy == pytest.approx(0.82)
    assert few.interval[1] - few.interval[0] > many.interval[1] - many.interval[0]


def test_an_interval_knows_that_other_seeds_would_differ():
    alike, unlike = accuracy([50] * 5, 100, 0.1), accuracy([0, 100, 0, 100, 50], 100, 0.1)
    assert alike.accuracy == unlike.accuracy
    assert unlike.interval[1] - unlike.interval[0] > 2 * (alike.interval[1] - alike.interval[0])


@pytest.mark.parametrize("right", [0, 300])
def test_no_interval_is_a_point(right):
    low, high = accuracy([right] * 5, 300, 0.1).interval
    assert high - low > 1e-4
    assert low <= right / 300 <= high


# ----------------------------------------------------------------------------------------------------------------- race


SHORT = Settings(distance=3, steps=20, hidden=8, learning_rate=1e-2)


def test_a_race_tells_its_curves():
    points = list(Race(SHORT).run())
    for cell in SHORT.cells:
        own = [point for point in points if point.cell == cell]
        assert [point.step for point in own] == [10, 20]
        assert own[-1].accuracy is not None
        assert all(point.loss is not None and not point.diverged for point in own)


@pytest.mark.parametrize("seed", range(3))
def test_with_the_default_settings_the_elman_network_and_the_lstm_part_ways(seed):
    last = {point.cell: point.accuracy for point in Race(Settings(steps=700, seed=seed)).run()}
    assert last["lstm"] > 0.6
    assert last["rnn"] < 0.3


def test_a_race_taken_up_again_is_the_same_race():
    whole = Race(SHORT)
    points = list(whole.run())
    broken = Race(SHORT)
    seen = []
    for point in broken.run():
        seen.append(point)
        if point.step == 10 and point.cell == SHORT.cells[-1]:
            break
    file = io.BytesIO()
    torch.save(broken.state(), file)
    file.seek(0)
    seen += list(Race.resumed(torch.load(file, weights_only=True)).run())
    assert seen == points


def test_a_race_that_diverges_says_so_and_ends():
    race = Race(Settings(cells=("lstm",), distance=3, steps=200, learning_rate=1e6))
    *_, last = race.run()
    assert last.diverged
    assert race.finished
    assert race.done < 200


def test_a_curriculum_ends_at_the_distance():
    stages = Settings(distance=10, curriculum=True).stages()
    assert [stage.distances[-1] for stage in stages] == [3, 5, 8, 10]
    assert [stage.distances[-1] for stage in Settings(distance=1, curriculum=True).stages()] == [1]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"cells": ()}, "race-no-cell"),
        ({"cells": ("rnn", "transformer")}, "recall-cell"),
        ({"distance": 0}, "recall-distance"),
        ({"distance": -5}, "recall-distance"),
        ({"distance": 10**6}, "recall-distance"),
        ({"language": "fr"}, "recall-language"),
        ({"hidden": 0}, "race-hidden"),
        ({"hidden": 10**4}, "race-hidden"),
        ({"steps": 0}, "race-steps"),
        ({"steps": 10**9}, "race-steps"),
        ({"learning_rate": 0.0}, "race-learning-rate"),
        ({"learning_rate": -1.0}, "race-learning-rate"),
        ({"learning_rate": float("nan")}, "race-learning-rate"),
        ({"learning_rate": float("inf")}, "race-learning-rate"),
        ({"forget_bias": float("nan")}, "race-forget-bias"),
        ({"forget_bias": 99.0}, "race-forget-bias"),
    ],
)
def test_what_no_race_can_be_run_with(settings, code):
    with pytest.raises(InputError) as error:
        Race(Settings(**settings))
    assert error.value.code == code
