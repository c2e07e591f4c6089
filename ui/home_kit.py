"""What a visitor takes home of a reading: its numbers, and the Python that makes them again."""

import io
from typing import TYPE_CHECKING

import streamlit as st

from ui.texts import Texts

if TYPE_CHECKING:
    from ui.microscope import Reading
    from ui.surgery import Surgery


def snippet(reading: "Reading", surgery: "Surgery", step: int, unit: int) -> str:
    """Ten lines of Python that print the numbers of one unit at one step, both counted from 0."""
    clamps = [clamp for clamp in surgery.clamps.split(";") if clamp]
    return "\n".join(
        (
            "from model import Clamp, specimen",
            "",
            f"net = specimen({reading.name!r})",
            f"clamps = [Clamp.parse(written) for written in {clamps!r}]",
            f"trace = net.trace({surgery.text!r}, clamps)",
            f"step, unit = {step}, {unit}",
            "for name in trace.names:",
            "    print(name, round(float(trace[name][step, unit]), 4))",
            "for label, p in zip(trace.labels, trace.probabilities[step].tolist()):",
            '    print(f"P({label})", round(p, 4))',
        )
    )


def home_kit(t: Texts, reading: "Reading", surgery: "Surgery", step: int, unit: int) -> None:
    st.caption(t("microscope-snippet", step=step + 1, unit=unit))
    st.code(snippet(reading, surgery, step, unit), language="python", wrap_lines=True)
    with st.container(horizontal=True, key="take-away"):
        st.download_button(
            t("microscope-download-json"),
            reading.trace.to_json,
            file_name=f"compuertas-{reading.name}.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            t("microscope-download-npz"),
            lambda: arrays(reading),
            file_name=f"compuertas-{reading.name}.npz",
            mime="application/octet-stream",
            on_click="ignore",
            icon=":material/download:",
        )


def arrays(reading: "Reading") -> bytes:
    file = io.BytesIO()
    reading.trace.to_npz(file)
    return file.getvalue()
