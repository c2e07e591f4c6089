"""The microscope without a browser: what an address asks for is looked at, and what can't be is said."""

import json
import random
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from model import Clamp, specimen
from model.cells import CELLS
from model.recall.sentences import grammar
from tests.app.conftest import OpenApp, shown
from tests.unit.test_microscope import unpacked
from ui import models, operations, specimens, surgery, unit_cards
from ui.home_kit import snippet
from ui.microscope import Reading
from ui.shell import ROOT
from ui.texts import LOCALES, Texts
from ui.verdict import percent

TEXT = {
    "es": "No me gustó la espera, pero el producto es excelente.",
    "en": "I did not like the wait, but the product is excellent.",
}
BOTH = pytest.mark.parametrize("language", LOCALES)


def data_of(app: AppTest) -> dict:
    assert not app.exception
    return next(data for each in app.get("bidi_component") if "runs" in (data := json.loads(each.proto.json)))


@BOTH
def test_the_page_looks_into_the_models_own_trace(open_app: OpenApp, language: str) -> None:
    name = f"{language}-lstm"
    data = data_of(open_app("microscope", lang=language, text=TEXT[language], model=name, unit="7"))
    trace = models.trace(TEXT[language], name)
    (run,) = data["runs"]
    assert run["words"] == trace.tokens
    values = unpacked(run["units"]["7"]["values"]).reshape(len(trace.names), -1)
    np.testing.assert_array_equal(values[trace.names.index("f")], trace["f"][:, 7].numpy())
    np.testing.assert_allclose(unpacked(run["probabilities"]), trace.probabilities.flatten(), atol=1e-6)
    assert "torch.nn.LSTM" in data["badge"]["text"]


@BOTH
@pytest.mark.parametrize(
    ("asked", "step", "unit"),
    [
        ({"step": "-1", "unit": "9999"}, 1, -1),
        ({"step": "1000000000", "unit": "-3"}, -1, 0),
        ({"step": "x", "unit": "nan"}, None, None),
    ],
)
def test_an_impossible_place_becomes_the_nearest_one_and_is_told(
    open_app: OpenApp, language: str, asked: dict[str, str], step: int | None, unit: int | None
) -> None:
    app = open_app("microscope", lang=language, text=TEXT[language], model=f"{language}-lstm", **asked)
    data = data_of(app)
    steps, hidden = len(data["runs"][0]["words"]), data["runs"][0]["hidden"]
    assert data["step"] == (step if step is not None else data["runs"][0]["decided"] + 1) % (steps + 1)
    if unit is not None:
        assert data["unit"] == unit % hidden
    told = Texts(language)("microscope-nearest", step=data["step"], steps=steps, unit=data["unit"], last=hidden - 1)
    assert told in shown(app)


RECALL = {
    "es": ("recall-up-to-10", "Vivo en Brasil desde muy chico, donde me enseñaron a hablar ___", "portugués"),
    "en": ("recall-up-to-10-english", "I grew up in Brazil, where they taught me to speak ___", "Portuguese"),
}


@BOTH
@pytest.mark.parametrize("cell", CELLS)
def test_the_page_looks_into_the_networks_of_the_recall_task(open_app: OpenApp, language: str, cell: str) -> None:
    prefix, text, right = RECALL[language]
    name = f"{prefix}-{cell}-2"
    app = open_app("microscope", lang=language, model=name, text=text)
    data = data_of(app)
    trace = specimen(name).trace(text)
    (run,) = data["runs"]
    assert (run["task"], run["cell"], run["words"]) == ("recall", cell, trace.tokens)
    np.testing.assert_allclose(unpacked(run["probabilities"]), trace.probabilities.flatten(), atol=1e-6)
    assert run["labels"][run["right"]] == right
    assert run["right"] in run["offered"]
    assert data["step"] == trace.tokens.index({"es": "Brasil", "en": "Brazil"}[language]) + 1
    equations = data["badge"]["text"].count("float64")
    assert equations == (cell in {"peephole", "time-aware"})
    assert data["badge"]["text"].startswith("✓")
    assert app.query_params["model"] == name
    if data["ledgers"]:
        scores = unpacked(data["ledgers"]["scores"]).reshape(len(run["offered"]), -1).sum(axis=1)
        np.testing.assert_allclose(scores + data["ledgers"]["rest"], data["ledgers"]["last"], atol=1e-4)
    app.selectbox(key="recall-specimen").set_value("gru").run()
    assert data_of(app)["runs"][0]["name"] == f"{prefix}-gru-2"


def test_the_countrys_answer_is_read_off_the_sentence_unless_the_address_says_it(open_app: OpenApp) -> None:
    drawn = grammar("es").sentence(20, random.Random(1), country="Argentina", distractors=True)
    name = "recall-up-to-10-lstm-1"
    unknown = data_of(open_app("microscope", lang="es", model=name, text=drawn.text))
    assert unknown["runs"][0]["right"] is None
    told = open_app("microscope", lang="es", model=name, text=drawn.text, answer=drawn.answer)
    run = data_of(told)["runs"][0]
    assert run["labels"][run["right"]] == drawn.answer
    assert told.query_params["answer"] == drawn.answer
    told.text_area(key="recall-text").set_value("Nací en Rusia y hablo ___").run()
    run = data_of(told)["runs"][0]
    assert run["labels"][run["right"]] == "ruso"
    assert "answer" not in told.query_params


def test_two_recall_cells_read_one_sentence_side_by_side(open_app: OpenApp) -> None:
    prefix, text, _ = RECALL["es"]
    app = open_app("microscope", lang="es", model=f"{prefix}-rnn-3", text=text)
    t = Texts("es")
    wanted = t("microscope-beside", model=t("recall-cell-lstm"))
    next(button for button in app.button if button.label == wanted).click().run()
    main, pinned = data_of(app)["runs"]
    assert (main["cell"], pinned["cell"], pinned["name"]) == ("rnn", "lstm", f"{prefix}-lstm-3")
    assert main["words"] == pinned["words"]
    assert app.query_params["pin-model"] == f"{prefix}-lstm-3"


def test_going_to_the_recall_networks_and_back_loses_no_text(open_app: OpenApp) -> None:
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-gru", op="z=0", unit="3")
    app.segmented_control(key="task").set_value("recall").run()
    data = data_of(app)
    assert (data["runs"][0]["name"], data["operations"]) == ("recall-up-to-10-lstm-1", [])
    assert "Argentina" in data["runs"][0]["words"]
    app.segmented_control(key="task").set_value("sentiment").run()
    data = data_of(app)
    assert (data["runs"][0]["name"], data["text"]) == ("es-gru", TEXT["es"])


def test_networks_of_another_language_bring_their_own_example(open_app: OpenApp) -> None:
    app = open_app("microscope", lang="es", model="recall-up-to-10-lstm-1")
    app.selectbox(key="recall-specimen-networks").set_value("up-to-10-english").run()
    assert "France" in data_of(app)["runs"][0]["words"]


def test_time_passes_between_words_and_is_told(open_app: OpenApp) -> None:
    prefix, text, _ = RECALL["es"]
    app = open_app("microscope", lang="es", model=f"{prefix}-time-aware-1", text=text, op="elapsed=365@4;elapsed=-3")
    data = data_of(app)
    assert data["operations"] == ["Δt = 365 en «\u2068muy\u2069»"]
    assert app.warning[0].value == Texts("es")("error-clamp-time")
    decay = unpacked(data["runs"][0]["units"][str(data["unit"])]["values"]).reshape(len(data["runs"][0]["names"]), -1)
    assert decay[data["runs"][0]["names"].index("decay")][4] == pytest.approx(1 / np.log(np.e + 365), abs=1e-6)
    assert "float64" in data["badge"]["text"]


def test_several_units_are_one_operation(open_app: OpenApp) -> None:
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", op="h=0@2+:3,17,40-43")
    data = data_of(app)
    (told,) = data["operations"]
    assert told.endswith("unidades 3, 17, 40–43")
    assert app.query_params["op"] == "h=0.0@2+:3,17,40-43"
    expected = models.network("es-lstm").trace(TEXT["es"], [Clamp("h", 0.0, 2, (3, 17, 40, 41, 42, 43), onward=True)])
    np.testing.assert_allclose(unpacked(data["runs"][0]["probabilities"]), expected.probabilities.flatten(), atol=1e-6)


def test_a_unit_is_asked_about_every_country(open_app: OpenApp) -> None:
    prefix, text, _ = RECALL["es"]
    app = open_app("microscope", lang="es", model=f"{prefix}-lstm-1", text=text, unit="7")
    h = specimen(f"{prefix}-lstm-1").trace(text.replace("Brasil", "Japón"))["h"][-1, 7]
    row = next(row for row in shown(app).split("<tr") if "Japón" in row)
    assert f"{abs(float(h)):.2f}".replace(".", ",") in row


@pytest.mark.parametrize("name", ["recall-up-to-10-lstm-9", "recall-moon-lstm-1", "recall-up-to-10-lstm-"])
def test_a_recall_network_that_does_not_ship_is_told(open_app: OpenApp, name: str) -> None:
    app = open_app("microscope", lang="es", model=name)
    assert data_of(app)["runs"][0]["name"] in models.available()
    assert app.warning


def test_places_of_words_hold_in_a_text_with_gaps(open_app: OpenApp) -> None:
    app = open_app("microscope", lang="es", text="malo   \n\n   bueno  peor", model="es-lstm")
    data = data_of(app)
    said = [
        "".join(word for word, at in zip(data["runs"][0]["words"], data["places"], strict=True) if at == place)
        for place in range(3)
    ]
    assert [word.strip() for word in said] == ["malo", "bueno", "peor"]


@pytest.mark.parametrize("name", [*(f"recall-up-to-10-{cell}-1" for cell in CELLS), "es-gru", "en-rnn"])
def test_every_network_has_others_to_stand_beside(name: str) -> None:
    assert specimens.beside(name)
    assert all(specimens.known(other) and other != name for other in specimens.beside(name))


@BOTH
def test_an_unknown_model_is_told_and_another_one_looked_into(open_app: OpenApp, language: str) -> None:
    app = open_app("microscope", lang=language, text=TEXT[language], model="../secret")
    assert data_of(app)["runs"][0]["name"] in models.available()
    assert "secret" in app.warning[0].value


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("f=nan", "clamp-value"),
        ("f=inf@2", "clamp-value"),
        ("f=0@999", "clamp-step"),
        ("f=0:9999", "clamp-unit"),
        ("z=0", "clamp-name"),
        ("rm -rf", "clamp-syntax"),
        ("word=x@99", "word-place"),
    ],
)
def test_what_cannot_be_done_is_told_and_the_rest_is_done(open_app: OpenApp, operation: str, code: str) -> None:
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", op=f"{operation};o=1")
    data = data_of(app)
    assert len(data["operations"]) == 1
    assert app.query_params["op"] == "o=1.0"
    beginning = Texts("es")(f"error-{code}", name="z", known="", step=999, last=0, unit=9999, clamp="rm", place=99)[:12]
    assert beginning in app.warning[0].value


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_to_read_is_told_in_a_sentence(open_app: OpenApp, text: str) -> None:
    app = open_app("microscope", lang="es", text=text, model="es-lstm")
    assert not app.exception
    if not app.get("bidi_component"):
        assert app.error[0].value == Texts("es")("error-empty")


def test_one_piece_is_a_reading_too(open_app: OpenApp) -> None:
    assert data_of(open_app("microscope", lang="es", text="bueno", model="es-lstm"))["step"] == 1


def test_operations_stand_beside_the_untouched_reading(open_app: OpenApp) -> None:
    data = data_of(open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", op="f=0@6;word=malo@9"))
    roles = {run["role"]: run for run in data["runs"]}
    assert list(roles) == ["main", "before"]
    assert "malo" in "".join(roles["main"]["words"])
    assert "excelente" in "".join(roles["before"]["words"])
    clamped = models.network("es-lstm").trace(data["text"], [Clamp("f", 0.0, step=6)])
    np.testing.assert_allclose(unpacked(roles["main"]["probabilities"]), clamped.probabilities.flatten(), atol=1e-6)
    assert data["outcome"]


def test_an_operation_that_holds_what_was_there_changes_nothing(open_app: OpenApp) -> None:
    trace = models.trace(TEXT["es"], "es-lstm")
    held = f"f={float(trace['f'][4, 9])}@4:9"
    data = data_of(open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", op=held))
    now, untouched = (unpacked(run["probabilities"]) for run in data["runs"])
    np.testing.assert_allclose(now, untouched, atol=1e-6)


def test_a_pinned_reading_keeps_its_own_text_model_and_operations(open_app: OpenApp) -> None:
    pinned = {"pin": TEXT["en"], "pin-model": "en-lstm", "pin-op": "o=1.0"}
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", **pinned)
    second = data_of(app)["runs"][1]
    assert (second["role"], second["name"]) == ("pinned", "en-lstm")
    assert list(second["units"]) == [str(second["own"])]  # another model's units share only their numbers
    expected = models.trace(TEXT["en"], "en-lstm", "o=1.0")
    np.testing.assert_allclose(unpacked(second["probabilities"]), expected.probabilities.flatten(), atol=1e-6)
    assert {name: app.query_params[name] for name in pinned} == pinned


def test_a_reading_is_pinned_and_let_go(open_app: OpenApp) -> None:
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm")
    t = Texts("es")
    next(button for button in app.button if button.label == t("microscope-pin")).click().run()
    assert [run["role"] for run in data_of(app)["runs"]] == ["main", "pinned"]
    app.text_area(key="text").set_value("El producto es horrible.").run()
    assert "horrible" in "".join(data_of(app)["runs"][0]["words"])
    assert "excelente" in "".join(data_of(app)["runs"][1]["words"])
    next(button for button in app.button if button.label == t("microscope-unpin")).click().run()
    assert [run["role"] for run in data_of(app)["runs"]] == ["main"]
    assert "pin" not in app.query_params


@BOTH
def test_every_example_can_be_looked_into(open_app: OpenApp, language: str) -> None:
    app = open_app("microscope", lang=language, example="almost-left")
    assert len(data_of(app)["runs"][0]["words"]) > 10
    assert app.query_params["example"] == "almost-left"


def test_a_dozen_operations_are_enough(open_app: OpenApp) -> None:
    many = ";".join(f"f=0@{step}" for step in (0, 1, 2, 3) for _ in range(4))
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", op=many)
    assert len(data_of(app)["operations"]) == operations.MOST
    assert Texts("es")("error-operations-many", given=16, limit=operations.MOST) in app.warning[0].value


@BOTH
def test_a_unit_is_doubted_on_this_text_and_among_our_own_sentences(open_app: OpenApp, language: str) -> None:
    name = f"{language}-lstm"
    app = open_app("microscope", lang=language, text=TEXT[language], model=name, unit="7")
    said, t = shown(app), Texts(language)
    without = models.network(name).trace(TEXT[language], [Clamp("h", 0.0, unit=7)])
    label = without.labels.index(models.trace(TEXT[language], name).label)
    assert t("verdict-percent", percent=percent(float(without.probabilities[-1, label]))) in said
    card = unit_cards.cards(name)
    for end in ("most", "least"):
        assert escape(card["sentences"][card[end][7][0][0]][0]) in said
    app.selectbox(key="meaning-unit").set_value(11).run()
    assert data_of(app)["unit"] == 11
    assert escape(card["sentences"][card["most"][11][0][0]][0]) in shown(app)


def test_a_visitors_own_file_is_asked_too(open_app: OpenApp) -> None:
    app = open_app("microscope", lang="es", text=TEXT["es"], model="es-lstm", unit="7")
    rows = ["Una maravilla de hotel.", "Un desastre de hotel.", "El hotel abre a las ocho.", ""]
    table = "texto,etiqueta\n" + "\n".join(
        f"{row},{label}" for row, label in zip(rows, ("pos", "neg", "neu", "pos"), strict=True)
    )
    app.file_uploader(key="meaning-file").upload("mine.csv", table.encode(), "text/csv").run()
    assert not app.exception
    said = shown(app)
    for row in rows[:2]:
        assert row in said
    app.file_uploader(key="meaning-file").upload("bad.csv", b"\x00\x01\x02", "text/csv").run()
    assert not app.exception
    assert app.error


def test_ten_lines_of_python_give_the_same_numbers() -> None:
    """What a visitor takes home runs by itself and prints the page's own numbers."""
    asked = ["f=0@6", "h=0:3", "word=lindo@9"]
    done = surgery.performed(TEXT["es"], "es-lstm", asked)
    trace = models.trace(done.text, "es-lstm", done.clamps)
    code = snippet(Reading("main", "es-lstm", models.network("es-lstm"), trace), done, 8, 17)
    assert len(code.splitlines()) == 10
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    printed = dict(line.rsplit(" ", 1) for line in ran.stdout.splitlines())
    expected = {name: float(trace[name][8, 17]) for name in trace.names}
    expected |= {f"P({label})": p for label, p in zip(trace.labels, trace.probabilities[8].tolist(), strict=True)}
    assert {name: float(value) for name, value in printed.items()} == pytest.approx(expected, abs=6e-5)


@BOTH
@pytest.mark.parametrize("spoilt", [b"", b"\x00" * 1000], ids=["missing", "foreign"])
def test_a_spoilt_model_gets_a_sentence(open_app: OpenApp, models_folder: Path, language: str, spoilt: bytes) -> None:
    for name in ("es-lstm", "es-gru"):
        shutil.copytree(ROOT / "assets" / "models" / name, models_folder / name)
    weights = models_folder / "es-lstm" / "model.safetensors"
    weights.write_bytes(spoilt) if spoilt else weights.unlink()
    app = open_app("microscope", lang=language, text=TEXT["es"], model="es-lstm")
    assert not app.exception
    key = "error-model-corrupt" if spoilt else "error-model-missing-file"
    told = [error.value.replace("\\", "") for error in app.error]
    assert told == [Texts(language)(key, model="es-lstm", file="model.safetensors")]
    app.selectbox(key="specimen").set_value("es-gru").run()
    assert data_of(app)["runs"][0]["name"] == "es-gru"
