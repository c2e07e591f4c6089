"""Files that are there whole or not at all, also when we are killed meanwhile or somebody else writes them too."""

import json
import pickle
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import torch
from filelock import FileLock, Timeout

from model.errors import InputError

FACTS = "metrics.json"
"""Beside what took long to make: its key, and how it went."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write what takes the place of `path`, in one move, once it is written to its end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: str | bytes) -> None:
    with replacing(path) as part:
        part.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One process at a time works in `folder`, which need not be there yet. Whoever comes later waits, and says so."""
    locks = folder.parent / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    lock = FileLock(locks / folder.name)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        print(f"another process works in {folder}: waiting for it", file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


class Made(NamedTuple):
    """What a key stands for, and where it lies."""

    folder: Path
    facts: dict[str, Any]


def made(key: str, own: Path, shipped: Path) -> Made | None:
    """What has the key: in `own`, or in a folder of `shipped`; None where it isn't made yet."""
    for folder in (own, *sorted(shipped.glob("*"))):
        if (folder / FACTS).is_file() and (facts := json.loads((folder / FACTS).read_text("utf-8")))["key"] == key:
            return Made(folder, facts)
    return None


def save_checkpoint(state: dict[str, Any], path: Path) -> None:
    with replacing(path) as part, part.open("wb") as file:
        torch.save(state, file)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Raises InputError `config` where the file is damaged."""
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, KeyError, ValueError, pickle.UnpicklingError) as error:
        raise InputError("config", f"{path} is damaged ({error}): remove it to begin anew", file=path.name) from error
    return state
