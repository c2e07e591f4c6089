"""Inside the cell: step through a text gate by gate, check the arithmetic, operate, compare, take it home."""

from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from ui import gallery, landing, models, operations, shell
from ui.home_kit import home_kit
from ui.language import recognise
from ui.microscope import Reading, by_effect, microscope, observation
from ui.surgery import badge, described, lessons, outcome, performed
from ui.texts import complaint, plain
from ui.unit_meaning import unit_meaning

MAX_TEXT = 20_000  # characters; a network reads the first 512 pieces of them
MAX_LINK = 4_000  # characters of text in an address that every browser, proxy and messenger still carries

t = shell.enter("microscope")
state = st.session_state
examples = gallery.examples(t.language)
known = models.available()
if not known:
    st.error(t("error-no-models-at-all"))
    st.stop()

if shell.arriving():
    asked = st.query_params
    if asked.get("example") in examples:
        state["text"] = examples[asked["example"]].text
    elif "text" in asked or not state.get("text"):
        state["text"] = asked.get("text", landing.TEXTS[t.language])
    wanted = asked.get("model", f"{recognise(state['text'], t.language).language}-lstm")
    state["specimen"] = wanted if wanted in known else next((name for name in known if name.endswith("lstm")), known[0])
    state["unknown"] = asked.get("model") if asked.get("model") not in (None, *known) else None
    state["operations"] = [part for part in asked.get("op", "").split(";") if part]
    state["undo"] = []
    state["step"], state["unit"] = asked.get("step"), asked.get("unit")
    state["pin"] = asked.get("pin"), asked.get("pin-model"), asked.get("pin-op", "")
    state["terms"] = None

# What to look at
with st.container(border=True):
    state["specimen-example"] = gallery.id_of(state.get("text", ""), t.language)
    st.pills(
        t("sentiment-examples"),
        list(examples),
        format_func=lambda name: examples[name].title,
        key="specimen-example",
        on_change=lambda: state.update(
            text=examples[state["specimen-example"]].text if state["specimen-example"] else "", operations=[], undo=[]
        ),
        wrap=False,
    )
    text = st.text_area(t("microscope-text"), key="text", persist_state="session", height="content")
    with st.container(horizontal=True, vertical_alignment="bottom", key="specimen-controls"):
        name = st.selectbox(t("microscope-model"), known, key="specimen", width=200)
        pin = st.container(horizontal=True, vertical_alignment="bottom")

if state.get("unknown"):
    st.warning(t("error-model-unknown", model=plain(state["unknown"]), used=name, known=", ".join(known)))
if len(text) > MAX_TEXT:
    st.error(t("error-too-long", characters=len(text), limit=MAX_TEXT))
    st.stop()

# What the visitor does to it
try:
    surgery = performed(text, name, state["operations"])
except InputError as problem:
    shell.address()
    st.error(complaint(t, problem))
    st.stop()
for problem in surgery.refused:
    st.warning(complaint(t, problem))
net = models.network(name)
after = Reading("main", name, net, models.trace(surgery.text, name, surgery.clamps))
readings = [after]
if surgery.done:
    readings.append(Reading("before", name, net, models.trace(text, name)))

# A second reading beside it
pinned_text, pinned_model, pinned_operations = state["pin"]
if pinned_text and pinned_model in known:
    try:
        other = performed(pinned_text, pinned_model, [part for part in pinned_operations.split(";") if part])
        trace = models.trace(other.text, pinned_model, other.clamps)
        readings.append(Reading("pinned", pinned_model, models.network(pinned_model), trace))
    except InputError as problem:
        st.warning(complaint(t, problem))
with pin:
    if st.button(t("microscope-pin"), help=t("microscope-pin-help")):
        state["pin"] = text, name, operations.joined(surgery.done)
        st.rerun()
    for beside in (beside for beside in known if beside.partition("-")[0] == net.config.language and beside != name):
        if st.button(t("microscope-beside", model=beside)):
            state["pin"] = text, beside, ""
            st.rerun()
    if readings[-1].role == "pinned" and st.button(t("microscope-unpin"), icon=":material/close:"):
        state["pin"] = None, None, ""
        st.rerun()

# Where the visitor stands: the nearest place that exists
steps, hidden = len(after.trace), net.config.hidden
favourite = by_effect(after)[0][0]
step = operations.nearest(state["step"], 1, steps, after.trace.decided_at + 1)
unit = operations.nearest(state["unit"], 0, hidden - 1, favourite)
if step.moved or unit.moved:
    st.caption(t("microscope-nearest", step=step.number, steps=steps, unit=unit.number, last=hidden - 1))
encoding = after.trace.encoding
if encoding.total > steps:
    st.info(t("verdict-cut", read=steps, total=encoding.total))


def acted() -> None:
    act = state["microscope"].act
    state["step"], state["unit"] = act["step"], act["unit"]
    if act["type"] == "unit":
        state["unit"] = act["chosen"]
    elif act["type"] == "terms":
        state["terms"] = act["name"], act["unit"]
    elif act["type"] == "undo":
        state["operations"] = state["undo"].pop()
    else:
        state["undo"].append(list(state["operations"]))
        state["operations"] = operations.changed(list(map(str, surgery.done)), act)


example = gallery.id_of(text, t.language)
fits = len(quote(text + (pinned_text or ""))) <= MAX_LINK
link = {
    "example": example,
    "text": text if fits and not example else None,
    "model": name,
    "op": operations.joined(surgery.done),
    **({"pin": pinned_text, "pin-model": pinned_model, "pin-op": pinned_operations} if fits and pinned_text else {}),
}
here = {name: st.query_params.get(name) for name in ("step", "unit", "zoom")}
shell.address(**link, **here)

with st.container(border=True):
    microscope(
        observation(readings, unit.number, state["terms"])
        | {
            "text": surgery.text,
            "badge": badge(t, name, surgery.text, net.config.cell),
            "slots": surgery.slots,
            "places": operations.places(surgery.slots, encoding.spans) if surgery.slots else [0] * steps,
            "step": step.number,
            "zoom": st.query_params.get("zoom", "all"),
            "params": {key: value for key, value in link.items() if value} | {"lang": t.language},
            "operations": [described(t, operation, text, after.trace) for operation in surgery.done],
            "undoable": bool(state["undo"]),
            "outcome": outcome(t, readings),
            "prepared": lessons(t, net.config.language, after.trace),
        },
        t,
        locale=t.locale,
        key="microscope",
        on_act=acted,
    )
if not fits:
    st.caption(t("share-too-long"))

st.subheader(t("meaning-title"), anchor=False)
with st.container(border=True):
    ranked = by_effect(after)
    state["meaning-unit"] = unit.number
    chosen = st.selectbox(
        t("microscope-unit"),
        [number for number, _ in ranked],
        format_func=lambda number: t("microscope-ranked", unit=number, effect=dict(ranked)[number]),
        key="meaning-unit",
        on_change=lambda: state.update(unit=state["meaning-unit"]),
        width=260,
    )
    unit_meaning(t, after, surgery, chosen)

st.subheader(t("microscope-home"), anchor=False)
home_kit(t, after, surgery, step.number - 1, unit.number)
