"""Which word vectors the Embeddings page asks: ours, loaded once for all, or a visitor's own, theirs alone."""

import json
from collections.abc import Callable

import streamlit as st

from model.errors import InputError
from model.vectors.files import Limits, VectorFile, read_vectors
from model.vectors.hub import from_hub
from model.vectors.shipped import WordMap, shipped, shipped_map
from model.vectors.table import Coverage, WordVectors
from ui.texts import Texts, complaint, plain

# The visitor's file lives in their session and nowhere else.
OWN, NAME, PROBLEM = "embedding-own", "embedding-own-name", "embedding-own-problem"
ADDRESS = "embedding-hub"  # what stands in the field for the Hub
LIMITS = Limits()


@st.cache_resource(max_entries=2, show_spinner=False)
def ours(language: str) -> WordVectors:
    """The vectors that ship for `language`; shared, so never changed. Raises InputError."""
    table = shipped(language)
    assert len(table.unit) == len(table)  # computed now, not by two visitors at once
    return table


@st.cache_resource(max_entries=2, show_spinner=False)
def our_map(language: str) -> WordMap:
    """Their map. Raises InputError."""
    return shipped_map(language)


def own() -> VectorFile | None:
    """What the visitor brought, if anything."""
    return st.session_state.get(OWN)


def address() -> str | None:
    """Where the Hub has the visitor's file, for a link; None for an uploaded one."""
    written = st.session_state.get(ADDRESS, "").strip()
    return written if own() is None or written == st.session_state[NAME] else None


def bring(t: Texts) -> None:
    """A file of the visitor's, uploaded or from the Hub; what can't be read gets a sentence, and the last one stays."""
    megabytes = LIMITS.bytes // 2**20
    too_big = json.dumps(t("file-too-big", megabytes=megabytes))
    st.html(f"<style>.st-key-embedding-upload:has([aria-invalid='true'])::after {{ content: {too_big}; }}</style>")
    left, right = st.columns(2)
    with left:
        upload = st.file_uploader(t("embeddings-upload"), key="embedding-upload", max_upload_size=megabytes)
    with right, st.form("embedding-hub-form", border=False):
        address = st.text_input(
            t("embeddings-hub"), key=ADDRESS, placeholder="user/model/file.vec", persist_state="session"
        )
        asked = st.form_submit_button(t("embeddings-hub-fetch"))
    st.caption(t("embeddings-limits", megabytes=megabytes, words=LIMITS.words, numbers=LIMITS.numbers // 10**6))
    if upload is not None and st.session_state.get("embedding-upload-read") != upload.file_id:
        st.session_state["embedding-upload-read"] = upload.file_id
        with st.spinner(t("embeddings-reading")):
            _take(upload.name, lambda: read_vectors(upload, upload.name, limits=LIMITS))
    elif asked:
        with st.spinner(t("embeddings-fetching")):
            _take(address.strip(), lambda: from_hub(address, limits=LIMITS))
    if problem := st.session_state.get(PROBLEM):
        st.error(complaint(t, problem))
    if file := own():
        st.success(_told(t, file, st.session_state[NAME]), icon=":material/check:")


def _take(name: str, read: Callable[[], VectorFile]) -> None:
    state = st.session_state
    state[PROBLEM] = None
    try:
        state[OWN], state[NAME] = read(), name
    except InputError as problem:
        state[PROBLEM] = problem


def _told(t: Texts, file: VectorFile, name: str) -> str:
    """What was read, what was left out."""
    said = [
        t(
            "embeddings-read",
            file=plain(name),
            words=len(file.table),
            size=file.table.size,
            format=t(f"embeddings-format-{file.format}"),
        )
    ]
    if file.cut:
        said.append(t("embeddings-read-cut"))
    if file.repeated:
        said.append(t("embeddings-read-repeated", n=file.repeated))
    return " ".join(said)


def lacks(t: Texts, found: Coverage) -> str:
    """Which words a table lacks, the first of them by name."""
    names = ", ".join(f"{word} ×{n}" if n > 1 else word for word, n in found.missing[:20])
    return t("embeddings-missing", n=len(found.missing), words=names) if found.missing else t("embeddings-missing-none")
