"""Plotly figures as pure functions of words and numbers. Plotly is slow to import: only a page that draws pays."""

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

import plotly.graph_objects as go


def bars(
    names: Sequence[str], counts: Sequence[int], notes: Sequence[str], colours: Sequence[str], ink: str
) -> go.Figure:
    """One horizontal bar a name, its note written at the end; letters in the colour `ink`."""
    letters = {"size": 14, "color": ink}
    figure = go.Figure(
        go.Bar(
            x=list(counts),
            y=list(names),
            orientation="h",
            marker_color=list(colours),
            text=list(notes),
            textposition="outside",
            textfont=letters,
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        height=12 + 36 * len(names),
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        bargap=0.45,
        xaxis={"visible": False, "range": [0, 1.35 * max(counts, default=1)], "fixedrange": True},
        yaxis={"autorange": "reversed", "showgrid": False, "ticksuffix": "  ", "tickfont": letters, "fixedrange": True},
    )
    return figure


class Dots(NamedTuple):
    """One dot a row, with its interval; None leaves a row without one."""

    name: str
    values: Sequence[tuple[float, float, float] | None]
    """Figure, low and high end."""
    colour: str
    symbol: str = "circle"
    lane: int | None = None
    """Which of the lines of a row it stands on; without one, its own."""


def dots(
    rows: Sequence[str],
    series: Sequence[Dots],
    ink: str,
    headings: Mapping[int, str] | None = None,
    *,
    across: str = "",
    percent: bool = True,
    at: float | None = None,
) -> go.Figure:
    """Figures with their intervals on one axis, a row a name; `at` is a vertical line to compare with.

    `headings` name what begins with the row of that number.
    """
    letters = {"size": 13, "color": ink}
    headings = headings or {}
    places: list[float] = []
    ticks: list[tuple[float, str]] = []
    place = 0.0
    for number, row in enumerate(rows):
        if number in headings:
            ticks.append((place, f"<b>{_wrapped(headings[number])}</b>"))
            place += 1
        ticks.append((place, _wrapped(row)))
        places.append(place)
        place += 1
    figure = go.Figure()
    lanes = [number if one.lane is None else one.lane for number, one in enumerate(series)]
    apart = 0.6 / (max(lanes, default=0) + 1)
    for lane, one in zip(lanes, series, strict=True):
        known = [(at_row, value) for at_row, value in zip(places, one.values, strict=True) if value]
        shift = (lane - max(lanes) / 2) * apart
        figure.add_trace(
            go.Scatter(
                x=[value for _, (value, _, _) in known],
                y=[at_row + shift for at_row, _ in known],
                error_x={
                    "array": [high - value for _, (value, _, high) in known],
                    "arrayminus": [value - low for _, (value, low, _) in known],
                    "thickness": 1.5,
                    "width": 0,
                },
                name=one.name,
                mode="markers",
                marker={"color": one.colour, "size": 9, "symbol": one.symbol},
                customdata=[[low, high] for _, (_, low, high) in known],
                hovertemplate=(
                    "%{x:.1%} (%{customdata[0]:.1%} – %{customdata[1]:.1%})"
                    if percent
                    else "%{x:+.2f} (%{customdata[0]:+.2f} – %{customdata[1]:+.2f})"
                ),
            )
        )
    figure.update_layout(
        height=90 + round((28 + 4 * len(set(lanes))) * place),
        margin={"l": 0, "r": 12, "t": 4, "b": 0},
        showlegend=len(series) > 1,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": letters},
        xaxis={
            "tickformat": ".0%" if percent else "+.1f",
            "tickfont": letters,
            "title": {"text": across, "font": letters},
            "zeroline": False,
            "showgrid": True,
            "fixedrange": True,
        },
        yaxis={
            "tickvals": [at_row for at_row, _ in ticks],
            "ticktext": [text for _, text in ticks],
            "tickfont": letters,
            "range": [place - 0.4, -0.6],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "ticksuffix": " ",
            "fixedrange": True,
        },
    )
    if at is not None:
        figure.add_vline(x=at, line={"dash": "dot", "color": ink, "width": 1})
    return figure


def _wrapped(text: str) -> str:
    """In lines short enough to leave a phone room for the dots."""
    return "<br>".join(escape(line) for line in wrap(text, 24))


def reliability(
    points: Sequence[tuple[float, float, float, float, int]],
    colour: str,
    ink: str,
    names: tuple[str, str, str],
    unsure: float | None,
) -> go.Figure:
    """A reliability diagram: (confidence, share right, low, high, n) of each bin, on the diagonal of who means it.

    `names` are those of the axes and of the diagonal; below the confidence `unsure` the ground is shaded.
    """
    letters = {"size": 13, "color": ink}
    most = max(n for *_, n in points)
    ends = [round(points[0][0] - 0.06, 1), 1]
    figure = go.Figure(
        [
            go.Scatter(
                x=ends, y=ends, mode="lines", name=names[2], line={"color": ink, "dash": "dot"}, hoverinfo="skip"
            ),
            go.Scatter(
                x=[confidence for confidence, *_ in points],
                y=[share for _, share, *_ in points],
                error_y={
                    "array": [high - share for _, share, _, high, _ in points],
                    "arrayminus": [share - low for _, share, low, _, _ in points],
                    "thickness": 1.5,
                    "width": 0,
                },
                mode="markers",
                marker={"color": colour, "size": [7 + 15 * (n / most) ** 0.5 for *_, n in points], "opacity": 0.9},
                customdata=[n for *_, n in points],
                hovertemplate="%{x:.0%} → %{y:.0%} (n = %{customdata})<extra></extra>",
                showlegend=False,
            ),
        ]
    )
    if unsure:
        figure.add_vrect(x0=ends[0], x1=unsure, fillcolor=ink, opacity=0.07, line_width=0)
    axis = {"tickformat": ".0%", "tickfont": letters, "range": [ends[0], 1.01], "zeroline": False, "fixedrange": True}
    figure.update_layout(
        height=420,
        margin={"l": 0, "r": 12, "t": 4, "b": 0},
        legend={"x": 0.02, "y": 0.98, "font": letters},
        xaxis=axis | {"title": {"text": names[0], "font": letters}, "showgrid": False},
        yaxis=axis | {"title": {"text": names[1], "font": letters}, "range": [0, 1.02]},
    )
    return figure
