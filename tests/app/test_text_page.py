"""The Text page: every scene in both languages, the lecture's matrix, zeros as the networks read them, bad input."""

import io
import json
import re
import shutil
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from model.padding import laid_out
from model.text import pad
from model.vocabulary import Vocabulary
from model.zoo import models_folder
from tests.app.conftest import OpenApp, shown
from tests.app.test_texts import messages
from ui import matrix, models, sentences, tokens, zeros
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)
SCENES = ("tokens", "matrix", "zeros", "pipe")
ALL_SCENES = pytest.mark.parametrize("scene", SCENES)
SHIPPED = models_folder()


def write(app: AppTest, text: str) -> AppTest:
    return app.text_area(key="sentences").set_value(text).run()


def said(app: AppTest) -> str:
    return unescape(shown(app))


@BOTH
@ALL_SCENES
@pytest.mark.parametrize("example", ["intents", "matrix", "reviews", "rare"])
def test_every_scene_shows_every_example(open_app: OpenApp, language: str, scene: str, example: str) -> None:
    app = open_app("text", lang=language, scene=scene, example=example)
    assert not app.exception
    assert not app.error
    t = Texts(language)
    assert "{ $" not in shown(app)
    assert t("look-for") in shown(app)
    assert t("refuted-by") in shown(app)
    keys = "|".join(map(re.escape, messages(language)))
    assert not re.findall(rf"(?<![\w./=-])(?:{keys})(?![\w.-])", shown(app))


@BOTH
def test_whoever_has_written_nothing_sees_each_scene_with_sentences_that_suit_it(
    open_app: OpenApp, language: str
) -> None:
    app = open_app("text", lang=language)
    examples = sentences.examples(language)
    assert app.text_area(key="sentences").value == examples["intents"].text
    app.segmented_control(key="text-scene").set_value("matrix").run()
    assert app.text_area(key="sentences").value == examples["matrix"].text
    write(app, "Mi frase\nMi otra frase")
    app.segmented_control(key="text-scene").set_value("zeros").run()
    assert app.text_area(key="sentences").value == "Mi frase\nMi otra frase"


# --------------------------------------------------------------------------------------------------------------- cut


@BOTH
def test_the_page_opens_with_the_lectures_intents_and_the_beginning_of_its_table(
    open_app: OpenApp, language: str
) -> None:
    app = open_app("text", lang=language)
    lines = app.text_area(key="sentences").value.splitlines()
    assert lines[:2] == [
        "I want to search for blood pressure result history",
        "Show blood pressure result for patient",
    ]
    page = said(app)
    for number, word in enumerate(("a", "am", "as"), 1):
        assert f"<b>{number}</b> <bdi>{word}</bdi>" in page
        assert f'<span class="chip "><bdi>{word}</bdi><span>{number}</span></span>' in page
    assert '<span class="chip unknown"><bdi>glucose</bdi><span>–</span></span>' in page
    assert Texts(language)("text-tokens-unknown", n=1) in page
    assert [success.value for success in app.success] == [Texts(language)("text-tokens-lecture", example="intents")]
    app.segmented_control(key="text-order").set_value("frequency").run()
    assert not app.success


def test_by_frequency_with_a_number_for_the_unknown_the_first_word_is_2(open_app: OpenApp) -> None:
    page = said(open_app("text", text="I am as tall as a tree", order="frequency", missing="number", new="as a tower"))
    assert "<b>2</b> <bdi>as</bdi> <small>×2</small>" in page
    assert '<span class="chip unknown"><bdi>tower</bdi><span>1</span></span>' in page


@BOTH
def test_a_new_sentence_too_long_gets_a_sentence_and_stays(open_app: OpenApp, language: str) -> None:
    app = open_app("text", lang=language)
    text = "glucose " * 125_000
    app.text_input(key="text-new").set_value(text).run()
    assert not app.exception
    assert [error.value for error in app.error] == [Texts(language)("error-too-long", characters=len(text), limit=500)]
    assert app.text_input(key="text-new").value == text
    assert "new" not in app.query_params


def test_a_foreign_vocabulary_needs_nearly_twice_the_pieces_as_the_page_says() -> None:
    for language in LOCALES:
        rates = zeros.measured()[language]["validation"]["pieces_per_word"]
        foreign = rates["en" if language == "es" else "es"]
        assert rates[language] < 1.5
        assert 1.6 < foreign / rates[language] < 2.2


def test_pieces_stand_over_the_visitors_own_characters(open_app: OpenApp) -> None:
    text = "El otorrinolaringólogo, ¡QUÉ grande! 😍"
    page = said(open_app("text", text=text))
    net = models.network("es-lstm")
    encoding = net.tokenizer.encode(text)
    chips = re.findall(r'<span class="chip ?([a-z ]*)"><bdi>(.*?)</bdi><span>(\d+)</span></span>', page)
    found = [(piece, int(id_)) for _, piece, id_ in chips]
    shown_as = [piece or symbol for piece, symbol in zip(encoding.pieces, encoding.symbols, strict=True)]
    wanted = list(zip(shown_as, encoding.ids, strict=True))
    start = found.index(wanted[0])
    assert found[start : start + len(wanted)] == wanted
    assert Texts("es")("text-tokens-whole", n=len(text.replace(" ", ""))) in page


def test_what_cleaning_takes_out_is_counted(open_app: OpenApp) -> None:
    page = said(open_app("text", text="Muy<br />bueno"))
    assert Texts("es")("text-tokens-lost", n=5) in page


# --------------------------------------------------------------------------------------------------------------- pad


@BOTH
def test_the_lectures_matrix_stands_on_the_page(open_app: OpenApp, language: str) -> None:
    app = open_app("text", lang=language, scene="matrix")
    assert app.code[0].value == "[[ 2  6  3  7  8]\n [ 0  2  9  3  4]\n [ 0  0  0  5 10]\n [ 0  0  0  5  4]]"
    assert [success.value for success in app.success] == [Texts(language)("text-matrix-lecture")]
    app.segmented_control(key="text-side").set_value("post").run()
    assert app.code[0].value.startswith("[[ 2  6  3  7  8]\n [ 2  9  3  4  0]")
    assert not app.success


def test_length_truncation_and_padding_id_do_what_they_say(open_app: OpenApp) -> None:
    app = open_app("text", scene="matrix", length="3", cut="post", side="post", pad="5")
    assert app.code[0].value == "[[ 2  6  3]\n [ 2  9  3]\n [ 5 10  5]\n [ 5  4  5]]"
    page = said(app)
    assert Texts("es")("text-matrix-clash", id=5, word="Simplemente") in page
    assert "<s>realmente buena</s>" in page
    app.segmented_control(key="text-cut").set_value("pre").run()
    assert "<s>La comida</s>" in said(app)


@BOTH
def test_a_length_of_zero_gets_a_sentence_and_loses_nothing(open_app: OpenApp, language: str) -> None:
    app = open_app("text", lang=language, scene="matrix", length="0")
    assert not app.exception
    assert [error.value for error in app.error] == [Texts(language)("error-bad-length", length=0)]
    assert app.text_area(key="sentences").value == sentences.examples(language)["matrix"].text


def test_the_files_of_the_matrix_hold_the_matrix() -> None:
    given = [[(2, "la"), (6, "comida")], [(5, "=1+1")]]
    m = matrix.matrix(given, length=None, side="pre", cut="pre")
    files = matrix.files(m)
    assert json.loads(files["json"]())["ids"] == [[2, 6], [0, 5]]
    assert pd.read_csv(io.BytesIO(files["csv"]())).to_numpy().tolist() == [[2, 6], [0, 5]]
    arrays = np.load(io.BytesIO(files["npz"]()))
    assert arrays["ids"][arrays["mask"]].tolist() == [2, 6, 5]


def test_the_files_of_the_cut_tell_every_piece_and_run_nothing() -> None:
    tokenizer = models.network("es-lstm").tokenizer
    cuts = tokens.cut(["=1+1 muy bueno", "malo"], Vocabulary.learn(["muy bueno"]), tokenizer)
    files = tokens.files(cuts, Vocabulary.learn(["muy bueno"]))
    told = json.loads(files["json"]())
    assert told["vocabulary"] == {"muy": 2, "bueno": 3}
    assert told["sentences"][1]["words"] == {"tokens": ["malo"], "spans": [[0, 4]], "ids": [1]}
    frame = pd.read_csv(io.BytesIO(files["csv"]()))
    assert len(frame) == sum(len(cut.words.words) + len(cut.pieces.ids) for cut in cuts)
    assert not frame.token.str.startswith("=").any()


# ---------------------------------------------------------------------------------------------------- the crime scene


@pytest.mark.parametrize("model", ["es-rnn", "es-gru", "es-lstm"])
def test_the_scene_tells_what_the_network_says_under_each_regime(open_app: OpenApp, model: str) -> None:
    text = "La comida fue realmente buena"
    app = open_app("text", scene="zeros", text=text, model=model, zeros="50")
    net = models.network(model)
    drawn = json.loads(app.get("bidi_component")[0].proto.json)["scene"]
    ids = net.tokenizer.encode(text).ids
    for lane in drawn["lanes"]:
        logits = net(*laid_out([ids], 50, lane["regime"]))
        assert lane["probabilities"][-1] == pytest.approx(logits.softmax(dim=-1)[0].tolist(), abs=2e-4)
        assert len(lane["isText"]) == len(ids) + 50
    masked = next(lane for lane in drawn["lanes"] if lane["regime"] == "masked")
    whole = net(*pad([ids])).softmax(dim=-1)[0].tolist()
    assert masked["probabilities"][-1] == pytest.approx(whole, abs=2e-4)
    assert masked["likeness"][-1] == pytest.approx(1, abs=1e-4)


@BOTH
@pytest.mark.parametrize("texts", ["validation", "phrases"])
def test_the_figure_says_on_how_many_texts_and_with_which_interval(
    open_app: OpenApp, language: str, texts: str
) -> None:
    app = open_app("text", lang=language, scene="zeros", figures=texts)
    t, figures = Texts(language), zeros.measured()[language][texts]
    page = said(app)
    assert t(f"text-zeros-{texts}-lead", n=figures["n"], language=t(f"language-{language}")) in page
    value, low, high = (100 * part for part in figures["cells"]["gru"]["post"][-1])
    assert t("figures-interval", value=value, low=low, high=high) in page


def test_without_zeros_the_page_says_that_there_is_nothing_to_see(open_app: OpenApp) -> None:
    page = said(open_app("text", scene="zeros", zeros="0"))
    assert Texts("es")("text-scene-tested-none") in page
    assert 'class="turned"' not in page


# ------------------------------------------------------------------------------------------------------- the whole way


@pytest.mark.parametrize("model", ["es-rnn", "en-gru", "es-lstm"])
def test_the_drawing_has_the_batchs_shapes_and_the_networks_parameters(open_app: OpenApp, model: str) -> None:
    app = open_app("text", scene="pipe", example="matrix", lang=model[:2], model=model)
    net, t = models.network(model), Texts(model[:2])
    longest = max(map(len, net.tokenizer.encode_many(sentences.examples(model[:2])["matrix"].text.splitlines())))
    page = said(app)
    for shape in ((4, longest), (4, longest, 128), (4, longest, net.config.hidden), (4, 3)):
        assert f"<b>[{', '.join(map(str, shape))}]</b>" in page
    whole = sum(parameter.numel() for parameter in net.parameters())
    assert t("text-pipe-tested", drawn=whole, whole=whole, same="yes") in page
    for line, prediction in zip(
        sentences.examples(model[:2])["matrix"].text.splitlines(),
        net.predict(sentences.examples(model[:2])["matrix"].text.splitlines()),
        strict=True,
    ):
        assert line in page
        assert t(f"verdict-{prediction.label}") in page


# ------------------------------------------------------------------------------------------------- addresses and input


def test_a_shared_address_brings_everything_and_is_told_again(open_app: OpenApp) -> None:
    address = {
        "text": "Muy bueno\nMuy malo, la verdad",
        "new": "Regular",
        "scene": "zeros",
        "model": "es-gru",
        "zeros": "100",
        "sentence": "2",
        "side": "post",
        "length": "4",
        "figures": "phrases",
        "lang": "es",
    }
    app = open_app("text", **address)
    assert not app.exception
    assert app.query_params == address
    assert app.selectbox(key="text-sentence").value == 2
    assert app.select_slider(key="text-zeros").value == "100"
    app.segmented_control(key="text-scene").set_value("matrix").run()
    assert app.number_input(key="text-length").value == 4
    assert app.segmented_control(key="text-side").value == "post"


@pytest.mark.parametrize(
    "address",
    [
        {"scene": "<script>"},
        {"scene": "matrix", "length": "-1", "pad": "x", "side": "left"},
        {"scene": "matrix", "length": "99999999999999999999"},
        {"scene": "zeros", "zeros": "7", "sentence": "99"},
        {"scene": "zeros", "sentence": "none"},
        {"size": "0"},
        {"text": ""},
        {"new": "x" * 5_000},
        {"example": "nobody", "model": ""},
    ],
    ids=str,
)
def test_a_strange_address_opens_the_page_all_the_same(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("text", **address)
    assert not app.exception
    assert app.title[0].value == Texts("es")("text-title")


def test_an_unknown_model_gets_a_sentence_and_a_known_one_reads(open_app: OpenApp) -> None:
    app = open_app("text", model="../../etc", scene="pipe")
    (warning,) = app.warning
    assert "es-lstm" in warning.value
    assert not app.error


NOTHING = {"blanks": " \n \t\n", "": "", "invisible": "\u200b\n\ufeff", "tags": "<br/>\n<p></p>"}
STRANGE = {
    "one character": "a",
    "only emoji": "😀😀👎🏽\n👨‍👩‍👧",
    "only punctuation": "¡¡¡!!!\n...",
    "right-to-left": "הסרט הזה היה נהדר",
    "control characters": "muy\x00 bueno\x07\x1b[31m",
    "stacked accents": "b" + "\u0301" * 300 + "ueno",
    "html": "<img src=x onerror=alert(1)> muy <b>bueno</b>",
    "Markdown and Fluent": "![x](http://e.example/x.png) **muy** :red[bueno] { $word } $x^2$",
    "one endless word": "a" * 15_000,
    "many words": "palabra rara " * 1_500,
    "a line of blanks between": "uno\n\n   \n<br>\ndos",
    "many lines": "\n".join(f"frase {number}" for number in range(500)),
}


@BOTH
@ALL_SCENES
@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nothing_to_read_gets_a_sentence_and_stays(open_app: OpenApp, language: str, scene: str, text: str) -> None:
    app = write(open_app("text", lang=language, scene=scene), text)
    assert not app.exception
    t = Texts(language)
    assert [error.value for error in app.error] == [t("error-empty" if text.strip() else "error-nothing-to-pad")]
    assert app.text_area(key="sentences").value == text


@ALL_SCENES
@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_sentences_are_shown_as_text_and_stay(open_app: OpenApp, scene: str, text: str) -> None:
    app = write(open_app("text", lang="es", scene=scene), text)
    assert not app.exception
    assert not app.error
    assert app.text_area(key="sentences").value == text
    for html in app.html:
        assert "<img" not in html.proto.body
        assert "<b>bueno" not in html.proto.body
    assert not [mark.value for mark in app.markdown if "http" in mark.value]


def test_many_lines_are_cut_and_empty_ones_told(open_app: OpenApp) -> None:
    t = Texts("es")
    app = write(open_app("text", scene="matrix"), STRANGE["many lines"])
    assert [info.value for info in app.info] == [t("text-many", lines=500, limit=sentences.MAX_LINES)]
    write(app, STRANGE["a line of blanks between"])
    assert [info.value for info in app.info] == [t("text-unreadable", n=1)]


@BOTH
@ALL_SCENES
def test_a_million_characters_get_a_sentence_and_stay(open_app: OpenApp, language: str, scene: str) -> None:
    text = "muy bueno " * 100_000
    app = write(open_app("text", lang=language, scene=scene), text)
    assert not app.exception
    (error,) = app.error
    assert error.value == Texts(language)("error-too-long", characters=len(text), limit=sentences.MAX_TEXT)
    assert app.text_area(key="sentences").value == text
    assert "text" not in app.query_params


@BOTH
def test_without_any_model_the_sentences_stay(open_app: OpenApp, models_folder: Path, language: str) -> None:
    app = open_app("text", lang=language, text="Muy bueno")
    assert not app.exception
    assert app.error
    assert app.text_area(key="sentences").value == "Muy bueno"


def test_a_spoilt_model_gets_a_sentence_and_the_others_are_compared(open_app: OpenApp, models_folder: Path) -> None:
    for cell in models.CELLS:
        shutil.copytree(SHIPPED / f"es-{cell}", models_folder / f"es-{cell}")
    (models_folder / "es-gru" / "model.safetensors").unlink()
    app = open_app("text", scene="zeros", text="Muy bueno", model="es-lstm")
    assert not app.exception
    (warning,) = app.warning
    assert "es" in warning.value
    assert "es-rnn" in said(app)
