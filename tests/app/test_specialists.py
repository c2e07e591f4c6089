"""Models of one task, with two labels and nobody beside them: every page that offers them copes."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import OpenApp, shown
from ui import models
from ui.texts import LOCALES, Texts

REVIEW = "The plot drags for an hour, and yet I left the cinema happy."
SPECIALISTS = models.specialists()


def readings(app: AppTest) -> list[dict]:
    assert not app.exception
    sent = (json.loads(each.proto.json) for each in app.get("bidi_component"))
    return [data["reading"] for data in sent if "reading" in data]


def test_there_are_some_and_none_is_of_a_family() -> None:
    assert {"imdb-plain", "clothing"} <= set(SPECIALISTS)
    assert not {f"{language}-{cell}" for language in LOCALES for cell in models.CELLS} & set(SPECIALISTS)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", SPECIALISTS)
def test_it_reads_alone_and_its_verdict_is_its_own(open_app: OpenApp, name: str, language: str) -> None:
    app = open_app("sentiment", lang=language, text=REVIEW, model=name)
    (reading,) = readings(app)
    (series,) = reading["series"]
    assert series["name"] == name
    told = dict(zip(reading["labels"], series["probabilities"][-1], strict=True))
    assert told == pytest.approx(models.verdict(REVIEW, name), abs=1e-3)
    t = Texts(language)
    assert t("verdict-alone", model=name) in shown(app)
    assert t("look-for-text-alone") in shown(app)
    assert t("look-for-text") not in shown(app)  # which speaks of several cells
    assert app.query_params["model"] == name
    assert not app.warning


def test_another_language_than_its_own_is_told(open_app: OpenApp) -> None:
    app = open_app(
        "sentiment", lang="es", text="No me gustó la espera, pero el producto es excelente.", model="clothing"
    )
    assert "aprendió solo de textos en inglés" in app.warning[0].value


def test_the_three_cells_are_one_choice_away(open_app: OpenApp) -> None:
    app = open_app("sentiment", lang="en", text=REVIEW, model="imdb-plain")
    app.selectbox(key="specialist").select("").run()
    (reading,) = readings(app)
    assert [series["name"] for series in reading["series"]] == ["en-lstm", "en-gru", "en-rnn"]


@pytest.mark.parametrize("name", SPECIALISTS)
def test_the_microscope_looks_into_it(open_app: OpenApp, name: str) -> None:
    app = open_app("microscope", lang="en", text=REVIEW, model=name, op="f=0@3")
    assert not app.exception
    (data,) = [data for each in app.get("bidi_component") if "runs" in (data := json.loads(each.proto.json))]
    trace = models.trace(REVIEW, name)
    assert [run["words"] for run in data["runs"]] == [trace.tokens] * 2
    assert "✓" in data["badge"]["text"]
