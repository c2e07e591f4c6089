"""What a picture shows, to take away: one button a format."""

from collections.abc import Callable, Mapping

import streamlit as st

Files = Mapping[str, Callable[[], bytes]]
"""The content of each file, by its extension; made only when somebody asks for it."""
MIME = {"json": "application/json", "csv": "text/csv", "npz": "application/octet-stream"}


def take_away(name: str, files: Files) -> None:
    """Buttons that download compuertas-`name`.json, .csv, …"""
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
