"""The page on satisfaction as a Streamlit app in its stock look: the same fields for ten steps, and a curve."""

import json
import os
from pathlib import Path

import pandas as pd
import streamlit as st

FORM = json.loads(Path(os.environ["CJM_EQUAL_FORM"]).read_text(encoding="utf-8"))
FIGURES = [-2, -1, 0, 1, 2]


def control(field, key):
    kind, title, value = field["kind"], field["title"], field["value"]
    if kind == "scale":
        at = FIGURES.index(value) if value in FIGURES else None
        return st.radio(title, FIGURES, index=at, horizontal=True, key=key)
    if kind == "select":
        return st.selectbox(title, field["options"], key=key)
    if kind == "long":
        return st.text_area(title, value or "", key=key)
    return st.text_input(title, value or "", key=key)


rated = []
for number, (tab, step) in enumerate(
    zip(st.tabs([step["name"] for step in FORM["steps"]]), FORM["steps"], strict=True)
):
    with tab:
        values = [control(field, f"{number}-{at}") for at, field in enumerate(step["fields"])]
        rated.append(next(value for value, field in zip(values, step["fields"], strict=True) if field["curve"]))
st.line_chart(pd.DataFrame({"felt": rated}, index=[step["name"] for step in FORM["steps"]]))
st.caption(f"{FORM['steps'][0]['name']} is {rated[0]}")
