"""Recurrent networks that can be watched while they read. Nothing here knows of an interface.

The names below load on first use, so that listing models doesn't cost torch's second of import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.errors import InputError
    from model.network import Config, Network, Prediction
    from model.trace import Clamp, Trace
    from model.zoo import available, load, specimen

_HOMES = {
    "Clamp": "model.trace",
    "Config": "model.network",
    "InputError": "model.errors",
    "Network": "model.network",
    "Prediction": "model.network",
    "Trace": "model.trace",
    "available": "model.zoo",
    "load": "model.zoo",
    "specimen": "model.zoo",
}

__all__ = ["Clamp", "Config", "InputError", "Network", "Prediction", "Trace", "available", "load", "specimen"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
