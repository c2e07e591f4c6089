"""Inside the cell: step through a text gate by gate, check the arithmetic, operate, compare, take it home."""

from urllib.parse import quote

import streamlit as st

from model.errors import InputError
from ui import gallery, models, operations, shell, specimens
from ui.home_kit import home_kit
from ui.microscope import Reading, by_effect, microscope, observation
from ui.surgery import badge, described, lessons, outcome, performed
from ui.texts import complaint, plain
from ui.unit_meaning import unit_meaning

MAX_TEXT = 20_000  # characters; a network reads the first 1,200 pieces of them
MAX_LINK = 4_000  # characters of text in an address that every browser, proxy and messenger still carries

t = shell.enter("microscope")
state = st.session_state
if not models.available():
    st.error(t("error-no-models-at-all"))
    st.stop()

if shell.arriving():
    asked = st.query_params
    specimens.arrive(t, asked.to_dict())
    state["operations"] = [part for part in asked.get("op", "").split(";") if part]
    state["undo"] = []
    state["step"], state["unit"] = asked.get("step"), asked.get("unit")
    state["pin"] = asked.get("pin"), asked.get("pin-model"), asked.get("pin-op", "")
    state["terms"] = None

# What to look at
with st.container(border=True):
    name, text, answer = specimens.choose(t)
    pin = st.container(horizontal=True, vertical_alignment="bottom")

if state.get("unknown"):
    known = ", ".join(models.available())
    st.warning(t("error-model-unknown", model=plain(state["unknown"]), used=name, known=known))
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
net = models.specimen(name)
title = specimens.title(t, name)
before = Reading("before", name, net, models.trace(text, name), title, specimens.right_label(name, text, answer))
if surgery.text == text:
    after = before._replace(role="main", trace=models.trace(text, name, surgery.clamps))
else:
    right = specimens.right_label(name, surgery.text)
    after = Reading("main", name, net, models.trace(surgery.text, name, surgery.clamps), title, right)
readings = [after, before] if surgery.done else [after]

# A second reading beside it
pinned_text, pinned_model, pinned_operations = state["pin"]
if pinned_text and specimens.known(pinned_model):
    try:
        other = performed(pinned_text, pinned_model, [part for part in pinned_operations.split(";") if part])
        trace = models.trace(other.text, pinned_model, other.clamps)
        beside = models.specimen(pinned_model)
        right = specimens.right_label(pinned_model, other.text, answer if other.text == text else None)
        readings.append(Reading("pinned", pinned_model, beside, trace, specimens.title(t, pinned_model), right))
    except InputError as problem:
        st.warning(complaint(t, problem))
with pin:
    if st.button(t("microscope-pin"), help=t("microscope-pin-help")):
        state["pin"] = text, name, operations.joined(surgery.done)
        st.rerun()
    for beside in specimens.beside(name):
        if st.button(t("microscope-beside", model=specimens.brief(t, beside))):
            state["pin"] = text, beside, ""
            st.rerun()
    if readings[-1].role == "pinned" and st.button(t("microscope-unpin"), icon=":material/close:"):
        state["pin"] = None, None, ""
        st.rerun()

# Where the visitor stands: the nearest place that exists
steps, hidden = len(after.trace), after.trace.cell.hidden
favourite = by_effect(after)[0][0]
step = operations.nearest(state["step"], 1, steps, after.opening)
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


example = gallery.id_of(text, t.language) if net.task == "sentiment" else None
fits = len(quote(text + (pinned_text or ""))) <= MAX_LINK
link = {
    "example": example,
    "text": text if fits and not example else None,
    "model": name,
    "answer": answer,
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
            "badge": badge(t, name, surgery),
            "slots": surgery.slots,
            "places": operations.places(surgery.text, surgery.slots, encoding.spans),
            "step": step.number,
            "zoom": st.query_params.get("zoom", "all"),
            "params": {key: value for key, value in link.items() if value} | {"lang": t.language},
            "operations": [described(t, operation, text, after.trace) for operation in surgery.done],
            "undoable": bool(state["undo"]),
            "outcome": outcome(t, readings),
            "prepared": lessons(t, after),
            "clampable": [*after.trace.cell.names, *after.trace.cell.inputs_beside_x],
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
        t("microscope-unit", task=net.task),
        [number for number, _ in ranked],
        format_func=lambda number: t("microscope-ranked", unit=number, effect=dict(ranked)[number]),
        key="meaning-unit",
        on_change=lambda: state.update(unit=state["meaning-unit"]),
        width=260,
    )
    unit_meaning(t, after, surgery, chosen)

st.subheader(t("microscope-home"), anchor=False)
home_kit(t, after, surgery, step.number - 1, unit.number)
