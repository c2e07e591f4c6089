"""A visitor without a browser: pages run through Streamlit's AppTest, and what they show as plain strings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.shell import ROOT

OpenApp = Callable[..., AppTest]
FIELDS = ("label", "value", "body", "text", "placeholder", "help", "icon")


@pytest.fixture
def open_app() -> OpenApp:
    """`open_app("sentiment", locale="en-US", text="…")`: a new visitor who comes with an address to a page."""

    def open_app(page: str = "home", locale: str = "es-AR", **address: str) -> AppTest:
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
        app.context = {"locale": locale}
        app.switch_page(f"pages/{page}.py")
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return open_app


@pytest.fixture
def models_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in place of the shipped models; whatever pages remember of others is forgotten."""
    monkeypatch.setenv("COMPUERTAS_MODELS", str(tmp_path))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield tmp_path
    st.cache_resource.clear()
    st.cache_data.clear()


def shown(app: AppTest) -> str:
    """Everything that the page says: labels, sentences, options."""
    found: list[str] = []
    for element in app.main.children.values():
        _collect(element, found)
    return "\n".join(found)


def _collect(node: object, found: list[str]) -> None:
    proto = getattr(node, "proto", None)
    found += [text for name in FIELDS if isinstance(text := getattr(proto, name, None), str)]
    found += [str(option) for option in getattr(proto, "options", ())]
    found += [text for text in (getattr(proto, "json", ""),) if isinstance(text, str)]
    for child in getattr(node, "children", {}).values():
        _collect(child, found)
