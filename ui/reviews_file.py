"""A file of reviews: upload, verdicts with progress and cancel, distribution, agreement, download."""

import json
import time
from collections import Counter
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import engine
from engine.queue import State, Ticket
from engine.reviews import Job
from model.datasets import read_table, text_column
from model.errors import InputError
from ui import models
from ui.language import recognise
from ui.palette import PALETTE
from ui.table import MAX_ROWS, label_column, label_of, labels_in, to_csv, unused, with_verdicts
from ui.texts import LOCALES, Texts, complaint, plain
from ui.verdict import claim, percent

MAX_MEGABYTES = 50
MAX_UNPACKED = 100 * 2**20
SHOWN_ROWS = 1_000
SHOWN_CHARACTERS = 300
MOST_HERE = 500  # rows that are read in the server's own process; more go through the queue
BREATH = 0.01  # seconds between two batches in which other visitors' runs get the interpreter
LOOK = 1.0  # seconds between two looks at a reading that goes through the queue


@dataclass
class Reading:
    """What is being read, or was: it outlives reruns and a look at another page."""

    file: str
    frame: pd.DataFrame
    column: str
    label: str | None
    job: Job
    ticket: Ticket | None = None
    cancelled: bool = False


def reviews_file(t: Texts) -> None:
    """The whole view, from the upload to the download."""
    with st.container(border=True):
        _ask(t)
    reading: Reading | None = st.session_state.get("file_reading")
    if reading is None:
        return
    if not reading.job.finished and not reading.cancelled:
        _check_model(t, reading)
        if reading.ticket:
            st.fragment(_follow, run_every=LOOK)(t, reading, reading.ticket)
            return
        _read(t, reading)
    _show(t, reading)


def _ask(t: Texts) -> None:
    # What is too big never arrives: the browser refuses it, and would tell only whoever points at it.
    too_big = json.dumps(t("file-too-big", megabytes=MAX_MEGABYTES))
    st.html(f"<style>.st-key-upload:has([aria-invalid='true'])::after {{ content: {too_big}; }}</style>")
    # Any type: a wrong one gets a sentence from us, where the browser would only refuse it, in English.
    upload = st.file_uploader(t("file-upload"), key="upload", max_upload_size=MAX_MEGABYTES)
    st.caption(t("file-limits", megabytes=MAX_MEGABYTES, rows=MAX_ROWS))
    if upload is None:
        return
    try:
        frame = _table(upload.file_id, upload)
        guess = text_column(frame)
    except InputError as problem:
        st.error(complaint(t, problem))
        return

    columns = list(frame.columns)
    left, right = st.columns(2)
    column = left.selectbox(t("file-column"), columns, index=columns.index(guess), key="file_column")
    guessed = label_column(frame)
    label = right.selectbox(
        t("file-label"),
        [None, *columns],
        index=columns.index(guessed) + 1 if guessed else 0,
        format_func=lambda name: t("file-label-none") if name is None else name,
        key="file_label",
    )
    texts = frame[column].fillna("").astype(str)
    with st.container(horizontal=True, vertical_alignment="bottom", key="file_controls"):
        cell = st.segmented_control(
            t("sentiment-cell"), models.CELLS, format_func=str.upper, default="lstm", required=True, key="file_cell"
        )
        language = st.segmented_control(
            t("sentiment-tongue"),
            list(LOCALES),
            format_func=str.upper,
            default=recognise("\n".join(texts.head(100)), t.language).language,
            required=True,
            key="file_language",
        )
        start = st.button(t("file-start", n=len(texts)), type="primary")
    if (encoding := frame.attrs.get("encoding", "utf-8")) != "utf-8":
        st.caption(t("file-encoding", encoding=encoding))
    if (rows := frame.attrs["rows"]) > MAX_ROWS:
        st.info(t("file-cut", rows=rows, limit=MAX_ROWS))
    if start:
        job = Job(texts.tolist(), f"{language}-{cell}")
        _begin(t, Reading(upload.name, frame, column, label, job))


def _begin(t: Texts, reading: Reading) -> None:
    earlier: Reading | None = st.session_state.get("file_reading")
    if earlier and earlier.ticket:
        engine.shared().stop(earlier.ticket)
    if len(reading.job.texts) > MOST_HERE:
        try:
            reading.ticket = engine.shared().submit(reading.job)
        except InputError as problem:
            st.error(complaint(t, problem))
            return
    st.session_state["file_reading"] = reading


@st.cache_data(max_entries=4, show_spinner=False)
def _table(file_id: str, _upload: UploadedFile) -> pd.DataFrame:
    frame = read_table(_upload, _upload.name, max_bytes=MAX_UNPACKED)
    frame.attrs["rows"] = len(frame)
    return frame.head(MAX_ROWS)


def _check_model(t: Texts, reading: Reading) -> None:
    try:
        models.network(reading.job.model)
    except InputError as problem:
        st.error(complaint(t, problem))
        st.session_state["file_reading"] = None
        st.stop()


def _read(t: Texts, reading: Reading) -> None:
    """Batch after batch until the end. A rerun may cut in at any `progress`: the next run goes on from there."""
    job = reading.job
    with st.container(key="file_progress"):
        progress = st.progress(job.share)
        st.button(t("file-cancel"), on_click=lambda: setattr(reading, "cancelled", True))

    def show() -> None:
        progress.progress(job.share, _progress(t, job))
        time.sleep(BREATH)

    network = models.network(job.model)
    while not job.finished:
        job.step(network, show)
    st.rerun()


def _progress(t: Texts, job: Job) -> str:
    return t("file-progress", done=job.done, total=len(job.texts), seconds=round(job.seconds_left))


def _follow(t: Texts, reading: Reading, ticket: Ticket) -> None:
    """How far the queue has come with it; this part of the page runs again on its own until the end."""
    queue, job = engine.shared(), reading.job
    queue.renew(ticket)
    if ticket.state is State.FINISHED or reading.cancelled:
        st.rerun()

    def cancel() -> None:
        reading.cancelled = True
        queue.stop(ticket)

    if place := queue.place(ticket):
        said = t("file-waiting", place=place)
    else:
        said = _progress(t, job) if job.done else t("file-preparing")
    with st.container(key="file_progress"):
        st.progress(job.share, said)
        if ticket.state is State.BROKEN:
            st.error(t(f"file-broken-{ticket.problem}", done=job.done))
            st.button(t("file-resume"), on_click=queue.resume, args=(ticket,))
        st.button(t("file-cancel"), on_click=cancel)


def _show(t: Texts, reading: Reading) -> None:
    job = reading.job
    labels = [label_of(probabilities) for probabilities in job.probabilities]
    read = [label for label in labels if label]
    if reading.cancelled:
        st.warning(t("file-cancelled", done=job.done, total=len(job.texts)))
    st.subheader(plain(reading.file), anchor=False)
    seconds = max(0.1, round(job.seconds, 1))
    rate = round(job.done / job.seconds) if job.seconds else 0
    said = [t("file-done", model=job.model, done=len(read), seconds=seconds, rate=rate)]
    if empty := job.done - len(read):
        said.append(t("file-skipped", n=empty))
    if job.shortened:
        said.append(t("file-shortened", n=job.shortened, limit=models.network(job.model).config.limit))
    st.caption(" ".join(said))
    if not read:
        return

    with st.container(border=True):
        _distribution(t, Counter(read))
        refutation = _agreement(t, reading, labels) if reading.label else t("file-refuted-by")
        st.html(claim(t("refuted-by"), refutation))

    table = with_verdicts(reading.frame, job, empty=t("file-empty-row"), unread=t("file-not-read"))
    _first_rows(t, reading, notes=table.iloc[:, -1])
    if len(table) > SHOWN_ROWS:
        st.caption(t("file-shown", shown=SHOWN_ROWS, total=len(table)))
    st.download_button(
        t("file-download"),
        lambda: to_csv(table),
        file_name="compuertas.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _distribution(t: Texts, counts: Counter[str]) -> None:
    from ui.charts import bars

    theme = st.context.theme.type or "light"
    st.markdown(f"**{t('file-distribution')}**")
    st.html(claim(t("look-for"), t("file-look-for")))
    st.plotly_chart(
        bars(
            [t(f"verdict-{label}") for label in models.LABELS],
            [counts[label] for label in models.LABELS],
            [
                t("file-bar", n=counts[label], percent=round(100 * counts[label] / counts.total()))
                for label in models.LABELS
            ],
            [PALETTE[theme][label] for label in models.LABELS],
            ink=st.get_option(f"theme.{theme}.textColor"),
        ),
        key="distribution",
        config={"displayModeBar": False},
        alt=t("file-distribution-alt", **{label: counts[label] for label in models.LABELS}),
    )


def _agreement(t: Texts, reading: Reading, labels: list[str | None]) -> str:
    """How the verdicts compare with the file's own labels, and both with saying always the same."""
    expected = labels_in(reading.frame[reading.label])
    pairs = [(told, label) for told, label in zip(expected, labels, strict=True) if told and label]
    if not pairs:
        return t("file-agreement-empty", column=reading.label)
    n = len(pairs)
    right = sum(told == label for told, label in pairs)
    commonest, times = Counter(told for told, _ in pairs).most_common(1)[0]
    return t(
        "file-agreement",
        label=t(f"verdict-label-{commonest}"),
        always=round(100 * times / n),
        column=reading.label,
        right=right,
        n=n,
        percent=round(100 * right / n),
    )


def _first_rows(t: Texts, reading: Reading, notes: pd.Series) -> None:
    verdicts = reading.job.probabilities
    sureness = t("file-sureness")
    columns = {
        t("file-verdict"): [
            t(f"verdict-label-{label}") if (label := label_of(verdict)) else note
            for verdict, note in zip(verdicts, notes, strict=True)
        ],
        sureness: [verdict and percent(max(verdict.values())) for verdict in verdicts],
    }
    label, text = unused([reading.label or "", reading.column], columns)
    if reading.label:
        columns[label] = reading.frame[reading.label].tolist()
    columns[text] = reading.frame[reading.column].astype(str).str.slice(0, SHOWN_CHARACTERS).tolist()
    st.dataframe(
        pd.DataFrame(columns).head(SHOWN_ROWS),
        hide_index=True,
        column_config={
            text: st.column_config.TextColumn(width="large"),
            sureness: st.column_config.ProgressColumn(
                min_value=0, max_value=100, format=t("file-percent"), color="gray"
            ),
        },
    )
