"""Verdicts for many reviews: in bounded steps, each row its own, and downloads that run nothing."""

import io
from pathlib import Path

import pandas as pd
import pytest

from engine.reviews import BATCH, Job
from model.network import Config, Network
from model.text import Tokenizer
from ui.table import label_column, label_of, labels_in, table_of, to_csv, unused, with_verdicts

TEXTS = [f"una reseña con {number} palabras " + "más " * (number % 17) for number in range(100)]


@pytest.fixture(scope="module")
def network() -> Network:
    tokenizer = Tokenizer.train(TEXTS * 3, vocab_size=420)
    labels = ("neg", "neu", "pos")
    return Network(
        Config(language="es", cell="gru", labels=labels, vocabulary=len(tokenizer), hidden=8, limit=30), tokenizer
    ).eval()


def run(job: Job, network: Network) -> int:
    steps = 0
    while not job.finished:
        job.step(network)
        steps += 1
    return steps


def test_each_row_gets_the_verdict_that_its_text_gets_alone(network: Network) -> None:
    job = Job(TEXTS, "untrained")
    assert run(job, network) == -(-len(TEXTS) // BATCH)
    for text, probabilities in zip(TEXTS, job.probabilities, strict=True):
        alone = network.predict([text])[0].probabilities
        assert probabilities == pytest.approx(alone, abs=1e-5)


def test_rows_without_text_are_marked_and_stop_nobody(network: Network) -> None:
    texts = ["", TEXTS[1], " \n", "\u200b", TEXTS[2]]
    job = Job(texts, "untrained")
    run(job, network)
    assert [label_of(probabilities) is None for probabilities in job.probabilities] == [True, False, True, True, False]
    assert all(map(job.was_read, range(5)))


def test_progress_grows_to_the_end_and_the_time_left_shrinks_to_nothing(network: Network) -> None:
    job = Job(TEXTS, "untrained")
    assert job.share == 0
    shares = []
    while not job.finished:
        job.step(network)
        shares.append(job.share)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert job.seconds_left == pytest.approx(0)
    assert Job([], "untrained").finished


def test_texts_beyond_the_limit_are_counted(network: Network) -> None:
    job = Job(["corta", "larga " * 200], "untrained")
    run(job, network)
    assert job.shortened == 1


def test_the_table_keeps_the_visitors_columns_and_says_why_a_row_has_no_verdict(network: Network) -> None:
    job = Job(["buena", "", *TEXTS[:BATCH]], "untrained")
    job.step(network)
    frame = pd.DataFrame({"text": job.texts, "verdict": "mine"})
    table = with_verdicts(frame, job, empty="no text", unread="not read")
    assert list(table.columns) == ["text", "verdict", "verdict_", "p_neg", "p_neu", "p_pos", "note"]
    assert (table["verdict"] == "mine").all()
    assert set(table["note"]) == {"", "not read"}
    run(job, network)
    table = with_verdicts(frame, job, empty="no text", unread="not read")
    assert list(table["note"]) == ["", "no text"] + [""] * BATCH
    assert table["verdict_"].isna().tolist() == [False, True] + [False] * BATCH


def test_a_name_that_is_taken_gets_another() -> None:
    assert unused(["a", "b", "a"], ["a", "a_"]) == ["a__", "b", "a___"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "＝"])
def test_a_spreadsheet_finds_no_formula_in_a_download(start: str) -> None:
    evil = start + 'HYPERLINK("http://example.org","x")'
    table = pd.read_csv(io.BytesIO(to_csv(pd.DataFrame({evil: [evil, "fine", None], "p": [-0.5, 1, 2]}))))
    assert table.columns[0].startswith("'")
    assert table.iloc[0, 0].startswith("'")
    assert table.iloc[1, 0] == "fine"
    assert table["p"].tolist() == [-0.5, 1, 2]


def test_a_download_survives_accents_line_breaks_and_quotes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ['«¿Qué?» dijo\n"ñ", 😀', "二"]})
    file = tmp_path / "table.csv"
    file.write_bytes(to_csv(frame))
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")  # without it, Excel takes UTF-8 for something else
    assert pd.read_csv(file)["text"].tolist() == frame["text"].tolist()


def test_labels_are_recognised_in_both_languages() -> None:
    column = pd.Series(["Negativo", "neutral", " POS ", "positive", "7", None])
    assert labels_in(column) == ["neg", "neu", "pos", "pos", None, None]
    assert label_column(pd.DataFrame(columns=["id", "Sentimiento", "text"])) == "Sentimiento"
    assert label_column(pd.DataFrame(columns=["id", "text"])) is None


def test_a_reading_becomes_a_table_with_a_row_a_word() -> None:
    reading = {
        "words": ["muy", "bueno"],
        "labels": ["neg", "pos"],
        "series": [{"name": "es-gru", "probabilities": [[0.4, 0.6], [0.1, 0.9]]}],
    }
    table = table_of(reading)
    assert table["word"].tolist() == ["muy", "bueno"]
    assert table["es-gru pos"].tolist() == [0.6, 0.9]
