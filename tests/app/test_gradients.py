"""The page of gradients shows the engine's numbers, in both languages, and no address breaks it."""

import base64
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from model.cells import CELLS
from model.gradients import agreement
from model.recall import shipped
from model.recall.backward import network
from model.recall.reading import explain
from model.recall.sentences import grammar
from tests.app.conftest import OpenApp, shown
from ui import gradients
from ui.gradient_numbers import MOST_PIECES, MOST_WORDS, Asked, reach, sentence
from ui.shell import ROOT
from ui.take_away import Files
from ui.texts import LOCALES, Texts, plain

BOTH = pytest.mark.parametrize("language", LOCALES)
PICTURES = {  # the figures of each scene
    "norms": ("norms",),
    "forecast": ("forecast",),
    "elman": ("elman", "clip"),
    "distance": ("distance",),
    "window": ("window", "apart"),
    "words": ("words",),
    "review": ("review", "pieces"),
}
COLUMNS = {
    "forecast": ("truth", "forecast", "gates"),
    "elman": ("truth", "transport", "bound"),
    "window": ("whole", "truncated"),
    "words": ("saliency", "occlusion"),
}
SCENES = tuple(PICTURES)
WITH_A_SENTENCE = ("norms", "forecast", "elman", "window", "words")


def numbers(values: object) -> np.ndarray:
    """What Plotly's JSON says of an array, which it may have packed; nan where nothing is drawn."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return np.asarray([np.nan if value is None else value for value in values], dtype=float)


def drawn(app: Any, name: str) -> list[np.ndarray]:
    """The heights of every line or bar in one figure, bands left out."""
    (chart,) = [chart.proto for chart in app.get("plotly_chart") if chart.proto.id.endswith(f"picture-{name}")]
    return [numbers(trace["y"]) for trace in json.loads(chart.spec)["data"] if trace.get("fill") != "toself"]


def asked(language: str = "es", distance: int = 12, seed: int = 0, *, newborn: bool = False) -> Asked:
    return Asked(language, "Argentina", distance, False, None, seed, newborn)


def explained(cell: str, one: Asked, window: int | None = None) -> Any:
    net = network(cell, one.language, one.seed, newborn=one.newborn)
    return explain(net, sentence(one), one.language, window)


@BOTH
@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_draws_and_says_what_would_prove_it_wrong(open_app: OpenApp, scene: str, language: str) -> None:
    app = open_app("gradients", lang=language, scene=scene, distance="8")
    assert not app.exception
    assert not app.error
    t, charts = Texts(language), app.get("plotly_chart")
    assert charts
    assert all(chart.proto.alt_text if hasattr(chart.proto, "alt_text") else True for chart in charts)
    said = shown(app)
    assert said.count(f"<b>{t('look-for')}</b>") == said.count(f"<b>{t('refuted-by')}</b>") == len(charts)
    assert [button.proto.label for button in app.get("download_button")] == ["JSON", "CSV"]


@BOTH
@pytest.mark.parametrize("weights", ["trained", "newborn"])
def test_the_curves_are_autograds_norms(open_app: OpenApp, language: str, weights: str) -> None:
    app = open_app("gradients", lang=language, distance="12", scale="absolute", seed="3", weights=weights)
    one = asked(language, seed=2, newborn=weights == "newborn")
    assert sentence(one).distance == 12
    for line, cell in zip(drawn(app, "norms"), ("rnn", "lstm", "gru", "peephole", "time-aware"), strict=True):
        assert line == pytest.approx(explained(cell, one).flow.norms("h").numpy())
    app.segmented_control(key="gradients-state").set_value("memory").run()
    for line, cell in zip(drawn(app, "norms"), ("rnn", "lstm", "gru", "peephole", "time-aware"), strict=True):
        flow = explained(cell, one).flow
        assert line == pytest.approx(flow.norms(flow.cell.memory).numpy())


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell != "rnn"])
def test_the_forecast_stands_beside_the_truth(open_app: OpenApp, cell: str) -> None:
    flow = explained(cell, asked()).flow
    truth, forecast, gates = drawn(open_app("gradients", scene="forecast", distance="12", cell=cell), "forecast")
    assert truth == pytest.approx(flow.norms(flow.cell.memory).numpy())
    assert forecast == pytest.approx(flow.forecast().norm(dim=-1).numpy())
    assert gates[:-1] == pytest.approx(flow.through_gates().norm(dim=-1).numpy()[:-1])
    assert np.isnan(gates[-1]), "nothing has flowed through gates yet at the last word, and zero has no logarithm"


@BOTH
def test_the_elman_cell_has_no_forecast_and_says_so(open_app: OpenApp, language: str) -> None:
    app = open_app("gradients", lang=language, scene="forecast", cell="rnn")
    assert [info.value for info in app.info] == [Texts(language)("gradients-forecast-none")]


@pytest.mark.parametrize("radius", ["0.5", "3"])
@pytest.mark.parametrize("weights", ["trained", "newborn"])
def test_at_any_radius_the_truth_stays_below_its_bounds(open_app: OpenApp, radius: str, weights: str) -> None:
    app = open_app("gradients", scene="elman", distance="30", radius=radius, weights=weights)
    truth, transport, bound, alone = drawn(app, "elman")
    assert (truth <= transport * (1 + 1e-9)).all()
    assert (transport <= bound * (1 + 1e-9)).all()
    assert alone[-2] == pytest.approx(float(radius))
    assert app.query_params["radius"] == radius
    t = Texts("es")
    course = "vanishes" if truth[0] < 0.1 else "explodes" if truth[0] > 10 else "holds"
    assert (weights, radius, course) != ("newborn", "3", "vanishes")
    assert {"vanishes": "se desvanece", "explodes": "explota", "holds": "se sostiene"}[course] in shown(app)
    norms, clipped = drawn(app, "clip")
    assert clipped == pytest.approx(np.minimum(norms, 1.0))
    assert t("gradients-clip") in shown(app)


def test_without_a_word_the_radius_is_the_networks_own(open_app: OpenApp) -> None:
    app = open_app("gradients", scene="elman", distance="8")
    own = app.slider(key="gradients-radius").value
    assert "radius" not in app.query_params
    app.segmented_control(key="gradients-weights").set_value("newborn").run()
    assert app.slider(key="gradients-radius").value != own
    assert "radius" not in app.query_params


@BOTH
def test_over_distances_the_recorded_figures_are_drawn(open_app: OpenApp, language: str) -> None:
    app = open_app("gradients", lang=language, scene="distance", weights="newborn")
    lines = drawn(app, "distance")
    recorded = reach()[language]["newborn"]
    for line, cell in zip(lines, ("rnn", "lstm", "gru", "peephole", "time-aware"), strict=True):
        middle = np.asarray([ends[1] for ends in recorded[cell]["h"]])
        middle[middle < gradients.FLOOR] = np.nan
        assert line == pytest.approx(middle, nan_ok=True)
    assert np.isnan(lines[0][-1]), "what the Elman network gets over 320 words is below the floor"


def test_the_window_cuts_and_the_whole_window_agrees(open_app: OpenApp) -> None:
    app = open_app("gradients", scene="window", distance="12", window="4")
    whole, cut = drawn(app, "window")
    assert np.isnan(cut[:-4]).all()
    assert cut[-4:] == pytest.approx(whole[-4:])
    apart = drawn(app, "apart")[0]
    narrow, full = (explained("lstm", asked(), window).flow.weights for window in (1, None))
    assert apart[0] == pytest.approx(1 - agreement(narrow, full))
    assert np.isnan(apart[-1])


@pytest.mark.parametrize("cell", CELLS)
def test_saliency_and_occlusion_are_the_engines(open_app: OpenApp, cell: str) -> None:
    saliency, occlusion = drawn(open_app("gradients", scene="words", distance="12", cell=cell), "words")
    told = explained(cell, asked())
    assert saliency == pytest.approx(told.saliency.numpy())
    assert occlusion == pytest.approx(told.occlusion.numpy(), abs=1e-9)


@BOTH
@pytest.mark.parametrize(
    ("scene", "own", "code"),
    [
        ("norms", "Vivo lejos y hablo ___", "no-country"),
        ("norms", "Portugal, Argentina, ___", "two-countries"),
        ("norms", "Portugal " + "muy " * 5_000, "length"),
        *((scene, "Portugal", "length") for scene in WITH_A_SENTENCE),
    ],
)
def test_a_sentence_that_cannot_be_asked_stays_and_gets_a_reason(
    open_app: OpenApp, scene: str, own: str, code: str, language: str
) -> None:
    app = open_app("gradients", lang=language, scene=scene, source="own", own=own)
    assert not app.exception
    problem = Texts(language)(
        f"error-recall-{code}",
        words=len(own.split()),
        limit=MOST_WORDS,
        known="Argentina",
        countries="Argentina, Portugal",
    )
    assert [error.value.replace("\\", "")[:60] for error in app.error] == [problem[:60]]
    assert app.text_area(key="gradients-own").value == own


@BOTH
@pytest.mark.parametrize("scene", WITH_A_SENTENCE)
def test_missing_networks_get_a_sentence_and_the_controls_stay(
    open_app: OpenApp, scene: str, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped.networks.cache_clear()
    monkeypatch.setattr("model.recall.shipped.FOLDER", tmp_path)
    app = open_app("gradients", lang=language, scene=scene, country="Portugal", distance="9")
    assert not app.exception
    condition = shipped.condition_of(language)
    assert [error.value for error in app.error] == [
        Texts(language)("error-recall-condition", condition=plain(condition))
    ]
    assert app.slider(key="gradients-distance").value == 9
    assert app.query_params["distance"] == "9"
    app.segmented_control(key="gradients-scene").set_value("distance").run()
    assert not app.error
    assert drawn(app, "distance")


@BOTH
def test_an_answer_that_no_network_can_give_is_told(open_app: OpenApp, language: str) -> None:
    app = open_app("gradients", lang=language, source="own", own="Portugal: quechua")
    assert not app.error
    known = ", ".join(grammar(language).answers)
    assert [info.value for info in app.info] == [Texts(language)("recall-outside", word="quechua", known=known)]
    app.text_area(key="gradients-own").set_value("Portugal: ___").run()
    assert not app.info


def test_a_hand_written_sentence_is_followed_and_travels(open_app: OpenApp) -> None:
    own = "Crecí en <b>Brasil</b> y todos me hablaban en ___"
    app = open_app("gradients", source="own", own=own)
    assert not app.error
    assert app.query_params["own"] == own
    assert "&lt;b&gt;Brasil" in shown(app)
    assert "<b>Brasil" not in "".join(html.proto.body for html in app.html)


def test_a_review_is_followed_back_and_a_long_one_in_part(open_app: OpenApp) -> None:
    app = open_app("gradients", scene="review", review="Todo muy rico y barato. " * 60)
    assert not app.error
    assert str(MOST_PIECES) in app.info[0].value
    assert len(drawn(app, "pieces")[0]) == MOST_PIECES
    app.text_area(key="gradients-review").set_value("  ").run()
    assert [error.value for error in app.error] == [Texts("es")("error-empty")]


def test_the_address_keeps_what_was_chosen(open_app: OpenApp) -> None:
    app = open_app("gradients", distance="7", lang="es")
    app.slider(key="gradients-distance").set_value(9).run()
    app.segmented_control(key="gradients-scene").set_value("words").run()
    app.segmented_control(key="gradients-cell").set_value("peephole").run()
    assert app.query_params == {"distance": "9", "scene": "words", "cell": "peephole", "lang": "es"}


@BOTH
@pytest.mark.parametrize("scene", SCENES)
def test_what_is_taken_away_are_the_numbers_drawn(
    open_app: OpenApp, scene: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, Files] = {}
    monkeypatch.setattr("ui.take_away.take_away", taken.__setitem__)
    app = open_app("gradients", lang=language, scene=scene, distance="12", scale="absolute", weights="newborn")
    (files,) = taken.values()
    told = json.loads(files["json"]())
    table = pd.read_csv(io.BytesIO(files["csv"]()))
    lines = {name: drawn(app, name) for name in PICTURES[scene]}

    def alike(line: np.ndarray, column: Sequence[float]) -> bool:
        seen = ~np.isnan(line)
        return bool(seen.any()) and line[seen] == pytest.approx(np.asarray(column, dtype=float)[seen], rel=1e-6)

    if scene == "distance":
        middle = table[(table["networks"] == "newborn") & (table["state"] == "h")].groupby("cell", sort=False)
        columns = [group["middle seed"] for _, group in middle]
        assert told["distances"] == sorted(set(table["distance"]))
    elif scene == "norms":
        columns = [table[f"{cell} h"] for cell in told["cells"]]
    elif scene == "review":
        columns = [table[f"{cell} {way} h"] for cell in told["cells"] for way in ("whole", "last")]
    else:
        columns = [told[name] for name in COLUMNS[scene]]
        assert all(list(table[name]) == pytest.approx(told[name]) for name in COLUMNS[scene])
    first = lines[PICTURES[scene][0]]
    assert all(alike(line, column) for line, column in zip(first[: len(columns)], columns, strict=True))
    if scene == "elman":
        assert alike(lines["clip"][0], told["weight_norms"])
        assert len(told["radii"]) == len(told["weight_norms"])
    if scene == "window":
        assert alike(lines["apart"][0], [1 - cosine for cosine in told["cosines"]])
    if scene == "review":
        assert alike(lines["pieces"][0], table["lstm saliency"])
        assert alike(lines["pieces"][1], table["lstm occlusion"])


@pytest.mark.parametrize(
    "address",
    [
        {"distance": "-5"},
        {"distance": "1000000"},
        {"country": "*Atlantis*"},
        {"cell": "no"},
        {"radius": "nan"},
        {"radius": "-1"},
        {"threshold": "inf"},
        {"window": "0"},
        {"seed": "9" * 300},
        {"scene": "nowhere"},
        {"state": "c"},
    ],
)
def test_a_bad_address_gets_the_nearest_and_a_quiet_word(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("gradients", **{"distance": "5", **address})
    assert not app.exception
    assert len(app.info) == 1
    assert app.get("plotly_chart")


def test_what_falls_below_the_floor_leaves_the_axis_there() -> None:
    line = gradients.Curve("x", [0.0, 1e-60, 0.5], "#000000")
    figure = gradients.figure(Texts("es"), [line], ["a", "b", "c"], "#000000")
    assert list(figure.data[0].y) == [None, None, 0.5]
    low, high = figure.layout.yaxis.range
    assert low < -39 < 0 <= high + 0.4


@BOTH
def test_numbers_of_any_size_are_written_as_the_language_does(language: str) -> None:
    t = Texts(language)
    comma = "," if language == "es" else "."
    assert gradients.power(t, 0.0) == "0"
    assert gradients.power(t, 6.6e-61) == f"6{comma}6 × 10⁻⁶¹"
    assert gradients.power(t, 0.0123) == f"0{comma}012"
    assert gradients.power(t, 41.0) == "41"


def test_the_numbers_room_needs_no_torch_until_asked() -> None:
    script = "import sys, ui.gradient_numbers; print(*sorted({'torch'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
