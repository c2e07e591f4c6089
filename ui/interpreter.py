"""Streamlit says its own few sentences in English only; in the visitor's browser they are put into their language."""

import json
from pathlib import Path

from ui.component import module
from ui.texts import LOCALES, Texts

_SOURCE = module(Path(__file__).parents[1] / "assets" / "interpreter.js")
PHRASES = {  # key after "streamlit-": what Streamlit 1.67 says, {x} standing for anything
    "skip": "Skip to main content",
    "pages": "App pages",
    "sidebar": "Sidebar",
    "sidebar-collapse": "Collapse sidebar",
    "dead": "Connection error",
    "dead-local": "Is Streamlit still running? {x}",
    "dead-remote": "Streamlit server is not responding. Are you connected to the internet?",
    "close": "Close",
    "dismiss": "Dismiss",
    "upload": "Upload",
    "upload-input": "file upload",
    "upload-other": "Add files",
    "upload-cancel": "Cancel upload of {x}",
    "upload-remove": "Remove {x}",
    "upload-too-big": "File must be {x} or smaller.",
    "progress": "progress",
    "choose": "Choose an option",
    "open": "Open",
    "options": "{x} options available.",
    "no-options": "No results",
    "columns": "Show/hide columns",
    "columns-all": "Select all",
    "download": "Download as CSV",
    "search": "Search",
    "search-type": "Type to search",
    "search-previous": "Previous Result",
    "search-next": "Next Result",
    "search-close": "Close Search",
    "fullscreen": "Fullscreen",
    "fullscreen-close": "Close fullscreen",
    "column": "Dataframe column menu",
    "column-copy": "Copy column name",
    "column-up": "Sort ascending",
    "column-down": "Sort descending",
    "column-statistics": "Statistics",
    "column-autosize": "Autosize",
    "column-pin": "Pin column",
    "column-unpin": "Unpin column",
    "column-hide": "Hide column",
}


def script(language: str) -> str:
    """A script that interprets from now on, and names the page's language: screen readers choose a voice by it."""
    voices = [Texts(locale) for locale in LOCALES]
    said = [[english, *(t(f"streamlit-{name}", x="{x}") for t in voices)] for name, english in PHRASES.items()]
    wanted = 1 + list(LOCALES).index(language)
    call = f"interpret(document, {json.dumps(said)}, {wanted}, {json.dumps(language)});"
    return f'<script type="module">\n{_SOURCE}{call}\n</script>'
