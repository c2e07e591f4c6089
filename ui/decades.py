"""Plotly figures over words: curves on an axis that counts decades, and bars in two rows. Slow to import."""

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ui.texts import short


class Curve(NamedTuple):
    """One curve of positive numbers; `low` and `high` are the band around it. What is None isn't drawn."""

    name: str
    values: Sequence[float | None]
    colour: str
    dash: str = "solid"
    low: Sequence[float] = ()
    high: Sequence[float] = ()


def decades(
    curves: Sequence[Curve],
    places: Sequence[float],
    names: Sequence[str],
    ink: str,
    *,
    across: str = "",
    spaced: bool = False,
    mark: tuple[float, str] | None = None,
    level: tuple[float, str] | None = None,
    floor: float = 0.0,
) -> go.Figure:
    """Lines on a logarithmic axis that ends at `floor`, over `places` called `names`.

    `spaced` makes the horizontal axis logarithmic too; `mark` is a vertical line and its name, `level` a horizontal
    one.
    """
    figure = go.Figure()
    for curve in curves:
        if curve.high:
            outline = [*map(_above(floor), curve.high), *map(_above(floor), reversed(curve.low))]
            around = go.Scatter(
                x=[*places, *reversed(places)],
                y=outline,
                fill="toself",
                mode="none",
                fillcolor=curve.colour,
                opacity=0.15,
                hoverinfo="skip",
                showlegend=False,
            )
            figure.add_trace(around)
        figure.add_trace(
            go.Scatter(
                x=list(places),
                y=[value if value and value >= floor else None for value in curve.values],
                name=curve.name,
                mode="lines+markers" if len(places) < 60 else "lines",
                line={"color": curve.colour, "dash": curve.dash, "width": 2.5},
                marker={"size": 5},
                customdata=list(names),
                hovertemplate="%{customdata}: %{y:.1e}",
            )
        )
    told = [value for curve in curves for value in (*curve.values, *curve.low, *curve.high) if value]
    drawn = [max(value, floor) for value in told]
    least, most = math.log10(min(drawn, default=0.1)), math.log10(max(drawn, default=1))
    letters = {"size": 12, "color": ink}
    every = max(1, math.ceil(len(places) / 20))
    figure.update_layout(
        height=400,
        margin={"l": 0, "r": 8, "t": 28, "b": 0},
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "font": letters},
        hovermode="x unified",
        xaxis={
            "type": "log" if spaced else "linear",
            "tickvals": list(places)[::every],
            "ticktext": [escape(short(name, 14)) for name in names][::every],
            "tickfont": letters,
            "title": {"text": across, "font": letters},
            "showgrid": False,
            "fixedrange": True,
        },
        yaxis={
            "type": "log",
            "range": [least - 0.4, max(most, least + 1) + 0.4],
            "exponentformat": "power",
            "dtick": math.ceil((most - least) / 8) if most - least > 2.5 else "D2",
            "tickfont": letters,
            "fixedrange": True,
        },
    )
    if mark:
        figure.add_vline(x=mark[0], line={"dash": "dot", "color": ink, "width": 1.5})
        figure.add_annotation(
            x=math.log10(mark[0]) if spaced else mark[0],
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"<b>{escape(mark[1])}</b>",
            showarrow=False,
            font=letters,
        )
    if level and drawn and least - 0.4 <= math.log10(level[0]) <= max(most, least + 1) + 0.4:
        figure.add_hline(y=level[0], line={"dash": "dot", "color": ink, "width": 1})
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="right",
            y=math.log10(level[0]),
            yanchor="bottom",
            text=escape(level[1]),
            showarrow=False,
            font=letters,
        )
    return figure


def _above(floor: float) -> Callable[[float], float]:
    return lambda value: max(value, floor)


def two_rows(
    upper: Sequence[float],
    lower: Sequence[float],
    titles: Sequence[str],
    names: Sequence[str],
    colours: Sequence[str],
    ink: str,
) -> go.Figure:
    """Bars for every one of `names` in two rows, each with a scale of its own; `colours` are one a name."""
    letters = {"size": 12, "color": ink}
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.14, subplot_titles=titles)
    for row, values in enumerate((upper, lower), start=1):
        figure.add_trace(
            go.Bar(
                x=list(range(len(names))),
                y=list(values),
                marker_color=list(colours),
                customdata=list(names),
                hovertemplate="%{customdata}: %{y:.3g}<extra></extra>",
            ),
            row=row,
            col=1,
        )
    every = max(1, math.ceil(len(names) / 20))
    figure.update_layout(height=440, margin={"l": 0, "r": 8, "t": 28, "b": 0}, showlegend=False, bargap=0.2)
    figure.update_annotations(font=letters, x=0, xanchor="left")
    figure.update_yaxes(tickfont=letters, fixedrange=True, nticks=5, exponentformat="power", showexponent="all")
    figure.update_xaxes(fixedrange=True, showgrid=False, tickfont=letters)
    figure.update_xaxes(
        tickvals=list(range(len(names)))[::every],
        ticktext=[escape(short(name, 14)) for name in names][::every],
        row=2,
        col=1,
    )
    return figure
