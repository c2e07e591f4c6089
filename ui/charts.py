"""Plotly figures as pure functions of words and numbers. Plotly is slow to import: only a page that draws pays."""

from collections.abc import Sequence

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
