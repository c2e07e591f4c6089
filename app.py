"""The router: language, theme, navigation. Run with `streamlit run app.py`."""

import streamlit as st

from ui import shell

page = st.navigation(list(shell.pages(shell.texts()).values()), position="top")
title = " · ".join(dict.fromkeys((page.title, "Compuertas")))
st.set_page_config(page_title=title, page_icon=str(shell.ICON), layout="wide")
st.html(shell.STYLE)
st.session_state["routed"] = True
page.run()
