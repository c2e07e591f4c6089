"""Names to networks."""

import subprocess
import sys

import pytest

from model import InputError, available, load


def test_what_is_available_loads():
    for name in available():
        assert load(name).config.labels


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(InputError) as error:
        load("es-lstmm")
    assert error.value.code == "model-unknown"
    assert all(name in str(error.value) for name in available())


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/", "../../etc/passwd", "a/b/c", "x\x00y", "z" * 300, "a-../b", "a--b/c"]
)
def test_strange_names_are_unknown_or_no_model(name):
    with pytest.raises(InputError):
        load(name)


def test_another_folder_can_stand_in_for_the_shipped_models(network, tmp_path, monkeypatch):
    network.save(tmp_path / "mine")
    monkeypatch.setenv("COMPUERTAS_MODELS", str(tmp_path))
    assert available() == ["mine"]
    assert load("mine").config == network.config


def test_listing_models_does_not_import_torch():
    code = "import sys; from model import available; available(); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_the_command_line_needs_no_streamlit(tmp_path):
    reviews = tmp_path / "reviews.csv"
    reviews.write_text("text,label\nUna maravilla.,pos\nUn desastre.,neg\n")
    commands = (
        ("list",),
        ("predict", "--model", "es-lstm", "Nada mal."),
        ("trace", "--model", "es-gru", "Nada mal."),
        ("evaluate", "--model", "es-rnn", "--data", str(reviews)),
    )
    code = (
        "import sys; sys.modules |= dict.fromkeys(('streamlit', 'plotly'));"
        f"from model.__main__ import main; sys.exit(any(main([*command, '--json']) for command in {commands}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert '"accuracy"' in done.stdout
