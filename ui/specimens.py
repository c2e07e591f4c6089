"""What lies under the microscope: a sentiment model with a review, or a network of the recall task with a sentence."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from ui import gallery, landing, models
from ui.language import recognise
from ui.texts import Texts

TASKS = ("sentiment", "recall")
SENTENCES = ("lecture", "twice", "once")
"""The recall task's own examples, as its page names them."""
USUAL_CELL, USUAL_SEED = "lstm", 1
FRESH = {"operations": [], "undo": [], "step": None, "unit": None, "answer": None}
"""What belongs to the text and the network that were looked into, and not to the next ones."""


class Choice(NamedTuple):
    """A network by its name, the text that it reads, and, where the visitor came with it, the right answer."""

    name: str
    text: str
    answer: str | None


def title(t: Texts, name: str) -> str:
    """How the page names a network: «LSTM, semilla 1» for one of the recall task's."""
    from model.recall.specimen import Address

    address = Address.parse(name)
    return t("microscope-recall-network", cell=t(f"recall-cell-{address.cell}"), seed=address.seed) if address else name


def brief(t: Texts, name: str) -> str:
    """The same beside others of its kind, whose seed is the same."""
    from model.recall.specimen import Address

    address = Address.parse(name)
    return t(f"recall-cell-{address.cell}") if address else name


def named(t: Texts, label: str) -> str:
    """A verdict in the visitor's language; the recall task's answers are words of the sentence's own."""
    return t(f"verdict-label-{label}") if label in models.LABELS else label


def known(name: str) -> bool:
    return name in models.available() or name in models.recall_networks()


def beside(name: str) -> list[str]:
    """The networks that read the same words as this one: of the same language, or condition and seed."""
    from model.recall.specimen import Address

    address = Address.parse(name)
    if address is None:
        return [other for other in models.available() if other[:3] == name[:3] and other != name]
    mine = [Address(address.condition, cell, address.seed) for cell in models.recall_cells()]
    return [str(other) for other in mine if other != address]


def arrive(t: Texts, asked: Mapping[str, str]) -> None:
    """Put what an address asks for into the state of the controls, and what it doesn't into what is usual."""
    from model.recall.specimen import Address

    state = st.session_state
    wanted = asked.get("model")
    address = Address.parse(wanted or "")
    if address and known(str(wanted)):
        state["task"] = "recall"
    else:
        address = Address(_conditions(t)[0], USUAL_CELL, USUAL_SEED)
        state["task"] = "sentiment"
    recalling = state["task"] == "recall"
    state["recall-specimen"] = address.cell
    state["recall-specimen-networks"], state["recall-specimen-seed"] = address.condition, address.seed
    if recalling:
        state["recall-text"] = asked.get("text") or examples(address.condition)["lecture"]
        state.setdefault("text", landing.TEXTS[t.language])
    elif asked.get("example") in gallery.examples(t.language):
        state["text"] = gallery.examples(t.language)[asked["example"]].text
    elif "text" in asked or not state.get("text"):
        state["text"] = asked.get("text", landing.TEXTS[t.language])
    sentiment = models.available()
    guess = wanted or f"{recognise(state['text'], t.language).language}-lstm"
    likely = next((name for name in sentiment if name.endswith("lstm")), sentiment[0])
    state["specimen"] = guess if guess in sentiment else likely
    state["answer"] = asked.get("answer") if recalling else None
    state["unknown"] = wanted if wanted and not known(wanted) else None


def examples(condition: str) -> dict[str, str]:
    """The lecture's sentences in the language of a condition's networks."""
    from model.recall.sentences import LANGUAGES, grammar

    language = LANGUAGES[condition.endswith("-english")]
    return dict(zip(SENTENCES, grammar(language).examples, strict=True))


def _conditions(t: Texts) -> list[str]:
    """The conditions whose networks ship, those of the visitor's language first."""
    from model.recall.shipped import conditions

    return [name for _, name in sorted(conditions(), key=lambda one: one[0] != t.language)]


def choose(t: Texts) -> Choice:
    """The controls: which task, which text, which network."""
    state = st.session_state
    st.segmented_control(
        t("microscope-task"),
        TASKS,
        format_func=lambda task: t(f"microscope-task-{task}"),
        required=True,
        key="task",
        on_change=lambda: state.update(FRESH),
        label_visibility="collapsed",
    )
    return _choose_recall(t) if state["task"] == "recall" else _choose_sentiment(t)


def _choose_sentiment(t: Texts) -> Choice:
    state = st.session_state
    known_examples = gallery.examples(t.language)
    state["specimen-example"] = gallery.id_of(state.get("text", ""), t.language)
    st.pills(
        t("sentiment-examples"),
        list(known_examples),
        format_func=lambda name: known_examples[name].title,
        key="specimen-example",
        on_change=lambda: state.update(
            FRESH, text=known_examples[chosen].text if (chosen := state["specimen-example"]) else ""
        ),
        wrap=False,
    )
    text = st.text_area(t("microscope-text"), key="text", persist_state="session", height="content")
    name = st.selectbox(t("microscope-model"), models.available(), key="specimen", persist_state="session", width=200)
    return Choice(name, text, None)


def _choose_recall(t: Texts) -> Choice:
    from model.recall.specimen import Address

    state = st.session_state
    with st.container(horizontal=True, vertical_alignment="bottom", key="recall-specimens"):
        cell = st.selectbox(
            t("microscope-cell-of"),
            models.recall_cells(),
            format_func=lambda kind: t(f"recall-cell-{kind}"),
            key="recall-specimen",
            persist_state="session",
            width=180,
        )
        condition = st.selectbox(
            t("recall-networks"),
            _conditions(t),
            format_func=lambda name: t(f"microscope-networks-{name}"),
            key="recall-specimen-networks",
            persist_state="session",
            on_change=_translated,
            width=240,
        )
        seed = st.segmented_control(
            t("recall-seed"),
            range(1, models.RECALL_SEEDS + 1),
            required=True,
            key="recall-specimen-seed",
            persist_state="session",
        )
    sentences = examples(condition)
    state.setdefault("recall-text", sentences["lecture"])
    state["specimen-sentence"] = next((name for name, text in sentences.items() if text == state["recall-text"]), None)
    st.pills(
        t("recall-kind"),
        SENTENCES,
        format_func=lambda name: t(f"recall-kind-{name}"),
        key="specimen-sentence",
        on_change=lambda: state.update(
            FRESH, **{"recall-text": sentences[chosen] if (chosen := state["specimen-sentence"]) else ""}
        ),
        wrap=False,
    )
    text = st.text_area(
        t("microscope-sentence"),
        key="recall-text",
        persist_state="session",
        on_change=lambda: state.update(answer=None),
        height="content",
    )
    return Choice(str(Address(condition, cell, seed)), text, state["answer"])


def _translated() -> None:
    """Networks of another language read another example."""
    state = st.session_state
    condition = state["recall-specimen-networks"]
    for other in (name for name in ("up-to-10", "up-to-10-english") if name != condition):
        place = next((name for name, text in examples(other).items() if text == state["recall-text"]), None)
        if place:
            state.update(FRESH, **{"recall-text": examples(condition)[place]})


def right_label(name: str, text: str, stated: str | None = None) -> str | None:
    """The answer that the text asks for, `stated` or read off it; None for a review, which nobody can know."""
    net = models.specimen(name)
    if net.task != "recall":
        return None
    from model.recall.sentences import grammar
    from model.recall.specimen import right_answer

    return stated if stated in grammar(net.language).answers else right_answer(text, net.language)
