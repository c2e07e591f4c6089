"""Learning from a teacher: what it thinks, of which texts, and what of it reaches the student."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
from safetensors.torch import load_file

from model import teacher
from model.configuration import read_config
from model.datasets import Example, Split
from model.files import FACTS, Made
from model.pretraining import WEIGHTS
from model.teacher import Lessons, Teaching, lessons, out_of_fold, texts_beyond, whole
from model.training import train
from tests.films import film_phrases

pytestmark = pytest.mark.slow

LABELS = ("neg", "pos")
TEACHER = """
seeds = [0, 1]

[model]
language = "en"
cell = "lstm"
labels = ["neg", "pos"]
embedding = 8
hidden = 10

[text]
vocabulary = 400

[pretraining]
unlabelled = ["imdb"]
epochs = 1
batch = 4
steps = 16
negatives = 20

[training]
epochs = 2
batch = 16
learning_rate = 1e-2

[data]
mix = [{ set = "imdb" }]
"""
STUDENT = """
[model]
language = "en"
cell = "gru"
labels = ["neg", "pos"]
embedding = 8
hidden = 6
dropout = 0.1
word_dropout = 0.0

[text]
vocabulary = 400

[training]
epochs = {epochs}
patience = {epochs}
batch = 8
average = 0.95
learning_rate = {rate}
label_smoothing = 0.0

[teacher]
configs = ["teachers/films.toml"]
share = {share}
unlabelled = {{ imdb = 40 }}

[data]
mix = [{{ set = "imdb" }}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    frame = film_phrases(train=900, valid=300)
    frame[frame.label != "neu"].to_csv(folder / "imdb_train.csv.gz", index=False)
    frame[frame.label == "neu"].assign(title_id="another").to_csv(folder / "imdb_unsup.csv.gz", index=False)
    return folder


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The teacher is trained once for all tests of a process."""
    cache = tmp_path_factory.getbasetemp() / "teacher-cache"
    monkeypatch.setenv("COMPUERTAS_CACHE", str(cache))
    return cache


@pytest.fixture
def config(tmp_path: Path) -> Callable[..., Path]:
    def written(share: float = 0.5, rate: float = 1e-2, epochs: int = 2) -> Path:
        (tmp_path / "teachers").mkdir(exist_ok=True)
        (tmp_path / "teachers" / "films.toml").write_text(TEACHER)
        path = tmp_path / "student.toml"
        path.write_text(STUDENT.format(share=share, rate=rate, epochs=epochs))
        return path

    return written


def test_a_label_and_an_opinion_meet_at_the_share() -> None:
    train_opinions = torch.tensor([[0.8, 0.2], [0.4, 0.6]])
    beyond = torch.tensor([[0.3, 0.7]])
    taught = Lessons(["?"], train_opinions, torch.zeros(0, 2), beyond, {})
    labels = torch.tensor([0, 0])
    torch.testing.assert_close(taught.targets(labels, 0.25), torch.tensor([[0.95, 0.05], [0.85, 0.15], [0.3, 0.7]]))
    torch.testing.assert_close(taught.targets(labels, 0.0)[:2], torch.tensor([[1.0, 0.0], [1.0, 0.0]]))
    torch.testing.assert_close(taught.targets(labels, 1.0)[:2], train_opinions)


def test_a_bag_never_judges_a_text_that_it_was_fitted_on() -> None:
    rows = [Example(f"text {at}", LABELS[at % 2]) for at in range(23)]
    judged: list[str] = []

    def fitted(train: Sequence[Example], texts: Sequence[str], labels: Sequence[str]) -> np.ndarray:
        assert not {row.text for row in train} & {*texts}
        assert len(train) + len(texts) == len(rows)
        judged.extend(texts)
        return np.array([[float(text.removeprefix("text ")), 0.0] for text in texts])

    opinions = out_of_fold(rows, fitted, LABELS, folds=4)
    assert sorted(judged) == sorted(row.text for row in rows)
    np.testing.assert_array_equal(opinions[:, 0], range(len(rows)))


def test_texts_beyond_are_in_no_part_of_the_split(folder: Path) -> None:
    stranger = pd.read_csv(folder / "imdb_unsup.csv.gz").text.iloc[0]
    plan = Teaching((), unlabelled={"imdb": 10_000})
    everything = texts_beyond(plan, Split([], []), folder)
    assert stranger in everything
    assert len(everything) == len(set(everything))
    assert stranger not in texts_beyond(plan, Split([Example(stranger, "neg")], []), folder)
    assert stranger not in texts_beyond(plan, Split([], [Example(stranger, "neg")]), folder)
    few = texts_beyond(Teaching((), unlabelled={"imdb": 7}), Split([], []), folder)
    assert few == everything[:7]
    assert few != texts_beyond(Teaching((), unlabelled={"imdb": 7}, seed=1), Split([], []), folder)


def test_a_student_is_told_who_taught_it_and_starts_with_the_teachers_words(
    config: Callable[..., Path], folder: Path, tmp_path: Path, cache: Path
) -> None:
    metrics = train(config(rate=1e-12, epochs=1), folder, tmp_path / "still")
    told = metrics["teacher"]
    assert told["texts"] == 40
    assert told["validation"]["n"] == metrics["validation"]["n"]
    assert [len(one["networks"]) for one in told["facts"]["teachers"]] == [2]
    (read,) = cache.glob("language-model-*")
    learnt = load_file(read / WEIGHTS)["embedding.weight"][1:]
    student = load_file(tmp_path / "still" / "model.safetensors")["embedding.weight"][1:]
    torch.testing.assert_close(student, learnt, atol=1e-4, rtol=0)


def test_opinions_are_probabilities_and_computed_once(
    config: Callable[..., Path], folder: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(config(), folder, tmp_path / "out")
    monkeypatch.setattr(teacher, "_networks", None)
    monkeypatch.setattr(teacher, "_bags", None)
    (spoken,) = cache.glob("teacher-*")
    said = load_file(spoken / teacher.OPINIONS)
    for opinions in said.values():
        torch.testing.assert_close(opinions.float().sum(dim=1), torch.ones(len(opinions)), atol=2e-3, rtol=0)
    assert train(config(), folder, tmp_path / "again")["teacher"]["facts"] == read_facts(spoken)
    # What has been shipped serves as well as what lies in the cache.
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    spoken.rename(shipped / "films")
    monkeypatch.setattr(teacher, "SHIPPED", shipped)
    assert train(config(), folder, tmp_path / "shipped-once")["teacher"]["facts"]["key"]
    (shipped / "films").rename(spoken)


def read_facts(folder: Path) -> dict[str, object]:
    return json.loads((folder / FACTS).read_text("utf-8"))


def test_who_learned_other_labels_is_another_teacher(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def made(key: str, own: Path, shipped: Path) -> Made:
        asked.append(key)
        return Made(tmp_path, {})

    monkeypatch.setattr(teacher, "made", made)
    monkeypatch.setattr(teacher, "_read", lambda path: dict.fromkeys(("train", "valid", "beyond"), torch.zeros(0, 2)))
    rows = [Example("Lovely.", "pos"), Example("Dull.", "neg")]
    for split in (Split(rows, []), Split(rows, []), Split([rows[0]._replace(label="neg"), rows[1]], [])):
        lessons(Teaching(()), tmp_path, split, LABELS, folder, tmp_path)
    assert asked[0] == asked[1] != asked[2]


def test_with_the_whole_share_only_the_teacher_counts_and_with_none_only_the_labels(
    config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def contrary(plan: Teaching, home: Path, split: Split, labels: list[str], *rest: Path) -> Lessons:
        true = torch.tensor([labels.index(row.label) for row in split.train])
        taught = lessons(plan, home, split, labels, *rest)
        return taught._replace(train=1 - torch.nn.functional.one_hot(true).float(), texts=[], beyond=taught.beyond[:0])

    monkeypatch.setattr("model.training.lessons", contrary)
    taught_wrong = train(config(share=1.0, epochs=8), folder, tmp_path / "wrong")
    assert taught_wrong["history"][-1]["accuracy"] < 0.5
    taught_right = train(config(share=0.0, epochs=8), folder, tmp_path / "right")
    assert taught_right["history"][-1]["accuracy"] > 0.5


def test_an_opinion_follows_the_labels_of_the_student_not_their_order(
    config: Callable[..., Path], folder: Path, tmp_path: Path, cache: Path
) -> None:
    train(config(), folder, tmp_path / "out")
    (spoken,) = cache.glob("teacher-*")
    rows = [Example("A lovely film.", "pos"), Example("A dreadful film.", "neg")] * 4
    texts = [row.text for row in rows]
    speakers: tuple[Callable[[Sequence[str]], teacher.Opinions], ...] = (
        lambda labels: teacher._networks(spoken / "networks" / "0-films", [texts, texts, texts], labels),
        lambda labels: teacher._bags(Split(rows, rows), texts, labels, 3),
    )
    for said in speakers:
        forward, backward = said(LABELS), said(LABELS[::-1])
        for part in ("train", "valid", "beyond"):
            assert forward[part].shape == (8, 2)
            assert (forward[part][:, 0] != forward[part][:, 1]).all()
            np.testing.assert_allclose(forward[part], backward[part][:, ::-1], rtol=1e-6)


def test_a_whole_configuration_holds_its_teachers_and_theirs_each_found_beside_its_student(
    config: Callable[..., Path],
) -> None:
    student = config()
    taught = student.parent / "teachers" / "taught.toml"
    taught.write_text('base = "films.toml"\n[teacher]\nconfigs = ["films.toml"]\nfolds = 0\n')
    student.write_text(student.read_text().replace('["teachers/films.toml"]', '["teachers/taught.toml"]'))
    (teacher,) = whole(student)["teacher"]["configs"]
    assert teacher["teacher"]["folds"] == 0
    assert teacher["teacher"]["configs"] == [read_config(taught.parent / "films.toml")]
    assert whole(student)["teacher"]["share"] == 0.5
