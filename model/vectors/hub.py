"""Word vectors from the Hugging Face Hub: one public file, its size asked before anything is fetched."""

import re
import tempfile
from pathlib import Path

from model.errors import InputError
from model.vectors.files import Limits, VectorFile, read_vectors, too_big

_ADDRESS = re.compile(r"(?P<repo>[\w.-]{1,96}/[\w.-]{1,96})/(?P<file>[\w.-]+(?:/[\w.-]+)*)")
SECONDS = 10  # that the Hub has to say how large a file is


def from_hub(address: str, revision: str | None = None, *, limits: Limits | None = None) -> VectorFile:
    """The vectors in the file `address` («user/model/file.vec») of a public repository, `revision` a commit of it.

    Nothing is kept on disk. Raises InputError `hub-address` for what is no such address, `vectors-hub-unknown` where
    the Hub has no such public file, `vectors-hub-offline` when it can't be reached, and as `read_vectors` does.
    """
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError

    found = _ADDRESS.fullmatch(address.strip().removeprefix("https://huggingface.co/").replace("/resolve/main/", "/"))
    if not found or ".." in address:
        message = f"{address!r} is no file of the Hub: write user/model/file.vec"
        raise InputError("hub-address", message, address=address[:200])
    limits = limits or Limits()
    repo, file = found["repo"], found["file"]
    with tempfile.TemporaryDirectory() as folder:
        try:
            told = hf_hub_download(
                repo, file, revision=revision, local_dir=folder, token=False, etag_timeout=SECONDS, dry_run=True
            )
            if told.file_size is None or told.file_size > limits.bytes:
                raise too_big(limits)
            path = Path(hf_hub_download(repo, file, revision=told.commit_hash, local_dir=folder, token=False))
        except HfHubHTTPError as error:
            message = f"the Hugging Face Hub has no public file {address!r}"
            raise InputError("vectors-hub-unknown", message, address=address[:200]) from error
        except OSError as error:
            message = f"the Hugging Face Hub can't be reached to fetch {address!r}"
            raise InputError("vectors-hub-offline", message, address=address[:200]) from error
        return read_vectors(path, path.name, limits=limits)
