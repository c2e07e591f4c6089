"""The Embeddings page: every scene in both languages, files of visitors, what was measured, bad input."""

import gzip
import io
import json
import re
import subprocess
import sys
from html import unescape

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from model.errors import InputError
from model.evaluation import report
from model.vectors.files import VectorFile, read_vectors
from model.vectors.shipped import LANGUAGES, questions, shipped
from model.vectors.table import coverage
from model.vocabulary import words_of
from tests.app.conftest import OpenApp, shown
from tests.app.test_texts import messages
from ui import embedding_help, embedding_map, embedding_table
from ui.shell import ROOT
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)
SCENES = ("near", "map", "bias", "layer", "help")
OWN = b"rico 1 0 0\nsabroso 0.9 0.1 0\nmalo -1 0.2 0\nrico 5 5 5\n"


def said(app: AppTest) -> str:
    return unescape(shown(app))


def messages_pattern(language: str, key: str) -> str:
    """What the sentence `key` looks like with anything in its variables."""
    blank = "BLANK"
    variables = dict.fromkeys(messages(language)[key], blank)
    return ".*".join(map(re.escape, Texts(language)(key, **variables).split(blank)))


def upload(app: AppTest, data: bytes, name: str = "mine.txt") -> AppTest:
    return app.file_uploader(key="embedding-upload").upload(name, data, "text/plain").run()


@BOTH
@pytest.mark.parametrize("table", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_says_what_to_look_for_and_what_would_prove_it_wrong(
    open_app: OpenApp, language: str, table: str, scene: str
) -> None:
    app = open_app("embeddings", lang=language, scene=scene, table=table)
    assert not app.exception
    assert not app.error
    t = Texts(language)
    page = shown(app)
    assert t("look-for") in page
    assert t("refuted-by") in page
    assert "{ $" not in page
    keys = "|".join(map(re.escape, messages(language)))
    assert not re.findall(rf"(?<![\w./=-])(?:{keys})(?![\w.-])", page)


def test_the_page_starts_without_what_only_files_and_training_need() -> None:
    script = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=60)
app.switch_page("pages/embeddings.py")
app.run()
assert not app.exception
assert app.title[0].value
print(*sorted({"gensim", "scipy", "sklearn", "accelerate"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


# ------------------------------------------------------------------------------------------------------------- explore


@BOTH
def test_a_words_neighbours_are_the_tables(open_app: OpenApp, language: str) -> None:
    app = open_app("embeddings", lang=language)
    word = questions(language)["opposites"][0][0]
    app.text_input(key="embedding-word").set_value(word).run()
    ladder = next(html.proto.body for html in app.html if 'class="ladder"' in html.proto.body)
    found = re.findall(r"<bdi>(.*?)</bdi>", unescape(ladder))
    assert found == [near.word for near in shipped(language).neighbours(word, 10)]
    assert app.query_params["word"] == word


@BOTH
def test_a_word_without_a_vector_gets_a_sentence_and_stays_in_its_box(open_app: OpenApp, language: str) -> None:
    app = open_app("embeddings", lang=language, word="zzyzx<b>", one="zzyzx")
    assert not app.exception
    assert len(app.error) == 2
    assert app.text_input(key="embedding-word").value == "zzyzx<b>"
    assert app.text_input(key="embedding-a").value == questions(language)["question"][0]


def test_the_analogy_is_told_both_ways_and_the_words_of_the_question_are_marked(open_app: OpenApp) -> None:
    app = open_app("embeddings", lang="es")
    page = said(app)
    assert Texts("es")("embeddings-analogy-excluding") in page
    marked = re.findall(r'class="asked"><bdi>(.*?)</bdi>', page)
    assert marked[0] == "hijo"
    table = shipped("es")
    assert table.analogy("padre", "madre", "hijo", 1)[0].word == "hija"
    assert "hija" in page


def test_another_table_is_asked_in_its_language_unless_somebody_typed(open_app: OpenApp) -> None:
    app = open_app("embeddings", lang="es")
    app.text_input(key="embedding-one").set_value("vino").run()
    app.segmented_control(key="embedding-table").set_value("en").run()
    assert app.text_input(key="embedding-word").value == questions("en")["word"]
    assert app.text_input(key="embedding-one").value == "vino"
    assert app.query_params["table"] == "en"


# ----------------------------------------------------------------------------------------------------------------- map


def test_the_words_of_a_review_are_lit_on_the_map(open_app: OpenApp) -> None:
    app = open_app("embeddings", scene="map", text="El mozo, ¡rico! zzyzx mozo")
    data = json.loads(app.get("bidi_component")[0].proto.json)
    words = data["words"].split("\n")
    assert [words[row] for row in data["lit"]] == ["el", "mozo", "rico"]
    assert Texts("es")("embeddings-map-lit", n=3, different=4, words="el, mozo, rico") in said(app)


def test_the_principal_components_are_said_to_keep_less_than_tsne(open_app: OpenApp) -> None:
    for language in LANGUAGES:
        assert embedding_map.faithfulness(language, "pca") < 0.2 < embedding_map.faithfulness(language, "tsne")
    assert "44" in said(open_app("embeddings", scene="map"))


def test_the_address_names_the_word_that_the_map_points_at(open_app: OpenApp) -> None:
    app = open_app("embeddings", scene="map", find="helado")
    assert json.loads(app.get("bidi_component")[0].proto.json)["chosen"] == "helado"
    assert app.query_params["find"] == "helado"
    app.segmented_control(key="embedding-table").set_value("en").run()
    assert "find" not in app.query_params


def test_a_map_of_an_empty_review_lights_nothing(open_app: OpenApp) -> None:
    app = open_app("embeddings", scene="map")
    app.text_area(key="embedding-text").set_value("").run()
    assert not app.exception
    assert json.loads(app.get("bidi_component")[0].proto.json)["lit"] == []


# ---------------------------------------------------------------------------------------------------------------- bias


@BOTH
def test_every_test_of_bias_stays_in_the_table_also_when_nothing_came_of_it(open_app: OpenApp, language: str) -> None:
    t = Texts(language)
    for test in questions(language)["bias"]:
        page = said(open_app("embeddings", lang=language, scene="bias", test=test["id"]))
        assert t(f"embeddings-bias-{test['id']}-asks") in page
        assert page.count("p = ") >= 5


# --------------------------------------------------------------------------------------------------------------- layer


@BOTH
def test_the_code_has_the_visitors_own_numbers(open_app: OpenApp, language: str) -> None:
    app = open_app("embeddings", lang=language, scene="layer", lines="uno dos tres\nuno dos zzyzx good bueno")
    code = app.code[0].value
    assert "input_dim=8," in code  # six words, the padding and the unknown
    assert "output_dim=100," in code
    assert "input_length=5," in code
    assert "trainable=False," in code
    assert "[8, 100]" in app.code[1].value
    assert "zzyzx" in said(app)
    assert Texts(language)("embeddings-layer-tested", difference="0", learning=0, parameters=800) in said(app)


@BOTH
def test_the_hatched_rows_are_those_of_zeros_and_words_without_a_vector_are_among_those_shown(
    open_app: OpenApp, language: str
) -> None:
    page = said(open_app("embeddings", lang=language, scene="layer"))
    hatched = re.findall(r"<tr class=empty><th>\d+</th><th><bdi>(.*?)</bdi>", page)
    t = Texts(language)
    lacking = [word for word, _ in coverage(shipped(language), words_of(questions(language)["lines"])).missing]
    assert hatched == [t("embeddings-layer-padding"), t("embeddings-layer-unknown"), *lacking]
    assert lacking


@BOTH
@pytest.mark.parametrize("lines", ["", "  \n ", "!!! ..."])
def test_a_layer_of_nothing_gets_a_sentence(open_app: OpenApp, language: str, lines: str) -> None:
    app = open_app("embeddings", lang=language, scene="layer")
    app.text_area(key="embedding-lines").set_value(lines).run()
    assert not app.exception
    assert [error.value for error in app.error] == [Texts(language)("error-nothing-to-pad")]


# ------------------------------------------------------------------------------------------------------------ too long

MILLION = "muy bueno " * 100_000


@BOTH
@pytest.mark.parametrize(("scene", "name"), [("map", "text"), ("layer", "lines")])
def test_a_million_characters_get_a_sentence_and_stay(open_app: OpenApp, language: str, scene: str, name: str) -> None:
    app = open_app("embeddings", lang=language, scene=scene)
    app.text_area(key=f"embedding-{name}").set_value(MILLION).run()
    assert not app.exception
    assert [error.value for error in app.error] == [
        Texts(language)("error-too-long", characters=len(MILLION), limit=20_000)
    ]
    assert app.text_area(key=f"embedding-{name}").value == MILLION
    assert name not in app.query_params


@pytest.mark.parametrize(("scene", "name"), [("near", "word"), ("near", "other"), ("near", "b"), ("help", "tuned")])
def test_a_word_of_a_million_letters_gets_a_sentence_and_stays(open_app: OpenApp, scene: str, name: str) -> None:
    app = open_app("embeddings", scene=scene)
    app.text_input(key=f"embedding-{name}").set_value("a" * 10**6).run()
    assert not app.exception
    assert [error.value for error in app.error] == [Texts("es")("error-too-long", characters=10**6, limit=60)]
    assert app.text_input(key=f"embedding-{name}").value == "a" * 10**6
    assert name not in app.query_params


# ------------------------------------------------------------------------------------------------------ a file of one's


@BOTH
def test_a_visitors_file_answers_in_every_scene_that_can_use_it(open_app: OpenApp, language: str) -> None:
    t = Texts(language)
    app = open_app("embeddings", lang=language, table="own")
    assert [info.value for info in app.info] == [t("embeddings-own-none")]
    app = upload(app, gzip.compress(OWN), "mine.txt.gz")
    assert not app.exception
    assert t("embeddings-read-repeated", n=1) in said(app)
    app.text_input(key="embedding-word").set_value("Rico").run()
    assert "sabroso" in said(app)
    for scene in ("map", "bias", "layer", "help"):
        app.segmented_control(key="embedding-scene").set_value(scene).run()
        assert not app.exception


def test_a_visitors_file_is_theirs_alone(open_app: OpenApp) -> None:
    mine = upload(open_app("embeddings", table="own"), OWN)
    assert mine.success
    theirs = open_app("embeddings", table="own")
    assert not theirs.success
    assert [info.value for info in theirs.info] == [Texts("es")("embeddings-own-none")]


@BOTH
@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "error-vectors-binary"),
        (b"a 1 2 3\nb 1 2\n", "error-vectors-ragged"),
        (b"a 1 nan\n", "error-vectors-not-finite"),
        (b"9 2\na 1 2\n", "error-vectors-short"),
        (b"a 1 dos\n", "error-vectors-number"),
        (b" ", "error-vectors-empty"),
        (gzip.compress(OWN, mtime=0)[:-9], "error-vectors-damaged"),
    ],
)
def test_a_broken_file_gets_a_clear_sentence(open_app: OpenApp, language: str, data: bytes, key: str) -> None:
    app = upload(open_app("embeddings", lang=language, table="own"), data)
    assert not app.exception
    # The sentence of this very code: its words, whatever stands in its variables.
    pattern = messages_pattern(language, key)
    assert re.fullmatch(pattern, app.error[0].value), app.error[0].value
    assert len(app.error) == 1


def test_the_sentence_goes_when_a_good_file_comes(open_app: OpenApp) -> None:
    app = upload(open_app("embeddings", table="own"), b"\x00\x01")
    sentence = Texts("es")("error-vectors-binary", file="mine\\.txt")
    assert [error.value for error in app.error] == [sentence]
    app = upload(app, OWN, "good.txt")
    assert sentence not in [error.value for error in app.error]
    assert app.success


def test_a_link_carries_the_hubs_address_and_asks_nothing_of_it(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []

    def from_hub(address: str, **_: object) -> VectorFile:
        fetched.append(address)
        return read_vectors(OWN)

    monkeypatch.setattr(embedding_table, "from_hub", from_hub)
    app = open_app("embeddings", table="own", hub="user/model/x.vec")
    assert app.text_input(key="embedding-hub").value == "user/model/x.vec"
    assert not fetched
    app.button[0].click().run()
    assert fetched == ["user/model/x.vec"]
    assert app.success
    assert app.query_params["hub"] == "user/model/x.vec"
    assert Texts("es")("embeddings-own-stays", hub="yes") in said(app)
    app = upload(app, OWN, "mine.txt")
    assert "hub" not in app.query_params
    assert Texts("es")("embeddings-own-stays", hub="no") in said(app)


def test_the_hub_without_a_connection_gets_a_sentence(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(address: str, **_: object) -> None:
        raise InputError("vectors-hub-offline", "offline", address=address)

    monkeypatch.setattr(embedding_table, "from_hub", offline)
    app = open_app("embeddings", table="own")
    app.text_input(key="embedding-hub").set_value("user/model/x.vec")
    app.button[0].click().run()
    assert [error.value for error in app.error] == [Texts("es")("error-vectors-hub-offline")]


# ------------------------------------------------------------------------------------------------------------ measured


def test_the_curves_are_the_means_of_the_seeds_that_were_measured(open_app: OpenApp) -> None:
    app = open_app("embeddings", scene="help")
    data = json.loads(app.get("bidi_component")[0].proto.json)
    runs = json.loads((ROOT / "assets" / "embeddings" / "transfer.json").read_text("utf-8"))["runs"]
    assert [panel["title"] for panel in data["panels"]] == [
        Texts("es")(f"embeddings-set-{name}") for name in ("es-reviews", "clothing")
    ]
    for panel, name in zip(data["panels"], embedding_help.SETS, strict=True):
        counts = embedding_help.measured()["sets"][name]["labels"]
        truth = [row for row, n in enumerate(counts.values()) for _ in range(n)]
        verdict = np.eye(len(counts))[int(np.argmax(list(counts.values())))]
        always = report(truth, np.tile(verdict, (len(truth), 1)), list(counts))
        assert panel["guess"] == pytest.approx(always.macro_f1, abs=1e-4)
        assert panel["low"] < panel["guess"]
        for line, arm in zip(panel["lines"][:4], embedding_help.ARMS, strict=False):
            for at, mean, low, high in line["points"]:
                found = [
                    run["macro_f1"]
                    for run in runs
                    if (run["set"], run["arm"], run["share"]) == (name, arm, data["shares"][at])
                ]
                assert len(found) == 3
                assert (mean, low, high) == (pytest.approx(np.mean(found), abs=1e-4), min(found), max(found))


@BOTH
@pytest.mark.parametrize("name", embedding_help.SETS)
@pytest.mark.parametrize("arm", embedding_help.AFTER)
def test_neighbours_before_and_after_stand_side_by_side(open_app: OpenApp, language: str, name: str, arm: str) -> None:
    app = open_app("embeddings", lang=language, scene="help", set=name, after=arm)
    assert not app.exception
    assert not app.error
    page = said(app)
    assert Texts(language)("embeddings-before") in page
    assert Texts(language)(f"embeddings-after-{arm}") in page
    before = embedding_help.before(name)
    assert before.words == embedding_help.after(name, "tuned").words
    table = embedding_table.ours(embedding_help.SETS[name])
    assert np.array_equal(before.array[0], table.array[table.numbers[before.words[0]]])


def test_what_is_told_of_opposites_is_what_the_tables_say(open_app: OpenApp) -> None:
    page = said(open_app("embeddings", scene="help"))
    pairs = questions("es")["opposites"]
    for table in (embedding_help.before("es_reviews"), embedding_help.after("es_reviews", "tuned")):
        mean = np.mean([table.similarity(*pair) for pair in pairs if all(table.row(word) is not None for word in pair)])
        assert Texts("es")("embeddings-cosine", value=round(float(mean), 2)) in page


# -------------------------------------------------------------------------------------------------------- taken away


def test_the_files_hold_what_is_shown() -> None:
    frame = pd.read_csv(io.BytesIO(embedding_help.files()["csv"]()))
    assert set(frame.columns) >= {"set", "arm", "share", "seed", "macro_f1"}
    assert len(frame) == len(json.loads(embedding_help.files()["json"]())["runs"])


def test_the_address_brings_back_the_same_page(open_app: OpenApp) -> None:
    app = open_app("embeddings", scene="bias", table="en", test="age", lang="es")
    again = open_app("embeddings", **dict(app.query_params.items()))
    assert said(again) == said(app)


@pytest.mark.parametrize("value", ["nadie", "", "<script>", "9" * 500])
def test_an_address_with_nonsense_opens_the_page(open_app: OpenApp, value: str) -> None:
    app = open_app(
        "embeddings", scene=value, table=value, projection=value, test=value, set=value, after=value, word=value
    )
    assert not app.exception
