"""Who still remembers the country: read along, predict and reveal, and how accuracy falls with distance."""

from html import escape

import streamlit as st

from model.cells import CELLS
from model.errors import InputError
from model.recall.sentences import LONGEST, grammar
from ui import recall, shell
from ui.share import share
from ui.texts import complaint, plain
from ui.verdict import claim

MAX_LINK = 4_000  # characters of a visitor's own sentence that an address can carry
DISTANCE = 20

t = shell.enter("recall")
state = st.session_state
speaks = grammar(t.language)
SOURCES = ("grammar", *(f"example-{number}" for number in range(1, len(speaks.examples) + 1)), "own")
wrong: list[str] = []

if shell.arriving():
    asked = st.query_params
    choices = {"source": SOURCES, "country": tuple(speaks.answer_of), "condition": recall.CONDITIONS}
    for name, known in choices.items():
        if name in asked:
            state[f"recall-{name}"] = asked[name] if asked[name] in known else known[0]
            wrong += [asked[name]] * (asked[name] not in known)
    if "distance" in asked:
        digits = asked["distance"]
        number = int(digits) if digits.isdecimal() and len(digits) < 7 else DISTANCE
        state["recall-distance"] = min(max(number, 1), LONGEST)
        wrong += [digits] * (str(state["recall-distance"]) != digits)
    for name in ("distractors", "predict", "tested"):
        if name in asked:
            state[f"recall-{name}"] = asked[name] == "1"
    if "text" in asked:
        state["recall-text"] = asked["text"]
for name, usual in {
    "source": "grammar",
    "distance": DISTANCE,
    "distractors": False,
    "predict": False,
    "condition": "up-to-10-english" if t.language == "en" else recall.CONDITIONS[0],
    "tested": False,
    "text": "",
}.items():
    state.setdefault(f"recall-{name}", usual)
if state.get("recall-country") not in speaks.answer_of:  # another language spells countries otherwise
    state["recall-country"] = next(iter(speaks.answer_of))
if wrong:
    st.info(t("recall-nearest", parts=plain(", ".join(wrong))))

st.html(
    "<style>.recall-sentence { font-size: 1.15rem; line-height: 1.7; max-height: 16rem; overflow-y: auto; "
    "overflow-wrap: anywhere; margin: 0; } .recall-sentence mark { background: light-dark(#ffe9a8, #5c4a12); "
    "color: inherit; font-weight: 600; padding: 0 0.25rem; "
    "border-radius: 0.25rem; } .recall-sentence u { text-decoration-style: wavy; }</style>"
)

# The sentence
with st.container(border=True):
    source = st.pills(
        t("recall-source"),
        SOURCES,
        format_func=lambda name: t(f"recall-source-{name}"),
        key="recall-source",
        required=True,
        persist_state="session",
    )
    if source == "grammar":
        st.slider(t("recall-distance"), 1, LONGEST, key="recall-distance", persist_state="session")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                t("recall-country"), list(speaks.answer_of), key="recall-country", persist_state="session", width=220
            )
            st.toggle(t("recall-distractors"), key="recall-distractors", persist_state="session")
    elif source == "own":
        st.text_area(t("recall-text"), key="recall-text", placeholder=speaks.examples[0], persist_state="session")
    st.toggle(t("recall-predict"), key="recall-predict", persist_state="session")

    sentence = None
    try:
        if source == "grammar":
            sentence = recall.posed(
                t.language, state["recall-distance"], state["recall-country"], state["recall-distractors"]
            )
        elif source == "own":
            sentence = speaks.read(state["recall-text"]) if state["recall-text"].strip() else None
        else:
            sentence = speaks.read(speaks.examples[SOURCES.index(source) - 1])
    except InputError as problem:
        st.error(complaint(t, problem))
    if sentence:
        st.html(recall.marked(sentence, t))
        st.caption(t("recall-between", distance=sentence.distance))
        if (nearest := recall.nearest_mention(sentence)) < sentence.distance:
            st.caption(t("recall-again", distance=nearest))

# Predict, then reveal
revealed = state.setdefault("recall-revealed", {})
if sentence and state["recall-predict"]:
    guess = st.pills(
        t("recall-guess"),
        list(CELLS),
        format_func=lambda cell: t(f"cells-kind-{cell}"),
        selection_mode="multi",
        key="recall-guess",
        persist_state="session",
    )
    if st.button(t("recall-reveal"), type="primary", disabled=sentence.text in revealed):
        holding = {cell for cell, verdict in recall.verdicts(sentence, t.language).items() if verdict.holds}
        revealed[sentence.text] = sum((cell in guess) == (cell in holding) for cell in CELLS)
        st.rerun()
    if sentence.text in revealed:
        st.markdown(t("recall-guessed", right=revealed[sentence.text], asked=len(CELLS)))
    if revealed:
        st.caption(t("recall-score", right=sum(revealed.values()), asked=len(CELLS) * len(revealed)))

# Read along
if sentence and (not state["recall-predict"] or sentence.text in revealed):
    found = recall.verdicts(sentence, t.language)
    st.subheader(t("recall-reading"), anchor=False)
    st.html(claim(t("look-for"), t("recall-reading-look")) + claim(t("refuted-by"), t("recall-reading-refuted")))
    st.plotly_chart(
        recall.curves(t, sentence, found),
        key="recall-curves",
        config={"displayModeBar": False},
        alt=t("recall-reading-alt"),
    )
    st.html(recall.answers(t, sentence, found))

# The cliff
st.subheader(t("recall-cliff"), anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    condition = st.selectbox(
        t("recall-condition"),
        recall.CONDITIONS,
        format_func=lambda name: t(f"recall-condition-{name}"),
        key="recall-condition",
        persist_state="session",
        width=520,
    )
    tested = st.toggle(t("recall-tested"), key="recall-tested", persist_state="session")
st.html(claim(t("look-for"), t("recall-cliff-look")) + claim(t("refuted-by"), t("recall-cliff-refuted")))
st.caption(t("recall-measured-in"))
st.plotly_chart(
    recall.cliff(t, condition, tested, sentence.distance if sentence and 0 < sentence.distance <= LONGEST else None),
    key="recall-cliff",
    config={"displayModeBar": False},
    alt=t("recall-cliff-alt"),
)
st.markdown(f"**{t('recall-evidence')}**")
st.html("".join(f"<p class='claim'>{escape(said)}</p>" for said in recall.evidence(t)))

link: dict[str, str | None] = {
    "source": source if source != "grammar" else None,
    "distance": str(state["recall-distance"]),
    "country": state["recall-country"],
    "text": state["recall-text"] if source == "own" and len(state["recall-text"]) <= MAX_LINK else None,
    "condition": condition,
    **{name: "1" if state[f"recall-{name}"] else None for name in ("distractors", "predict", "tested")},
}
share(t, shell.address(**link) | {"lang": t.language}, key="share")
