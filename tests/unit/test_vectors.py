"""Tables of word vectors: neighbours, analogies, coverage, the frozen layer, WEAT, the map, and what ships."""

import json
from itertools import permutations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.vector_facts import FACTS, analogies, biases
from model.errors import InputError
from model.vectors.association import association
from model.vectors.faithful import kept_neighbours, nearest_among
from model.vectors.layer import embedding_matrix, frozen, looked_up, trainable
from model.vectors.shipped import FOLDER, LANGUAGES, VECTORS, questions, shipped, shipped_map
from model.vectors.table import WordVectors, coverage
from model.vocabulary import Vocabulary, words_of

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def random_table(words: int = 40, size: int = 6, seed: int = 0) -> WordVectors:
    array = np.random.default_rng(seed).normal(size=(words, size)).astype(np.float32)
    return WordVectors([f"w{at}" for at in range(words)], array)


# --------------------------------------------------------------------------------------------------------------- table


def test_neighbours_are_those_of_the_largest_cosines() -> None:
    table = random_table()
    a = table.array
    cosines = (a @ a[3]) / np.linalg.norm(a, axis=1) / np.linalg.norm(a[3])
    expected = [f"w{at}" for at in np.argsort(-cosines) if at != 3][:7]
    near = table.neighbours("w3", 7)
    assert [item.word for item in near] == expected
    assert near[0].cosine == pytest.approx(np.sort(cosines)[-2], abs=1e-5)


@given(st.integers(0, 39), st.integers(0, 39))
def test_similarity_is_symmetric_and_one_with_itself(one: int, other: int) -> None:
    table = random_table()
    assert table.similarity(f"w{one}", f"w{other}") == pytest.approx(table.similarity(f"w{other}", f"w{one}"), abs=1e-6)
    assert table.similarity(f"w{one}", f"w{one}") == pytest.approx(1, abs=1e-6)


def test_an_analogy_finds_the_fourth_corner_and_excludes_only_the_words_of_the_question() -> None:
    corners = {"man": [1, 0, 0, 0.1], "woman": [1, 1, 0, 0.1], "king": [1, 0, 1, 0.1], "queen": [1, 1, 1, 0.1]}
    table = WordVectors([*corners, "far"], np.array([*corners.values(), [-1, 0, 0, 1]], dtype=np.float32))
    assert table.analogy("man", "woman", "king", 1)[0].word == "queen"
    free = [item.word for item in table.analogy("man", "woman", "king", 5, excluding=False)]
    assert sorted(free) == sorted(table.words)
    assert not {"man", "woman", "king"} & {item.word for item in table.analogy("man", "woman", "king", 5)}


def test_more_neighbours_than_words_are_all_the_others() -> None:
    assert len(random_table(4).neighbours("w0", 10)) == 3
    assert WordVectors(["solo"], np.ones((1, 2), dtype=np.float32)).neighbours("solo") == []


def test_upper_case_finds_the_lower_and_a_word_that_is_missing_is_told() -> None:
    table = random_table()
    assert table.row("W7") == 7
    with pytest.raises(InputError) as caught:
        table.neighbours("nadie")
    assert caught.value.code == "word-unknown"


def test_a_vector_of_zeros_has_no_direction_and_harms_nobody() -> None:
    table = WordVectors(["a", "nada", "b"], np.array([[1, 0], [0, 0], [1, 1]], dtype=np.float32))
    assert [item.word for item in table.neighbours("a")] == ["b", "nada"]
    assert table.similarity("a", "nada") == 0


def test_coverage_counts_words_and_names_the_missing_by_frequency() -> None:
    table = WordVectors(["rico", "muy"], np.eye(2, dtype=np.float32))
    found = coverage(table, words_of("Muy rico. Muy pero muy crocante, crocante pero rico"))
    assert (found.read, found.known, found.different, found.different_known) == (9, 5, 4, 2)
    assert found.missing == [("pero", 2), ("crocante", 2)]


# --------------------------------------------------------------------------------------------------------------- layer


def test_the_frozen_layer_gives_the_tables_vectors_and_learns_nothing() -> None:
    table = random_table()
    vocabulary = Vocabulary.learn(["w3 w5 w3 desconocida"])
    matrix = embedding_matrix(table, vocabulary)
    assert matrix.shape == (len(vocabulary) + 2, table.size)
    layer = frozen(matrix)
    encoding = vocabulary.encode("w5 w3 otra desconocida")
    output = looked_up(layer, encoding.ids).numpy()
    assert np.array_equal(output[:2], table.array[[5, 3]])
    assert not output[2:].any()
    assert not matrix[:2].any()
    assert trainable(layer) == 0
    assert trainable(torch.nn.Embedding(3, 2)) == 6


def test_what_subwords_compose_fills_its_row() -> None:
    table = WordVectors(["a"], np.ones((1, 2), dtype=np.float32), compose=lambda _: np.full(2, 7, dtype=np.float32))
    vocabulary = Vocabulary.learn(["a b"])
    assert embedding_matrix(table, vocabulary).tolist() == [[0, 0], [0, 0], [1, 1], [7, 7]]


# ---------------------------------------------------------------------------------------------------------------- bias


def test_weat_is_the_formula_of_the_paper() -> None:
    table = random_table(size=5)
    x, y, a, b = ([f"w{at}" for at in range(start, start + 4)] for start in (0, 4, 8, 12))

    def lean(word: str) -> float:
        return float(np.mean([table.similarity(word, other) for other in a])) - float(
            np.mean([table.similarity(word, other) for other in b])
        )

    leaning = [lean(word) for word in x + y]
    found = association(table, x, y, a, b)
    assert found.leaning == pytest.approx(leaning, abs=1e-5)
    effect = (np.mean(leaning[:4]) - np.mean(leaning[4:])) / np.std(leaning, ddof=1)
    assert found.effect == pytest.approx(effect, abs=1e-4)
    assert found.tried == 70
    assert found.exact
    # The p-value by brute force, over all orders.
    observed = abs(sum(leaning[:4]) - sum(leaning[4:])) - 1e-6
    orders = [abs(sum(order[:4]) - sum(order[4:])) >= observed for order in permutations(leaning)]
    assert found.p == pytest.approx(np.mean(orders), abs=1e-9)


def test_weat_turns_round_with_its_groups_and_finds_what_was_planted() -> None:
    planted = np.random.default_rng(1).normal(size=(24, 30)).astype(np.float32)
    planted[:6] += 2 * planted[12:18].mean(axis=0)
    planted[6:12] += 2 * planted[18:].mean(axis=0)
    table = WordVectors([f"w{at}" for at in range(24)], planted)
    x, y, a, b = (table.words[start : start + 6] for start in (0, 6, 12, 18))
    found, turned = association(table, x, y, a, b), association(table, y, x, a, b)
    assert found.effect > 1.5
    assert found.p < 0.01
    assert turned.effect == pytest.approx(-found.effect, abs=1e-5)
    assert turned.p == found.p


def test_p_values_of_nothing_are_spread_evenly() -> None:
    values = []
    for seed in range(60):
        words = random_table(24, 20, seed)
        values.append(association(words, *(words.words[start : start + 6] for start in (0, 6, 12, 18))).p)
    assert 0.3 < np.mean(values) < 0.7
    assert np.mean(np.array(values) < 0.05) < 0.2


def test_words_that_the_table_lacks_are_left_out_and_told_and_too_few_refused() -> None:
    table = random_table()
    found = association(
        table, ["w1", "w2", "w3", "nadie"], ["w4", "w5", "w6"], ["w7", "w8", "w9"], ["w10", "w11", "w12"]
    )
    assert found.missing == ["nadie"]
    assert found.x == ["w1", "w2", "w3"]
    with pytest.raises(InputError) as caught:
        association(table, ["w1", "nadie"], ["w4", "w5", "w6"], ["w7", "w8", "w9"], ["w10", "w11", "w12"])
    assert caught.value.code == "too-few-words"


def test_many_words_are_dealt_at_random_and_always_in_the_same_way() -> None:
    table = random_table(60)
    sets = (table.words[:12], table.words[12:24], table.words[24:30], table.words[30:36])
    found = association(table, *sets)
    assert not found.exact
    assert found.p == association(table, *sets).p > 0


# ----------------------------------------------------------------------------------------------------------------- map


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_a_map_of_flat_things_keeps_all_neighbours_and_a_random_one_few(seed: int) -> None:
    draw = np.random.default_rng(seed)
    angles = np.sort(draw.uniform(0, np.pi / 2, 60))
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    truly = nearest_among(circle, 5)
    assert kept_neighbours(truly, circle) > 0.95
    assert kept_neighbours(truly, draw.normal(size=(60, 2)).astype(np.float32)) < 0.4
    assert not (truly == np.arange(60)[:, None]).any()


# ------------------------------------------------------------------------------------------------------------- shipped


@BOTH
def test_what_ships_is_whole_finite_and_small(language: str) -> None:
    table, drawn = shipped(language), shipped_map(language)
    about = json.loads((FOLDER / language / "vectors.json").read_text("utf-8"))
    assert table.array.dtype == np.float16
    assert np.isfinite(table.array).all()
    assert len(set(table.words)) == len(table) == about["words"] >= 20_000
    assert table.size == about["size"]
    assert (FOLDER / language / VECTORS).stat().st_size <= 8 * 10**6
    for points in drawn.points.values():
        assert points.shape == (about["map"]["words"], 2)
        assert np.abs(points).max() <= 1
    assert all(word == word.lower() for word in table.words)


@BOTH
def test_every_word_that_the_page_asks_for_has_a_vector(language: str) -> None:
    table, asked = shipped(language), questions(language)
    pairs = [*asked["opposites"], *asked["alike"], *(pair for kind in asked["analogies"].values() for pair in kind)]
    sets = [word for test in asked["bias"] for name in "xyab" for word in test[name]]
    words = [asked["word"], *asked["pair"], *asked["question"], *(word for pair in pairs for word in pair), *sets]
    assert not [word for word in words if table.row(word) is None]
    for test in asked["bias"]:
        assert not set(test["x"]) & set(test["y"])
        assert len(test["x"]) == len(test["y"]) == len(test["a"]) == len(test["b"]) == 8


@BOTH
def test_the_layers_sentences_have_a_word_without_a_vector(language: str) -> None:
    assert coverage(shipped(language), words_of(questions(language)["lines"])).missing


def test_a_language_without_vectors_is_told() -> None:
    for ask in (shipped, shipped_map):
        with pytest.raises(InputError) as caught:
            ask("xx")
        assert caught.value.code == "vectors-not-here"


@pytest.mark.slow
@BOTH
def test_the_facts_that_are_told_are_those_of_the_vectors_that_ship(language: str) -> None:
    told = json.loads(FACTS.read_text("utf-8"))[language]
    table = shipped(language)
    assert told["analogies"] == analogies(table, language)
    found = biases(table, language)
    assert told["bias"].keys() == found.keys()
    for name, (effect, p) in told["bias"].items():  # where regroupings tie, the processor's last digit decides
        assert found[name] == pytest.approx([effect, p], abs=1e-3)


@BOTH
def test_the_card_tells_the_figures_of_the_facts(language: str) -> None:
    card = (FOLDER / language / "README.md").read_text("utf-8")
    told = json.loads(FACTS.read_text("utf-8"))[language]
    asked = told["analogies"]["all"]
    assert f"| all | {asked['n']} | {asked['excluding']} | {asked['including']} | {asked['third']} |" in card
    for name, (effect, p) in told["bias"].items():
        assert f"| {name} | {effect:+.2f} | {p:.4f} |" in card
