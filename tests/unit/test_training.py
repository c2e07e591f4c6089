"""Training, on a folder of our own sentences and with networks of a few units."""

import itertools
import json
import math
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from model import load
from model.__main__ import main
from model.adversary import steepest
from model.configuration import filled, read_config
from model.datasets import Split
from model.errors import InputError
from model.evaluation import probabilities, report
from model.files import load_checkpoint
from model.language_model import Pretraining
from model.mixture import Data
from model.network import Config
from model.plan import Recipe, planned
from model.schedule import rate
from model.seeds import train_seeds
from model.teacher import Lessons, Teaching
from model.text import Tokenizer, pad
from model.training import (
    CHECKPOINT,
    METRICS,
    Alone,
    Run,
    Student,
    bucketed,
    cut,
    fingerprint,
    label_weights,
    missed,
    prepare,
    train,
)
from tests.films import film_phrases
from tests.unit.test_adversary import losses, slope

pytestmark = pytest.mark.slow

CONFIG = """
[model]
language = "en"
cell = "{cell}"
labels = ["neg", "pos"]
embedding = 16
hidden = 12
dropout = 0.1
word_dropout = 0.0

[text]
vocabulary = 400

[training]
epochs = 3
batch = 8
average = 0.98
learning_rate = 1e-2
seed = {seed}

[data]
mix = [{{ set = "imdb" }}]
"""
READING = """
[pretraining]
epochs = 1
batch = 4
steps = 16
negatives = 50
"""
TAUGHT = """
[teacher]
configs = ["teacher.toml"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The layout of a training folder, filled with the project's own phrases."""
    folder = tmp_path_factory.mktemp("data")
    frame = film_phrases(train=900, valid=150).drop(columns="title_id")
    frame[frame.label != "neu"].to_csv(folder / "imdb_train.csv.gz", index=False)
    return folder


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is computed once from the data is shared by the tests, and nobody else sees it."""
    monkeypatch.setenv("COMPUERTAS_CACHE", str(tmp_path_factory.getbasetemp() / "training-cache"))


@pytest.fixture
def config(tmp_path: Path) -> Callable[..., Path]:
    def written(cell: str = "gru", seed: int = 0, more: str = "") -> Path:
        path = tmp_path / f"tiny-{cell}-{seed}.toml"
        path.write_text(CONFIG.format(cell=cell, seed=seed) + more, encoding="utf-8")
        return path

    return written


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(folder / "model.safetensors")


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}


# --------------------------------------------------------------------------------------------------------- what it does


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru", "peephole"])
def test_a_network_learns(cell: str, config: Callable[..., Path], folder: Path, tmp_path: Path) -> None:
    metrics = train(config(cell), folder, tmp_path / "out")
    losses = [epoch["loss"] for epoch in metrics["history"]]
    assert len(losses) == 3
    assert losses[0] > losses[1] > losses[2]
    assert load(str(tmp_path / "out")).config.cell == cell


def test_metrics_say_how_it_went(config: Callable[..., Path], folder: Path, tmp_path: Path) -> None:
    told = train(config(), folder, tmp_path / "out")
    metrics = json.loads((tmp_path / "out" / METRICS).read_text(encoding="utf-8"))
    assert metrics == json.loads(json.dumps(told))
    assert metrics["name"] == "tiny-gru-0"
    assert metrics["config"] == read_config(config())
    assert len(metrics["data"]["sha256"]) == 64
    assert set(metrics["data"]["train"]["imdb"]) == {"neg", "pos"}
    assert (metrics["seed"], metrics["processes"]) == (0, 1)
    assert metrics["versions"]["torch"] == torch.__version__
    assert metrics["minutes"] >= 0
    # The baseline read the same validation texts, and is no straw man: it does better than guessing.
    n = sum(metrics["data"]["valid"]["imdb"].values())
    assert metrics["validation"]["n"] == metrics["baseline"]["n"] == n
    assert metrics["baseline"]["accuracy_interval"][0] > 0.5


def test_what_is_saved_gives_the_stated_figures(config: Callable[..., Path], folder: Path, tmp_path: Path) -> None:
    stated = train(config("lstm"), folder, tmp_path / "out")["validation"]
    table = pd.read_csv(folder / "imdb_train.csv.gz")
    rows = table[table.split == "valid"]
    net = load(str(tmp_path / "out"))
    labels = net.config.labels
    said = asdict(report([*map(labels.index, rows.label)], probabilities(net, list(rows.text), labels), labels))
    figures = {name: figure for name, figure in stated.items() if name != "domains"}
    assert {"accuracy", "macro_f1", "confusion"} <= figures.keys()
    for name, figure in figures.items():
        np.testing.assert_allclose(said[name], figure, atol=1e-4, err_msg=name)


def test_who_learned_from_an_adversary_stands_firmer(config: Callable[..., Path], folder: Path, tmp_path: Path) -> None:
    alone = config()
    firm = tmp_path / "firm.toml"
    firm.write_text(f'base = "{alone.name}"\n[training]\nadversary = 0.1\n', encoding="utf-8")
    table = pd.read_csv(folder / "imdb_train.csv.gz")
    texts = list(table[(table.split == "valid") & (table.label == "pos")].text)
    climbs = []
    for path in (alone, firm):
        train(path, folder, tmp_path / path.stem)
        network = load(str(tmp_path / path.stem))
        ids, mask = pad(network.tokenizer.encode_many(texts))
        x = network.embedding(ids).detach()
        worst = steepest(x, mask, slope(network, ids, mask), 0.1)
        with torch.inference_mode():
            climbs.append((losses(network, ids, mask, worst) - losses(network, ids, mask)).mean().item())
    assert climbs[1] < climbs[0]


def test_stars_are_missed_as_far_as_the_guess_is_off_and_only_where_they_are_known() -> None:
    guess = torch.tensor([0.0, 2.0, -1.0], requires_grad=True)
    p = guess.detach().sigmoid()
    stars = torch.tensor([0.25, math.nan, 1.0])
    by_hand = -(0.25 * p[0].log() + 0.75 * (1 - p[0]).log() + p[2].log()) / 3
    loss = missed(guess, stars)
    torch.testing.assert_close(loss, by_hand)
    loss.backward()
    torch.testing.assert_close(guess.grad, torch.tensor([p[0] - 0.25, 0.0, p[2] - 1]) / 3)
    assert missed(guess, torch.full((3,), math.nan)) == 0


def test_stars_are_learned_as_much_as_they_weigh_and_then_forgotten(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    frame = pd.read_csv(folder / "imdb_train.csv.gz")
    (tmp_path / "turned").mkdir()
    frame.assign(stars=11 - frame.stars).to_csv(tmp_path / "turned" / "imdb_train.csv.gz", index=False)
    blind, sees = tmp_path / "blind.toml", tmp_path / "sees.toml"
    for path, weight in ((blind, 0.0), (sees, 1.0)):
        path.write_text(f'base = "{config().name}"\n[training]\nepochs = 6\nstars = {weight}\n', encoding="utf-8")
    texts = frame[frame.split == "train"]
    agree = {}
    for path, data in itertools.product((blind, sees), (folder, tmp_path / "turned")):
        out = tmp_path / path.stem / data.name
        train(path, data, out)
        student = Student(load(str(out)))
        student.load_state_dict(load_checkpoint(out / CHECKPOINT)["student"])
        with torch.inference_mode():
            _, guess = student.eval()(*pad(student.net.tokenizer.encode_many(texts.text)))
        agree[path.stem, data.name] = np.corrcoef(guess, texts.stars)[0, 1]
    assert agree["sees", folder.name] > 0.3
    assert agree["sees", "turned"] < -0.3
    ignored, as_ignored, seen = (
        weights(tmp_path / out) for out in (f"blind/{folder.name}", "blind/turned", f"sees/{folder.name}")
    )
    assert same(ignored, as_ignored), "stars that don't weigh change nothing"
    assert seen.keys() == ignored.keys(), "the second head isn't kept"
    frame.assign(stars=None).to_csv(tmp_path / "turned" / "imdb_train.csv.gz", index=False)
    with pytest.raises(InputError, match=r"no text of data\.mix has stars"):
        train(sees, tmp_path / "turned", tmp_path / "out")


def test_the_same_seed_gives_the_same_weights_bit_by_bit(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    for out, seed in (("one", 0), ("same", 0), ("other", 1)):
        train(config(seed=seed), folder, tmp_path / out)
    assert same(weights(tmp_path / "one"), weights(tmp_path / "same"))
    assert not same(weights(tmp_path / "one"), weights(tmp_path / "other"))


def test_another_data_order_or_rate_is_another_run(config: Callable[..., Path], folder: Path, tmp_path: Path) -> None:
    base = config()
    derived = tmp_path / "derived.toml"
    derived.write_text(f'base = "{base.name}"\n[training]\nlearning_rate = 2e-2\n')
    assert read_config(derived)["training"] == {**read_config(base)["training"], "learning_rate": 2e-2}
    train(base, folder, tmp_path / "one")
    train(derived, folder, tmp_path / "two")
    assert not same(weights(tmp_path / "one"), weights(tmp_path / "two"))


def test_of_several_seeds_the_best_is_kept_and_all_are_told(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    path = config()
    path.write_text("seeds = [3, 4]\n" + path.read_text())
    metrics = train_seeds(path, folder, tmp_path / "out")
    assert json.loads(json.dumps(metrics)) == json.loads((tmp_path / "out" / METRICS).read_text())
    runs = metrics["seeds"]["runs"]
    assert [run["seed"] for run in runs] == [3, 4]
    for run in runs:
        alone = train(config(), folder, tmp_path / "alone", seed=run["seed"])
        assert run["macro_f1"] == alone["validation"]["macro_f1"]
    best = max(runs, key=lambda run: run["macro_f1"])
    assert metrics["seed"] == best["seed"]
    assert metrics["validation"]["macro_f1"] == best["macro_f1"]
    assert same(weights(tmp_path / "out"), weights(tmp_path / "out" / f"seed-{best['seed']}"))
    first, second = (run["accuracy"] for run in runs)
    assert metrics["seeds"]["mean"]["accuracy"] == pytest.approx((first + second) / 2)
    assert metrics["seeds"]["deviation"]["accuracy"] == pytest.approx(abs(first - second) / 2**0.5)


def test_without_word_vectors_the_embedding_starts_at_random(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    path = config()
    path.write_text(path.read_text().replace("vocabulary = 400", "vocabulary = 400\nword_vectors = false"))
    assert prepare(path, folder).start == {}
    train(path, folder, tmp_path / "out")
    assert set(prepare(config(), folder).start) == {"embedding.weight"}


def test_what_starts_with_word_vectors_does_so_also_after_one_that_read_first(
    config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPUERTAS_CACHE", str(tmp_path / "cache"))
    first = prepare(config(more=READING), folder).start
    assert "layer.cell.W" in first
    second = prepare(config(), folder).start
    assert set(second) == {"embedding.weight"}
    assert not torch.equal(second["embedding.weight"], first["embedding.weight"])


# ------------------------------------------------------------------------------------------------------- interruptions

DIE_IN_AN_EPOCH = """
whole = Run.step
def step(run, *given):
    if run.steps_done == len(run.ids) * 3 // 2 // run.recipe.batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(run, *given)
Run.step = step
"""
DIE_WHILE_WRITING = """
def save(state, file):
    if len(state["history"]) == 2:
        file.write(b"half a checkpoint")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    whole(state, file)
whole, torch.save = torch.save, save
"""


@pytest.mark.parametrize("moment", [DIE_IN_AN_EPOCH, DIE_WHILE_WRITING], ids=["in an epoch", "while writing"])
def test_killed_at_any_moment_it_loses_at_most_one_epoch(
    moment: str, config: Callable[..., Path], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = config(), tmp_path / "killed"
    train(path, folder, tmp_path / "whole")
    script = "import os, signal, sys, torch\nfrom model.training import Run\nfrom model.__main__ import main\n" + moment
    command = ["train", str(path), "--data", str(folder), "--out", str(out)]
    script += f"main({command!r})"
    killed = subprocess.run([sys.executable, "-c", script], check=False, env=environment(), capture_output=True)
    assert killed.returncode == -9, killed.stderr.decode()
    assert not (out / METRICS).exists()
    capsys.readouterr()
    train(path, folder, out, resume=True)
    told = capsys.readouterr().err
    assert "epoch 1/3 done" not in told
    assert "epoch 2/3 done" in told
    assert same(weights(out), weights(tmp_path / "whole"))


DIE_WITH_HALF_A_TOKENIZER = """
whole = Path.write_bytes
def write(path, content):
    whole(path, content[: len(content) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
Path.write_bytes = write
"""
DIE_WITH_HALF_THE_VECTORS = """
whole = numpy.save
def save(file, vectors):
    whole(file, vectors[: len(vectors) // 2])
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
numpy.save = save
"""


@pytest.mark.parametrize("moment", [DIE_WITH_HALF_A_TOKENIZER, DIE_WITH_HALF_THE_VECTORS], ids=["tokenizer", "vectors"])
def test_killed_while_it_prepares_it_leaves_nothing_half_done(
    moment: str, config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = config()
    whole = prepare(path, folder)
    script = "import os, signal, numpy\nfrom pathlib import Path\nfrom model.training import prepare\n" + moment
    script += f"prepare(Path({str(path)!r}), Path({str(folder)!r}))"
    monkeypatch.setenv("COMPUERTAS_CACHE", str(tmp_path / "cache"))
    killed = subprocess.run([sys.executable, "-c", script], check=False, env=environment(), capture_output=True)
    assert killed.returncode == -9, killed.stderr.decode()
    assert list((tmp_path / "cache").glob("*/*.part")), "it died in the middle of a file"
    again = prepare(path, folder)
    assert again.tokenizer.bytes == whole.tokenizer.bytes
    assert same(again.start, whole.start)


def assert_refused(path: Path, folder: Path, out: Path) -> None:
    with pytest.raises(InputError) as caught:
        train(path, folder, out, resume=True)
    assert caught.value.code == "checkpoint"


def test_a_checkpoint_of_another_configuration_is_refused(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    train(config(seed=0), folder, tmp_path / "out")
    assert_refused(config(seed=1), folder, tmp_path / "out")


def test_a_checkpoint_of_who_had_another_teacher_of_that_name_is_refused(
    config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config().rename(tmp_path / "teacher.toml")
    student, out = config(more=TAUGHT), tmp_path / "out"

    def taught_by(who: str) -> None:
        def lessons(_plan: Teaching, _home: Path, split: Split, *_rest: object) -> Lessons:
            opinions = (torch.full((len(side), 2), 0.5) for side in split)
            return Lessons([], *opinions, torch.zeros(0, 2), facts={"key": who})

        monkeypatch.setattr("model.training.lessons", lessons)

    taught_by("the first")
    history = train(student, folder, out)["history"]
    assert train(student, folder, out, resume=True)["history"] == history
    taught_by("another")
    assert_refused(student, folder, out)


def test_a_fingerprint_knows_all_that_a_training_depends_on_and_nothing_else(
    config: Callable[..., Path], folder: Path
) -> None:
    plan, data = planned(config()), prepare(config(), folder)
    lessons = Lessons([], *torch.zeros(3, 0, 2), facts={"key": "taught"})
    others = [
        {"hash": "of other texts"},
        {"tokenizer": Tokenizer.train([row.text for row in data.split.valid], 380)},
        {"pretraining": {"key": "read"}},
        {"lessons": lessons},
        {"lessons": lessons._replace(facts={"key": "taught by another"})},
    ]
    first, *rest = data.split.train
    others.append({"split": data.split._replace(train=[first._replace(stars=0.4), *rest])})
    fingerprints = [
        fingerprint(plan, data),
        *(fingerprint(plan, replace(data, **other)) for other in others),
        *(
            fingerprint(replace(plan, **{section: replace(said, **{field.name: "another"})}), data)
            for section, said in vars(plan).items()
            if is_dataclass(said)
            for field in fields(said)
        ),
    ]
    assert len(set(fingerprints)) == len(fingerprints)
    assert fingerprint(replace(plan, seeds=(3, 4)), data) == fingerprints[0], "each seed is a training of its own"
    spelled_out = config()
    spelled_out.write_text(spelled_out.read_text().replace("[training]", f"[training]\nclip = {Recipe().clip}"))
    assert fingerprint(planned(spelled_out), data) == fingerprints[0], "a default may be written"


def on_two_machines(folder: Path, *arguments: str) -> list[subprocess.CompletedProcess[bytes]]:
    """`python -m model train` on two stand-ins for machines, which share neither cache nor output."""
    port = str(free_port())
    started = []
    for rank in ("0", "1"):
        own = folder / f"machine-{rank}"
        launch = ["-m", "torch.distributed.run", "--nnodes", "2", "--nproc-per-node", "1", "--node-rank", rank]
        launch += ["--master-addr", "127.0.0.1", "--master-port", port]
        command = [sys.executable, *launch, "-m", "model", "train", "--json", *arguments, "--out", str(own / "out")]
        own_cache = {"COMPUERTAS_CACHE": str(own / "cache")}
        started.append(
            subprocess.Popen(
                command, env=environment() | own_cache, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path.cwd()
            )
        )
    return [
        subprocess.CompletedProcess(process.args, process.returncode, *told)
        for process, told in [(process, process.communicate()) for process in started]
    ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.timeout(400)  # five trainings, each with PyTorch to load
def test_two_machines_train_one_network_and_take_it_up_again(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    def metrics_of(*arguments: str) -> dict[str, Any]:
        for done in on_two_machines(tmp_path, str(config()), "--data", str(folder), *arguments):
            assert done.returncode == 0, done.stderr.decode()
        told: dict[str, Any] = json.loads((tmp_path / "machine-0" / "out" / METRICS).read_text())
        return told

    alone = train(config(), folder, tmp_path / "alone")
    metrics = metrics_of()
    assert metrics["processes"] == 2
    assert metrics["data"] == alone["data"]
    assert metrics["history"] != alone["history"]
    assert metrics["history"][-1]["loss"] < metrics["history"][0]["loss"]
    trained = weights(tmp_path / "machine-0" / "out")
    assert not (tmp_path / "machine-1" / "out").exists(), "only the first writes"
    assert metrics_of("--resume")["history"] == metrics["history"], "nothing was left to do"
    assert same(weights(tmp_path / "machine-0" / "out"), trained)


# ------------------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('set = "imdb"', 'set = "sst"', "sst_trees_train.txt.gz"),
        ("learning_rate", "learning_rat", "learning_rat"),
        ("hidden = 12", "hiden = 12", "hiden"),
        ('cell = "gru"', "", "cell"),
        ("[training]", "[training", "tiny-gru-0.toml"),
        ("[training]", "[trainning]", "trainning"),
        ('["neg", "pos"]', '["bad", "good"]', "neg, pos"),
        ('"imdb" }', '"imdb", domain = "film" }', "film"),
        ("learning_rate = 1e-2", "learning_rate = 1e30", "lost its way"),
        ("vocabulary = 400", "vocabulary = 300", "text.vocabulary is 300: Vocabulary size is smaller than"),
    ],
)
def test_what_cannot_be_trained_is_told_in_one_line(
    written: str,
    instead: str,
    said: str,
    config: Callable[..., Path],
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = config()
    path.write_text(path.read_text().replace(written, instead))
    assert main(["train", str(path), "--data", str(folder), "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert said in told.err
    assert not (tmp_path / "out").exists()


@pytest.fixture
def nothing_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Tokenizer", "train_vectors", "pretrained", "lessons"):
        monkeypatch.setattr(f"model.training.{name}", None)


@pytest.mark.usefixtures("nothing_is_learned")
@pytest.mark.parametrize(
    ("student", "teacher", "said"),
    [
        ({'cell = "gru"': 'cell = "grru"'}, {}, "model.cell"),
        ({'"imdb" }': '"imdb" }, { set = "phrases" }'}, {}, "the labels neu"),
        ({}, {'cell = "gru"': 'cell = "grru"'}, "teacher.toml: model.cell"),
        ({}, {"epochs = 3": "epochs = 2.5"}, "teacher.toml: training.epochs"),
        ({}, {'"imdb" }': '"imdb" }, { set = "phrases" }'}, "the labels neu"),
        ({}, {'"imdb"': '"imdb", domain = "film"'}, "no domain 'film'"),
    ],
)
def test_what_is_wrong_with_a_student_or_its_teacher_is_told_before_anything_is_learned(
    student: dict[str, str],
    teacher: dict[str, str],
    said: str,
    config: Callable[..., Path],
    folder: Path,
    tmp_path: Path,
) -> None:
    for path, changes in ((config().rename(tmp_path / "teacher.toml"), teacher), (config(more=TAUGHT), student)):
        for was, instead in changes.items():
            assert was in path.read_text()
            path.write_text(path.read_text().replace(was, instead))
    with pytest.raises(InputError, match=said):
        train(path, folder, tmp_path / "out")


@pytest.mark.usefixtures("nothing_is_learned")
def test_a_teacher_that_shall_learn_stars_where_there_are_none_is_told_before_anything_is_learned(
    config: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    teacher = config().rename(tmp_path / "teacher.toml")
    teacher.write_text(teacher.read_text().replace("[training]", "[training]\nstars = 1.0"))
    pd.read_csv(folder / "imdb_train.csv.gz").drop(columns="stars").to_csv(tmp_path / "imdb_train.csv.gz", index=False)
    with pytest.raises(InputError, match=r"no text of data\.mix has stars"):
        train(config(more=TAUGHT), tmp_path, tmp_path / "out")


@pytest.mark.usefixtures("nothing_is_learned")
@pytest.mark.parametrize("section", [READING, TAUGHT], ids=["reading", "taught"])
def test_several_processes_are_refused_what_one_must_do(
    section: str, config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config().rename(tmp_path / "teacher.toml")
    together = Alone()
    together.num_processes = 2
    monkeypatch.setattr("model.training.processes", lambda: together)
    with pytest.raises(InputError, match="one process"):
        train(config(more=section), folder, tmp_path / "out")


def test_a_process_on_a_machine_without_the_files_copies_none(
    config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = train(config(), folder, tmp_path / "out")
    monkeypatch.setattr("model.seeds.train", lambda *_, seed, **__: metrics | {"seed": seed})
    told = train_seeds(config(), folder, tmp_path / "elsewhere", seeds=(3, 4))
    assert [run["seed"] for run in told["seeds"]["runs"]] == [3, 4]
    assert not (tmp_path / "elsewhere").exists()


def test_who_loses_its_way_leaves_the_checkpoint_of_when_it_had_it(
    config: Callable[..., Path], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn = Run.learn

    def lost(run: Run, *batch: Any) -> float:
        loss = learn(run, *batch)
        if len(run.history) == 1:
            run.net.head.bias.grad.fill_(torch.nan)
        return loss

    monkeypatch.setattr(Run, "learn", lost)
    with pytest.raises(InputError, match="lost its way"):
        train(config(), folder, tmp_path / "out")
    monkeypatch.setattr(Run, "learn", learn)
    assert len(train(config(), folder, tmp_path / "out", resume=True)["history"]) == 3
    train(config(), folder, tmp_path / "whole")
    assert same(weights(tmp_path / "out"), weights(tmp_path / "whole"))


# --------------------------------------------------------------------------------------------------------------- pieces


@given(
    lengths=st.lists(st.integers(1, 500), min_size=1, max_size=400), size=st.integers(1, 40), seed=st.integers(0, 99)
)
def test_every_text_is_in_one_batch(lengths: list[int], size: int, seed: int) -> None:
    batches = bucketed(lengths, size, seed)
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    assert max(map(len, batches)) <= size
    assert len(batches) == math.ceil(len(lengths) / size)
    assert batches == bucketed(lengths, size, seed)


def test_texts_of_like_length_go_together() -> None:
    lengths = np.random.default_rng(0).integers(1, 500, size=5000).tolist()

    read = sum(max(lengths[row] for row in batch) * len(batch) for batch in bucketed(lengths, 50, 0))
    assert read < 1.05 * sum(lengths)
    assert bucketed(lengths, 50, 0) != bucketed(lengths, 50, 1)


@given(ids=st.lists(st.integers(1, 9), max_size=60), head=st.integers(0, 20), tail=st.integers(0, 20))
def test_a_cut_keeps_head_and_tail(ids: list[int], head: int, tail: int) -> None:
    kept = cut(ids, head, tail)
    assert len(kept) == min(len(ids), head + tail)
    assert kept[:head] == ids[:head]
    assert kept[::-1][:tail] == ids[::-1][:tail]


@given(warmup=st.floats(0, 1) | st.sampled_from([0, 1]))
def test_the_rate_goes_up_then_down_and_is_never_negative(warmup: float) -> None:
    steps = [rate(step / 1000, warmup) for step in range(1000)]
    top = int(np.argmax(steps))
    assert min(steps) > 0
    assert 0.98 <= max(steps) <= 1
    assert steps[:top] == sorted(steps[:top])
    assert steps[top:] == sorted(steps[top:], reverse=True)
    assert abs(top / 1000 - warmup) < 0.01
    assert steps[-1] < 0.01 or warmup > 0.89


@given(counts=st.lists(st.integers(1, 200), min_size=2, max_size=4), balance=st.floats(0, 1) | st.sampled_from([0, 1]))
def test_rare_labels_weigh_more_and_a_text_weighs_one_on_average(counts: list[int], balance: float) -> None:
    targets = [label for label, count in enumerate(counts) for _ in range(count)]
    weights = label_weights(torch.tensor(targets), len(counts), balance)
    assert float(weights[targets].mean()) == pytest.approx(1, rel=1e-4)
    for one, other in itertools.pairwise(range(len(counts))):
        times = (counts[other] / counts[one]) ** balance
        assert float(weights[one] / weights[other]) == pytest.approx(times, rel=1e-3)


def test_every_shipped_configuration_is_understood() -> None:
    for path in Path("configs").rglob("*.toml"):
        if path.parent.name == "phrases":
            continue
        config = read_config(path)
        filled(Recipe, config["training"])
        if "teacher" in config:
            assert all((path.parent / name).is_file() for name in filled(Teaching, config["teacher"]).configs)
        filled(Pretraining, config.get("pretraining", {}))
        filled(Data, config["data"])
        if "cell" in config["model"]:
            filled(Config, config["model"], vocabulary=config["text"]["vocabulary"])


def test_the_cells_of_a_family_are_of_equal_size() -> None:
    from model.cells import CELLS

    for language in ("en", "es"):
        models = [read_config(path)["model"] for path in Path("configs").glob(f"{language}-*.toml")]
        assert {model["cell"] for model in models} == {"rnn", "gru", "lstm"}
        cells = [CELLS[model["cell"]](model["embedding"], model["hidden"]) for model in models]
        sizes = [sum(parameter.numel() for parameter in cell.parameters()) for cell in cells]
        assert max(sizes) / min(sizes) < 1.05
