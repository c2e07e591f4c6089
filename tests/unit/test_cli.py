"""`python -m model …` as a shell sees it."""

import errno
import io
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from model import Clamp, load
from model.__main__ import main

TEXT = "No me gustó la espera, pero el producto es excelente."


@pytest.fixture
def folder(network, tmp_path):
    network.save(tmp_path / "mine")
    return str(tmp_path / "mine")


def run(capsys, *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_list(capsys, monkeypatch, folder, tmp_path):
    monkeypatch.setenv("COMPUERTAS_MODELS", str(tmp_path))
    assert run(capsys, "list").split() == ["mine"]
    assert json.loads(run(capsys, "list", "--json"))["models"] == ["mine"]


def test_predict_arguments_file_and_standard_input_agree(capsys, monkeypatch, folder, tmp_path):
    texts = [TEXT, "Muy rico."]
    expected = [vars(prediction) for prediction in load(folder).predict(texts)]
    file = tmp_path / "texts.txt"
    file.write_text("\n".join(texts) + "\n\n", encoding="utf-8")
    assert json.loads(run(capsys, "predict", "--model", folder, "--json", *texts)) == expected
    assert json.loads(run(capsys, "predict", "--model", folder, "--json", "--file", str(file))) == expected
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(texts)))
    assert json.loads(run(capsys, "predict", "--model", folder, "--json")) == expected
    plain = run(capsys, "predict", "--model", folder, *texts).splitlines()
    assert [line.split("\t")[0] for line in plain] == [prediction["label"] for prediction in expected]


def test_trace_prints_the_traces_numbers(capsys, folder, tmp_path):
    trace = load(folder).trace(TEXT)
    told = json.loads(run(capsys, "trace", "--model", folder, "--json", "--npz", str(tmp_path / "t.npz"), TEXT))
    assert told == trace.as_dict()
    assert np.array_equal(np.load(tmp_path / "t.npz")["activation_h"], trace["h"].numpy())
    assert f"decided at step {trace.decided_at}" in run(capsys, "trace", "--model", folder, TEXT)


@pytest.mark.parametrize(
    ("written", "clamp"),
    [
        ("h=0", Clamp("h", 0.0)),
        ("h=0.5@3", Clamp("h", 0.5, step=3)),
        ("h=-1:2", Clamp("h", -1.0, unit=2)),
        ("h=1e-1@3:2", Clamp("h", 0.1, step=3, unit=2)),
    ],
)
def test_trace_with_clamps(capsys, folder, written, clamp):
    told = json.loads(run(capsys, "trace", "--model", folder, "--json", "--clamp", written, TEXT))
    assert told == load(folder).trace(TEXT, clamps=[clamp]).as_dict()


BAD = [
    [],
    ["dance"],
    ["predict", "hola"],
    ["predict", "--model", "nobody", "hola"],
    ["predict", "--model", "{folder}", " "],
    ["predict", "--model", "{folder}", "--file", "no/such/file"],
    ["predict", "--model", "{folder}", "--file", "{folder}/model.safetensors"],
    ["predict", "--model", "{folder}", "--file", "{folder}/config.json", "hola"],
    ["trace", "--model", "{folder}", "\u200b"],
    ["trace", "--model", "{folder}", "--file", "{folder}/config.json", "hola"],
    ["trace", "--model", "{folder}", "hola", "--clamp", "f"],
    ["trace", "--model", "{folder}", "hola", "--clamp", "h=nan"],
    ["trace", "--model", "{folder}", "hola", "--clamp", "q=0"],
    ["trace", "--model", "{folder}", "hola", "--clamp", "h=0@99"],
    ["trace", "--model", "{folder}", "hola", "--npz", "no/such/folder/x.npz"],
    ["evaluate", "--model", "{folder}", "--data", "no-such.csv"],
    ["evaluate", "--model", "{folder}", "--data", "{folder}/config.json"],
    ["evaluate", "--model", "{folder}", "--data", "{folder}/model.safetensors"],
    ["evaluate", "--model", "{folder}", "--data", "tests/probes/es.csv", "--limit", "0"],
    ["evaluate", "--model", "{folder}", "--data", "tests/probes/es.csv", "--limit", "many"],
    ["train", "no-such.toml"],
]


@pytest.mark.parametrize("arguments", BAD, ids=lambda arguments: " ".join(arguments) or "nothing")
def test_bad_input_ends_with_2_and_one_line(capsys, folder, arguments):
    try:
        status = main([argument.format(folder=folder) for argument in arguments])
    except SystemExit as exit_:
        status = exit_.code
    told = capsys.readouterr()
    assert status == 2
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert "Traceback" not in told.err


def failing(error):
    def run_list(_arguments):
        raise error

    return run_list


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "No space left on device"),
        (OSError(errno.EACCES, os.strerror(errno.EACCES), "runs/es"), "runs/es: Permission denied"),
        (OSError("two\nlines"), "two lines"),
    ],
)
def test_what_the_disk_refuses_is_one_line(capsys, monkeypatch, error, told):
    monkeypatch.setattr("model.__main__.run_list", failing(error))
    assert main(["list"]) == 2
    assert capsys.readouterr().err == f"python -m model: {told}\n"


def test_who_stops_listening_hears_no_complaint(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr("model.__main__.run_list", failing(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert main(["list"]) == 0
    assert sys.stderr.closed


@pytest.mark.parametrize("command", ["", "list", "predict", "trace", "evaluate", "train", "remake", "recall"])
def test_help_helps(capsys, command):
    with pytest.raises(SystemExit) as exit_:
        main([*command.split(), "--help"])
    assert exit_.value.code == 0
    assert "usage: python -m model" in capsys.readouterr().out


def test_it_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "model", "list", "--json"], check=True, capture_output=True)
    assert "models" in json.loads(done.stdout)
