"""A visitor without a browser: pages run through Streamlit's AppTest, and what they show as plain strings."""

import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from engine.queue import Abandoned, Piece, Queue
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


class Here:
    """A worker in this process."""

    places = 1
    alive = True

    def do(self, piece: Piece, wanted: Callable[[], bool]) -> Any:
        if not wanted():
            raise Abandoned
        function, arguments = piece
        return function(*arguments)

    def close(self) -> None:
        pass


@pytest.fixture
def worker() -> Here:
    return Here()


@pytest.fixture
def queue(worker: Here, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    """A queue whose worker starts at once and takes its time in small pieces, in place of the server's."""
    monkeypatch.setattr("engine.races.SECONDS", 0.05)
    monkeypatch.setattr("engine.reviews.SECONDS", 0.0)
    queue = Queue(lambda: worker)
    monkeypatch.setattr("engine.shared", lambda: queue)
    yield queue
    queue.close()


def run_until(app: AppTest, text: str) -> AppTest:
    """Run the page as its own clock would, until it says `text`."""
    deadline = time.monotonic() + 60
    while text not in unescape(shown(app)):
        assert time.monotonic() < deadline
        assert not app.exception
        time.sleep(0.1)
        app.run()
    return app


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
