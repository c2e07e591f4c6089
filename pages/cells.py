"""The five cells side by side, what each costs, and a laboratory in which one unit is driven by hand."""

import streamlit as st

from ui import shell
from ui.cells import cards, costs
from ui.laboratory import arrived, laboratory
from ui.share import share
from ui.texts import plain
from ui.verdict import claim

SIZES = {"inputs": 128, "units": 192}  # those of the shipped models
LARGEST = 4096

t = shell.enter("cells")
state = st.session_state
wrong: list[str] = []

if shell.arriving():
    asked = st.query_params.to_dict()
    if "laboratory-state" not in state or set(asked) - {"lang", *SIZES} or shell.stepped_through_history():
        wrong += arrived(asked)
    for name, usual in SIZES.items():
        if name in asked:
            digits = asked[name] if asked[name].isdecimal() and len(asked[name]) < 10 else ""
            state[name] = min(max(int(digits or usual), 1), LARGEST)
            wrong += [asked[name]] * (str(state[name]) != digits)
        elif shell.stepped_through_history():
            state[name] = usual
for name, usual in SIZES.items():
    state.setdefault(name, usual)
if wrong:
    st.info(t("cells-nearest", parts=plain(", ".join(wrong))))

# The five cells
st.html(claim(t("look-for"), t("cells-cards-look")) + claim(t("refuted-by"), t("cells-cards-refuted")))
cards(t, state["inputs"], state["units"])

# What they cost
st.subheader(t("cells-costs"), anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom", key="sizes"):
    for name in SIZES:
        st.number_input(t(f"cells-{name}"), 1, LARGEST, key=name, persist_state="session", width=160)
st.html(costs(t, state["inputs"], state["units"]))
st.html(claim(t("look-for"), t("cells-costs-look")) + claim(t("refuted-by"), t("cells-costs-refuted")))

# One unit, by hand
st.subheader(t("cells-laboratory"), anchor=False)
st.html(f'<p class="claim">{t("cells-laboratory-lead")}</p>')
with st.container(border=True):
    shown = laboratory(t)

sizes = {name: str(state[name]) for name, usual in SIZES.items() if state[name] != usual}
link = shell.address(**sizes, **shown.address())
share(t, link | {"lang": t.language}, key="share")
