"""What bad input gets: a clear sentence in the visitor's language, no traceback, nothing lost, nothing executed."""

import gzip
import io
import shutil
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from engine.queue import Lost, Queue
from engine.reviews import BATCH
from model.zoo import models_folder
from tests.app.conftest import Here, OpenApp, run_until, shown
from tests.app.test_pages import verdict_of
from ui import models
from ui.texts import LOCALES, Texts

BOTH = pytest.mark.parametrize("language", LOCALES)
RIGHT_TO_LEFT = "הסרט הזה היה נהדר"
READ = {
    "one character": "a",
    "a digit": "7",
    "emoji only": "😀😀👎🏽👨‍👩‍👧",
    "right-to-left": RIGHT_TO_LEFT,
    "direction marks": "\u202eeneub yum\u202c muy bueno",
    "zero-width inside words": "ex\u200bce\u200dlen\ufeffte",
    "control characters": "muy\x00 bueno\x07\x1b[31m de verdad",
    "half an emoji": "muy bueno \ufffd de verdad",
    "combining marks": "b" + "\u0301" * 500 + "ueno",
    "a script": "<script>document.title='stolen'</script> muy bueno",
    "an image that fails": '<img src=x onerror="alert(1)"> muy bueno',
    "Markdown": "![x](http://example.org/x.png) **muy** :red[bueno] $x^2$ `code` [a](javascript:alert(1))",
    "Fluent": "{ $word } { missing } muy bueno",
    "a formula": "=1+1 muy bueno",
    "ten thousand words": "palabra " * 10_000,
    "one endless word": "a" * 100_000,
    "a megabyte": ("Muy buena película. " * 60_000)[:1_000_000],
    "only line breaks between": "muy\n\n\r\nbueno",
    "a null-like word": "nan null None undefined",
}
EMPTY = {
    "blanks": "   \n\t ",
    "zero-width only": "\u200b\u200d\ufeff",
    "control characters only": "\x01\x02",
    "empty tags only": "<br/><p></p>",
    "an unbreakable space": "\xa0\u3000",
}


def write(app: AppTest, text: str) -> AppTest:
    return app.text_area(key="text").set_value(text).run()


@BOTH
@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_strange_texts_are_read_and_stay_in_the_box(open_app: OpenApp, language: str, text: str) -> None:
    app = write(open_app("sentiment", lang=language), text)
    assert not app.exception
    assert not app.error
    assert app.text_area(key="text").value == text
    assert verdict_of(app)


@BOTH
@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_texts_with_nothing_to_read_get_a_sentence_and_stay(open_app: OpenApp, language: str, text: str) -> None:
    app = write(open_app("sentiment", lang=language), text)
    assert not app.exception
    assert [error.value for error in app.error] == [Texts(language)("error-empty")]
    assert app.text_area(key="text").value == text


@BOTH
def test_asking_to_read_nothing_gets_a_sentence(open_app: OpenApp, language: str) -> None:
    app = open_app("sentiment", lang=language)
    assert not app.error
    next(button for button in app.button if button.label == Texts(language)("sentiment-read")).click().run()
    assert [error.value for error in app.error] == [Texts(language)("error-empty")]


def test_a_text_beyond_the_limit_says_so_and_stays(open_app: OpenApp) -> None:
    text = "a " * 600_000
    app = write(open_app("sentiment", lang="es"), text)
    assert "1.200.000 caracteres" in app.error[0].value
    assert app.text_area(key="text").value == text


def test_a_long_text_says_how_much_was_read_and_that_the_link_lacks_it(open_app: OpenApp) -> None:
    app = write(open_app("sentiment", lang="es"), "palabra y otra " * 1_000)
    network = models.network("es-lstm")
    total = len(network.tokenizer.encode_many(["palabra y otra " * 1_000])[0])
    cut = Texts("es")("verdict-cut", read=network.config.limit, total=total)
    assert cut in [info.value for info in app.info]
    assert "primeras 1.200 piezas de" in cut
    assert "text" not in app.query_params
    assert Texts("es")("share-too-long") in [caption.value for caption in app.caption]


def test_what_the_visitor_wrote_is_text_wherever_it_is_shown(open_app: OpenApp) -> None:
    """Each word is escaped in our own HTML; elsewhere only the component shows it, which sets textContent."""
    evil = "<img/src=x/onerror=alert(1)>"
    app = write(open_app("sentiment", lang="es"), f"muy {evil.replace('<', '<<')} bueno <b>de verdad</b> {evil}")
    for html in app.html:
        assert "<img" not in html.proto.body
        assert "<b>de" not in html.proto.body
    assert not [mark.value for mark in app.markdown if "onerror" in mark.value]


@BOTH
def test_another_language_is_read_with_a_warning(open_app: OpenApp, language: str) -> None:
    app = write(open_app("sentiment", lang=language), "Ce film est vraiment magnifique, je le recommande à tous.")
    assert [warning.value for warning in app.warning] == [Texts(language)("error-foreign", code="fr")]
    assert verdict_of(app)


@BOTH
@pytest.mark.parametrize(
    "model", ["nobody", "es-transformer", "../../etc", "/etc/passwd", "user/model", "![x](http://example.org)"]
)
def test_an_unknown_model_in_the_address_gets_a_sentence_and_a_known_one_reads(
    open_app: OpenApp, language: str, model: str
) -> None:
    app = open_app("sentiment", lang=language, text="No estuvo mal, de verdad.", model=model)
    assert not app.exception
    (warning,) = app.warning
    assert "es-lstm" in warning.value
    assert "![" not in warning.value
    assert "es-lstm" in verdict_of(app)


@pytest.mark.parametrize(
    "address", [{"lang": "xx"}, {"view": "<script>"}, {"example": "nobody"}, {"text": ""}, {"model": ""}, {"x": "y"}]
)
def test_a_strange_address_opens_the_page_all_the_same(open_app: OpenApp, address: dict[str, str]) -> None:
    app = open_app("sentiment", **address)
    assert not app.exception
    assert not app.error


# ------------------------------------------------------------------------------------------------------ model's files


@pytest.fixture
def copies(models_folder: Path) -> Path:
    """The Spanish models, each file of its own to be spoilt."""
    for cell in models.CELLS:
        shutil.copytree(SHIPPED / f"es-{cell}", models_folder / f"es-{cell}")
    return models_folder


SHIPPED = models_folder()


def spoil(folder: Path, how: str) -> None:
    weights = folder / "model.safetensors"
    if how == "missing":
        weights.unlink()
    elif how == "truncated":
        weights.write_bytes(weights.read_bytes()[:1000])
    elif how == "foreign":
        weights.write_bytes((folder / "tokenizer.model").read_bytes())
    elif how == "another model's":
        weights.write_bytes((folder.parent / "es-gru" / "model.safetensors").read_bytes())


@BOTH
@pytest.mark.parametrize("how", ["missing", "truncated", "foreign", "another model's"])
def test_a_spoilt_model_gets_a_sentence_and_the_others_read(
    open_app: OpenApp, copies: Path, language: str, how: str
) -> None:
    spoil(copies / "es-lstm", how)
    app = open_app("sentiment", lang=language, text="No estuvo mal, de verdad.")
    assert not app.exception
    (warning,) = app.warning
    key = "error-model-missing-file" if how == "missing" else "error-model-corrupt"
    assert plainly(warning.value) == Texts(language)(key, model="es-lstm", file="model.safetensors")
    assert "es-gru" in verdict_of(app)


def plainly(markdown: str) -> str:
    return markdown.replace("\\", "")


def test_a_model_with_another_tokenizer_is_left_out(open_app: OpenApp, copies: Path) -> None:
    shutil.copy(SHIPPED / "en-gru" / "tokenizer.model", copies / "es-gru")
    app = open_app("sentiment", lang="es", text="No estuvo mal, de verdad.")
    assert not app.exception
    assert [plainly(warning.value) for warning in app.warning] == [Texts("es")("error-model-corrupt", model="es-gru")]
    assert "es-lstm" in verdict_of(app)


@BOTH
def test_without_any_model_the_text_stays(open_app: OpenApp, models_folder: Path, language: str) -> None:
    app = open_app("sentiment", lang=language, text="No estuvo mal, de verdad.")
    assert not app.exception
    t = Texts(language)
    assert t("error-no-models", language=t("language-es")) in [error.value for error in app.error]
    assert app.text_area(key="text").value == "No estuvo mal, de verdad."


# ---------------------------------------------------------------------------------------------------- files of reviews

GOOD = "texto,etiqueta\nMuy bueno.,positivo\nMuy malo.,negativo\n,neutro\n=1+1,neutro\n"
FILES = {
    "empty": (b"", "table-empty"),
    "only a header": (b"text,label\n", "table-empty"),
    "blank": (b" \n \n", "table-empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "table-binary"),
    "noise": (bytes(range(256)) * 20, "table-binary"),
    "a spreadsheet": (b"PK\x03\x04" + bytes(200), "table-binary"),
    "ragged": (b"text,label\ngood,pos\nbad,neg,7,8\n", "table-ragged"),
    "an open quote": (b'text,label\n"good,pos\nbad,neg\n', "table-ragged"),
    "a truncated gzip": (gzip.compress(GOOD.encode() * 500, mtime=0)[:80], "table-truncated"),
    "a truncated parquet": (b"PAR1" + bytes(300), "table-truncated"),
    "a column twice": (b"text,text\ngood,bad\n", "table-duplicate-columns"),
    "numbers only": (b"a,b\n1,2\n3,4\n", "table-no-text"),
    "a gzip bomb": (gzip.compress(b"text\n" + b"a" * 110 * 2**20, 1), "table-too-big"),
}


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    return app.file_uploader(key="upload").upload(name, content).run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


@BOTH
@pytest.mark.parametrize(("content", "code"), FILES.values(), ids=FILES)
def test_a_bad_file_gets_a_sentence(open_app: OpenApp, language: str, content: bytes, code: str) -> None:
    app = upload(open_app("sentiment", lang=language, view="file"), "reviews.csv", content)
    assert not app.exception
    (error,) = app.error
    sentence = Texts(language)(f"error-{code}", **dict.fromkeys(("file", "limit", "column", "line"), "\0"))
    for part in sentence.split("\0"):
        assert part in plainly(error.value)


@BOTH
@pytest.mark.parametrize("form", ["csv", "semicolons", "gzip", "parquet", "latin-1", "utf-16", "windows line ends"])
def test_a_file_in_any_usual_form_is_read(open_app: OpenApp, language: str, form: str) -> None:
    content = {
        "csv": GOOD.encode(),
        "semicolons": GOOD.replace(",", ";").encode(),
        "gzip": gzip.compress(GOOD.encode(), mtime=0),
        "parquet": _parquet(),
        "latin-1": GOOD.replace("Muy malo", "Qué año más malo").encode("latin-1"),
        "utf-16": GOOD.encode("utf-16"),
        "windows line ends": GOOD.replace("\n", "\r\n").encode(),
    }[form]
    t = Texts(language)
    app = press(upload(open_app("sentiment", lang=language, view="file"), "reviews", content), t("file-start", n=4))
    assert not app.exception
    assert not app.error
    said = unescape(shown(app))
    assert t("file-skipped", n=1) in said
    assert ("cp1252" in said) == (form == "latin-1")
    verdicts = app.dataframe[0].value[t("file-verdict")].tolist()
    assert len(verdicts) == 4
    assert verdicts[2] == t("file-empty-row")
    told = {0: "pos", 1: "neg", 3: "neu"}
    right = sum(verdicts[row] == t(f"verdict-label-{label}") for row, label in told.items())
    always = {"label": t("verdict-label-pos"), "always": 33, "column": "etiqueta"}  # each label once: the first wins
    assert t("file-agreement", right=right, n=3, percent=round(100 * right / 3), **always) in said


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pd.read_csv(io.StringIO(GOOD)).to_parquet(buffer)
    return buffer.getvalue()


def test_the_results_survive_reruns_and_another_look(open_app: OpenApp) -> None:
    t = Texts("es")
    app = press(
        upload(open_app("sentiment", lang="es", view="file"), "reviews.csv", GOOD.encode()), t("file-start", n=4)
    )
    first = app.dataframe[0].value
    app.segmented_control(key="view").set_value("review").run()
    app.segmented_control(key="view").set_value("file").run()
    assert app.dataframe[0].value.equals(first)


def test_cancelling_keeps_what_was_read_and_says_so(open_app: OpenApp) -> None:
    from engine.reviews import Job
    from ui.reviews_file import Reading

    app = open_app("sentiment", lang="es", view="file")
    frame = pd.DataFrame({"texto": ["Muy bueno."] * (2 * BATCH)})
    job = Job(frame["texto"].tolist(), "es-lstm")
    job.step(models.network("es-lstm"))
    app.session_state["file_reading"] = Reading("a.csv", frame, "texto", None, job, cancelled=True)
    app.run()
    t = Texts("es")
    assert t("file-cancelled", done=BATCH, total=2 * BATCH) in [warning.value for warning in app.warning]
    verdicts = app.dataframe[0].value[t("file-verdict")].tolist()
    assert verdicts.count(t("file-not-read")) == BATCH


def test_a_job_that_a_rerun_cut_short_goes_on_where_it_was(open_app: OpenApp) -> None:
    from engine.reviews import Job
    from ui.reviews_file import Reading

    app = open_app("sentiment", lang="es", view="file")
    frame = pd.DataFrame({"texto": ["Muy bueno."] * (2 * BATCH)})
    job = Job(frame["texto"].tolist(), "es-lstm")
    job.step(models.network("es-lstm"))
    app.session_state["file_reading"] = Reading("a.csv", frame, "texto", None, job)
    app.run()
    assert job.finished
    assert not app.exception
    assert len(app.dataframe[0].value) == 2 * BATCH


@BOTH
def test_a_large_file_goes_through_the_queue_and_gets_the_same_verdicts(
    open_app: OpenApp, language: str, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = Texts(language)
    rows = [f"Reseña {number}: " + "muy buena y nada más. " * (number % 23) for number in range(3 * BATCH)]
    content = pd.DataFrame({"texto": [*rows, ""], "número": range(len(rows) + 1)}).to_csv(index=False).encode()
    tables = []
    for most_here in (1000, 5):
        monkeypatch.setattr("ui.reviews_file.MOST_HERE", most_here)
        app = upload(open_app("sentiment", lang=language, view="file"), "reviews.csv", content)
        app = press(app, t("file-start", n=len(rows) + 1))
        assert bool(app.session_state["file_reading"].ticket) == (most_here == 5)
        run_until(app, t("file-download"))
        tables.append((app.dataframe[0].value, app.session_state["file_reading"].job.probabilities))
    (first, probabilities), (second, others) = tables
    assert first.equals(second)
    assert probabilities == others


def test_a_large_file_that_breaks_goes_on_and_can_be_cancelled(
    open_app: OpenApp, queue: Queue, worker: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise Lost("killed")

    t = Texts("es")
    monkeypatch.setattr("ui.reviews_file.MOST_HERE", 5)
    content = pd.DataFrame({"texto": ["Muy buena. " * 50] * 5_000}).to_csv(index=False).encode()
    app = upload(open_app("sentiment", lang="es", view="file"), "reviews.csv", content)
    with monkeypatch.context() as broken:
        broken.setattr(worker, "do", breaks)
        app = run_until(press(app, t("file-start", n=5_000)), t("file-resume"))
    assert [error.value for error in app.error] == [t("file-broken-killed", done=0)]
    app = press(app, t("file-resume"))
    job = app.session_state["file_reading"].job
    while not job.done:
        app.run()
    app = press(app, t("file-cancel"))
    assert [warning.value for warning in app.warning] == [t("file-cancelled", done=job.done, total=5_000)]
    assert 0 < job.done < 5_000
    assert queue.place(app.session_state["file_reading"].ticket) == 0
