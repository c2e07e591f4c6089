"""Reading configs/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from model.errors import InputError

T = TypeVar("T")
NAMED = {
    bool: "true or false",
    int: "a whole number, not below 0",
    float: "a number",
    str: "a text",
    tuple: "a list",
    Mapping: "a table",
}
"""What a setting has to be, in words."""


def read_config(path: Path, over: tuple[Path, ...] = ()) -> dict[str, Any]:
    """A TOML file; `base = "other.toml"` fills in what it doesn't say. `over` are those that it is the base of.

    Raises InputError `config`.
    """
    never_itself(path, over, "base")
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("config", f"can't read the configuration {path}: {error}", file=path.name) from error
    if base := config.pop("base", None):
        config = merged(read_config(path.parent / str(base), (*over, path)), config)
    return config


def never_itself(path: Path, named_by: tuple[Path, ...], role: str) -> None:
    """Raises InputError `config` if `path` is one of those that led to it."""
    if path.resolve() in [other.resolve() for other in named_by]:
        raise InputError("config", f"{path.name} is its own {role}", file=path.name)


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    tables = [key for key in base.keys() & over.keys() if isinstance(base[key], dict) and isinstance(over[key], dict)]
    return {**base, **over, **{key: merged(base[key], over[key]) for key in tables}}


def filled(kind: type[T], values: Any, section: str = "", **more: Any) -> T:
    """A dataclass from a section of the file; where it holds others, they are filled from the sections within.

    `more` is what the file isn't asked for. Raises InputError `config` for settings too many or too few, or of another
    type than the dataclass states. A whole number is a number, too.
    """
    here = section or "the configuration"
    if not isinstance(values, Mapping):
        raise InputError("config", f"{here} is {values!r}, and must be a table")
    settings = {field.name: field for field in fields(cast("Any", kind)) if field.name not in more}
    if unknown := values.keys() - settings.keys():
        raise InputError("config", f"{here} knows no {', '.join(sorted(unknown))}")
    needed = [name for name, field in settings.items() if field.default is field.default_factory is MISSING]
    if lacking := [name for name in needed if name not in values]:
        raise InputError("config", f"{here} lacks {', '.join(lacking)}")
    kinds = get_type_hints(kind)
    within = f"{section}." if section else ""
    return kind(**{name: _fitted(kinds[name], value, within + name) for name, value in values.items()}, **more)


def _fitted(kind: Any, value: Any, name: str) -> Any:
    """The `value` of a setting, as TOML gives it, as the `kind` that the dataclass states."""
    outer, inner = get_origin(kind) or kind, get_args(kind)
    if outer is UnionType:  # of something and None, which TOML doesn't have
        return _fitted(inner[0], value, name)
    if is_dataclass(kind):
        return filled(cast("type", kind), value, name)
    if outer is Mapping and isinstance(value, dict):
        return {key: _fitted(inner[1], one, f"{name}.{key}") for key, one in value.items()}
    if outer is tuple and isinstance(value, list):
        kinds = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        if len(kinds) != len(value):
            raise InputError("config", f"{name} is {value!r}, and must have {len(kinds)} entries")
        return tuple(_fitted(one, part, name) for one, part in zip(kinds, value, strict=True))
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind or (kind is int and value < 0):
        raise InputError("config", f"{name} is {value!r}, and must be {NAMED[outer]}")
    return value
