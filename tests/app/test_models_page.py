"""The page of models: every figure is the files' own, failures are listed, any set of models will do."""

import json
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from model.behaviour import failures, suite
from model.said import recorded
from model.zoo import SHIPPED, available
from tests.app.conftest import OpenApp, shown
from ui.shell import ROOT
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)
PARTS = ("all", "figures", "calibration", "behaviour", "bias", "card")


def drawn(app: AppTest) -> dict:
    """The one chart of the page, as the browser gets it."""
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def metrics(name: str) -> dict:
    return json.loads((SHIPPED / name / "metrics.json").read_text("utf-8"))


@BOTH
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_for_every_model_and_says_what_to_look_for(
    open_app: OpenApp, part: str, language: str
) -> None:
    app = open_app("models", lang=language, part=part)
    assert not app.exception
    t = Texts(language)
    if part != "card":
        assert drawn(app)["data"]
        assert t("look-for") in shown(app)
        assert t("refuted-by") in shown(app)
    if part != "all":
        for name in available():
            app.pills(key="models-model").set_value(name).run()
            assert not app.exception
            assert app.query_params.get("model", f"{language}-lstm") == name


@BOTH
def test_all_models_stand_on_one_axis_with_their_bags_of_words(open_app: OpenApp, language: str) -> None:
    app = open_app("models", lang=language, metric="accuracy")
    data = drawn(app)["data"]
    opponents = {"baseline": Texts(language)("models-bag"), "nb_svm": "NB-SVM"}
    for key, drawn_as in opponents.items():
        known = [metrics(name)[key]["accuracy"] for name in available() if key in metrics(name)]
        assert sorted(x for trace in data if trace["name"] == drawn_as for x in trace["x"]) == sorted(known)
    networks = [x for trace in data if trace["name"] not in opponents.values() for x in trace["x"]]
    assert sorted(networks) == sorted(metrics(name)["validation"]["accuracy"] for name in available())
    t, said = Texts(language), shown(app)
    for name in available():
        for report in (metrics(name)["validation"], metrics(name)["baseline"]):
            low, high = report["macro_f1_interval"]
            assert t("figures-interval", value=100 * report["macro_f1"], low=100 * low, high=100 * high) in said


@pytest.mark.parametrize("name", available())
def test_no_two_that_stand_beside_each_other_look_alike(open_app: OpenApp, name: str) -> None:
    data = drawn(open_app("models", lang="en", part="figures", model=name))["data"]
    marks = [(trace["marker"]["symbol"], trace["marker"]["color"]) for trace in data]
    assert len(set(marks)) == len(marks) > 1
    assert data[0]["name"] == name
    assert not data[0]["marker"]["symbol"].endswith("-open")


@BOTH
@pytest.mark.parametrize("name", available())
def test_better_and_worse_are_domains_whose_difference_leaves_zero_out(
    open_app: OpenApp, language: str, name: str
) -> None:
    said = shown(open_app("models", lang=language, part="figures", model=name))
    t = Texts(language)
    ahead = metrics(name)["advantage"]["baseline"]["domains"]
    signs = {
        domain: (one["macro_f1_interval"][0] > 0, one["macro_f1_interval"][1] < 0) for domain, one in ahead.items()
    }
    for key, sign in {"good": (True, False), "even": (False, False), "bad": (False, True)}.items():
        told = ", ".join(t(f"models-domain-{one.replace(' ', '-')}") for one in signs if signs[one] == sign)
        assert (t(f"models-{key}", domains=told) in said) == bool(told)
    assert (t("models-good-none") in said) == ((True, False) not in signs.values())
    for one in ahead.values():
        value, low, high = (t("models-points", value=100 * x) for x in (one["macro_f1"], *one["macro_f1_interval"]))
        assert t("models-shift", value=value, low=low, high=high) in said


def test_a_reliability_diagram_has_the_bins(open_app: OpenApp) -> None:
    _, points = drawn(open_app("models", part="calibration", model="en-gru"))["data"]
    bins = metrics("en-gru")["calibration"]["bins"]
    assert points["x"] == [one["confidence"] for one in bins]
    assert points["y"] == [one["accuracy"] for one in bins]
    assert points["customdata"] == [one["n"] for one in bins]


@BOTH
def test_every_failure_of_a_test_is_listed_and_nothing_else(open_app: OpenApp, language: str) -> None:
    name = f"{language}-lstm"
    record = recorded(name, language)
    for test in suite(language)[:8]:
        failing = failures(test, record.verdicts)
        app = open_app("models", lang=language, part="behaviour", model=name, test=test.name)
        assert not app.exception
        said = shown(app)
        for case in test.cases:
            assert all(f">{escape(text)}" in said or f"→ {escape(text)}" in said for text in case.texts) == (
                case in failing
            ), case
        t = Texts(language)
        counted = t("models-failures", failed=len(failing), n=len(test.cases), model=name)
        assert (counted if failing else t("models-failures-none", model=name, n=len(test.cases))) in said


def test_pass_rates_are_drawn_as_recorded(open_app: OpenApp) -> None:
    ours, _bag = drawn(open_app("models", part="behaviour", model="es-gru"))["data"]
    record = recorded("es-gru", "es")
    expected = [1 - len(failures(test, record.verdicts)) / len(test.cases) for test in suite("es")]
    assert sorted(ours["x"]) == pytest.approx(sorted(expected))


def test_the_address_keeps_what_is_shown_and_a_wrong_one_says_so(open_app: OpenApp) -> None:
    app = open_app("models", lang="en", part="bias", model="es-rnn")
    assert app.query_params == {"part": "bias", "model": "es-rnn", "lang": "en"}
    wrong = open_app("models", lang="en", part="nowhere", model="<b>", test="nothing", metric="luck")
    assert not wrong.exception
    assert len(wrong.info) == 1
    assert drawn(wrong)["data"]


@pytest.fixture
def stranger(models_folder: Path) -> Path:
    """A two-class model of another task, alone: no record, no measured speed, a domain that nobody named."""
    folder = models_folder / "thumbs"
    shutil.copytree(SHIPPED / "en-lstm", folder)
    told = metrics("en-lstm")
    report = {
        "n": 10, "accuracy": 0.9, "accuracy_interval": [0.6, 0.98], "macro_f1": 0.88, "macro_f1_interval": [0.6, 0.97],
    }  # fmt: skip
    even = {
        "accuracy": 0.0, "accuracy_interval": [-0.1, 0.1], "macro_f1": 0.0, "macro_f1_interval": [-0.1, 0.1],
    }  # fmt: skip
    told |= {
        "name": "thumbs",
        "labels": ["neg", "pos"],
        "validation": {**report, "domains": {"kazoos": report}},
        "baseline": {**report, "domains": {"kazoos": report}},
        "nb_svm": {**report, "domains": {"kazoos": report}},
        "advantage": {"baseline": {**even, "domains": {"kazoos": even}}},
        "data": {"sha256": "0" * 64, "train": {}, "valid": {}},
    }
    (folder / "metrics.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.usefixtures("stranger")
def test_a_model_of_another_task_is_shown_as_far_as_it_was_measured(open_app: OpenApp, part: str) -> None:
    app = open_app("models", lang="en", part=part)
    assert not app.exception
    said = shown(app)
    if part == "figures":
        assert "kazoos" in json.dumps(drawn(app))
        assert [trace["name"] for trace in drawn(app)["data"]] == ["thumbs", "bag of words", "NB-SVM"]
    if part not in {"all", "card"}:
        t = Texts("en")
        assert f"2 classes ({t('verdict-label-neg')}, {t('verdict-label-pos')})" in said
    if part in {"behaviour", "bias"}:
        assert "thumbs" in app.info[0].value


def test_without_calibration_and_without_models_it_says_so(
    open_app: OpenApp, stranger: Path, models_folder: Path
) -> None:
    told = json.loads((stranger / "metrics.json").read_text("utf-8"))
    del told["calibration"]
    (stranger / "metrics.json").write_text(json.dumps(told), encoding="utf-8")
    app = open_app("models", lang="en", part="calibration")
    assert not app.exception
    assert "thumbs" in app.info[0].value
    shutil.rmtree(models_folder / "thumbs")
    empty = open_app("models", lang="en")
    assert not empty.exception
    assert empty.info[0].value == Texts("en")("models-none")


def test_the_page_needs_no_torch() -> None:
    script = """
import sys
from html import escape
from streamlit.testing.v1 import AppTest
for part in ("all", "figures", "calibration", "behaviour", "bias", "card"):
    app = AppTest.from_file("app.py", default_timeout=60)
    app.switch_page("pages/models.py")
    app.query_params["part"] = part
    app.run()
    assert not app.exception
print(*sorted({"torch", "sentencepiece", "sklearn", "scipy"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
