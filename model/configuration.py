"""Reading configs/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar, cast

from model.errors import InputError

T = TypeVar("T")


def read_config(path: Path) -> dict[str, Any]:
    """A TOML file; `base = "other.toml"` fills in what it doesn't say. Raises InputError `config`."""
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("config", f"can't read the configuration {path}: {error}", file=path.name) from error
    if base := config.pop("base", None):
        config = merged(read_config(path.parent / base), config)
    return config


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {key: merged(base[key], over[key]) for key in base.keys() & over.keys() if isinstance(base[key], dict)}
    return {**base, **over, **both}


def filled(kind: type[T], values: Mapping[str, Any], **more: Any) -> T:
    """A dataclass from a section of the file. Raises InputError `config` for settings too many or too few."""
    known = {field.name for field in fields(cast("Any", kind))}
    if unknown := values.keys() - known:
        raise InputError("config", f"the configuration has unknown settings: {', '.join(sorted(unknown))}")
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    try:
        return kind(**given, **more)
    except TypeError as error:
        raise InputError("config", f"the configuration is incomplete: {error}") from error
