"""A network that reads before it judges."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from torch.nn import functional

from model import pretraining
from model.cells import CELLS, FusedCell
from model.errors import InputError
from model.language_model import (
    END_OF_TEXT,
    LanguageModel,
    Pretraining,
    Reader,
    Stream,
    perplexity,
    pretrain,
    sampled_softmax,
)
from model.network import Network
from model.training import train
from tests.films import film_phrases

pytestmark = pytest.mark.slow

FUSED = [kind for kind, cell in CELLS.items() if issubclass(cell, FusedCell)]
CPU = torch.device("cpu")
CYCLE = [[*range(1, 9)] * 4] * 60
"""Texts in which each piece says what comes next."""


# ------------------------------------------------------------------------------------------------------------ the guess


@pytest.fixture
def guesses() -> dict[str, torch.Tensor]:
    draw = torch.Generator().manual_seed(0)
    return {
        "expected": torch.randn(40, 6, generator=draw),
        "weight": torch.randn(30, 6, generator=draw),
        "bias": torch.randn(30, generator=draw),
        "targets": torch.randint(30, (40,), generator=draw),
    }


def full(expected: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(expected @ weight.T + bias, targets)


def test_with_every_piece_drawn_once_it_is_the_full_softmax(guesses: dict[str, torch.Tensor]) -> None:
    sampled = sampled_softmax(**guesses, drawn=torch.arange(30), log_count=torch.zeros(30))
    torch.testing.assert_close(sampled, full(**guesses))


def test_the_correction_takes_off_that_frequent_pieces_are_drawn_more_often(guesses: dict[str, torch.Tensor]) -> None:
    share = torch.linspace(1, 20, 30) / torch.linspace(1, 20, 30).sum()
    many = 200_000
    drawn = torch.multinomial(share, many, replacement=True, generator=torch.Generator().manual_seed(1))
    uncorrected = sampled_softmax(**guesses, drawn=drawn, log_count=torch.full((30,), math.log(many / 30)))
    corrected = sampled_softmax(**guesses, drawn=drawn, log_count=(many * share).log())
    assert abs(float(corrected - full(**guesses))) < 0.01
    assert abs(float(uncorrected - full(**guesses))) > 0.03


# ---------------------------------------------------------------------------------------------------- states carried on


@pytest.mark.parametrize("kind", FUSED)
def test_chunks_with_carried_states_are_one_long_run(kind: str) -> None:
    torch.manual_seed(0)
    net = LanguageModel(kind, vocabulary=20, embedding=5, hidden=7)
    ids = torch.randint(1, 20, (3, 24))
    whole, end = net(ids, net.start(3))
    state, parts = net.start(3), []
    for chunk in ids.split(8, dim=1):
        part, state = net(chunk, state)
        parts.append(part)
    torch.testing.assert_close(torch.cat(parts, dim=1), whole)
    for name in end:
        torch.testing.assert_close(state[name], end[name])
    again, _ = net(ids[:, 8:16], net.start(3))
    assert not torch.allclose(again, whole[:, 8:16], atol=1e-4), "without its past it would expect something else"


# ----------------------------------------------------------------------------------------------------------- the stream


def test_an_epoch_reads_every_piece_once_and_each_target_is_the_next_piece() -> None:
    texts = [[number, *range(100, 100 + number % 5)] for number in range(1, 90)]
    plan = Pretraining(batch=3, steps=4)
    stream = Stream(texts, plan)
    chunks = [stream.chunk(step) for step in range(stream.length)]
    assert [begins for _, _, begins in chunks] == [True, *[False] * (stream.length - 1)]
    read, next_pieces = (torch.cat([chunk[side] for chunk in chunks], dim=1) for side in (0, 1))
    assert torch.equal(read[:, 1:], next_pieces[:, :-1])
    seen = np.bincount(read.flatten(), minlength=200)
    there = np.bincount(np.concatenate(stream.texts), minlength=200)
    assert (seen <= there).all()
    assert there.sum() - seen.sum() <= plan.batch * plan.steps
    assert not (read == END_OF_TEXT).all(dim=1).any()


def test_every_epoch_has_an_order_of_its_own_that_can_be_had_again() -> None:
    texts = [[number] * 3 for number in range(1, 60)]
    stream, other = (Stream(texts, Pretraining(batch=2, steps=4)) for _ in range(2))
    first, second = stream.chunk(0)[0], stream.chunk(stream.length)[0]
    assert not torch.equal(first, second)
    assert torch.equal(other.chunk(stream.length)[0], second)


@given(batch=st.integers(1, 5), steps=st.integers(1, 9), pieces=st.integers(1, 60))
def test_a_stream_that_cannot_fill_a_step_says_how_many_pieces_there_are_and_must_be(
    batch: int, steps: int, pieces: int
) -> None:
    text, plan = [[1] * (pieces - 1)], Pretraining(batch=batch, steps=steps)  # and the end of the text
    if pieces > batch * steps:
        assert Stream(text, plan).chunk(0)[1].shape == (batch, steps)
    else:
        with pytest.raises(InputError, match=rf"\b{pieces} pieces .* {batch * steps + 1}$"):
            Stream(text, plan)


# -------------------------------------------------------------------------------------------------------------- reading


@pytest.mark.parametrize("negatives", [0, 6])
def test_it_learns_what_comes_next(negatives: int, tmp_path: Path) -> None:
    torch.manual_seed(0)
    net = LanguageModel("lstm", vocabulary=12, embedding=8, hidden=16)
    before = perplexity(net, CYCLE[:3])
    plan = Pretraining(epochs=25, batch=4, steps=16, negatives=negatives, learning_rate=2e-2)
    pretrain(net, CYCLE, plan, tmp_path / "checkpoint.pt", CPU)
    assert before > 8
    assert perplexity(net, CYCLE[:3]) < 1.5


def test_who_loses_its_way_while_reading_stops(tmp_path: Path) -> None:
    net = LanguageModel("gru", vocabulary=12, embedding=8, hidden=6)
    with pytest.raises(InputError, match="lost its way"):
        pretrain(net, CYCLE, Pretraining(batch=4, steps=8, learning_rate=1e30), tmp_path / "checkpoint.pt", CPU)


class KilledError(Exception):
    pass


@pytest.mark.parametrize("kind", FUSED)
def test_killed_and_taken_up_again_it_ends_where_it_would_have_ended(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def born() -> LanguageModel:
        torch.manual_seed(0)
        return LanguageModel(kind, vocabulary=12, embedding=8, hidden=6)

    plan = Pretraining(epochs=3, batch=4, steps=8, negatives=5, checkpoint=0.0)
    whole = born()
    cost = pretrain(whole, CYCLE, plan, tmp_path / "whole.pt", CPU)
    step = Reader.step

    def dying(reader: Reader) -> None:
        if reader.done == reader.total * 2 // 3:
            raise KilledError
        step(reader)

    monkeypatch.setattr(Reader, "step", dying)
    with pytest.raises(KilledError):
        pretrain(born(), CYCLE, plan, tmp_path / "killed.pt", CPU)
    monkeypatch.setattr(Reader, "step", step)
    resumed = born()
    assert pretrain(resumed, CYCLE, plan, tmp_path / "killed.pt", CPU)["pieces"] == cost["pieces"]
    for name, tensor in whole.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name


def test_stopped_on_the_way_it_is_where_the_whole_way_leads_through(tmp_path: Path) -> None:
    def read(until: float, checkpoint: Path) -> tuple[LanguageModel, dict[str, float]]:
        torch.manual_seed(0)
        net = LanguageModel("gru", vocabulary=12, embedding=8, hidden=6)
        plan = Pretraining(epochs=3, batch=4, steps=8, negatives=5, until=until)
        return net, pretrain(net, CYCLE, plan, checkpoint, CPU)

    half, cost = read(0.5, tmp_path / "half.pt")
    later, whole_cost = read(1.0, tmp_path / "half.pt")
    whole, _ = read(1.0, tmp_path / "whole.pt")
    assert 0.4 * whole_cost["pieces"] < cost["pieces"] < 0.6 * whole_cost["pieces"]
    assert not torch.equal(half.projection.weight, whole.projection.weight)
    assert torch.equal(later.projection.weight, whole.projection.weight)


# ------------------------------------------------------------------------------------------------- and then: judging

CONFIG = """
[model]
language = "en"
cell = "lstm"
labels = ["neg", "pos"]
embedding = 16
hidden = 12
word_dropout = 0.0

[text]
vocabulary = 400

[pretraining]
unlabelled = ["imdb"]
epochs = 2
batch = 8
steps = 16
negatives = 50

[training]
epochs = 1
batch = 16
learning_rate = {rate}
weight_decay = 0.0

[data]
mix = [{{ set = "imdb" }}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training folder of our own phrases; among the unlabelled ones some of a film that validates."""
    folder = tmp_path_factory.mktemp("films")
    frame = film_phrases(train=600, valid=120)
    labelled = frame[frame.label != "neu"]
    labelled.to_csv(folder / "imdb_train.csv.gz", index=False)
    others = frame[frame.label == "neu"].assign(text=lambda rows: rows.text + " So it goes.")
    known = labelled[labelled.split == "valid"].head(5).assign(title_id="film-unknown")
    pd.concat([others, known])[["text", "title_id"]].to_csv(folder / "imdb_unsup.csv.gz", index=False)
    return folder


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.getbasetemp() / "language-model-cache"
    monkeypatch.setenv("COMPUERTAS_CACHE", str(cache))
    return cache


@pytest.fixture
def config(tmp_path: Path) -> Callable[[float], Path]:
    def written(rate: float) -> Path:
        path = tmp_path / "films.toml"
        path.write_text(CONFIG.format(rate=rate), encoding="utf-8")
        return path

    return written


def language_model(cache: Path) -> Path:
    (found,) = cache.glob("language-model-*")
    return found


def test_a_classifier_starts_with_what_the_language_model_learnt(
    config: Callable[[float], Path], folder: Path, tmp_path: Path, cache: Path
) -> None:
    metrics = train(config(1e-12), folder, tmp_path / "still")
    learnt = load_file(language_model(cache) / pretraining.WEIGHTS)
    judge = load_file(tmp_path / "still" / "model.safetensors")
    shared = [name for name in judge if not name.startswith("head.")]
    assert len(shared) == 4
    learnt["embedding.weight"][END_OF_TEXT] = 0.0
    for name in shared:
        torch.testing.assert_close(judge[name], learnt[name], atol=1e-4, rtol=0)
    assert not judge["embedding.weight"][END_OF_TEXT].any(), "the padding is nothing to a classifier"
    assert metrics["pretraining"]["perplexity"] < 400
    as_kept_earlier = learnt | {"projection.bias": torch.zeros(3)}
    save_file(as_kept_earlier, language_model(cache) / pretraining.WEIGHTS)
    train(config(1e-2), folder, tmp_path / "moved")
    moved = load_file(tmp_path / "moved" / "model.safetensors")
    assert not torch.allclose(moved["layer.cell.U"], learnt["layer.cell.U"], atol=1e-3)
    assert len(list(cache.glob("language-model-*"))) == 1, "another training of the same start reads nothing anew"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[int]]:
    """The texts that language models read, none of which has been trained before."""
    read: list[list[int]] = []

    def listening(net: LanguageModel, texts: list[list[int]], *rest: object) -> dict[str, float]:
        read.extend(texts)
        return pretrain(net, texts, *rest)  # type: ignore[arg-type]

    monkeypatch.setenv("COMPUERTAS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(pretraining, "pretrain", listening)
    return read


def test_what_validates_is_never_read(
    config: Callable[[float], Path], folder: Path, tmp_path: Path, read: list[list[int]]
) -> None:
    train(config(1e-3), folder, tmp_path / "out")
    pieces = Network.load(tmp_path / "out").tokenizer
    table = pd.read_csv(folder / "imdb_train.csv.gz")
    unlabelled = pd.read_csv(folder / "imdb_unsup.csv.gz")
    validates = pieces.encode_many(table[table.split == "valid"].text)
    assert len(read) > (table.split == "train").sum()
    assert not [text for text in validates if text in read]
    assert not [
        text for text in pieces.encode_many(unlabelled[unlabelled.title_id == "film-valid"].text) if text in read
    ]


def test_a_backward_network_learns_from_texts_read_backwards(
    config: Callable[[float], Path], folder: Path, tmp_path: Path, read: list[list[int]]
) -> None:
    path = config(1e-3)
    train(path, folder, tmp_path / "forward")
    forward = list(read)
    read.clear()
    path.write_text(path.read_text().replace("[model]", "[model]\nbackward = true"))
    train(path, folder, tmp_path / "backward")
    assert read == [text[::-1] for text in forward]
    assert Network.load(tmp_path / "backward").config.backward


def test_shipped_language_models_are_taken_where_they_fit(
    config: Callable[[float], Path], folder: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = train(config(1e-12), folder, tmp_path / "out")
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    language_model(cache).rename(shipped / "films")
    monkeypatch.setattr(pretraining, "SHIPPED", shipped)
    monkeypatch.setattr(pretraining, "pretrain", None)
    assert train(config(1e-12), folder, tmp_path / "again")["pretraining"] == metrics["pretraining"]
    (shipped / "films").rename(cache / language_model_name(metrics))


def language_model_name(metrics: dict[str, dict[str, str]]) -> str:
    return f"language-model-{metrics['pretraining']['key'][:16]}"


def test_an_unknown_set_is_told(folder: Path) -> None:
    with pytest.raises(InputError, match="imbd"):
        pretraining.unlabelled("imbd", folder)
