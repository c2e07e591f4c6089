"""Find a unit's meaning, and doubt it: what it answers to, how that differs by verdict, and whether it matters here."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from model.datasets import read_table, text_column
from model.errors import InputError
from ui import models
from ui.specimens import named
from ui.table import label_column, labels_in
from ui.texts import Texts, complaint, short
from ui.unit_cards import BINS, SHOWN, cards, counted
from ui.verdict import claim, ink, percent

if TYPE_CHECKING:
    from ui.microscope import Reading
    from ui.surgery import Surgery

MOST_ROWS = 2_000
MOST_BYTES = 20 * 2**20
PLENTY = 0.05  # of probability: what a silenced unit must move to be more than an ornament


def unit_meaning(t: Texts, reading: "Reading", surgery: "Surgery", unit: int) -> None:
    """The section about one unit of the model that was looked into."""
    task = reading.net.task
    look, refuted = (t(f"meaning-{line}", task=task) for line in ("look-for", "refuted-by"))
    st.html(claim(t("look-for"), look) + claim(t("refuted-by"), refuted))
    st.html(f'<p class="claim">{escape(silenced(t, reading, surgery, unit))}</p>')
    if task == "recall":
        st.html(_countries(t, reading, unit))
        return
    card = cards(reading.name)
    if card is None:
        st.caption(t("meaning-none", model=reading.name))
    else:
        st.caption(t("meaning-ours", n=card["n"]))
        st.html(_ends(t, _rows(card, "most", unit), _rows(card, "least", unit)))
        counts = {label: card["histograms"][label][unit] for label in ("neg", "pos")}
        st.html(histogram(t, counts, card["ends"][unit], t("meaning-histogram", unit=unit, n=card["n"])))
        if "validation" in card:
            known = card["validation"]
            counts = {label: known["histograms"][label][unit] for label in ("neg", "pos")}
            st.html(histogram(t, counts, card["ends"][unit], t("meaning-validation", unit=unit, n=known["n"])))
    with st.expander(t("meaning-own")):
        _own(t, reading.name, unit)


def silenced(t: Texts, reading: "Reading", surgery: "Surgery", unit: int) -> str:
    """What becomes of this verdict without the unit: cause or ornament."""
    clamps = ";".join(part for part in (surgery.clamps, f"h=0:{unit}") if part)
    without = models.trace(surgery.text, reading.name, clamps)
    label = reading.trace.labels.index(reading.trace.label)
    before, after = (float(trace.probabilities[-1, label]) for trace in (reading.trace, without))
    kind = "changes" if without.label != reading.trace.label else "matters" if abs(after - before) >= PLENTY else "idle"
    return t(
        f"meaning-silenced-{kind}",
        unit=unit,
        task=reading.net.task,
        label=named(t, reading.trace.label),
        now=named(t, without.label),
        before=percent(before),
        after=percent(after),
    )


def _countries(t: Texts, reading: "Reading", unit: int) -> str:
    """The unit at the blank of the same sentence with every country, countries of one language together."""
    from model.recall.sentences import grammar
    from model.recall.specimen import by_country

    held = by_country(reading.net, reading.trace)
    if not held:
        return f'<p class="claim">{escape(t("meaning-country-none"))}</p>'
    answer_of = grammar(reading.net.language).answer_of
    rows = ""
    for country, h in held.items():
        value = float(h[unit])
        side = "left" if value >= 0 else "right"
        mine = ' class="mine"' if country.lower() in map(str.lower, reading.trace.tokens) else ""
        rows += (
            f"<tr{mine}><th scope='row'>{escape(country)}</th><td>{escape(answer_of[country])}</td>"
            f'<td class="track"><i style="{side}:50%;width:{50 * min(1, abs(value)):.1f}%"></i></td>'
            f"<td>{escape(_written(t, value))}</td></tr>"
        )
    return f'<table class="unit-countries"><caption>{escape(t("meaning-countries", unit=unit))}</caption>{rows}</table>'


def _rows(card: dict[str, Any], end: str, unit: int) -> list[tuple[str, str | None, float]]:
    return [(*card["sentences"][place], value) for place, value in card[end][unit]]


def _ends(
    t: Texts, most: Sequence[tuple[str, str | None, float]], least: Sequence[tuple[str, str | None, float]]
) -> str:
    """The texts that drive the unit highest and lowest, side by side."""
    columns = ""
    for title, rows in ((t("meaning-most"), most), (t("meaning-least"), least)):
        items = "".join(
            f"<li><b>{escape(_written(t, value))}</b> {escape(short(text, 160))}"
            + (f' <i style="color:{ink(label)}">{escape(t(f"verdict-label-{label}"))}</i>' if label else "")
            + "</li>"
            for text, label, value in rows
        )
        columns += f"<div><h4>{escape(title)}</h4><ul>{items}</ul></div>"
    return f'<div class="ends">{columns}</div>'


def _written(t: Texts, value: float) -> str:
    return t("meaning-value", value=value).replace("-", "−")


def histogram(t: Texts, counts: dict[str, list[int]], ends: Sequence[float], title: str) -> str:
    """Positive texts upwards, negative ones downwards, each as a share of its own; the overlap told in words."""
    shares = {label: [count / max(1, sum(bins)) for count in bins] for label, bins in counts.items()}
    top = max(max(bins) for bins in shares.values()) or 1
    bars = "".join(
        "<i>"
        + "".join(
            f'<b style="height:{50 * shares[label][place] / top:.1f}%;background:{ink(label)}"></b>'
            for label in ("pos", "neg")
        )
        + "</i>"
        for place in range(BINS)
    )
    overlap = sum(map(min, shares["neg"], shares["pos"]))
    told = t("meaning-overlap", percent=round(100 * overlap))
    legend = " ".join(
        f'<span style="color:{ink(label)}">{mark} {escape(t(f"verdict-label-{label}"))} ({sum(counts[label])})</span>'
        for label, mark in (("pos", "▲"), ("neg", "▼"))
    )
    low, high = (escape(_written(t, end)) for end in ends)
    return (
        f'<figure class="unit-histogram"><figcaption>{escape(title)} {legend}</figcaption>'
        f'<div class="mirrored" role="img" aria-label="{escape(told)}">{bars}</div>'
        f'<div class="scale"><span>{low}</span><span>{high}</span></div>'
        f"<p>{escape(told)}</p></figure>"
    )


def _own(t: Texts, name: str, unit: int) -> None:
    upload = st.file_uploader(t("meaning-upload", rows=MOST_ROWS), key="meaning-file")
    if upload is None:
        return
    try:
        texts, labels, answered = _answers(name, upload.file_id, upload)
    except InputError as problem:
        st.error(complaint(t, problem))
        return
    from model.units import extremes

    ends = extremes(answered, SHOWN)

    def rows(places: list[int]) -> list[tuple[str, str | None, float]]:
        return [(texts[place], labels[place], float(answered[place, unit])) for place in places]

    st.html(_ends(t, rows(ends.most[unit].tolist()), rows(ends.least[unit].tolist())))
    if {"neg", "pos"} <= set(labels):
        readable = answered[~answered.isnan().any(dim=1)]
        low, high = readable.amin(dim=0), readable.amax(dim=0)
        counts = counted(answered, labels, low, high)
        scale = (float(low[unit]), float(high[unit]))
        title = t("meaning-histogram", unit=unit, n=len(readable))
        st.html(histogram(t, {label: counts[label][unit] for label in ("neg", "pos")}, scale, title))


@st.cache_data(max_entries=4, show_spinner=False)
def _answers(name: str, file_id: str, _upload: UploadedFile) -> tuple[list[str], list[str | None], Any]:
    """The texts of a visitor's file, their labels where there are any, and every unit's answer to them."""
    from model.units import responses

    frame = read_table(_upload, _upload.name, max_bytes=MOST_BYTES).head(MOST_ROWS)
    texts = frame[text_column(frame)].fillna("").astype(str).tolist()
    column = label_column(frame)
    labels = labels_in(frame[column]) if column else [None] * len(texts)
    answered = responses(models.network(name), texts)
    if answered.isnan().all():
        raise InputError("empty", "no text of the file has anything to read")
    return texts, labels, answered
