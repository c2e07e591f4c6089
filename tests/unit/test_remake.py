"""The whole way from a folder of texts to models with cards: that of `make models`, with networks of a few units."""

import json
from pathlib import Path

import pytest

from bench import cards
from model import available, load
from model.__main__ import main
from model.remake import costs, minutes, shipped, table
from model.zoo import models_folder
from tests.films import film_phrases

pytestmark = pytest.mark.slow

SHARED = """
[model]
language = "en"
labels = ["neg", "pos"]
embedding = 8
hidden = 6

[text]
vocabulary = 400

[training]
epochs = 1
batch = 16

[data]
mix = [{ set = "imdb" }]
"""
TAUGHT = """
base = "shared.toml"
[model]
cell = "rnn"
[teacher]
configs = ["teachers/films.toml", "teachers/films-taught.toml"]
folds = 2
unlabelled = { imdb = 20 }
[training]
adversary = 0.01
"""
TEACHER = """
base = "../shared.toml"
[model]
cell = "lstm"
hidden = 8
"""
TAUGHT_TEACHER = """
base = "films.toml"
[model]
backward = true
[teacher]
configs = ["films.toml"]
"""
PLAIN = """
base = "shared.toml"
[model]
cell = "gru"
"""
READS_FIRST = """
base = "shared.toml"
seeds = [0, 1]
[model]
cell = "lstm"
[pretraining]
unlabelled = ["imdb"]
epochs = 1
batch = 4
steps = 16
negatives = 20
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data, configurations, and a cache of its own."""
    monkeypatch.setenv("COMPUERTAS_CACHE", str(tmp_path / "cache"))
    frame = film_phrases(train=400, valid=100)
    (tmp_path / "data").mkdir()
    frame[frame.label != "neu"].to_csv(tmp_path / "data" / "imdb_train.csv.gz", index=False)
    frame[frame.label == "neu"].to_csv(tmp_path / "data" / "imdb_unsup.csv.gz", index=False)
    (tmp_path / "configs" / "teachers").mkdir(parents=True)
    written_as = {"shared": SHARED, "plain": PLAIN, "reads-first": READS_FIRST, "taught": TAUGHT}
    teachers = {"teachers/films": TEACHER, "teachers/films-taught": TAUGHT_TEACHER}
    for name, written in (written_as | teachers).items():
        (tmp_path / "configs" / f"{name}.toml").write_text(written)
    return tmp_path


def remake(folder: Path, *more: str) -> int:
    places = [part for name in ("data", "configs", "out", "work") for part in (f"--{name}", str(folder / name))]
    return main(["remake", *places, *more])


def test_every_model_is_made_and_told_and_nothing_is_done_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert remake(folder) == 0
    first = capsys.readouterr()
    assert "epoch 1/1 done" in first.err
    for name in ("plain", "reads-first", "taught"):
        assert name in first.out
    assert "shared" not in first.out

    assert remake(folder, "--json") == 0
    again = capsys.readouterr()
    assert "epoch 1/1 done" not in again.err
    told = json.loads(again.out)
    assert table(told) == first.out.rstrip("\n")

    monkeypatch.setenv("COMPUERTAS_MODELS", str(folder / "out"))
    assert available() == ["plain", "reads-first", "taught"]
    for name in available():
        assert set(load(name).predict(["Lovely."])[0].probabilities) == {"neg", "pos"}
        card = cards.card(name)
        assert f"{told[name]['validation']['macro_f1']:.3f}" in card
        assert ("language model" in card) == (name == "reads-first")
        assert ("It is distilled" in card) == (name == "taught")
        assert ("that reads backwards" in card) == (name == "taught")
        assert ("had been taught likewise" in card) == (name == "taught")
        assert ("\nby 1.0% of a text's norm" in card) == (name == "taught")
        assert ("2 trainings" in card) == (name == "reads-first")


def test_what_a_model_cost_counts_every_seed_the_reading_and_all_teachers() -> None:
    assert minutes({"name": "plain", "minutes": 3.0}) == 3
    runs = [{"minutes": 3.0}, {"minutes": 4.0}]
    reading = {"key": "read", "minutes": 20.0}
    network = {"networks": [{"minutes": 5.0}, {"minutes": 6.0}], "pretraining": reading, "taught": None}
    taught = {"facts": {"key": "teacher", "teachers": [network]}}
    student = {"name": "taught", "minutes": 4.0, "seeds": {"runs": runs}, "pretraining": None, "teacher": taught}
    assert minutes(student) == 7 + 11 + 20
    assert minutes(student | {"pretraining": reading}) == 7 + 11 + 20, "it starts with what its teacher read"
    sibling = student | {"name": "sibling"}
    assert sum((costs(student) | costs(sibling)).values()) == 2 * 7 + 11 + 20, "they have one teacher"
    assert minutes(student, {"teacher"}) == 7, "who has the teacher's opinions needs nothing that the teacher needed"
    assert minutes(student | {"pretraining": reading}, {"teacher"}) == 7 + 20
    assert minutes(student | {"pretraining": reading}, {"teacher", "read"}) == 7
    assert minutes(student, {"read"}) == 7 + 11
    pair = [network | {"networks": [{"minutes": 8.0}], "taught": taught["facts"]}] * 2
    assert minutes(student | {"teacher": {"facts": {"key": "pair", "teachers": pair}}}) == 7 + 2 * 8 + 11 + 20


def test_what_ships_is_what_the_shipped_networks_learned_from() -> None:
    told = json.loads((models_folder() / "imdb" / "metrics.json").read_text("utf-8"))
    assert {told["pretraining"]["key"], told["teacher"]["facts"]["key"]} <= shipped()
    assert minutes(told, shipped()) == sum(run["minutes"] for run in told["seeds"]["runs"])


def test_an_unknown_name_is_told_before_anything_is_trained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remake(folder, "es-lstmm") == 2
    assert "es-lstmm" in capsys.readouterr().err
    assert not (folder / "work").exists()
