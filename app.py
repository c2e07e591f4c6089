"""The router: language, theme, navigation. Run with `streamlit run app.py`."""

import streamlit as st

from ui import shell

st.set_page_config(page_title="Compuertas", page_icon=str(shell.ICON), layout="wide")
st.html(shell.STYLE)
st.session_state["routed"] = True
st.navigation(list(shell.pages(shell.texts()).values()), position="top").run()
