"""The button that copies a link to what the page shows."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ui.component import module
from ui.texts import Texts

_FILES = Path(__file__).parents[1] / "assets" / "share"
_COMPONENT = st.components.v2.component(
    "share",
    html='<div class="row"><button type="button" aria-live="polite"></button><a target="_blank" rel="noopener"></a>'
    '<input type="text" readonly hidden></div>\n',
    css=(_FILES / "share.css").read_text("utf-8"),
    js=module(_FILES / "link.js", _FILES / "share.js"),
)


def share(t: Texts, params: dict[str, str], *, key: str, kept: Sequence[str] = ()) -> None:
    """Offer the page's own address with `params`, and with what stands there under the names `kept` by then."""
    labels = {name: t(f"share-{name}") for name in ("copy", "copied", "failed", "open")}
    _COMPONENT(key=key, data={**labels, "params": params, "kept": list(kept)}, width="content", height="content")
