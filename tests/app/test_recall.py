"""The recall page: every state in both languages, figures that are the results' own, and no address breaks it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from model.cells import CELLS
from model.recall.sentences import grammar
from tests.app.conftest import OpenApp, shown
from ui.recall import CONDITIONS, nearest_mention, posed, verdicts
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)


def charts(app: AppTest) -> list[dict]:
    return [json.loads(element.proto.spec) for element in app.get("plotly_chart")]


@BOTH
@pytest.mark.parametrize("source", ["grammar", "example-1", "example-2", "example-3"])
def test_five_cells_answer_every_sentence(open_app: OpenApp, language: str, source: str) -> None:
    app = open_app("recall", lang=language, source=source, distance="30", distractors="1")
    assert not app.exception
    t, said = Texts(language), shown(app)
    assert said.count("✓") + said.count("✗") == 5
    assert "<mark" in said
    reading, cliff = charts(app)
    assert [line["name"] for line in reading["data"]] == [t(f"cells-kind-{cell}") for cell in CELLS]
    for chart in (reading, cliff):
        notes = [note["text"] for note in chart["layout"]["annotations"]]
        assert t("recall-chance", percent=t("verdict-percent", percent=8)) in notes


@BOTH
@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("tested", ["0", "1"])
def test_every_condition_has_its_curves(open_app: OpenApp, language: str, condition: str, tested: str) -> None:
    app = open_app("recall", lang=language, source="own", condition=condition, tested=tested)
    assert not app.exception
    assert app.selectbox(key="recall-condition").value == condition
    assert app.query_params["condition"] == condition
    (cliff,) = charts(app)
    named = [line["name"] for line in cliff["data"] if line.get("showlegend", True)]
    assert len(named) == {"forget": 3}.get(condition, 5)


@BOTH
def test_the_sentence_has_exactly_the_distance_asked_for(language: str) -> None:
    country = next(iter(grammar(language).answer_of))
    for distance in (1, 7, 40, 400):
        assert posed(language, distance, country, distracted=True).distance == distance


def test_the_figures_of_the_evidence_are_those_of_the_results(open_app: OpenApp) -> None:
    from model.recall.shipped import results

    test = next(
        test
        for test in results()["jobs"]["up-to-10.rnn"]["tests"]
        if test["distances"] == [400] and not test["distractors"]
    )
    percent = round(100 * sum(test["right"]) / len(test["right"]) / test["n"])
    assert f"{percent}\u00a0% (" in shown(open_app("recall", lang="es"))


def test_the_prediction_comes_before_the_answer_and_is_scored_once(open_app: OpenApp) -> None:
    t = Texts("es")
    app = open_app("recall", lang="es", distance="40", predict="1")
    assert "✓" not in shown(app)
    assert "✗" not in shown(app)
    app.button_group(key="recall-guess").set_value(["lstm"]).run()
    (reveal,) = [button for button in app.button if button.label == t("recall-reveal")]
    reveal.click().run()
    found = verdicts(posed("es", 40, "Argentina", distracted=False), "es")
    right = sum(verdict.holds == (cell == "lstm") for cell, verdict in found.items())
    assert t("recall-score", right=right, asked=5) in shown(app)
    app.slider(key="recall-distance").set_value(60).run()
    assert "✓" not in shown(app)
    assert t("recall-score", right=right, asked=5) in shown(app)


@BOTH
@pytest.mark.parametrize(
    "text", ["Hola", "palabra " * 5000, "Nunca viajé a ninguna parte y hablo", "Brasil Chile France Italy hablo"]
)
def test_a_sentence_that_cannot_be_read_gets_a_clear_word_and_stays(
    open_app: OpenApp, language: str, text: str
) -> None:
    app = open_app("recall", lang=language, source="own", text=text)
    assert not app.exception
    assert len(app.error) == 1
    assert app.text_area(key="recall-text").value == text


@pytest.mark.parametrize(
    "address",
    [
        {"distance": "-5"},
        {"distance": "1000000"},
        {"distance": "nan"},
        {"country": "<b>"},
        {"condition": "no"},
        {"source": "x"},
    ],
)
def test_a_bad_address_gets_the_nearest_state_and_a_quiet_word(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("recall", **address)
    assert not app.exception
    assert len(app.info) == 1
    assert 1 <= app.slider(key="recall-distance").value <= 400


@BOTH
@pytest.mark.parametrize(("source", "mentions"), [("example-2", 2), ("example-3", 1)])
def test_a_second_mention_is_marked_and_said(open_app: OpenApp, language: str, source: str, mentions: int) -> None:
    said = shown(open_app("recall", lang=language, source=source))
    assert said.count("<mark ") == mentions
    sentence = grammar(language).read(grammar(language).examples[1])
    assert (Texts(language)("recall-again", distance=nearest_mention(sentence)) in said) == (mentions == 2)
