"""What Streamlit says in English is known, and said in both languages."""

from pathlib import Path

import streamlit as st

from ui.interpreter import PHRASES

BUILT = {"options"}  # from smaller parts
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"


def test_streamlit_still_says_what_is_interpreted() -> None:
    """A new version may word it otherwise: then nothing would break, and visitors would read English again."""
    wanted = {max(phrase.split("{x}"), key=len) for name, phrase in PHRASES.items() if name not in BUILT}
    for file in SCRIPTS.glob("*.js"):
        source = file.read_text("utf-8", errors="ignore")
        wanted = {phrase for phrase in wanted if phrase not in source}
    assert wanted == set()
