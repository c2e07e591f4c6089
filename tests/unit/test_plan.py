"""What can't be trained is told, with its section and its name, before anything is learned."""

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.configuration import filled, merged, read_config
from model.errors import InputError
from model.language_model import Pretraining
from model.plan import Recipe, planned

WRITTEN = """
seeds = [0, 1]

[model]
language = "en"
cell = "lstm"
labels = ["neg", "pos"]
embedding = 16

[text]
vocabulary = 400

[training]
epochs = 3
balance = 1
betas = [0.9, 0.98]

[data]
seed = 1
mix = [{ set = "imdb", domain = "imdb", train = { neg = 10 }, valid = 5 }]
"""
READING = '[pretraining]\nunlabelled = ["imdb"]\nsteps = 16\n'
TAUGHT = '[teacher]\nconfigs = ["teachers/films.toml"]\nunlabelled = { imdb = 40 }\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "student.toml", WRITTEN)


def written(path: Path, content: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        planned(path)
    assert caught.value.code == "config"
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_plan_says_what_the_file_says_and_the_defaults_of_what_it_doesnt(path: Path) -> None:
    plan = planned(path)
    assert plan.training == Recipe(epochs=3, balance=1.0)
    assert (plan.model.cell, plan.model.labels, plan.text.word_vectors) == ("lstm", ("neg", "pos"), True)
    assert (plan.data.mix[0].train, plan.data.mix[0].valid, plan.seeds) == ({"neg": 10}, 5, (0, 1))
    assert plan.pretraining is plan.teacher is None


def shipped() -> list[Path]:
    paths = [path for path in sorted(Path("configs").rglob("*.toml")) if path.parent.name != "phrases"]
    assert len(paths) > 30
    return [path for path in paths if "cell" in read_config(path)["model"]]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_every_shipped_configuration_is_understood(path: Path) -> None:
    agrees(asdict(planned(path)), read_config(path))


def agrees(plan: Any, said: Any) -> None:
    """All that is said stands in the plan."""
    if isinstance(said, dict):
        for name, value in said.items():
            agrees(plan[name], value)
    elif isinstance(said, list):
        assert len(plan) == len(said)
        for one, value in zip(plan, said, strict=True):
            agrees(one, value)
    else:
        assert plan == said


# ------------------------------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("was", "instead", "said"),
    [
        ("[training]", "[trainning]", "knows no trainning"),
        ("seeds = [0, 1]", "seed = 1", "knows no seed"),
        ("seeds = [0, 1]", "seeds = 1", "seeds is 1"),
        ("seeds = [0, 1]", "teachers = []", "knows no teachers"),
        ("vocabulary", "vocabularie", "text knows no vocabularie"),
        ("vocabulary = 400", "", "text lacks vocabulary"),
        ("seed = 1", "unacented = 0.2", "data knows no unacented"),
        ("seed = 1", "unaccented = 1.2", "data.unaccented is 1.2"),
        ("train = {", "trian = {", "data.mix knows no trian"),
        ("neg = 10", "neg = 0.5", "data.mix.train.neg is 0.5"),
        ("valid = 5", "valid = -5", "data.mix.valid is -5"),
        ('set = "imdb", ', "", "data.mix lacks set"),
        ('"imdb", domain', "3, domain", "data.mix.set is 3"),
        ("epochs = 3", "epochs = 2.5", "training.epochs is 2.5"),
        ("epochs = 3", "epochs = true", "training.epochs is True"),
        ("epochs = 3", "epochs = 0", "training.epochs is 0"),
        ("epochs = 3", "patience = 0", "training.patience is 0"),
        ("epochs = 3", "warmup = 1.5", "training.warmup is 1.5"),
        ("epochs = 3", "stars = -0.5", "training.stars is -0.5"),
        ("epochs = 3", "orthogonal = 1", "training.orthogonal is 1"),
        ("epochs = 3", "learning_rate = -1.0", "training.learning_rate is -1.0"),
        ("epochs = 3", "learning_rate = nan", "training.learning_rate is nan"),
        ("epochs = 3", "head = 0\ntail = 0", "training.head"),
        ("[0.9, 0.98]", "[0.9]", "training.betas is [0.9], and must have 2 entries"),
        ("[0.9, 0.98]", '["a", "b"]', "training.betas is 'a'"),
        ('cell = "lstm"', "", "model lacks cell"),
        ('cell = "lstm"', 'cell = "lstmm"', "model.cell is 'lstmm'"),
        ('cell = "lstm"', 'cell = "lstm"\npooling = ["avg"]', "model.pooling is ['avg']"),
        ('cell = "lstm"', 'cell = "lstm"\npooling = []', "model.pooling is []"),
        ('cell = "lstm"', 'cell = "lstm"\nvocabulary = 3', "model knows no vocabulary"),
        ('cell = "lstm"', 'cell = "lstm"\ndropout = 1.5', "model.dropout is 1.5"),
        ('["neg", "pos"]', '["neg"]', "model.labels is ['neg']"),
        ('["neg", "pos"]', '["neg", "neg"]', "model.labels is ['neg', 'neg']"),
        ('["neg", "pos"]', '"neg"', "model.labels is 'neg'"),
        ("embedding = 16", "embedding = 0", "model.embedding is 0"),
    ],
)
def test_what_is_wrong_is_told_with_its_section_and_its_name(path: Path, was: str, instead: str, said: str) -> None:
    assert was in WRITTEN
    written(path, WRITTEN.replace(was, instead))
    assert refusal(path).startswith("student.toml: ")
    assert said in refusal(path)


@pytest.mark.parametrize("section", ["model", "text", "data"])
def test_a_section_that_is_not_there_or_is_no_section_is_told(path: Path, section: str) -> None:
    before, _, after = WRITTEN.partition(f"[{section}]")
    written(path, before + after.partition("\n\n")[2])
    assert "lacks" in refusal(path)
    written(path, f"{section} = 3\n" + path.read_text())
    assert f"{section} is 3" in refusal(path)
    over = written(path.parent / "over.toml", f'base = "whole.toml"\n{section} = 3\n')
    written(path.parent / "whole.toml", WRITTEN)
    assert f"{section} is 3" in refusal(over)


@given(field=st.sampled_from(fields(Recipe)), value=st.sampled_from([2.5, 1, "1", True, [1.0], {}]))
def test_a_setting_has_the_type_of_its_default_or_is_refused(field: Any, value: Any) -> None:
    number_for_number = isinstance(field.default, float) and type(value) in {int, float}
    if type(value) is type(field.default) or number_for_number:
        assert getattr(filled(Recipe, {field.name: value}), field.name) == value
    else:
        with pytest.raises(InputError, match=f"^training.{field.name} is "):
            filled(Recipe, {field.name: value}, "training")


def test_only_some_cells_can_read_first(path: Path) -> None:
    written(path, WRITTEN + READING)
    assert planned(path).pretraining == Pretraining(unlabelled=("imdb",), steps=16)
    written(path, (WRITTEN + READING).replace("lstm", "peephole"))
    assert "model.cell is 'peephole'" in refusal(path)
    written(path, (WRITTEN + READING).replace('["imdb"]', '["imbd"]'))
    assert "pretraining.unlabelled has no 'imbd'" in refusal(path)
    written(path, WRITTEN + READING.replace("16", "0"))
    assert "pretraining.steps is 0" in refusal(path)


def test_what_is_wrong_with_a_teacher_is_told_with_its_file(path: Path) -> None:
    student = written(path, WRITTEN + TAUGHT)
    teacher = path.parent / "teachers" / "films.toml"
    assert "films.toml" in refusal(student), "it isn't there"
    for was, instead, said in (
        ("lstm", "lstmm", "student.toml: films.toml: model.cell is 'lstmm'"),
        ('"neg"', '"bad"', "teachers/films.toml teaches bad, pos"),
        ("[training]", "[pretraining]\nsteps = 8\n[trainning]", "films.toml: the configuration knows no trainning"),
    ):
        written(teacher, WRITTEN.replace(was, instead))
        assert said in refusal(student)
    written(teacher, WRITTEN.replace('["neg", "pos"]', '["pos", "neg"]'))
    assert planned(student).teachers == (planned(teacher),), "the order of labels is its own"


def test_who_is_its_own_base_or_its_own_teacher_is_told(path: Path) -> None:
    other = written(path.parent / "other.toml", f'base = "{path.name}"\n')
    written(path, f'base = "{other.name}"\n{WRITTEN}')
    assert refusal(path) == "student.toml is its own base"
    teacher = written(path.parent / "teachers" / "films.toml", WRITTEN + TAUGHT.replace("teachers/films", "../student"))
    written(path, WRITTEN + TAUGHT)
    assert refusal(path) == "student.toml: films.toml: student.toml is its own teacher"
    assert refusal(teacher) == "films.toml: student.toml: films.toml is its own teacher"


def test_a_student_starts_with_the_words_that_its_first_teacher_read_if_they_are_as_long(path: Path) -> None:
    student = written(path, WRITTEN.replace("embedding = 16", "embedding = 8") + TAUGHT)
    teacher = written(path.parent / "teachers" / "films.toml", WRITTEN)
    assert planned(student).teachers[0].model.embedding == 16, "it starts with word vectors of its own"
    written(teacher, WRITTEN + READING)
    assert "model.embedding is 8, and must be 16" in refusal(student)
    written(student, student.read_text() + READING)
    assert planned(student).model.embedding == 8, "it reads itself"


@pytest.mark.parametrize(
    ("was", "instead", "said"),
    [
        ('["teachers/films.toml"]', "[]", "teacher.configs"),
        ("configs", "folds = 1\nconfigs", "teacher.folds"),
        ("configs", "share = 1.5\nconfigs", "teacher.share"),
        ("imdb = 40", "imbd = 40", "teacher.unlabelled"),
        ("imdb = 40", 'imdb = "all"', "teacher.unlabelled.imdb"),
    ],
)
def test_lessons_that_cannot_be_given_are_told(path: Path, was: str, instead: str, said: str) -> None:
    written(path.parent / "teachers" / "films.toml", WRITTEN)
    written(path, WRITTEN + TAUGHT.replace(was, instead))
    assert said in refusal(path)


def test_everyone_is_the_student_its_teachers_and_theirs(path: Path) -> None:
    written(path, WRITTEN + TAUGHT)
    written(path.parent / "teachers" / "films.toml", WRITTEN + TAUGHT.replace("teachers/", "../"))
    written(path.parent / "films.toml", WRITTEN.replace("lstm", "gru"))
    assert [plan.model.cell for plan in planned(path).everyone()] == ["lstm", "lstm", "gru"]


@given(
    over=st.dictionaries(st.sampled_from("abc"), st.integers() | st.dictionaries(st.sampled_from("xy"), st.integers()))
)
def test_what_is_said_over_a_base_holds_and_the_rest_stays(over: dict[str, Any]) -> None:
    base = {"a": {"x": -1, "z": -2}, "b": -3}
    both = merged(base, over)
    assert both.keys() == base.keys() | over.keys()
    agrees(both, over)
    if isinstance(over.get("a", {}), dict):
        assert both["a"]["z"] == -2
