"""What every page stands in: navigation, language, title, address, and the guard against a cold deep link."""

from html import escape
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import interpreter
from ui.texts import LOCALES, Texts, language_of

ROOT = Path(__file__).parents[1]
STYLE = ROOT / "assets" / "shell.css"
ICON = ROOT / "assets" / "icon.svg"
# A new page is a file pages/<name>.py, its `<name>-nav`, `-title` and `-lead` in the .ftl files, and its name here.
PAGES = ("home", "sentiment", "microscope", "text", "embeddings", "cells", "recall", "gradients", "models")


def pages(t: Texts) -> dict[str, StreamlitPage]:
    """All pages by name, titled in the visitor's language."""
    # No icons: for the browser's tab Streamlit would fetch them from Google.
    return {
        name: st.Page(
            ROOT / "pages" / f"{name}.py",
            title=t(f"{name}-nav"),
            url_path="" if name == "home" else name,
            default=name == "home",
        )
        for name in PAGES
    }


def texts() -> Texts:
    """In the visitor's language: their choice decides, else the address they came with, else their browser."""
    if "language" not in st.session_state or stepped_through_history():
        asked = st.query_params.get("lang")
        if asked in LOCALES:
            st.session_state["language"] = asked
    return Texts(st.session_state.get("language") or language_of(st.context.locale))


def enter(name: str) -> Texts:
    """The first line of each page: guard, title, lead and language switch; returns the visitor's texts."""
    t = texts()
    # Until somebody opens the root, Streamlit runs a file of the folder pages/ without app.py before it.
    if "routed" not in st.session_state:
        st.navigation(list(pages(t).values()))
        st.rerun()
    st.session_state["arriving"] = st.session_state.get("page") != name or stepped_through_history()
    st.session_state["page"] = name

    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(t(f"{name}-title"), anchor=False)
        st.session_state["switch"] = t.language
        st.segmented_control(
            t("shell-language"),
            list(LOCALES),
            format_func=str.upper,
            required=True,
            key="switch",
            on_change=_choose_language,
            label_visibility="collapsed",
            width="content",
        )
    lead = f'<p class="lead">{escape(t(f"{name}-lead"))}</p>'
    st.html(lead + interpreter.script(t.language), unsafe_allow_javascript=True)
    return t


def arriving() -> bool:
    """Whether this run opens the page or follows a step through the browser's history.

    Only then does the address speak for the visitor. Later it repeats what the page wrote there, and a run that
    starts before the browser has caught up would read old news.
    """
    return bool(st.session_state["arriving"])


def address(**state: str | None) -> dict[str, str]:
    """Put the page's state into the browser's address, in one step of its history; returns what a link needs."""
    if "language" in st.session_state:
        state["lang"] = st.session_state["language"]
    wanted = {name: value for name, value in state.items() if value}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    return wanted


def _choose_language() -> None:
    st.session_state["language"] = st.session_state["switch"]


def stepped_through_history() -> bool:
    """Whether the visitor went back or forward: the address is theirs, whatever the page showed before."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation
