"""The landing page: what this is, something alive at once, and the ways in. It never needs torch."""

import json

import streamlit as st

from ui import shell
from ui.reader import reader

t = shell.enter("home")
shell.address()

sentiment = shell.pages(t)["sentiment"]

# A reading computed beforehand, so that the first paint waits for no network
recorded = shell.ROOT / "assets" / "landing" / f"{t.language}.json"
with st.container(border=True):
    st.html(f"<p>{t('home-alive')}</p>")
    reader(json.loads(recorded.read_text("utf-8")), t, locale=t.locale, key="landing", autoplay=True)

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
