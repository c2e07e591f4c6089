"""Word vectors: who stands near whom, a map, what they picked up, the frozen layer, and whether they help."""

from html import escape
from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from model.vectors.association import association
from model.vectors.shipped import LANGUAGES, questions
from model.vectors.table import coverage
from model.vocabulary import Vocabulary, words_of
from ui import (
    embedding_bias,
    embedding_facts,
    embedding_help,
    embedding_layer,
    embedding_map,
    embedding_near,
    embedding_table,
    shell,
)
from ui.embedding_table import NAME, OWN
from ui.sentences import lines_of, within
from ui.share import share
from ui.take_away import Files, take_away
from ui.texts import complaint

MAX_LINK = 4_000  # characters of text in an address that every browser, proxy and messenger still carries
MAX_WORD = 60
MAX_TEXT = 20_000
CHOICES = {  # by their name in the address; the first is the usual one
    "scene": ("near", "map", "bias", "layer", "help"),
    "table": (*LANGUAGES, "own"),
    "projection": embedding_map.PROJECTIONS,
    "test": ("work", "talent", "origin", "age", "control"),
    "set": tuple(embedding_help.SETS),
    "after": embedding_help.AFTER,
}
WORDS = ("word", "one", "other", "a", "b", "c", "tuned", "find")
TEXTS = ("text", "lines")  # a review for the map, sentences for the layer

t = shell.enter("embeddings")
st.html(embedding_facts.STYLE)
state = st.session_state


def usual(language: str) -> dict[str, str]:
    """What the page asks when nobody has asked anything."""
    asked = questions(language)
    one, other = asked["pair"]
    a, b, c = asked["question"]
    words = {"word": asked["word"], "one": one, "other": other, "a": a, "b": b, "c": c, "find": ""}
    return words | {"text": asked["review"], "lines": asked["lines"]}


if shell.arriving():
    asked = st.query_params.to_dict()
    back = shell.stepped_through_history()
    for name, choices in CHOICES.items():
        if asked.get(name) in choices or back:
            state[f"embedding-{name}"] = asked[name] if asked.get(name) in choices else choices[0]
    for name in (*WORDS, *TEXTS):
        if name in asked:
            state[f"embedding-{name}"] = asked[name][: MAX_TEXT if name in TEXTS else MAX_WORD]
        elif back:
            state.pop(f"embedding-{name}", None)
    if "hub" in asked:
        state[embedding_table.ADDRESS] = asked["hub"][:MAX_LINK]
for name, choices in CHOICES.items():
    state.setdefault(f"embedding-{name}", t.language if name == "table" else choices[0])


def tongue() -> str:
    """The language of the questions: the table's, or the page's for a visitor's own."""
    return state["embedding-table"] if state["embedding-table"] in LANGUAGES else t.language


def ask_anew() -> None:
    """Another table has other words: what nobody typed is asked in its language."""
    state["embedding-find"] = ""
    for language in LANGUAGES:
        for name, word in usual(language).items():
            if state.get(f"embedding-{name}") == word:
                del state[f"embedding-{name}"]


def choice(name: str, **more: object) -> str:
    """One of CHOICES, as buttons beside each other."""
    return str(
        st.segmented_control(
            t(f"embeddings-choose-{name}"),
            CHOICES[name],
            format_func=lambda value: t(f"embeddings-choose-{name}-{value.replace('_', '-')}"),
            required=True,
            key=f"embedding-{name}",
            persist_state="session",
            **more,
        )
    )


def word_field(name: str) -> str:
    return str(st.text_input(t(f"embeddings-word-{name}"), key=f"embedding-{name}", persist_state="session")).strip()


def text_field(label: str, name: str) -> str:
    return str(st.text_area(label, key=f"embedding-{name}", height="content", persist_state="session"))


def find_on_map() -> None:
    state["embedding-find"] = state["embedding-map"]["chosen"]


scene = choice("scene", label_visibility="collapsed")
source = "es"
if scene != "help":
    with st.container(border=True):
        source = choice("table", on_change=ask_anew)
        if source == "own":
            embedding_table.bring(t)
for name, value in usual(tongue()).items():
    state.setdefault(f"embedding-{name}", value)
state.setdefault("embedding-tuned", questions(embedding_help.SETS[state["embedding-set"]])["opposites"][0][0])

# The address follows what is shown; a visitor's own file can't travel in it
told = {name: state[f"embedding-{name}"] for name in CHOICES}
told = {name: value for name, value in told.items() if value != CHOICES[name][0]}
told["table"] = source if scene != "help" and source != t.language else None
told |= {
    name: state[f"embedding-{name}"]
    for name in (*WORDS, *TEXTS)
    if name != "tuned" and state[f"embedding-{name}"] != usual(tongue())[name]
}
told["tuned"] = state["embedding-tuned"] if scene == "help" else None
told["hub"] = embedding_table.address() if source == "own" else None
written = (*WORDS, *TEXTS, "hub")
fits = len(quote("".join(told.get(name) or "" for name in written))) <= MAX_LINK
if not fits:
    told |= dict.fromkeys(written)
view = st.query_params.get("view", "")[:MAX_WORD] if scene == "map" else ""
link = shell.address(**told, view=view)

own = embedding_table.own()
if scene != "help":
    if source == "own" and own is None:
        st.info(t("embeddings-own-none"))
        st.stop()
    try:
        table = own.table if source == "own" and own else embedding_table.ours(source)
    except InputError as problem:
        st.error(complaint(t, problem))
        st.stop()
    title = state[NAME] if source == "own" else t(f"embeddings-choose-table-{source}")


def show_near() -> Files:
    found = {}
    with st.container(border=True):
        word = word_field("word")
        try:
            within(MAX_WORD, word)
            near = table.neighbours(word, embedding_near.SHOWN)
            found[word] = near
            made = "" if table.row(word) is not None else t("embeddings-composed", word=word)
            st.html(embedding_near.ladder(t, t("embeddings-near-title", word=word), near))
            if made:
                st.caption(made)
            st.html(embedding_near.neighbour_claims(t, word, near))
        except InputError as problem:
            st.error(complaint(t, problem))

    st.subheader(t("embeddings-pair-title"), anchor=False)
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            one = word_field("one")
        with right:
            other = word_field("other")
        try:
            st.html(embedding_near.pair(t, table, within(MAX_WORD, one), within(MAX_WORD, other)))
        except InputError as problem:
            st.error(complaint(t, problem))

    st.subheader(t("embeddings-analogy-title"), anchor=False)
    with st.container(border=True):
        st.html(f'<p class="claim">{escape(t("embeddings-analogy-lead"))}</p>')
        fields = st.columns(3)
        asked = []
        for field, name in zip(fields, "abc", strict=True):
            with field:
                asked.append(word_field(name))
        try:
            a, b, c = (within(MAX_WORD, word) for word in asked)
            free = table.analogy(a, b, c, embedding_near.SHOWN, excluding=False)
            kept = table.analogy(a, b, c, embedding_near.SHOWN)
            found[f"{b} - {a} + {c}"] = kept
            found[f"{b} - {a} + {c}, with the question's words"] = free
            st.html(
                embedding_near.side_by_side(
                    embedding_near.ladder(t, t("embeddings-analogy-excluding"), kept),
                    embedding_near.ladder(t, t("embeddings-analogy-including"), free, asked),
                )
            )
            measured = embedding_facts.facts()[source]["analogies"]["all"] if source != "own" else None
            st.html(embedding_near.analogy_claims(t, measured, a, b, c, free))
        except InputError as problem:
            st.error(complaint(t, problem))
    return embedding_near.files(title, word, found)


def show_map() -> Files:
    if source == "own":
        st.info(t("embeddings-map-ours"))
        return {}
    with st.container(border=True):
        words = []
        text = text_field(t("embeddings-map-text"), "text")
        try:
            words = words_of(within(MAX_TEXT, text))
        except InputError as problem:
            st.error(complaint(t, problem))
        projection = choice("projection")
        drawn = embedding_map.drawn(source, projection, words)
        embedding_map.show(t, drawn, state["embedding-find"], view, find_on_map)
        if words:
            st.html(embedding_map.legend(t, drawn, words))
        st.html(embedding_map.claims(t, source, projection))
    return embedding_map.files(source)


def show_bias() -> Files:
    tests = {}
    lacking = []
    for entry in questions(tongue())["bias"]:
        try:
            tests[entry["id"]] = association(table, entry["x"], entry["y"], entry["a"], entry["b"])
        except InputError:
            lacking.append(t(f"embeddings-bias-{entry['id']}"))
    if lacking:
        st.info(t("embeddings-bias-lacking", tests=", ".join(lacking)))
    if not tests:
        return {}
    with st.container(border=True):
        test = choice("test")
        if test in tests:
            st.html(f'<p class="claim"><b>{escape(t(f"embeddings-bias-{test}-asks"))}</b></p>')
            st.html(embedding_bias.strip(t, test, tests[test]))
            st.html(f'<p class="claim">{escape(embedding_bias.said(t, test, tests[test]))}</p>')
            with st.expander(t("embeddings-bias-words")):
                st.html(embedding_bias.words(t, tests[test]))
    st.subheader(t("embeddings-bias-all"), anchor=False)
    beside = embedding_facts.facts()["glove"]["bias"] if source == "en" else None
    st.html(embedding_bias.overview(t, tests, title, beside))
    st.html(embedding_bias.claims(t, len(tests)))
    return embedding_bias.files(title, tests)


def show_layer() -> Files:
    with st.container(border=True):
        try:
            text = within(MAX_TEXT, text_field(t("embeddings-layer-text"), "lines"))
            lines = lines_of("\n".join(line for line in text.splitlines() if words_of(line)))
        except InputError as problem:
            st.error(complaint(t, problem))
            return {}
        vocabulary = Vocabulary.learn(lines)
        found = coverage(table, words_of(text))
        st.html(embedding_layer.covered(t, found))
        st.html(f'<p class="claim">{escape(embedding_table.lacks(t, found))}</p>')
    built = embedding_layer.build(table, vocabulary, lines)
    longest = max(len(words_of(line)) for line in lines)
    left, right = st.columns(2)
    with left:
        st.markdown("**Keras**")
        st.code(embedding_layer.keras_code(built, longest), language=None)
    with right:
        st.markdown("**PyTorch**")
        st.code(embedding_layer.pytorch_code(built), language=None)
    st.subheader(t("embeddings-layer-matrix"), anchor=False)
    with st.container(border=True):
        st.html(embedding_layer.picture(t, built))
        st.html(embedding_layer.claims(t, built))
    return embedding_layer.files(built)


def show_help() -> Files:
    st.html(embedding_help.lead(t))
    with st.container(border=True):
        embedding_help.curves(t)
        st.html(embedding_help.claims(t))
    with st.expander(t("embeddings-help-table")):
        st.html(embedding_help.table(t))
    st.subheader(t("embeddings-tuned-title"), anchor=False)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = choice("set", on_change=lambda: state.pop("embedding-tuned", None))
            arm = choice("after")
            word = word_field("tuned")
        try:
            within(MAX_WORD, word)
            earlier, later = embedding_help.before(name), embedding_help.after(name, arm)
            st.html(
                embedding_near.side_by_side(
                    embedding_near.ladder(t, t("embeddings-before"), earlier.neighbours(word, embedding_near.SHOWN)),
                    embedding_near.ladder(
                        t, t(f"embeddings-after-{arm}"), later.neighbours(word, embedding_near.SHOWN)
                    ),
                )
            )
            st.html(embedding_help.opposites(t, name, arm))
            st.html(embedding_help.pair_claims(t, name, arm))
        except InputError as problem:
            st.error(complaint(t, problem))
    return embedding_help.files()


PICTURES = {
    "near": ".ladder",
    "map": ".st-key-embedding-map",
    "bias": ".leaning",
    "layer": ".weights",
    "help": ".st-key-embedding-curves, .ladders",
}
SCENES = {"near": show_near, "map": show_map, "bias": show_bias, "layer": show_layer, "help": show_help}
st.html(f'<p class="claim">{escape(t(f"embeddings-scene-{scene}"))}</p>')
files = SCENES[scene]()
with st.container(horizontal=True, key="take-away"):
    share(t, link | {"lang": t.language}, key="share", kept=("view",))
    take_away(f"embeddings-{scene}", files, PICTURES[scene])
if not fits:
    st.caption(t("share-too-long"))
if source == "own" and state.get(OWN):
    st.caption(t("embeddings-own-stays", hub="yes" if told["hub"] else "no"))
