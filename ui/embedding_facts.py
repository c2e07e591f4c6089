"""What was measured of the shipped vectors, and the look of the Embeddings page."""

import json
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parents[1] / "assets" / "embeddings"
STYLE = _FOLDER / "page.css"


@st.cache_data(max_entries=1, show_spinner=False)
def facts() -> dict[str, Any]:
    """What `python -m bench.vector_facts` found."""
    return json.loads((_FOLDER / "facts.json").read_text("utf-8"))
