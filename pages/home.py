"""The landing page: what this is, something alive at once, and the ways in. It never needs torch."""

import json

import streamlit as st

from ui import shell
from ui.landing import FOLDER
from ui.reader import reader
from ui.verdict import claim, claimed, without_decisive

t = shell.enter("home")
shell.address()
pages = shell.pages(t)
sentiment = pages["sentiment"]
language = {"lang": t.language}

# A reading computed beforehand, so that the first paint waits for no network
recorded = json.loads((FOLDER / f"{t.language}.json").read_text("utf-8"))
with st.container(border=True):
    st.html(claim(t("look-for"), t("home-look-for", networks=len(recorded["series"]))))
    reader(recorded, t, locale=t.locale, key="landing", autoplay=True)
    with st.container(horizontal=True, vertical_alignment="center", key="refutation"):
        st.html(claim(t("refuted-by"), claimed(t, recorded)), width="content")
        st.page_link(sentiment, label=t("home-try"), query_params=language | {"text": without_decisive(recorded)})

st.subheader(t("home-ways"), anchor=False)
ways = {
    "review": (sentiment, {"view": "review"}),
    "microscope": (pages["microscope"], {}),
    "recall": (pages["recall"], {}),
    "gradients": (pages["gradients"], {}),
    "cells": (pages["cells"], {}),
    "text": (pages["text"], {}),
    "embeddings": (pages["embeddings"], {}),
    "models": (pages["models"], {}),
    "file": (sentiment, {"view": "file"}),
}
with st.container(key="ways"):
    for way, (page, state) in ways.items():
        with st.container(border=True, height="stretch", key=f"way-{way}"):
            st.page_link(
                page,
                label=f"**{t(f'home-way-{way}')}**",
                icon=":material/arrow_forward:",
                query_params=language | state,
            )
            st.caption(t(f"home-way-{way}-text"))
