"""What a picture shows, to take away: one button a format."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

Files = Mapping[str, Callable[[], bytes]]
"""The content of each file, by its extension; made only when somebody asks for it."""
MIME = {"json": "application/json", "csv": "text/csv", "npz": "application/octet-stream"}
_FILES = Path(__file__).parents[1] / "assets" / "share"
_PICTURE = st.components.v2.component(
    "picture",
    html='<button type="button"><svg viewBox="0 0 24 24" aria-hidden="true"><path/></svg>PNG</button>\n',
    css=(_FILES / "share.css").read_text("utf-8"),
    js=(_FILES / "picture.js").read_text("utf-8"),
)


def take_away(name: str, files: Files, picture: str = "") -> None:
    """Buttons that download compuertas-`name`.json, .csv, …; and .png, what the page shows at `picture`'s selector."""
    for extension, content in files.items():
        st.download_button(
            extension.upper(),
            content,
            file_name=f"compuertas-{name}.{extension}",
            mime=MIME[extension],
            key=f"download-{name}-{extension}",
            on_click="ignore",
            icon=":material/download:",
        )
    if files and picture:
        told = {"shown": picture, "file": f"compuertas-{name}.png"}
        _PICTURE(key="download-picture", data=told, width="content", height="content")
