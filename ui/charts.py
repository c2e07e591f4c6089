"""Plotly figures as pure functions of words and numbers. Plotly is slow to import: only a page that draws pays."""

import math
from collections.abc import Sequence
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


class Line(NamedTuple):
    """A curve through `x` and `y` (shares of one), where given with a band between `low` and `high`."""

    name: str
    colour: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    dash: str = "solid"


class Mark(NamedTuple):
    """A vertical line with its word above it."""

    x: float
    name: str


def shares(
    lines: Sequence[Line],
    chance: tuple[float, str],
    marks: Sequence[Mark],
    x_title: str,
    ink: str,
    *,
    ticks: Sequence[float] = (),
    words: Sequence[str] = (),
) -> go.Figure:
    """Curves from 0 to 100 % under one cursor, with the level of chance.

    `ticks` make the axis logarithmic, with these values written; `words` say what stands at each x.
    """
    figure = go.Figure()
    for line in lines:
        if line.low:
            red, green, blue = (int(line.colour[at : at + 2], 16) for at in (1, 3, 5))
            figure.add_scatter(
                x=[*line.x, *reversed(line.x)],
                y=[*line.high, *reversed(line.low)],
                fill="toself",
                fillcolor=f"rgba({red},{green},{blue},0.13)",
                line_width=0,
                mode="lines",
                hoverinfo="skip",
                showlegend=False,
            )
        figure.add_scatter(
            x=list(line.x),
            y=list(line.y),
            name=line.name,
            mode="lines+markers" if line.low else "lines",
            line={"color": line.colour, "width": 2.25, "dash": line.dash},
            customdata=list(words) or None,
            hovertemplate="%{y:.0%}",
        )
    letters = {"size": 13, "color": ink}
    level, name = chance
    figure.add_hline(level, line={"color": ink, "width": 1, "dash": "dot"}, opacity=0.6)
    figure.add_annotation(
        x=1, xref="paper", xanchor="right", y=level, yanchor="bottom", text=name, showarrow=False, font=letters
    )
    for mark in marks:
        figure.add_vline(mark.x, line={"color": ink, "width": 1, "dash": "dash"}, opacity=0.6)
        place = math.log10(mark.x) if ticks else mark.x
        figure.add_annotation(
            x=place, y=1.03, yanchor="bottom", yref="paper", text=mark.name, showarrow=False, font=letters
        )
    axis = {"title": {"text": x_title}, "fixedrange": True, "showgrid": False, "tickfont": letters}
    if ticks:
        axis |= {"type": "log", "tickvals": list(ticks), "ticktext": [f"{tick:g}" for tick in ticks]}
    if words:
        axis |= {"unifiedhovertitle": {"text": "%{x} · %{customdata}"}}
    figure.update_layout(
        height=380,
        margin={"l": 0, "r": 4, "t": 30, "b": 0},
        hovermode="x unified",
        legend={"orientation": "h", "y": -0.28, "font": letters},
        xaxis=axis,
        yaxis={"range": [-0.02, 1.04], "tickformat": ".0%", "fixedrange": True, "tickfont": letters},
    )
    return figure
