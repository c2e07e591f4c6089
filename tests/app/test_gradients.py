"""The page of gradients shows the engine's numbers, in both languages, and no address breaks it."""

import base64
import json

import numpy as np
import pytest

from model.cells import CELLS
from model.gradients import agreement
from model.recall.reading import explain
from model.recall.shipped import networks
from tests.app.conftest import OpenApp, shown
from ui import flows
from ui.flows import Asked
from ui.gradient_curves import FLOOR, Curve, Mark, curves
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)
COUNTRY = {"es": "Argentina", "en": "Argentina"}


def numbers(values: object) -> np.ndarray:
    """What Plotly's JSON says of an array, which it may have packed."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return np.asarray(values, dtype=float)


def figure(app, name: str) -> dict:
    key = f"gradients-{name}-figure"
    found = [chart.proto for chart in app.get("plotly_chart") if chart.proto.id.endswith(key)]
    assert len(found) == 1
    return json.loads(found[0].spec)


def lines(app, name: str) -> list[np.ndarray]:
    return [numbers(line["y"]) for line in figure(app, name)["data"]]


@BOTH
def test_the_curves_are_autograds_norms(open_app: OpenApp, language: str) -> None:
    app = open_app("gradients", lang=language, distance="12", scale="absolute", seed="2", cell="gru")
    assert not app.exception
    country = app.selectbox(key="gradients-country").value
    sentence = Asked(language, country, 12).sentence
    assert sentence.distance == 12
    assert sentence.text in shown(app)
    told = {cell: explain(networks(cell, language)[1], sentence, language) for cell in CELLS}
    drawn = lines(app, "reach-h")
    assert len(drawn) == len(CELLS)
    for line, cell in zip(drawn, CELLS, strict=True):
        assert line == pytest.approx(told[cell].flow.norms("h").clamp(min=FLOOR).numpy())
    with_c = [cell for cell in CELLS if "c" in CELLS[cell].states]
    for line, cell in zip(lines(app, "reach-c"), with_c, strict=True):
        assert line == pytest.approx(told[cell].flow.norms("c").clamp(min=FLOOR).numpy())
    saliency, occlusion = lines(app, "words")
    assert saliency == pytest.approx(told["gru"].saliency.numpy())
    assert occlusion == pytest.approx(told["gru"].occlusion.numpy(), abs=1e-9)
    truth, kept, gates = lines(app, "forecast")
    assert truth == pytest.approx(told["gru"].flow.norms("h").numpy())
    assert kept == pytest.approx(told["gru"].flow.forecast().norm(dim=-1).clamp(min=FLOOR).numpy())
    assert gates == pytest.approx(told["gru"].flow.through_gates().norm(dim=-1).clamp(min=FLOOR).numpy())


def test_the_window_cuts_and_the_whole_window_agrees(open_app: OpenApp) -> None:
    app = open_app("gradients", distance="12", window="4", cell="lstm")
    whole, cut = lines(app, "truncated")
    assert (cut[:-4] == FLOOR).all()
    assert cut[-4:] == pytest.approx(whole[-4:])
    cosines = lines(app, "agreement")[0]
    network = networks("lstm", "es")[0]
    sentence = Asked("es", app.selectbox(key="gradients-country").value, 12).sentence
    narrow, full = (explain(network, sentence, "es", window).flow.weights for window in (1, None))
    assert cosines[0] == pytest.approx(agreement(narrow, full))
    assert cosines[-1] == pytest.approx(1)


@pytest.mark.parametrize("radius", ["0.5", "3"])
def test_the_elman_network_at_another_radius_stays_below_its_bound(open_app: OpenApp, radius: str) -> None:
    app = open_app("gradients", distance="12", radius=radius)
    truth, transport, bound = lines(app, "elman")
    assert (truth <= transport * (1 + 1e-9)).all()
    assert (transport <= bound * (1 + 1e-9)).all()
    told = flows.followed(Asked("es", app.selectbox(key="gradients-country").value, 12), "rnn", 0, float(radius))
    assert told["radius"] == pytest.approx(float(radius), rel=1e-4)  # the weights ship in float16
    if radius == "0.5":
        assert truth[0] < 0.5**8


@BOTH
def test_the_elman_cell_has_no_forecast_and_says_so(open_app: OpenApp, language: str) -> None:
    app = open_app("gradients", lang=language, distance="5", cell="rnn")
    assert not app.exception
    assert [info.value for info in app.info] == [Texts(language)("gradients-forecast-none")]


def test_the_address_keeps_what_was_chosen(open_app: OpenApp) -> None:
    app = open_app("gradients", distance="7", lang="es")
    app.slider(key="gradients-distance").set_value(9).run()
    app.segmented_control(key="gradients-cell").set_value("peephole").run()
    assert not app.exception
    assert app.query_params["distance"] == "9"
    assert app.query_params["cell"] == "peephole"
    assert "window" not in app.query_params


@pytest.mark.parametrize(
    "address",
    [
        {"distance": "-5"},
        {"distance": "1000000"},
        {"country": "*Atlantis*"},
        {"cell": "no"},
        {"radius": "nan"},
        {"window": "0"},
        {"seed": "9" * 300},
    ],
)
def test_a_bad_address_gets_the_usual_and_a_quiet_word(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("gradients", **{"distance": "5", **address})
    assert not app.exception
    assert len(app.info) == 1
    assert app.get("plotly_chart")


def test_what_lies_below_the_floor_is_drawn_on_it_and_told_in_full() -> None:
    drawn = curves(
        [1, 2, 3], [Curve("x", [0.0, 1e-30, 0.5], "#000000")], axis="", side="", ink="#000000", mark=Mark(1, "")
    )
    assert list(drawn.data[0].y) == [FLOOR, FLOOR, 0.5]
    assert [note for _, note in drawn.data[0].customdata] == ["0", "1e-30", "0.5"]
