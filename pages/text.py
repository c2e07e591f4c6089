"""From sentences to a verdict: cut them, number them, pad them, see what zeros do, and the whole way at once."""

from html import escape
from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from model.padding import REGIMES, read
from model.pipeline import stages
from model.vocabulary import Vocabulary
from ui import matrix, models, pipe, sentences, shell, tokens, zeros
from ui.language import recognise
from ui.share import share
from ui.take_away import Files, take_away
from ui.texts import LOCALES, complaint, plain

MAX_LINK = 4_000  # characters of text in an address that every browser, proxy and messenger still carries
MAX_POSITION = 9_999
MAX_NEW = 500  # characters of the one sentence that the vocabulary never saw
OPENS_WITH = {"tokens": "intents", "matrix": "matrix", "zeros": "reviews", "pipe": "matrix"}
CHOICES = {  # by their name in the address; the first is the usual one
    "scene": tuple(OPENS_WITH),
    "order": ("alphabet", "frequency"),
    "missing": ("dropped", "number"),
    "level": ("words", "pieces"),
    "side": ("pre", "post"),
    "cut": ("pre", "post"),
    "zeros": ("20", *(str(pads) for pads in zeros.PADS if pads != 20)),
    "figures": ("validation", "phrases"),
}
NUMBERS = {"size": 500, "length": 512, "pad": 9_999}  # and the largest of each

t = shell.enter("text")
st.html(sentences.STYLE)
state = st.session_state
examples = sentences.examples(t.language)

unknown_model = ""


def digits_of(asked: str | None, most: int) -> int | None:
    """A number from the address; None for anything else."""
    return min(int(asked[:6]), most) if asked and asked.isdecimal() else None


if shell.arriving():
    asked = st.query_params.to_dict()
    back = shell.stepped_through_history()
    for name, choices in CHOICES.items():
        if asked.get(name) in choices or back:
            state[f"text-{name}"] = asked[name] if asked.get(name) in choices else choices[0]
    for name, most in NUMBERS.items():
        if name in asked or back:
            state[f"text-{name}"] = digits_of(asked.get(name), most)
    if "sentence" in asked or back:
        state["text-sentence"] = digits_of(asked.get("sentence"), sentences.MAX_LINES) or 1
    if asked.get("example") in examples:
        state["sentences"], state["text-new"] = examples[asked["example"]][2:]
    elif "text" in asked or back:
        state["sentences"], state["text-new"] = asked.get("text", ""), ""
    if "new" in asked:
        state["text-new"] = asked["new"][:MAX_NEW]
    language, _, cell = asked.get("model", "").rpartition("-")
    if language in LOCALES and cell in models.CELLS:
        state["text-cell"] = cell
        recognised = recognise(state.get("sentences", ""), t.language).language
        state["text-tongue"] = "auto" if recognised == language else language
    else:
        unknown_model = asked.get("model", "")

for name, choices in CHOICES.items():
    state.setdefault(f"text-{name}", choices[0])
for name in NUMBERS:
    state.setdefault(f"text-{name}", None)
for name, start in {"cell": "lstm", "tongue": "auto", "sentence": 1}.items():
    state.setdefault(f"text-{name}", start)
if "sentences" not in state:
    state["sentences"], state["text-new"] = examples[OPENS_WITH[state["text-scene"]]][2:]
state.setdefault("text-new", "")


def choose_example() -> None:
    if state["text-example"]:
        state["sentences"], state["text-new"] = examples[state["text-example"]][2:]
        state["text-sentence"] = 1
    else:
        state["sentences"] = state["text-new"] = ""


def change_scene() -> None:
    """Whoever hasn't written anything yet sees each scene with the sentences that suit it best."""
    shown = sentences.id_of(state["sentences"], t.language)
    if shown in OPENS_WITH.values():
        state["sentences"], state["text-new"] = examples[OPENS_WITH[state["text-scene"]]][2:]
        state["text-sentence"] = 1


def choice(name: str, **more: object) -> str:
    """One of CHOICES, as buttons beside each other."""
    return str(
        st.segmented_control(
            t(f"text-choose-{name}"),
            CHOICES[name],
            format_func=lambda value: t(f"text-choose-{name}-{value}"),
            required=True,
            key=f"text-{name}",
            persist_state="session",
            **more,
        )
    )


def number(name: str, least: int) -> int | None:
    """One of NUMBERS; empty means whatever comes out."""
    return st.number_input(
        t(f"text-count-{name}"),
        least,
        NUMBERS[name],
        key=f"text-{name}",
        persist_state="session",
        placeholder=t(f"text-count-{name}-usual"),
        width=180 if name == "size" else 120,
    )


# The sentences, and who reads them
with st.container(border=True):
    state["text-example"] = sentences.id_of(state["sentences"], t.language)
    st.pills(
        t("text-examples"),
        list(examples),
        format_func=lambda name: examples[name].title,
        key="text-example",
        on_change=choose_example,
    )
    text = st.text_area(t("text-sentences"), key="sentences", persist_state="session", height="content")
    recognised = recognise(text, t.language)
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        cell = st.segmented_control(
            t("sentiment-cell"),
            models.CELLS,
            format_func=str.upper,
            required=True,
            key="text-cell",
            persist_state="session",
        )
        tongue = st.segmented_control(
            t("text-tongue"),
            ("auto", *LOCALES),
            format_func=lambda name: (
                t("sentiment-tongue-auto", language=recognised.language.upper()) if name == "auto" else name.upper()
            ),
            required=True,
            key="text-tongue",
            persist_state="session",
        )
    language = recognised.language if tongue == "auto" else tongue
scene = choice("scene", on_change=change_scene, label_visibility="collapsed")

# The address follows what is shown
example = sentences.id_of(text, t.language)
fits = len(quote(text + state["text-new"])) <= MAX_LINK
told = {name: state[f"text-{name}"] for name, choices in CHOICES.items() if state[f"text-{name}"] != choices[0]}
told |= {name: str(state[f"text-{name}"]) for name in NUMBERS if state[f"text-{name}"] is not None}
if fits and not example:
    told["text"] = text
if fits and state["text-new"] != (examples[example].new if example else ""):
    told["new"] = state["text-new"]
if state["text-sentence"] > 1:
    told["sentence"] = str(state["text-sentence"])
at = digits_of(st.query_params.get("at"), MAX_POSITION) if scene == "zeros" else None
link = shell.address(**told, example=example, model=f"{language}-{cell}", at=str(at or ""))

if unknown_model:
    known = ", ".join(models.available())
    st.warning(t("error-model-unknown", model=plain(unknown_model), used=f"{language}-{cell}", known=known))
try:
    lines = sentences.lines_of(text)
    names, problems = models.family(language, cell)
    if not names:
        raise problems[0]
    net = models.network(names[0])
    readable = sentences.readable(lines, net.tokenizer)
except InputError as problem:
    st.error(complaint(t, problem))
    st.stop()
for problem in problems:
    st.warning(complaint(t, problem))
if len(readable) > sentences.MAX_LINES:
    st.info(t("text-many", lines=len(readable), limit=sentences.MAX_LINES))
    readable = readable[: sentences.MAX_LINES]
if len(readable) < min(len(lines), sentences.MAX_LINES):
    st.info(t("text-unreadable", n=len(lines) - len(readable)))


def show_tokens() -> Files:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            order = choice("order")
            missing = choice("missing")
            size = number("size", 1)
        vocabulary = Vocabulary.learn(readable, order=order, size=size, unknown=missing == "number")
        cuts = tokens.cut(readable, vocabulary, net.tokenizer)
        st.html(tokens.side_by_side(t, cuts))
        new = st.text_input(t("text-new"), key="text-new", persist_state="session")
        try:
            if sentences.within(MAX_NEW, new).strip():
                added = tokens.cut([new], vocabulary, net.tokenizer)
                st.html(tokens.side_by_side(t, added, first=len(cuts) + 1))
                cuts += added
        except InputError as problem:
            st.error(complaint(t, problem))
        st.html(tokens.claims(t, cuts))

    st.subheader(t("text-tokens-ranks"), anchor=False)
    st.html(tokens.ranks(t, vocabulary))
    if tokens.begins_as_the_lectures(vocabulary):
        st.success(t("text-tokens-lecture", example=example or "none"), icon=":material/check:")

    st.subheader(t("text-tokens-rates"), anchor=False)
    words = sum(len(cut.words.words) for cut in cuts)
    rows = []
    if words:
        own = {tongue: models.pieces(tuple(cut.text for cut in cuts), tongue) / words for tongue in LOCALES}
        rows.append((t("text-tokens-these", n=words), own))
    for tongue in LOCALES:
        figures = zeros.measured()[tongue]["validation"]
        name = t("text-tokens-reviews", n=figures["n"], language=t(f"language-{tongue}"))
        rows.append((name, figures["pieces_per_word"]))
    st.html(tokens.rates(t, rows, own=t("text-tokens-texts")))
    st.html(tokens.rates_claims(t))
    return tokens.files(cuts, vocabulary)


def show_matrix() -> Files:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            level, side, cut = choice("level"), choice("side"), choice("cut")
            length, pad_id = number("length", 0), number("pad", 0)
        if level == "words":
            vocabulary = Vocabulary.learn(readable)
            encodings = [vocabulary.encode(line) for line in readable]
            given = [list(zip(encoding.ids, encoding.words, strict=True)) for encoding in encodings]
        else:
            pieces = [net.tokenizer.encode(line, net.config.limit) for line in readable]
            given = [list(zip(encoding.ids, tokens.faces(encoding), strict=True)) for encoding in pieces]
        try:
            shown = matrix.matrix(given, length=length, side=side, cut=cut, pad_id=pad_id or 0)
        except InputError as problem:
            st.error(complaint(t, problem))
            return {}
        st.html(matrix.picture(t, shown))
        st.caption(f"{matrix.said(t, shown)} {t('text-matrix-ranks') if level == 'words' else ''}")
        if shown.is_the_lectures:
            st.success(t("text-matrix-lecture"), icon=":material/check:")
        st.html(matrix.claims(t, shown))
    st.markdown(f"**{t('text-matrix-copy')}**")
    st.code(matrix.as_numpy(shown), language=None)
    return matrix.files(shown)


def show_zeros() -> Files:
    with st.container(border=True):
        state["text-sentence"] = min(state["text-sentence"], len(readable))
        left, right = st.columns(2)
        place = left.selectbox(
            t("text-sentence"),
            range(1, len(readable) + 1),
            format_func=lambda at: f"{at}. {readable[at - 1]}",
            key="text-sentence",
            persist_state="session",
        )
        pads = int(
            right.select_slider(
                t("text-zeros"), sorted(CHOICES["zeros"], key=int), key="text-zeros", persist_state="session"
            )
        )
        line = readable[place - 1]
        encoding = net.tokenizer.encode(line, net.config.limit)
        readings = {regime: read(net, encoding.ids, pads, regime) for regime in REGIMES}
        zeros.scene(t, zeros.told(readings, tokens.faces(encoding), net.config.labels), at or None)
        ends = {name: models.regimes(line, name, pads) for name in names}
        st.html(zeros.scene_claims(t, names[0], ends[names[0]], readings, pads))
        st.html(zeros.verdicts(t, ends, pads))

    st.subheader(t("text-zeros-title"), anchor=False)
    measured = zeros.measured()
    figures = measured[language][choice("figures")]
    st.html(zeros.accuracy_lead(t, language, state["text-figures"], figures))
    with st.container(border=True):
        zeros.accuracy(t, figures, measured["pads"])
        st.html(zeros.accuracy_claims(t, figures, measured["pads"], pads))
    with st.expander(t("text-zeros-table")):
        st.html(zeros.accuracy_table(t, figures, measured["pads"]))
    return zeros.files(names[0], line, readings, net.config.labels, measured)


def show_pipe() -> Files:
    ids = net.tokenizer.encode_many(readable, net.config.limit)
    way = stages(net, ids)
    probabilities = [dict(zip(net.config.labels, row, strict=True)) for row in way[-1].output.softmax(dim=-1).tolist()]
    pieces = sum(map(len, ids))
    batch, length = way[0].shape
    with st.container(border=True):
        st.html(pipe.drawing(t, readable, way, net.config.cell))
        st.html(pipe.shares(t, way, net.config.cell))
        whole = sum(parameter.numel() for parameter in net.parameters())
        st.html(pipe.claims(t, way, whole, 1 - pieces / (batch * length)))
    st.subheader(t("text-pipe-outcome"), anchor=False)
    st.html(pipe.verdicts(t, readable, probabilities))
    return pipe.files(names[0], readable, way, probabilities)


PICTURES = {"tokens": ".cuts", "matrix": ".matrix", "zeros": ".st-key-scene, .st-key-accuracy", "pipe": ".pipe"}
SCENES = {"tokens": show_tokens, "matrix": show_matrix, "zeros": show_zeros, "pipe": show_pipe}
st.html(f'<p class="claim">{escape(t(f"text-scene-{scene}-lead", model=names[0]))}</p>')
files = SCENES[scene]()

with st.container(horizontal=True, key="take-away"):
    share(t, link | {"lang": t.language}, key="share", kept=("at",))
    take_away(scene, files, PICTURES[scene])
if not fits:
    st.caption(t("share-too-long"))
