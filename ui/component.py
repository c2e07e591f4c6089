"""JavaScript for a component: files that import each other, as the one module that Streamlit takes."""

import re
from pathlib import Path


def module(*files: Path) -> str:
    """`files` one after the other, imports before importers. Their top-level names must differ.

    A component given as text has no neighbours to import from, so imports and all exports but the default one go.
    """
    source = "".join(file.read_text("utf-8") for file in files)
    source = re.sub(r"^import [^;]+;\n", "", source, flags=re.MULTILINE)
    return re.sub(r"^export (?!default)", "", source, flags=re.MULTILINE)
