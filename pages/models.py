"""What each shipped model can do and where it fails: figures, probabilities, behaviour, bias, card."""

from html import escape

import streamlit as st

from ui import examined, models, shell
from ui.share import share
from ui.take_away import Files, take_away
from ui.texts import plain
from ui.verdict import claim

t = shell.enter("models")

from ui import charts  # noqa: E402 (Plotly takes a while: the title needn't wait for it)
from ui import examined_tables as tables  # noqa: E402

PARTS = ("all", "figures", "calibration", "behaviour", "bias", "card")
METRICS = {"f1": "macro_f1", "accuracy": "accuracy"}
COMMAND = "make cards"

state = st.session_state
theme = st.context.theme.type or "light"
letters = st.get_option(f"theme.{theme}.textColor")
names = examined.names()
if not names:
    st.info(t("models-none"))
    st.stop()

usual = {
    "model": f"{t.language}-lstm" if f"{t.language}-lstm" in names else names[0],
    "part": PARTS[0],
    "metric": next(iter(METRICS)),
}
choices = {"model": names, "part": PARTS, "metric": METRICS}
wrong: list[str] = []
if shell.arriving():
    asked = st.query_params.to_dict()
    for name, known in choices.items():
        if name in asked or shell.stepped_through_history():
            state[f"models-{name}"] = asked[name] if asked.get(name) in known else usual[name]
            if asked.get(name, usual[name]) not in known:
                wrong.append(asked[name])
    if "test" in asked:
        state["models-test"] = asked["test"]
for name, known in choices.items():
    if state.get(f"models-{name}") not in known:
        state[f"models-{name}"] = usual[name]
if wrong:
    st.info(t("models-nearest", parts=plain(", ".join(wrong))))


def told(part: str, tested: str = "", **variables: str) -> None:
    """What to look for, what would prove it wrong, and what came of it."""
    refuted = f"{t(f'models-{part}-refuted')} {tested}".strip()
    st.html(claim(t("look-for"), t(f"models-{part}-look", **variables)) + claim(t("refuted-by"), refuted))


def picture(figure: charts.go.Figure, key: str, alt: str) -> None:
    figure.update_layout(separators=",." if t.language == "es" else ".,")
    st.plotly_chart(figure, key=f"models-picture-{key}", config={"displayModeBar": False}, alt=alt)


def metric() -> str:
    chosen = st.segmented_control(
        t("models-metric"),
        METRICS,
        format_func=lambda name: t(f"models-metric-{name}"),
        required=True,
        key="models-metric",
        persist_state="session",
    )
    return METRICS[chosen]


def unmeasured(name: str) -> Files:
    st.info(t("models-unmeasured", model=name, command=COMMAND))
    return {}


def show_all(_: str) -> Files:
    figure = metric()
    rows, drawn = tables.overview(t, theme, letters, figure)
    title = t(f"models-metric-{state['models-metric']}")
    picture(charts.dots(rows, drawn, letters, across=title), "all", t("models-all-alt", metric=title))
    told("all", tables.overview_tested(t, figure))
    with st.expander(t("models-table"), expanded=True):
        st.html(tables.overview_table(t))
        measured = examined.speed()
        cost = t(
            "models-cost",
            texts=measured["texts"],
            words=measured["words"],
            machine=measured["machine"],
            load=t("models-moved", value=measured["load_average"]),
        )
        st.html(f'<p class="claim">{escape(cost)} <code>python -m bench.models</code></p>')
    return tables.files(tables.overview_frame)


def show_figures(name: str) -> Files:
    figure = metric()
    rows, drawn = tables.by_domain(t, theme, letters, name, figure)
    title = t(f"models-metric-{state['models-metric']}")
    alt = t("models-figures-alt", metric=title, model=name)
    picture(charts.dots(rows, drawn, letters, across=title), "figures", alt)
    told("figures", model=name)
    with st.expander(t("models-table")):
        st.html(tables.domain_table(t, name))
    return tables.files(lambda: tables.domain_frame(name))


def show_calibration(name: str) -> Files:
    if "calibration" not in models.metrics(name):
        return unmeasured(name)
    st.html(f'<p class="claim">{escape(tables.calibration_about(t, name))}</p>')
    axes = (t("models-calibration-axis-x"), t("models-calibration-axis-y"), t("models-calibration-ideal"))
    colour = tables.colour(theme, tables.cell_of(name))
    drawn = charts.reliability(tables.reliability_points(name), colour, letters, axes, tables.unsure_below(name))
    picture(drawn, "calibration", t("models-calibration-alt", model=name))
    told("calibration", tables.calibration_tested(t, name))
    with st.expander(t("models-table")):
        st.html(tables.reliability_table(t, name))
    return tables.files(lambda: tables.reliability_frame(name))


def show_behaviour(name: str) -> Files:
    if not examined.record_of(name):
        return unmeasured(name)
    st.html(f'<p class="claim">{escape(tables.behaviour_about(t, name))}</p>')
    rows, drawn, headings = tables.behaviour(t, theme, letters, name)
    alt = t("models-behaviour-alt", model=name)
    picture(charts.dots(rows, drawn, letters, headings, across=t("models-behaviour-axis")), "behaviour", alt)
    told("behaviour", tables.behaviour_tested(t, name))

    # Every failure, one test at a time: first those of the test that goes worst
    found = examined.passed(name, models.metrics(name)["language"])
    tests = sorted(found, key=lambda test: found[test].share)
    if state.get("models-test") not in tests:
        state["models-test"] = tests[0]
    test = st.selectbox(
        t("models-test"),
        tests,
        format_func=lambda test: t(
            "models-rated", test=tables.test_title(t, test), percent=round(100 * found[test].share)
        ),
        key="models-test",
        persist_state="session",
    )
    cases, failing = tables.failed(t, name, test)
    st.html(tables.failures_lead(t, name, test, len(cases)))
    if cases:
        st.html(failing)
        st.page_link(
            shell.pages(t)["microscope"],
            label=t("models-failures-open"),
            icon=":material/biotech:",
            query_params={"text": cases[0].texts[-1], "model": name, "lang": t.language},
        )
    return tables.files(lambda: tables.behaviour_frame(name))


def show_bias(name: str) -> Files:
    if not examined.record_of(name):
        return unmeasured(name)
    st.html(f'<p class="claim">{escape(tables.bias_about(t, name))}</p>')
    rows, drawn, headings = tables.shifts(t, theme, letters, name)
    figure = charts.dots(rows, drawn, letters, headings, across=t("models-bias-axis"), percent=False, at=0.0)
    picture(figure, "bias", t("models-bias-alt", model=name))
    told("bias", tables.bias_tested(t, name))
    st.html(f'<p class="claim">{escape(t("models-bias-note"))}</p>')
    with st.expander(t("models-table")):
        st.html(tables.bias_table(t, name))
    return tables.files(lambda: tables.bias_frame(name))


def show_card(name: str) -> Files:
    st.caption(t("models-card-about"))
    with st.container(border=True, key="model-card"):
        st.markdown(tables.readable(examined.card(name)))
    return {}


SHOW = {
    "all": show_all,
    "figures": show_figures,
    "calibration": show_calibration,
    "behaviour": show_behaviour,
    "bias": show_bias,
    "card": show_card,
}
part = st.segmented_control(
    t("models-part"),
    PARTS,
    format_func=lambda name: t(f"models-part-{name}"),
    required=True,
    key="models-part",
    persist_state="session",
    label_visibility="collapsed",
)
if part != "all":
    st.pills(t("models-model"), names, required=True, key="models-model", persist_state="session")
    with st.container(border=True):
        st.html("".join(f'<p class="claim">{escape(line)}</p>' for line in tables.sentences(t, state["models-model"])))
model = state["models-model"]
files = SHOW[part](model)

# The address follows what is shown
kept = {name: state[f"models-{name}"] for name in choices if state[f"models-{name}"] != usual[name]}
if part == "all":
    kept.pop("model", None)
if part not in {"all", "figures"}:
    kept.pop("metric", None)
if part == "behaviour" and "models-test" in state:
    kept["test"] = state["models-test"]
link = shell.address(**kept)
with st.container(horizontal=True, key="take-away"):
    share(t, link | {"lang": t.language}, key="share")
    take_away(f"models-{part}" if part == "all" else f"{model}-{part}", files, ".stPlotlyChart")
    if part == "card":
        for label, file in (("card", "README.md"), ("metrics", "metrics.json")):
            st.download_button(
                t(f"models-{label}-download"),
                lambda file=file: examined.content(model, file),
                file_name=f"{model}-{file}",
                key=f"models-download-{label}",
                on_click="ignore",
                icon=":material/download:",
            )
