"""Public sets by name, from a stand-in for the Hugging Face Hub on this machine."""

import hashlib
import io
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import huggingface_hub.constants
import huggingface_hub.file_download
import huggingface_hub.utils._http
import pandas as pd
import pytest

from model.datasets import HUB, Example, from_hub
from model.errors import InputError
from model.mixture import load_set

IMDB = HUB["stanfordnlp/imdb"]
PATH = f"/datasets/stanfordnlp/imdb/resolve/{IMDB.revision}/{IMDB.files['train']}"


def parquet() -> bytes:
    file = io.BytesIO()
    texts = [f"review {n}" for n in range(40)]
    pd.DataFrame({"text": texts, "label": [n % 2 for n in range(40)]}).to_parquet(file)
    return file.getvalue()


class StandIn(BaseHTTPRequestHandler):
    """Answers as the Hub does for one file at one commit, and 404 for all else."""

    content = parquet()
    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        self.asked.append(f"{self.command} {self.path}")
        found = self.path == PATH
        self.send_response(200 if found else 404)
        if found:
            self.send_header("ETag", f'"{hashlib.sha256(self.content).hexdigest()}"')
            self.send_header("X-Repo-Commit", IMDB.revision)
            self.send_header("Content-Length", str(len(self.content)))
        else:
            self.send_header("X-Error-Code", "RevisionNotFound")
            self.send_header("Content-Length", "0")
        self.end_headers()
        if found and with_body:
            self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    StandIn.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", address)
    monkeypatch.setattr(
        huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}"
    )
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("hub")
def test_a_set_is_downloaded_once_at_its_pinned_commit(hub: ThreadingHTTPServer) -> None:
    rows = from_hub("stanfordnlp/imdb")
    assert len(rows) == 40
    assert rows[:2] == [Example("review 0", "neg", "stanfordnlp/imdb"), Example("review 1", "pos", "stanfordnlp/imdb")]
    assert f"GET {PATH}" in StandIn.asked
    hub.shutdown()
    hub.server_close()
    assert from_hub("stanfordnlp/imdb") == rows, "the cache serves offline"


@pytest.mark.usefixtures("hub")
def test_what_the_folder_lacks_comes_from_the_hub(tmp_path: Path) -> None:
    split = load_set("imdb", tmp_path, "en")
    assert len(split.train) + len(split.valid) == 40
    assert split.valid
    assert not {row.text for row in split.train} & {row.text for row in split.valid}


@pytest.mark.usefixtures("hub")
def test_an_unknown_set_split_or_revision_is_said() -> None:
    for name, split, revision in (
        ("nobody/nothing", "train", None),
        ("stanfordnlp/imdb", "dev", None),
        ("stanfordnlp/imdb", "train", "0" * 40),
    ):
        with pytest.raises(InputError) as caught:
            from_hub(name, split, revision)
        assert caught.value.code == "hub-unknown"


def test_no_network_is_said(hub: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    no_wait = SimpleNamespace(sleep=lambda _: None, time=time.time)  # between the library's six attempts
    monkeypatch.setattr(huggingface_hub.utils._http, "time", no_wait)
    hub.shutdown()
    hub.server_close()
    with pytest.raises(InputError) as caught:
        from_hub("stanfordnlp/imdb")
    assert caught.value.code == "hub-offline"
