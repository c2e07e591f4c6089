"""The landing page: what this is, something alive at once, and the ways in. It never needs torch."""

import json

import streamlit as st

from ui import shell
from ui.landing import FOLDER
from ui.reader import reader

t = shell.enter("home")
shell.address()

# A reading computed beforehand, so that the first paint waits for no network
recorded = json.loads((FOLDER / f"{t.language}.json").read_text("utf-8"))
with st.container(border=True):
    st.html(f"<p>{t('home-alive', networks=len(recorded['series']))}</p>")
    reader(recorded, t, locale=t.locale, key="landing", autoplay=True)

sentiment = shell.pages(t)["sentiment"]
st.subheader(t("home-ways"), anchor=False)
for column, way in zip(st.columns(2), ("review", "file"), strict=True):
    with column.container(border=True, height="stretch"):
        link = {"lang": t.language, "view": way}
        st.page_link(
            sentiment,
            label=f"**{t(f'home-way-{way}')}**",
            icon=":material/arrow_forward:",
            query_params=link,
            width="stretch",
        )
        st.caption(t(f"home-way-{way}-text"))
