"""Type a review: the verdict, the word at which it was decided, and three cells that read it side by side."""

import json
from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from ui import gallery, models, shell
from ui.language import recognise
from ui.reader import reader
from ui.reviews_file import reviews_file
from ui.share import share
from ui.table import table_of, to_csv
from ui.texts import LOCALES, complaint, plain
from ui.verdict import (
    card,
    claim,
    claimed,
    doubt,
    figures,
    final,
    intended,
    measured,
    sentences,
    tested,
    without_decisive,
)

MAX_TEXT = 1_000_000  # characters that a reading may cost the other visitors
MAX_LINK = 4_000  # characters of text in an address that every browser, proxy and messenger still carries
VIEWS = ("review", "file")
ICONS = {
    "product": ":material/shopping_bag:",
    "film": ":material/movie:",
    "restaurant": ":material/restaurant:",
    "app": ":material/smartphone:",
}

t = shell.enter("sentiment")
state = st.session_state
examples = gallery.examples(t.language)
unknown_model = ""

if shell.arriving():
    asked = st.query_params
    if "view" in asked or shell.stepped_through_history():
        state["view"] = asked["view"] if asked.get("view") in VIEWS else VIEWS[0]
    if asked.get("example") in examples:
        state["text"] = examples[asked["example"]].text
    elif "text" in asked or shell.stepped_through_history():
        state["text"] = asked.get("text", "")
    if "model" in asked or shell.stepped_through_history():
        state["specialist"] = asked["model"] if asked.get("model") in models.specialists() else ""
    language, _, cell = asked.get("model", "").rpartition("-")
    if language in LOCALES and cell in models.CELLS:
        state["cell"] = cell
        recognised = recognise(state.get("text", ""), t.language).language
        state["tongue"] = "auto" if recognised == language else language
    elif asked.get("model") not in models.specialists():
        unknown_model = asked.get("model", "")

for name, start in {"view": "review", "specialist": "", "cell": "lstm", "tongue": "auto"}.items():
    state.setdefault(name, start)
view = st.segmented_control(
    t("sentiment-view"),
    VIEWS,
    format_func=lambda name: t(f"sentiment-view-{name}"),
    required=True,
    key="view",
    persist_state="session",
    label_visibility="collapsed",
)
if view == "file":
    shell.address(view="file")
    reviews_file(t)
    st.stop()

# What to read
with st.container(border=True):
    state["example"] = gallery.id_of(state.get("text", ""), t.language)
    st.pills(
        t("sentiment-examples"),
        list(examples),
        format_func=lambda name: f"{ICONS[examples[name].kind]} {examples[name].title}",
        key="example",
        on_change=lambda: state.update(text=examples[state["example"]].text if state["example"] else ""),
        wrap=False,
    )
    text = st.text_area(
        t("sentiment-text"),
        key="text",
        persist_state="session",
        placeholder=t("sentiment-placeholder"),
        height="content",
    )
    recognised = recognise(text, t.language)
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        specialist = st.selectbox(
            t("sentiment-model"),
            ("", *models.specialists()),
            format_func=lambda name: name or t("sentiment-model-cells"),
            key="specialist",
            persist_state="session",
            help=t("sentiment-model-help"),
            width=200,
        )
        cell = st.segmented_control(
            t("sentiment-cell"),
            models.CELLS,
            format_func=str.upper,
            required=True,
            key="cell",
            persist_state="session",
            disabled=bool(specialist),
        )
        tongue = st.segmented_control(
            t("sentiment-tongue"),
            ("auto", *LOCALES),
            format_func=lambda name: (
                t("sentiment-tongue-auto", language=recognised.language.upper()) if name == "auto" else name.upper()
            ),
            required=True,
            key="tongue",
            persist_state="session",
            disabled=bool(specialist),
        )
        asked_to_read = st.button(t("sentiment-read"), type="primary")
    language = recognised.language if tongue == "auto" else tongue

# The address and the link follow what is shown
model = specialist or f"{language}-{cell}"
example = gallery.id_of(text, t.language)
fits = len(quote(text)) <= MAX_LINK
link = shell.address(model=model, example=example, text=text if fits and not example else None) if text else {}

if unknown_model:
    known = ", ".join(models.available())
    st.warning(t("error-model-unknown", model=plain(unknown_model), used=model, known=known))
if not text and not asked_to_read:
    shell.address()
    st.info(t("sentiment-waiting"), icon=":material/arrow_upward:")
    st.stop()
if len(text) > MAX_TEXT:
    st.error(t("error-too-long", characters=len(text), limit=MAX_TEXT))
    st.stop()

with st.spinner(t("sentiment-reading")):
    names, problems = models.alone(specialist) if specialist else models.family(language, cell)
    for problem in problems:
        st.warning(complaint(t, problem))
    if not names:
        st.error(t("error-no-models", language=t(f"language-{language}")))
        st.stop()
    try:
        reading = models.read(text, names)
    except InputError as problem:
        st.error(complaint(t, problem))
        st.stop()

# The verdict
main, *_ = names
measures = models.metrics(main)
doubted = doubt(final(reading)[main], measures)
said = sentences(t, reading, doubted, alone=bool(specialist))
if written := gallery.examples(t.language).get(example or ""):
    said.append(intended(t, reading, written.tone))
st.html(card(t, final(reading)[main], said, measured(t, main, measures), doubted=doubted))

if specialist and recognised.language != (known := models.network(specialist).config.language):
    st.warning(t("sentiment-model-foreign", model=specialist, language=t(f"language-{known}")))
elif recognised.foreign and tongue == "auto":
    st.warning(t("error-foreign", code=recognised.foreign))
if reading["pieces"]["read"] < reading["pieces"]["total"]:
    st.info(t("verdict-cut", read=reading["pieces"]["read"], total=reading["pieces"]["total"]))

# The reading, word by word, and a way to prove the sentence above wrong
with st.container(border=True):
    st.html(claim(t("look-for"), t("look-for-text-alone") if specialist else t("look-for-text")))
    reader(reading, t, locale=t.locale, key="reader-alone" if specialist else "reader")
    without = models.verdict(without_decisive(reading), main)
    st.html(claim(t("refuted-by"), f"{claimed(t, reading)} {tested(t, reading, without)}"))

with st.container(horizontal=True, vertical_alignment="center", key="take-away"):
    share(t, link | {"lang": t.language}, key="share")
    inside = {name: value for name, value in link.items() if name in {"text", "example", "model", "lang"}}
    st.page_link(
        shell.pages(t)["microscope"],
        label=t("microscope-way-in"),
        icon=":material/biotech:",
        query_params=inside | {"lang": t.language},
    )
    st.download_button(
        t("download-json"),
        lambda: json.dumps(reading, ensure_ascii=False, indent=1),
        file_name="compuertas.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
    )
    st.download_button(
        t("download-csv"),
        lambda: to_csv(table_of(reading)),
        file_name="compuertas.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
if not fits:
    st.caption(t("share-too-long"))

# How far to believe it
st.subheader(t("figures-title"), anchor=False)
st.html(figures(t, {name: models.metrics(name) for name in names}))
st.html(claim(t("look-for"), t("figures-look-for")) + claim(t("refuted-by"), t("figures-refuted-by")))
