"""Plotly figures of gradients as pure functions of words and numbers: curves on a log axis, bars by word."""

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go
from plotly.subplots import make_subplots

FLOOR = 1e-12
"""The lower end of every log axis; what is smaller is drawn on it."""
ROOM = 30
"""The most words that can be written under an axis."""


class Curve(NamedTuple):
    name: str
    values: Sequence[float]
    colour: str
    dash: str = "solid"


class Mark(NamedTuple):
    """A vertical line with a note."""

    x: float
    note: str


def curves(
    x: Sequence[float],
    lines: Sequence[Curve],
    *,
    axis: str,
    side: str,
    ink: str,
    mark: Mark | None = None,
    words: Sequence[str] = (),
    log: bool = True,
    log_x: bool = False,
    level: float | None = None,
) -> go.Figure:
    """Lines over `x`, on a log axis from FLOOR up. `words` name the steps of `x`; `level` is a horizontal line."""
    figure = go.Figure()
    for name, values, colour, dash in lines:
        figure.add_scatter(
            x=list(x),
            y=[max(value, FLOOR) if log else value for value in values],
            customdata=[[words[at] if words else f"{x[at]:g}", f"{value:.3g}"] for at, value in enumerate(values)],
            hovertemplate="%{customdata[0]} · %{customdata[1]}",
            name=name,
            mode="lines" if words else "lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
        )
    letters = {"size": 13, "color": ink}
    grid = {"gridcolor": "rgba(128,128,128,0.25)", "zeroline": False, "fixedrange": True, "tickfont": letters}
    figure.update_layout(
        height=380,
        margin={"l": 0, "r": 8, "t": 24, "b": 0},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.08, "x": 0, "font": letters},
        hovermode="x unified",
        xaxis={"title": {"text": axis, "font": letters}, "type": "log" if log_x else "linear", **grid, **ticks(words)},
        yaxis={"title": {"text": side, "font": letters}, **grid},
    )
    if log:
        figure.update_yaxes(type="log", exponentformat="power", dtick=2, minor_showgrid=False)
    if log_x:
        figure.update_xaxes(tickvals=list(x), ticktext=[f"{value:g}" for value in x])
    if mark:
        figure.add_vline(
            x=mark.x,
            line={"color": ink, "dash": "dot", "width": 1},
            # Plotly takes an annotation's x on a log axis for an exponent: there the line stands without a note.
            annotation=None
            if log_x
            else {"text": mark.note, "font": letters, "yref": "paper", "y": 1.04, "showarrow": False},
        )
    if level is not None:
        figure.add_hline(y=level, line={"color": ink, "dash": "dash", "width": 1})
    return figure


def ticks(words: Sequence[str]) -> dict[str, object]:
    """The words themselves under the axis while there is room for them."""
    if not words or len(words) > ROOM:
        return {}
    return {"tickvals": list(range(1, len(words) + 1)), "ticktext": list(words), "tickangle": -90}


def by_word(
    words: Sequence[str], panels: Sequence[Curve], *, mark: Mark, axis: str, ink: str, key_colour: str
) -> go.Figure:
    """One panel of bars a measure, one bar a word, each on its own scale; the marked word in `key_colour`."""
    x = list(range(1, len(words) + 1))
    figure = make_subplots(
        rows=len(panels), shared_xaxes=True, vertical_spacing=0.14, subplot_titles=[panel.name for panel in panels]
    )
    for row, panel in enumerate(panels, 1):
        figure.add_bar(
            x=x,
            y=list(panel.values),
            customdata=[[word, f"{value:.3g}"] for word, value in zip(words, panel.values, strict=True)],
            hovertemplate="%{customdata[0]} · %{customdata[1]}<extra></extra>",
            marker_color=[key_colour if step == mark.x else panel.colour for step in x],
            row=row,
            col=1,
        )
    letters = {"size": 13, "color": ink}
    figure.update_annotations(font=letters, x=0, xanchor="left")
    figure.update_layout(height=460, margin={"l": 0, "r": 8, "t": 24, "b": 0}, showlegend=False, bargap=0.25)
    figure.update_xaxes(fixedrange=True, showgrid=False, tickfont=letters, **ticks(words))
    figure.update_xaxes(title={"text": axis, "font": letters}, row=len(panels), col=1)
    figure.update_yaxes(fixedrange=True, tickfont=letters, gridcolor="rgba(128,128,128,0.25)", nticks=5)
    return figure
