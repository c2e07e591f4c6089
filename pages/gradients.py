"""Backpropagation through time: what reaches each word, what was forecast, what vanishes, explodes or is cut."""

from html import escape
from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from model.recall.sentences import LONGEST, grammar
from ui import gradient_numbers as numbers
from ui import models, shell
from ui.language import recognise
from ui.own_sentence import answer_outside
from ui.share import share
from ui.take_away import Files, take_away
from ui.texts import Texts, complaint, plain

t = shell.enter("gradients")

from ui import gradients as pictures  # noqa: E402 (Plotly takes a while: the title needn't wait for it)

CHOICES = {  # by their name in the address; the first is the usual one
    "scene": ("norms", "forecast", "elman", "distance", "window", "words", "review"),
    "source": ("made", "own"),
    "weights": ("trained", "newborn"),
    "cell": ("lstm", "rnn", "gru", "peephole", "time-aware"),
    "state": ("h", "memory"),
    "scale": ("relative", "absolute"),
}
NUMBERS = {  # the usual one, from, to
    "distance": (40, 0, LONGEST),
    "seed": (1, 1, models.RECALL_SEEDS),
    "window": (12, 1, numbers.MOST_WORDS),
}
TEXTS = ("own", "review")
MAX_TEXT = 20_000  # characters
MAX_LINK = 4_000
LARGEST_RADIUS = 5.0
THRESHOLDS = (0.1, 0.5, 1.0, 5.0, 10.0, 100.0)

state = st.session_state
theme = st.context.theme.type or "light"
letters = st.get_option(f"theme.{theme}.textColor")
countries = list(grammar(t.language).answer_of)
wrong: list[str] = []

if shell.arriving():
    asked = st.query_params.to_dict()
    back = shell.stepped_through_history()
    for name, choices in CHOICES.items():
        if name in asked or back:
            state[f"gradients-{name}"] = asked[name] if asked.get(name) in choices else choices[0]
            if name in asked and asked[name] not in choices:
                wrong.append(asked[name])
    for name, (usual, least, most) in NUMBERS.items():
        if name in asked or back:
            given = asked.get(name, str(usual))
            digits = given.removeprefix("-")
            number = int(given) if digits.isdecimal() and len(digits) < 10 else usual
            state[f"gradients-{name}"] = min(max(number, least), most)
            wrong += [given] * (str(state[f"gradients-{name}"]) != given)
    if "country" in asked or back:
        state["gradients-country"] = asked.get("country", countries[0])
        if state["gradients-country"] not in countries:
            wrong.append(state["gradients-country"])
    if "others" in asked or back:
        state["gradients-others"] = asked.get("others") == "1"
    for name in TEXTS:
        if name in asked or back:
            state[f"gradients-{name}"] = asked.get(name, t(f"gradients-{name}-start"))
    for name, usual in {"radius": None, "threshold": 1.0}.items():
        if name in asked or back:
            try:
                number = float(asked[name])
                fits = 0 < number <= LARGEST_RADIUS if name == "radius" else number in THRESHOLDS
            except (KeyError, ValueError):
                fits = False
            state[f"gradients-{name}"] = number if fits else usual
            state["gradients-radius-is-own"] = state.get("gradients-radius") is None
            if name in asked and not fits:
                wrong.append(asked[name])

for name, choices in CHOICES.items():
    state.setdefault(f"gradients-{name}", choices[0])
for name, (usual, _, _) in NUMBERS.items():
    state.setdefault(f"gradients-{name}", usual)
if state.get("gradients-country") not in countries:
    state["gradients-country"] = countries[0]
state.setdefault("gradients-others", False)
state.setdefault("gradients-radius", None)
state.setdefault("gradients-threshold", 1.0)
for name in TEXTS:
    untouched = {Texts(language)(f"gradients-{name}-start") for language in ("es", "en")}
    if state.get(f"gradients-{name}", "") in {"", *untouched}:
        state[f"gradients-{name}"] = t(f"gradients-{name}-start")
if wrong:
    st.info(t("gradients-nearest", parts=plain(", ".join(wrong))))


def choice(name: str) -> str:
    """One of CHOICES, as buttons beside each other."""
    label = t(f"cells-{name}") if name == "cell" else t(f"gradients-{name}")
    return str(
        st.segmented_control(
            label,
            CHOICES[name],
            format_func=lambda value: t(f"cells-kind-{value}") if name == "cell" else t(f"gradients-{name}-{value}"),
            required=True,
            key=f"gradients-{name}",
            persist_state="session",
        )
    )


def sentence_asked() -> numbers.Asked:
    """The sentence and the networks, as the controls say."""
    with st.container(border=True):
        if choice("source") == "own":
            own = st.text_area(t("gradients-own"), key="gradients-own", persist_state="session", height="content")
        else:
            own = None
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.selectbox(
                    t("gradients-country"), countries, key="gradients-country", persist_state="session", width=180
                )
                least = int(state["gradients-others"])
                state["gradients-distance"] = max(state["gradients-distance"], least)
                st.slider(
                    t("gradients-distance"),
                    least,
                    LONGEST,
                    key="gradients-distance",
                    persist_state="session",
                    width=340,
                )
                st.checkbox(t("gradients-others"), key="gradients-others", persist_state="session")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            weights = choice("weights")
            seed = st.segmented_control(
                t("gradients-seed"),
                range(1, models.RECALL_SEEDS + 1),
                required=True,
                key="gradients-seed",
                persist_state="session",
            )
        asked = numbers.Asked(
            t.language,
            state["gradients-country"],
            state["gradients-distance"],
            state["gradients-others"],
            own,
            int(seed) - 1,
            weights == "newborn",
        )
        st.html(pictures.sentence_html(numbers.sentence(asked)))
        if own and (outside := answer_outside(t, own)):
            st.info(outside)
        st.caption(t(f"gradients-networks-{weights}"))
    return asked


def picture(name: str, figure: object) -> None:
    pictures.show(figure, f"gradients-picture-{name}", t("gradients-alt", title=t(f"gradients-scene-{scene}")))


def show_norms() -> Files:
    asked = sentence_asked()
    sentence, norms = numbers.sentence(asked), numbers.norms(asked)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept, scale = choice("state"), choice("scale")
    drawn = pictures.lines(t, theme, norms, kept, relative=scale == "relative")
    mark = (sentence.key, sentence.words[sentence.key])
    picture("norms", pictures.figure(t, drawn, sentence.words, letters, mark))
    st.html(pictures.told(t, "norms", pictures.norms_tested(t, norms, kept, sentence)))
    st.html(pictures.norms_table(t, norms, kept, sentence.key))
    st.caption(t("gradients-floor"))
    return pictures.norms_files(sentence, norms)


def show_forecast() -> Files:
    asked = sentence_asked()
    sentence = numbers.sentence(asked)
    cell = choice("cell")
    if cell == "rnn":
        st.info(t("gradients-forecast-none"))
        cell = "lstm"
    found = numbers.forecast(asked, cell)
    mark = (sentence.key, sentence.words[sentence.key])
    drawn = pictures.forecast_lines(t, theme, found)
    picture("forecast", pictures.figure(t, drawn, sentence.words, letters, mark))
    st.html(pictures.told(t, "forecast", pictures.forecast_tested(t, found, sentence)))
    st.caption(t("gradients-floor"))
    return pictures.by_word(sentence, found)


def show_elman() -> Files:
    asked = sentence_asked()
    sentence = numbers.sentence(asked)
    own = numbers.own_radius(asked)
    if state["gradients-radius"] is None or state.get("gradients-radius-is-own"):
        state["gradients-radius"] = round(own, 2)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        radius = st.slider(
            t("gradients-radius", own=round(own, 2)),
            0.01,
            LARGEST_RADIUS,
            step=0.01,
            key="gradients-radius",
            persist_state="session",
            width=420,
        )
        threshold = st.select_slider(
            t("gradients-threshold"), THRESHOLDS, key="gradients-threshold", persist_state="session", width=260
        )
    state["gradients-radius-is-own"] = radius == round(own, 2)
    found = numbers.elman(asked, radius)
    words = sentence.words[-numbers.LAST :]
    key = sentence.key - (len(sentence.words) - len(words))
    mark = (key, words[key]) if key >= 0 else None
    picture("elman", pictures.figure(t, pictures.elman_lines(t, theme, found, radius), words, letters, mark))
    st.html(pictures.told(t, "elman", pictures.elman_tested(t, found, radius)))

    st.subheader(t("gradients-clip"), anchor=False)
    radii = pictures.radii_with(radius)
    sizes = numbers.sizes(asked, radii)
    drawn = pictures.clipping_lines(t, theme, sizes, threshold)
    ticks = [f"{value:g}" for value in radii]
    figure = pictures.figure(
        t, drawn, ticks, letters, (radius, f"{radius:g}"), radii, across=t("gradients-radius-short")
    )
    picture("clip", figure)
    tested = pictures.clipping_tested(t, sizes, radii.index(radius), threshold)
    st.html(pictures.told(t, "clip", tested))
    st.caption(t("gradients-floor"))
    return pictures.elman_files(sentence, words, found, radii, sizes, radius, threshold)


def show_distance() -> Files:
    measured = numbers.reach()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        weights, kept = choice("weights"), choice("state")
    st.caption(t(f"gradients-networks-{weights}"))
    figures = measured[t.language][weights]
    distances = measured["distances"]
    drawn = pictures.distance_lines(t, theme, figures, kept)
    ticks = [str(distance) for distance in distances]
    picture(
        "distance",
        pictures.figure(t, drawn, ticks, letters, places=distances, across=t("gradients-distance-axis")),
    )
    st.html(pictures.told(t, "distance", pictures.distance_tested(t, figures, kept, distances)))
    st.caption(t("gradients-floor"))
    return pictures.distance_files(measured, t.language)


def show_window() -> Files:
    asked = sentence_asked()
    sentence = numbers.sentence(asked)
    steps = len(sentence.words)
    cell = choice("cell")
    state["gradients-window"] = min(state["gradients-window"], steps)
    window = st.slider(t("gradients-window"), 1, steps, key="gradients-window", persist_state="session", width=420)
    found = numbers.truncated(asked, cell, window)
    windows = pictures.windows_up_to(steps, window)
    agreements = numbers.agreements(asked, cell, windows)
    mark = (sentence.key, sentence.words[sentence.key])
    picture("window", pictures.figure(t, pictures.window_lines(t, theme, found, cell), sentence.words, letters, mark))
    tested = pictures.window_tested(t, found, sentence, window, agreements[windows.index(window)])
    st.html(pictures.told(t, "window", tested))
    st.markdown(f"**{t('gradients-window-course')}**")
    course = [pictures.apart(t, theme, agreements, cell)]
    ticks = [str(size) for size in windows]
    picture(
        "apart",
        pictures.figure(t, course, ticks, letters, (window, str(window)), windows, across=t("gradients-window-axis")),
    )
    st.html(pictures.told(t, "apart", ""))
    st.caption(t("gradients-floor"))
    return pictures.window_files(sentence, found, windows, agreements)


def show_words() -> Files:
    asked = sentence_asked()
    sentence = numbers.sentence(asked)
    cell = choice("cell")
    found = numbers.words(asked, cell)
    picture("words", pictures.word_bars(t, theme, found, sentence.words, sentence.key, cell, letters))
    probability = numbers.norms(asked)[cell]["probability"]
    st.html(pictures.told(t, "words", pictures.words_tested(t, found, sentence, probability)))
    return pictures.by_word(sentence, found)


def show_review() -> Files:
    with st.container(border=True):
        text = st.text_area(t("gradients-review"), key="gradients-review", persist_state="session", height="content")
        if len(text) > MAX_TEXT:
            message = f"the text has {len(text)} characters, more than {MAX_TEXT}"
            raise InputError("too-long", message, characters=len(text), limit=MAX_TEXT)
        language = recognise(text, t.language).language
        names, problems = models.family(language, "lstm")
        if not names:
            raise problems[0]
        read = {name.rpartition("-")[2]: numbers.review(text, name) for name in names}
        first = next(iter(read.values()))
        if first["left"]:
            st.info(t("gradients-cut", limit=numbers.MOST_PIECES, left=first["left"]))
        st.html(pictures.verdicts(t, dict(zip(names, read.values(), strict=True))))
    kept = choice("state")
    picture("review", pictures.figure(t, pictures.review_lines(t, theme, read, kept), first["pieces"], letters))
    st.html(pictures.told(t, "review", pictures.review_tested(t, read, kept)))
    st.markdown(f"**{t('gradients-scene-words')}**")
    name = "lstm" if "lstm" in read else next(iter(read))
    picture("pieces", pictures.word_bars(t, theme, read[name], first["pieces"], None, name, letters))
    st.html(pictures.told(t, "pieces", pictures.pieces_tested(t, read[name])))
    st.caption(t("gradients-floor"))
    return pictures.review_files(text, read)


SCENES = {
    "norms": show_norms,
    "forecast": show_forecast,
    "elman": show_elman,
    "distance": show_distance,
    "window": show_window,
    "words": show_words,
    "review": show_review,
}
scene = choice("scene")
measured = numbers.reach()
command = "python -m bench.reach"
variables = {"sentences": measured["sentences"], "seeds": measured["seeds"], "command": command}
lead = escape(t(f"gradients-{scene}-lead", **variables)).replace(command, f"<code>{command}</code>")
st.html(f'<p class="claim">{lead}</p>')
files: Files = {}
try:
    files = SCENES[scene]()
except InputError as problem:
    st.error(complaint(t, problem))

# The address follows what is shown
usual = {name: choices[0] for name, choices in CHOICES.items()} | {
    name: number for name, (number, *_) in NUMBERS.items()
}
told = {name: str(state[f"gradients-{name}"]) for name in usual if state[f"gradients-{name}"] != usual[name]}
if state["gradients-country"] != countries[0]:
    told["country"] = state["gradients-country"]
if state["gradients-others"]:
    told["others"] = "1"
if scene == "elman":
    if state["gradients-radius"] is not None and not state.get("gradients-radius-is-own"):
        told["radius"] = f"{state['gradients-radius']:g}"
    if state["gradients-threshold"] != 1.0:
        told["threshold"] = f"{state['gradients-threshold']:g}"
written = "review" if scene == "review" else "own" if state["gradients-source"] == "own" and scene != "distance" else ""
fits = True
if written and state[f"gradients-{written}"] != t(f"gradients-{written}-start"):
    fits = len(quote(state[f"gradients-{written}"])) <= MAX_LINK
    if fits:
        told[written] = state[f"gradients-{written}"]
link = shell.address(**told)
with st.container(horizontal=True, key="take-away"):
    share(t, link | {"lang": t.language}, key="share")
    take_away(f"gradients-{scene}", files)
if not fits:
    st.caption(t("share-too-long"))
