"""Which trained networks there are, and how to load one."""

import errno
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import InputError

if TYPE_CHECKING:
    from model.network import Network
    from model.trace import Specimen

SHIPPED = Path(__file__).parent.parent / "assets" / "models"


def models_folder() -> Path:
    """Where the shipped networks lie; `COMPUERTAS_MODELS` names another folder."""
    return Path(os.environ.get("COMPUERTAS_MODELS", SHIPPED))


class Available(list[str]):
    """The names that `load` knows without a network connection."""

    more = "a folder with config.json, model.safetensors and tokenizer.model, or the id of one on the Hugging Face Hub"


def available() -> Available:
    """The models that ship with the project, in alphabetical order. `available().more` says what else `load` takes."""
    return Available(sorted(config.parent.name for config in models_folder().glob("*/config.json")))


def load(name: str, revision: str | None = None) -> "Network":
    """The trained network `name`, ready to read.

    `name` is one of `available()`, a folder's path, or a Hub id («user/model»), for which `revision` pins a commit.
    Raises InputError for an unknown name, missing, truncated or foreign files, a Hub that can't be reached, or
    a disk that can't keep what comes from it.
    """
    from model.network import Network  # torch takes a second to import: only who loads a model waits

    shipped = models_folder() / name
    if name in available():
        return Network.load(shipped)
    if _is_folder(name):
        return Network.load(Path(name))
    if _is_hub_id(name):
        return _from_hub(name, revision)
    known = ", ".join(available()) or "none"
    message = f"there is no model {name!r}; available: {known}; or {Available.more}"
    raise InputError("model-unknown", message, model=name, known=known)


def specimen(name: str) -> "Specimen":
    """Any network that can be traced: what `load` knows, and the recall task's, as «recall-up-to-10-lstm-1».

    A recall network's name says its condition, its cell and which seed. Raises InputError as `load` does.
    """
    from model.recall import specimen as recall

    return recall.specimen(name) if recall.Address.parse(name) else load(name)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # a name too long for a path
        return False


def _is_hub_id(name: str) -> bool:
    """Is it «user/model», in the letters that the Hub allows?"""
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils._validators import validate_repo_id

    try:
        validate_repo_id(name)
    except HFValidationError:
        return False
    return name.count("/") == 1


def _from_hub(name: str, revision: str | None) -> "Network":
    from huggingface_hub.errors import HfHubHTTPError

    from model.network import Network

    fetch = partial(Network.from_pretrained, revision=revision)
    try:
        return fetch(name)
    except HfHubHTTPError as error:
        message = f"the Hugging Face Hub has no model of ours called {name!r}, or it isn't public"
        raise InputError("model-unknown", message, model=name, known=", ".join(available())) from error
    except OSError as error:
        if error.filename or error.errno in {errno.ENOSPC, errno.EDQUOT}:  # only a disk's errors name a file
            message = f"{name!r} can't be kept on this machine: {error.strerror}"
            raise InputError("unwritable-file", message, file=name) from error
        message = f"{name!r} isn't here, and the Hugging Face Hub can't be reached to look for it"
        raise InputError("hub-offline", message, model=name) from error
