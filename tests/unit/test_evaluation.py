"""Figures against scikit-learn's, against counting by hand, and against what their intervals promise."""

import json

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

from model.__main__ import main
from model.errors import InputError
from model.evaluation import FULL_LENGTH, advantage, bootstrap, evaluate, macro_f1, probabilities, report, wilson
from model.network import Network
from model.text import pad

pytestmark = pytest.mark.slow

LABELS = ("neg", "neu", "pos")


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=60),
    st.integers(0, 2**32 - 1),
)
def test_accuracy_and_macro_f1_are_scikit_learns(rows: list[tuple[int, int]], seed: int) -> None:
    truth, verdicts = map(list, zip(*rows, strict=True))
    probabilities = np.random.default_rng(seed).uniform(0.0, 0.4, size=(len(rows), 3))
    probabilities[range(len(rows)), verdicts] = 0.5
    ours = report(truth, probabilities, LABELS)
    assert ours.accuracy == pytest.approx(accuracy_score(truth, verdicts))
    assert ours.macro_f1 == pytest.approx(f1_score(truth, verdicts, average="macro"))
    assert ours.confusion == confusion_matrix(truth, verdicts, labels=[0, 1, 2]).tolist()
    for figure, (low, high) in (
        (ours.accuracy, ours.accuracy_interval),
        (ours.macro_f1, ours.macro_f1_interval),
    ):
        assert 0 <= low <= high <= 1
        assert low - 0.25 <= figure <= high + 0.25  # the bootstrap may miss the figure of a handful of texts
    assert (ours.accuracy_among_present is None) == (len(set(truth)) == 3)


def test_among_the_files_labels_only_they_count() -> None:
    probabilities = np.array([[0.3, 0.5, 0.2], [0.1, 0.6, 0.3], [0.4, 0.1, 0.5]])
    ours = report([0, 2, 0], probabilities, LABELS)
    assert ours.accuracy == 0
    assert ours.accuracy_among_present == pytest.approx(2 / 3)


def test_wilsons_interval_is_the_textbooks() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe (1998), table I
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)


@pytest.mark.parametrize("interval", ["accuracy", "macro_f1"])
def test_the_intervals_hold_the_truth_as_often_as_they_say(interval: str) -> None:
    """Texts drawn again and again from a known confusion: 95 % of the intervals hold its figure."""
    draw = np.random.default_rng(0)
    world = np.array([[0.2, 0.06, 0.04], [0.05, 0.15, 0.1], [0.02, 0.08, 0.3]])
    truth = {"accuracy": world.trace(), "macro_f1": macro_f1(world)}[interval]
    held = 0
    for _ in range(200):
        sample = draw.multinomial(300, world.ravel()).reshape(3, 3)
        low, high = wilson(int(sample.trace()), 300) if interval == "accuracy" else bootstrap(sample, draws=200)
        held += low <= truth <= high
    assert 0.9 <= held / 200 <= 0.99


def test_an_advantage_is_the_difference_of_the_two_reports() -> None:
    draw = np.random.default_rng(0)
    truth = draw.integers(3, size=80).tolist()
    one, other = draw.uniform(size=(2, 80, 3))
    ours, theirs = report(truth, one, LABELS), report(truth, other, LABELS)
    ahead = advantage(truth, one, other)
    assert ahead.accuracy == pytest.approx(ours.accuracy - theirs.accuracy)
    assert ahead.macro_f1 == pytest.approx(ours.macro_f1 - theirs.macro_f1)
    assert ahead.macro_f1_interval[0] < ahead.macro_f1 < ahead.macro_f1_interval[1]
    assert np.sum(ahead.verdicts, axis=2).tolist() == ours.confusion
    assert np.sum(ahead.verdicts, axis=1).tolist() == theirs.confusion
    back = advantage(truth, other, one)
    assert (back.accuracy, back.macro_f1) == pytest.approx((-ahead.accuracy, -ahead.macro_f1))
    itself = advantage(truth, one, one)
    assert itself.accuracy_interval == itself.macro_f1_interval == (0, 0)


@pytest.mark.parametrize("figure", ["accuracy", "macro_f1"])
def test_a_paired_interval_holds_the_true_difference_as_often_as_it_says(figure: str) -> None:
    """Two judges who often err together, on texts drawn again and again from a known world of 2 × 2 × 2 outcomes."""
    draw = np.random.default_rng(0)
    world = np.array([[[0.30, 0.08], [0.04, 0.08]], [[0.07, 0.03], [0.05, 0.35]]])
    one, other = world.sum(axis=2), world.sum(axis=1)
    truth = {"accuracy": one.trace() - other.trace(), "macro_f1": macro_f1(one) - macro_f1(other)}[figure]
    verdict = np.eye(2)
    held = 0
    for _ in range(200):
        rows = np.repeat(list(np.ndindex(2, 2, 2)), draw.multinomial(300, world.ravel()), axis=0)
        found = advantage(rows[:, 0].tolist(), verdict[rows[:, 1]], verdict[rows[:, 2]], draws=200)
        low, high = {"accuracy": found.accuracy_interval, "macro_f1": found.macro_f1_interval}[figure]
        held += low <= truth <= high
    assert 0.9 <= held / 200 <= 0.99


def test_evaluate_counts_what_the_network_says(network: Network) -> None:
    texts = ["Muy rico.", "Nada bueno", "¿Dónde queda?", "No me gustó la espera, pero volvería", " ", "Excelente"]
    labels = ["pos", "neg", "neu", "pos", "pos", "neg"]
    ours = evaluate(network, pd.DataFrame({"text": texts, "label": labels}))
    read = [row for row in range(6) if row != 4]
    verdicts = [network.predict([texts[row]])[0].label for row in read]
    assert ours.n == 5
    assert ours.accuracy == sum(verdict == labels[row] for verdict, row in zip(verdicts, read, strict=True)) / 5
    for i, truth in enumerate(LABELS):
        for j, verdict in enumerate(LABELS):
            pairs = [(labels[row], said) for row, said in zip(read, verdicts, strict=True)]
            assert ours.confusion[i][j] == pairs.count((truth, verdict))
    assert ours.texts_per_second == pytest.approx(5 / ours.seconds)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({"texto": ["a"], "label": ["pos"]}, "table-no-column"),
        ({"text": ["a"], "etiqueta": ["pos"]}, "table-no-column"),
        ({"text": ["a", "b"], "label": ["pos", "good"]}, "table-labels"),
        ({"text": ["a", "b"], "label": ["pos", None]}, "table-labels"),
        ({"text": [" ", None], "label": ["pos", "pos"]}, "table-empty"),
        ({"text": [], "label": []}, "table-empty"),
        ({"text": ["\u200b", "<br />"], "label": ["pos", "pos"]}, "table-empty"),
    ],
)
def test_bad_tables_are_told_apart(network: Network, table: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(network, pd.DataFrame(table))
    assert caught.value.code == code


@pytest.mark.parametrize("limit", [0, -1])
def test_no_verdict_comes_of_no_pieces(network: Network, limit: int) -> None:
    table = pd.DataFrame({"text": ["Muy rico."], "label": ["pos"]})
    for judge in (
        lambda: network.predict(["Muy rico."], limit=limit),
        lambda: probabilities(network, ["Muy rico."], LABELS, limit=limit),
        lambda: evaluate(network, table, limit=limit),
    ):
        with pytest.raises(InputError) as caught:
            judge()
        assert (caught.value.code, caught.value.detail) == ("bad-length", {"length": limit})


def test_a_long_text_is_read_to_its_full_length_and_what_is_cut_is_said(network, tmp_path, capsys) -> None:
    """A review longer than the page reads is judged whole, up to the limit, and figures are scikit-learn's."""
    words = ["bueno", "malo", "cable", "rojo", "lento", "caro", "feo", "lindo"]
    draw = np.random.default_rng(0)
    texts = [" ".join(draw.choice(words, size=size)) for size in (3, 40, 700, 900, 900, 2500)]
    truth = ["pos", "neg", "neu", "pos", "neg", "pos"]
    pieces = [len(ids) for ids in network.tokenizer.encode_many(texts)]
    assert sum(size > network.config.limit for size in pieces) >= 4
    table = pd.DataFrame({"text": texts, "label": truth})
    told = evaluate(network, table)
    assert (told.limit, told.cut) == (FULL_LENGTH, sum(size > FULL_LENGTH for size in pieces))
    with torch.inference_mode():
        logits = [network(*pad([ids[:FULL_LENGTH]])) for ids in network.tokenizer.encode_many(texts)]
    said = [LABELS[int(row.argmax())] for row in logits]
    assert told.accuracy == pytest.approx(accuracy_score(truth, said))
    assert told.macro_f1 == pytest.approx(f1_score(truth, said, average="macro"))
    assert evaluate(network, table, limit=5).cut == sum(size > 5 for size in pieces)
    network.save(tmp_path / "mine")
    table.to_csv(tmp_path / "long.csv", index=False)
    command = ["evaluate", "--model", str(tmp_path / "mine"), "--data", str(tmp_path / "long.csv")]
    assert main(command) == 0
    assert f"{told.cut} of 6 texts cut at 1,200 pieces" in capsys.readouterr().out
    assert main([*command, "--limit", "5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["limit"] == 5


def test_the_command_line_prints_the_same_figures_for_people_and_programs(network, tmp_path, capsys) -> None:
    network.save(tmp_path / "mine")
    table = pd.DataFrame({"reseña": ["Muy rico.", "Nada bueno", "Un cable"], "qué": ["pos", "neg", "neu"]})
    for name, write in (("t.csv.gz", table.to_csv), ("t.parquet", table.to_parquet)):
        write(tmp_path / name, index=False)
        command = ["evaluate", "--model", str(tmp_path / "mine"), "--data", str(tmp_path / name)]
        command += ["--text-column", "reseña", "--label-column", "qué"]
        assert main([*command, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        expected = json.loads(evaluate(network, table, "reseña", "qué").to_json())
        assert told["n"] == 3
        for key in ("labels", "accuracy", "macro_f1", "confusion"):
            assert told[key] == expected[key]
        assert main(command) == 0
        plain = capsys.readouterr().out
        assert f"accuracy   {told['accuracy']:.4f}" in plain
        assert f"macro_f1   {told['macro_f1']:.4f}" in plain
