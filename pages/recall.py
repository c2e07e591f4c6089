"""Who still remembers Argentina? Five cells read one sentence, the visitor bets, and the figures say what holds."""

from html import escape
from time import sleep
from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from model.recall.sentences import LONGEST, Sentence, grammar
from ui import race, recall, recall_cliff, shell
from ui.own_sentence import answer_outside
from ui.share import share
from ui.texts import complaint, plain
from ui.verdict import claim

BREATH = 0.1
"""Seconds in which the browser paints new readings; with all the rest at once it would take 100 ms more for them."""
MAX_LINK = 4_000  # characters of text in an address that every browser, proxy and messenger still carries

t = shell.enter("recall")
language = t.language
state = st.session_state
countries = grammar(language).answer_of
usual = {
    "kind": "made",
    "distance": 20,
    "country": recall.FIRST_COUNTRY,
    "distractors": False,
    "draw": 1,
    "networks": recall.conditions(language)[0],
    "seed": 1,
    "own": "",
    "cliff": "up-to-10" if language == "es" else "up-to-10-english",
    "cliff-distractors": False,
}
choices = {
    "kind": recall.EXAMPLES,
    "country": tuple(countries),
    "networks": recall.conditions(language),
    "seed": range(1, recall.SEEDS + 1),
    "cliff": recall_cliff.CONDITIONS,
}

problems: list[str] = []
if shell.arriving():
    asked = st.query_params.to_dict()
    back = shell.stepped_through_history()
    for name, first in usual.items():
        if back:
            state[f"recall-{name}"] = first
        if name in asked:
            try:
                value = recall.asked(name, asked[name])
                if value is None or value not in choices.get(name, (value,)):
                    problems.append(t("recall-nearest", part=plain(asked[name])))
                else:
                    state[f"recall-{name}"] = value
            except InputError as problem:
                problems.append(complaint(t, problem))
    problems += race.arrive(t, asked, afresh=back)
for name, first in usual.items():
    state.setdefault(f"recall-{name}", first)
for name, known in choices.items():  # another language has other countries and networks
    if state[f"recall-{name}"] not in known:
        state[f"recall-{name}"] = usual[name]
state.setdefault("recall-score", {})
state.setdefault("recall-predict", False)
for told_of_it in problems:
    st.warning(told_of_it)


def another() -> None:
    state["recall-draw"] = state["recall-draw"] % recall.MOST_DRAWS + 1


def choose(kind: str) -> None:
    """Where the sentence comes from, and who reads it."""
    with st.container(border=True):
        st.segmented_control(
            t("recall-kind"),
            recall.EXAMPLES,
            format_func=lambda name: t(f"recall-kind-{name}"),
            required=True,
            key="recall-kind",
            persist_state="session",
            label_visibility="collapsed",
        )
        if kind == "made":
            st.select_slider(
                t("recall-distance"),
                sorted({*recall.SCALE, state["recall-distance"]}),
                format_func=lambda words: t("recall-words", words=words),
                key="recall-distance",
                persist_state="session",
            )
            with st.container(horizontal=True, vertical_alignment="bottom", key="recall-made"):
                st.selectbox(t("recall-country"), countries, key="recall-country", persist_state="session", width=180)
                st.toggle(t("recall-distractors"), key="recall-distractors", persist_state="session")
                st.button(t("recall-another"), on_click=another)
        elif kind == "own":
            st.text_area(t("recall-own"), key="recall-own", persist_state="session", placeholder=t("recall-own-hint"))
        with st.container(horizontal=True, vertical_alignment="bottom", key="recall-readers"):
            if len(choices["networks"]) > 1:
                st.segmented_control(
                    t("recall-networks"),
                    choices["networks"],
                    format_func=lambda name: t(f"recall-networks-{name}"),
                    required=True,
                    key="recall-networks",
                    persist_state="session",
                )
            st.segmented_control(
                t("recall-seed"), choices["seed"], required=True, key="recall-seed", persist_state="session"
            )
            st.toggle(t("recall-predict"), key="recall-predict", persist_state="session")


def tell_address(kind: str) -> None:
    told = {
        name: "yes" if state[f"recall-{name}"] is True else str(state[f"recall-{name}"])
        for name, value in usual.items()
        if state[f"recall-{name}"] != value and (name != "own" or kind == "own")
    }
    fits = len(quote(told.get("own", ""))) <= MAX_LINK
    if not fits:
        del told["own"]
        st.caption(t("share-too-long"))
    shell.address(**told, **race.told())


def made_or_written(kind: str) -> Sentence | None:
    """The sentence; None where nobody has written one yet. Raises InputError."""
    if kind == "made":
        distance, country, draw = (state[f"recall-{name}"] for name in ("distance", "country", "draw"))
        return recall.made(language, distance, country, draw, distractors=state["recall-distractors"])
    if kind != "own":
        return recall.example(language, kind)
    return grammar(language).read(state["recall-own"]) if state["recall-own"].strip() else None


def read_along(kind: str, sentence: Sentence, readings: recall.Readings, seed: int) -> None:
    """Five readings of it, told at once or after the visitor's bet."""
    predicting = state["recall-predict"]
    round_of = (sentence, state["recall-networks"], seed)
    revealed = not predicting or round_of in state["recall-score"]
    with st.container(border=True):
        nearest, distance = recall.nearest_mention(sentence), sentence.distance
        if nearest < distance:
            st.html(f'<p class="claim">{escape(t("recall-twice", distance=distance, nearest=nearest))}</p>')
        elif kind == "once":
            st.html(f'<p class="claim">{escape(t("recall-once", distance=distance))}</p>')
        if not revealed:
            with st.form("recall-bet", border=False):
                bet = st.pills(
                    t("recall-bet", distance=distance),
                    list(readings),
                    selection_mode="multi",
                    format_func=lambda cell: t(f"recall-cell-{cell}"),
                    key=f"recall-bet-{state['recall-draw']}-{hash(round_of)}",
                )
                if st.form_submit_button(t("recall-reveal"), type="primary"):
                    state["recall-score"][round_of] = recall.placed(bet, recall.holding(readings, seed))
                    st.rerun()
        recall.read_along(t, recall.told(sentence, readings if revealed else {}, seed, language))
        if predicting and revealed:
            st.success(recall.judged(t, state["recall-score"][round_of], recall.holding(readings, seed)))
        if state["recall-score"] and predicting:
            st.caption(recall.score(t, list(state["recall-score"].values())))
        if revealed:
            st.html(recall.claims(t, sentence, readings))
            recall.ways_in(t, sentence, state["recall-networks"], seed)
    if state.get("recall-read", round_of) != round_of:
        sleep(BREATH)
    state["recall-read"] = round_of


def show_cliff(distance: int | None) -> None:
    st.subheader(t("recall-cliff"), anchor=False)
    with st.container(border=True):
        shown = st.pills(
            t("recall-cliff-condition"),
            recall_cliff.CONDITIONS,
            format_func=lambda name: t(f"recall-cliff-{name}"),
            required=True,
            key="recall-cliff",
            persist_state="session",
            label_visibility="collapsed",
        )
        distracted = st.toggle(t("recall-cliff-distractors"), key="recall-cliff-distractors", persist_state="session")
        st.html(f'<p class="claim">{escape(t(f"recall-cliff-{shown}-about"))}</p>')
        recall_cliff.cliff(t, shown, distractors=distracted, distance=distance)
        st.html(
            claim(t("look-for"), t("recall-cliff-distracted-look" if distracted else f"recall-cliff-{shown}-look"))
            + claim(t("refuted-by"), t("recall-cliff-refuted"))
        )
    with st.expander(t("recall-cliff-table")):
        st.html(recall_cliff.table(t, shown, distractors=distracted))
        st.html(f'<p class="claim">{escape(t("recall-figures"))} <code>python -m model recall train</code></p>')


def show_ruler(sentence: Sentence | None, seed: int) -> None:
    st.subheader(t("recall-ruler"), anchor=False)
    st.html(f'<p class="claim">{escape(t("recall-ruler-lead"))}</p>')
    if sentence is None:
        return
    with st.container(border=True):
        recall.ruler(t, sentence, language, state["recall-networks"], seed)
        st.html(claim(t("look-for"), t("recall-ruler-look")) + claim(t("refuted-by"), t("recall-ruler-refuted")))


@st.fragment
def about_a_sentence() -> None:
    """All that moves with the distance; the rest of the page stays as it is, which saves the browser half its work."""
    kind, seed = state["recall-kind"], state["recall-seed"] - 1
    sentence, readings, problem = None, {}, None
    try:
        if sentence := made_or_written(kind):
            readings = recall.readings(sentence, language, state["recall-networks"])
    except InputError as raised:
        problem = raised
    choices_place, reading_place = st.container(), st.container()
    with reading_place:  # before what stands above it, so that the browser paints it first
        if problem:
            st.error(complaint(t, problem))
        elif not sentence:
            st.info(t("recall-own-empty"))
        else:
            if kind == "own" and (outside := answer_outside(t, state["recall-own"])):
                st.info(outside)
            read_along(kind, sentence, readings, seed)
    with choices_place:
        choose(kind)
    tell_address(kind)
    show_cliff(min(sentence.distance, LONGEST) if sentence else None)
    show_ruler(sentence if readings else None, seed)


about_a_sentence()

# The task in which time matters
st.html(f'<p class="claim">{escape(t("recall-fading"))}</p>' + recall_cliff.fading(t))
st.html(
    f'<p class="claim">{escape(recall_cliff.fading_outcome(t))}</p>'
    + claim(t("refuted-by"), t("recall-fading-refuted"))
)

# The race
race.section(t)

# What the figures support
st.subheader(t("recall-evidence"), anchor=False)
st.html("".join(f'<p class="claim">{escape(line)}</p>' for line in recall_cliff.evidence(t)))
with st.expander(t("recall-literature")):
    st.html(recall_cliff.literature(t))

share(t, race.told() | {"lang": language}, key="share", kept=tuple(usual))
