"""Does it help: what the arms have in common, and what they differ in."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench import embeddings as bench
from bench.embeddings import FIGURES, FOLDER, PLAN, SEEDS, SHARES
from model.datasets import Example
from model.vectors.table import WordVectors
from model.vectors.transfer import (
    FIRST_WORD,
    SPREAD,
    Arm,
    Material,
    Plan,
    balanced_verdicts,
    material,
    run,
    share_of,
    start_of,
)

WORDS = ["bueno", "malo", "el", "vino", "postre", "nunca"]
TINY = replace(Plan(), hidden=8, batch=8, learning_rate=1e-2, epochs=((1.0, 8), (0.5, 8)), word_dropout=0.0)


def rows(n: int) -> list[Example]:
    return [
        Example(f"el {('vino', 'postre')[at % 3 % 2]} {('bueno', 'malo')[at % 2]}", "pos" if at % 2 == 0 else "neg")
        for at in range(n)
    ]


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(len(WORDS), 6)).astype(np.float32)


def test_shares_of_one_seed_contain_each_other_and_seeds_differ() -> None:
    small, large = share_of(500, 0.01, 3), share_of(500, 0.1, 3)
    assert len(small) == 5
    assert large[:5] == small
    assert sorted(share_of(500, 1.0, 3)) == list(range(500))
    assert share_of(500, 0.01, 4) != small


def test_every_start_has_the_same_spread_and_a_padding_of_zeros(vectors: np.ndarray) -> None:
    wide = np.random.default_rng(1).normal(3, 5, size=(3_000, 20))
    for arm in ("random", "frozen", "tuned"):
        start = start_of(arm, wide, seed=0)
        assert start.shape == (3_000 + FIRST_WORD, 20)
        assert not start[0].any()
        assert float(start[FIRST_WORD:].std()) == pytest.approx(SPREAD, rel=0.02)
    direction = start_of("frozen", vectors, 0)[FIRST_WORD:].numpy()
    assert np.allclose(direction / np.linalg.norm(direction), vectors / np.linalg.norm(vectors), atol=1e-6)


@pytest.mark.slow
def test_a_frozen_embedding_stays_and_the_others_move(vectors: np.ndarray) -> None:
    data = material(rows(32), rows(8), rows(16), WORDS, TINY)
    for arm in ("random", "frozen", "tuned"):
        _, ended = run(data, vectors, arm, 1.0, 0, TINY)
        moved = (ended - start_of(arm, vectors, 0)).abs().amax(dim=1)
        assert not moved[0]
        assert bool(moved[FIRST_WORD:].any()) == (arm != "frozen")
        never_read = FIRST_WORD + WORDS.index("nunca")
        assert not moved[never_read]


@pytest.mark.slow
def test_a_run_learns_what_can_be_learnt_and_repeats_itself(vectors: np.ndarray) -> None:
    data = material(rows(64), rows(16), rows(30), WORDS, TINY)
    told, _ = run(data, vectors, "frozen", 1.0, 0, TINY)
    again, _ = run(data, vectors, "frozen", 1.0, 0, TINY)
    assert told["macro_f1"] == 1.0
    assert {**told, "seconds": 0} == {**again, "seconds": 0}


@pytest.mark.slow
def test_a_word_that_the_training_texts_lack_is_unknown_to_the_random_arm_alone(vectors: np.ndarray) -> None:
    exam = [Example("nunca bueno", "pos"), Example("nunca malo", "neg")]
    data = material(rows(32), rows(8), exam, WORDS, TINY)
    assert run(data, vectors, "random", 1.0, 0, TINY)[0]["unknown"] == 0.5
    assert run(data, vectors, "tuned", 1.0, 0, TINY)[0]["unknown"] == 0.0


def test_verdicts_are_balanced_by_what_training_texts_had() -> None:
    same = balanced_verdicts(np.array([[0.75, 0.25]]), [0] * 300 + [1] * 100)
    assert same[0] == pytest.approx([0.5, 0.5], abs=0.01)
    missing = balanced_verdicts(np.array([[0.5, 0.3, 0.2]]), [0, 0, 1])
    assert np.isfinite(missing).all()
    assert missing.sum() == pytest.approx(1)


def test_the_figures_that_ship_are_of_whole_curves_and_of_this_plan() -> None:
    told = json.loads((FOLDER / FIGURES).read_text("utf-8"))
    assert told["plan"]["hidden"] == PLAN.hidden
    assert [tuple(pair) for pair in told["plan"]["epochs"]] == list(PLAN.epochs)
    found = {(row["set"], row["arm"], row["share"], row["seed"]) for row in told["runs"]}
    assert len(found) == len(told["runs"])
    # Wherever one arm was measured, its opponents were, on the same texts in the same order.
    for name in ("es_reviews", "clothing"):
        for arm in ("bag", "random", "frozen", "tuned"):
            theirs = {(share, seed) for set_, other, share, seed in found if set_ == name and other == arm}
            assert theirs == {(share, seed) for set_, _, share, seed in found if set_ == name}
        assert {share for set_, _, share, _ in found if set_ == name} == set(SHARES)
        assert {seed for set_, _, _, seed in found if set_ == name} == set(SEEDS)
    for row in told["runs"]:
        assert row["interval"][0] <= row["macro_f1"] <= row["interval"][1]
        assert (row["arm"] == "bag") == ("aside" not in row)


@pytest.mark.slow
def test_the_one_command_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vectors: np.ndarray
) -> None:
    monkeypatch.setattr(bench, "PLAN", replace(TINY, epochs=((1.0, 2),)))
    monkeypatch.setattr(bench, "SETS", {"clothing": "en"})
    monkeypatch.setattr(bench, "SHARES", (1.0,))
    monkeypatch.setattr(bench, "SEEDS", (0, 1))
    monkeypatch.setattr(bench, "shipped", lambda _: WordVectors(WORDS, vectors))
    monkeypatch.setattr(bench, "texts_of", lambda *_: bench.Texts(rows(64), rows(16), rows(30)))
    monkeypatch.setattr(sys, "argv", ["bench.embeddings", "--data", str(tmp_path)])
    trained: list[tuple[str, float, int]] = []
    power = 4

    def run_while_there_is_power(data: Material, table: np.ndarray, arm: Arm, share: float, seed: int, plan: Plan):
        if len(trained) == power:
            raise KeyboardInterrupt
        trained.append((arm, share, seed))
        return run(data, table, arm, share, seed, plan)

    def figures(folder: Path) -> list[dict[str, object]]:
        told = json.loads((folder / FIGURES).read_text("utf-8"))["runs"]
        return [{name: value for name, value in row.items() if name != "seconds"} for row in told]

    monkeypatch.setattr(bench, "FOLDER", tmp_path / "interrupted")
    monkeypatch.setattr(bench, "run", run_while_there_is_power)
    with pytest.raises(KeyboardInterrupt):
        bench.main()
    assert len([row for row in figures(bench.FOLDER) if row["arm"] != "bag"]) == power
    power = -1
    bench.main()
    assert len(trained) == len(set(trained)) == 3 * 2

    interrupted = figures(bench.FOLDER)
    trained.clear()
    monkeypatch.setattr(bench, "FOLDER", tmp_path / "whole")
    bench.main()
    assert figures(bench.FOLDER) == interrupted
    assert len(interrupted) == 4 * 2
    trained.clear()
    bench.main()
    assert not trained
