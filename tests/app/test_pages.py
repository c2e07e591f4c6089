"""Every page in both languages: it runs, it says what it should, and never in the wrong language or as a raw key."""

import html
import json
import re
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from model.zoo import models_folder
from tests.app.conftest import OpenApp, shown
from tests.app.test_texts import messages
from ui import gallery, models
from ui.shell import PAGES, ROOT
from ui.texts import LOCALES, Texts
from ui.verdict import percent

BOTH = pytest.mark.parametrize("language", LOCALES)


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_the_browsers_language(open_app: OpenApp, name: str, language: str) -> None:
    app = open_app(name, locale=LOCALES[language])
    assert not app.exception
    assert app.title[0].value == Texts(language)(f"{name}-title")


@BOTH
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("home", {}),
        ("cells", {}),
        ("gradients", {}),
        ("gradients", {"scene": "elman"}),
        ("gradients", {"scene": "review"}),
        ("gradients", {"scene": "distance"}),
        ("gradients", {"source": "own", "own": "nada de nada", "seed": "9"}),
        ("sentiment", {}),
        ("sentiment", {"view": "file"}),
        ("sentiment", {"example": "almost-left"}),
        *(("models", {"part": part}) for part in ("all", "figures", "calibration", "behaviour", "bias")),
        ("microscope", {}),
        ("microscope", {"example": "almost-left", "op": "f=0@3", "step": "-1", "model": "nobody"}),
    ],
)
def test_no_page_shows_a_raw_key_or_a_hole(
    open_app: OpenApp, name: str, language: str, address: dict[str, str]
) -> None:
    app = open_app(name, locale=LOCALES[language], **address)
    assert not app.exception
    said = shown(app)
    keys = "|".join(map(re.escape, messages(language)))
    assert not re.findall(rf"(?<![\w./=-])(?:{keys})(?![\w.-])", said)
    assert "{ $" not in said
    assert "{???}" not in said


@pytest.mark.parametrize("name", PAGES)
def test_the_address_beats_the_browser_and_the_switch_beats_the_address(open_app: OpenApp, name: str) -> None:
    app = open_app(name, locale="es-AR", lang="en")
    assert app.title[0].value == Texts("en")(f"{name}-title")
    app.segmented_control(key="switch").set_value("es").run()
    assert app.title[0].value == Texts("es")(f"{name}-title")
    assert app.query_params["lang"] == "es"


def test_the_landing_page_needs_no_torch() -> None:
    script = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=60).run()
assert not app.exception
assert app.title[0].value
assert app.get("bidi_component")
print(*sorted({"torch", "sentencepiece"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_every_way_in_leads_to_a_page_that_exists(open_app: OpenApp) -> None:
    links = open_app("home").get("page_link")
    assert links
    for link in links:
        assert link.proto.page in PAGES


@BOTH
def test_a_review_gets_a_verdict_its_word_and_three_readers(open_app: OpenApp, language: str) -> None:
    text = {
        "es": "La comida fue excelente y la atención, maravillosa.",
        "en": "The food was excellent, the staff lovely.",
    }
    app = open_app("sentiment", locale=LOCALES[language])
    app.text_area(key="text").set_value(text[language]).run()
    assert not app.exception
    t = Texts(language)
    card = verdict_of(app)
    said = models.verdict(text[language], f"{language}-lstm")
    for label, probability in said.items():
        assert f"{t(f'verdict-{label}')}</strong>" in card or probability < max(said.values())
        assert t("verdict-percent", percent=percent(probability)) in card
    assert f"{language}-lstm" in card
    reading = app.get("bidi_component")[0].proto.json
    for cell in models.CELLS:
        assert f"{language}-{cell}" in reading
    assert app.query_params["text"] == text[language]
    assert app.query_params["model"] == f"{language}-lstm"


def verdict_of(app: AppTest) -> str:
    return next(block.proto.body for block in app.html if 'class="verdict"' in block.proto.body)


@BOTH
def test_a_shared_address_brings_text_model_and_language(open_app: OpenApp, language: str) -> None:
    app = open_app("sentiment", lang=language, text="No estuvo mal.", model="es-gru")
    assert app.text_area(key="text").value == "No estuvo mal."
    assert app.segmented_control(key="cell").value == "gru"
    assert "es-gru" in verdict_of(app)
    assert app.query_params == {"text": "No estuvo mal.", "model": "es-gru", "lang": language}


@BOTH
def test_every_example_is_read_and_travels_by_its_id(open_app: OpenApp, language: str) -> None:
    app = open_app("sentiment", lang=language)
    for name, example in gallery.examples(language).items():
        app.pills(key="example").set_value(name).run()
        assert not app.exception
        assert app.text_area(key="text").value == example.text
        assert app.query_params["example"] == name
        assert "text" not in app.query_params
        assert verdict_of(app)


def test_examples_have_the_same_ids_in_both_languages() -> None:
    assert set(gallery.examples("es")) == set(gallery.examples("en"))


def test_the_recognised_language_can_be_corrected(open_app: OpenApp) -> None:
    app = open_app("sentiment", text="Horrible, terrible, fatal.", lang="es")
    app.segmented_control(key="tongue").set_value("en").run()
    assert "en-lstm" in verdict_of(app)
    app.segmented_control(key="tongue").set_value("auto").run()
    assert "es-lstm" in verdict_of(app)


def test_nothing_of_the_last_text_stays_when_the_next_one_comes(open_app: OpenApp) -> None:
    app = open_app("sentiment", text="El libro llegó a tiempo.")
    assert "tiempo" in shown(app)
    app.text_area(key="text").set_value("Qué asco de película.").run()
    assert "tiempo" not in shown(app)
    app.text_area(key="text").set_value("").run()
    assert "película" not in shown(app)
    assert "text" not in app.query_params


def test_the_text_survives_a_look_at_the_other_page(open_app: OpenApp) -> None:
    app = open_app("sentiment", text="El libro llegó a tiempo.")
    app.switch_page("pages/home.py").run()
    app.query_params.clear()
    app.switch_page("pages/sentiment.py").run()
    assert app.text_area(key="text").value == "El libro llegó a tiempo."
    assert verdict_of(app)


def test_the_claim_is_put_to_the_test_on_the_page(open_app: OpenApp) -> None:
    """The word named as decisive is taken out, and the page tells the verdict without it as the model gives it."""
    text = "La comida fue excelente."
    said = shown(open_app("sentiment", text=text))
    reading = models.read(text, models.family("es", "lstm").names)
    decided = reading["series"][0]["decided_at"]
    rest = " ".join(word for place, word in enumerate(reading["words"]) if place != decided)
    without = models.verdict(rest, "es-lstm")
    label = max(without, key=without.__getitem__)
    t, opinion = Texts("es"), reading["series"][0]["probabilities"][-1]
    same = label == reading["labels"][opinion.index(max(opinion))]
    assert t("refuted-by-text", word=reading["words"][decided]) in said
    assert (
        t(
            "refuted-by-same" if same else "refuted-by-changed",
            model="es-lstm",
            label=t(f"verdict-label-{label}"),
            percent=percent(without[label]),
        )
        in said
    )


@BOTH
def test_an_example_says_what_its_author_meant_and_whether_the_network_got_it(open_app: OpenApp, language: str) -> None:
    t, name = Texts(language), f"{language}-lstm"
    meant = {"positive": "pos", "negative": "neg", "neutral": "neu", "sarcastic": "neg"}
    outcomes = set()
    for example in gallery.examples(language).values():
        probabilities = models.verdict(example.text, name)
        label = max(probabilities, key=probabilities.__getitem__)
        outcome = "open" if example.tone == "mixed" else "right" if label == meant[example.tone] else "wrong"
        outcomes.add(outcome)
        if example.id in {"charming-photos", "thanks-support", "river-terrace"}:
            sentence = t("verdict-intended", tone=example.tone, verdict=outcome, model=name)
            assert sentence in verdict_of(open_app("sentiment", lang=language, example=example.id))
    assert outcomes == {"right", "wrong", "open"}, "the gallery shows where the networks fail, too"


@BOTH
def test_beside_the_verdict_stand_the_models_figures_and_the_bag_of_words(open_app: OpenApp, language: str) -> None:
    app = open_app("sentiment", lang=language, example="almost-left")
    measures = json.loads((models_folder() / f"{language}-lstm" / "metrics.json").read_text("utf-8"))
    card, said = verdict_of(app), shown(app)
    t = Texts(language)
    assert t("figures-lead", n=measures["validation"]["n"]) in said
    for report in (measures["validation"], measures["baseline"]):
        low, high = report["accuracy_interval"]
        assert t("figures-interval", value=100 * report["accuracy"], low=100 * low, high=100 * high) in card
        assert t("figures-percent", value=100 * report["macro_f1"]) in card
        low, high = report["macro_f1_interval"]
        assert t("figures-interval", value=100 * report["macro_f1"], low=100 * low, high=100 * high) in said


@pytest.mark.parametrize(("certainty", "level"), [(0.95, "high"), (0.7, "medium"), (0.55, "low")])
def test_the_page_says_when_the_model_is_unsure(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, certainty: float, level: str
) -> None:
    text = "La comida fue excelente."
    real = models.read(text, models.family("es", "lstm").names)
    main = {**real["series"][0], "probabilities": [[0.0, 1 - certainty, certainty]] * len(real["words"])}
    monkeypatch.setattr(models, "read", lambda *_: {**real, "series": [main]})
    t = Texts("es")
    variables = {"model": "es-lstm", "percent": round(100 * certainty), "level": level}
    others = {"second": t("verdict-label-neu"), "second_percent": round(100 * (1 - certainty))}
    said = verdict_of(open_app("sentiment", text=text))
    assert t("verdict-sureness", **variables, **others)[:-1] in said
    assert (f"<small>{t('verdict-unsure')}</small>" in said) == (level == "low")


@BOTH
def test_unsure_means_measured_as_unsure(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """The sentence states how often verdicts below the threshold were right, counted again here from the bins."""
    name = f"{language}-lstm"
    bins = models.metrics(name)["calibration"]["bins"]
    below = next(at for at, one in enumerate(bins) if one["accuracy"] >= 0.6)
    right = sum(one["n"] * one["accuracy"] for one in bins[:below])
    n = sum(one["n"] for one in bins[:below])
    assert bins[below - 1]["confidence"] < bins[below]["confidence"]
    text = "La comida fue excelente."
    real = models.read(text, models.family(language, "lstm").names)
    monkeypatch.setattr(models, "read", lambda *_: {**real, "series": [main]})
    for confidence, doubted in ((bins[below - 1]["confidence"], True), (bins[below]["confidence"], False)):
        main = {**real["series"][0], "probabilities": [[1 - confidence, 0.0, confidence]] * len(real["words"])}
        said = verdict_of(open_app("sentiment", lang=language, text=text, model=name))
        threshold = round(100 * (int(bins[below - 1]["confidence"] * 15) + 1) / 15)
        told = Texts(language)(
            "verdict-unsure-measured", model=name, below=threshold, right=round(100 * right / n), n=n
        )
        assert (html.escape(told) in said) == doubted
