"""The page on satisfaction as a Panel app in its stock look: the same fields for ten steps, and a curve."""

import json
import os
from pathlib import Path

import panel as pn
from bokeh.plotting import figure

FORM = json.loads(Path(os.environ["CJM_EQUAL_FORM"]).read_text(encoding="utf-8"))
NAMES = [step["name"] for step in FORM["steps"]]

pn.extension()
curve = figure(x_range=NAMES, y_range=(-2.5, 2.5), height=260, sizing_mode="stretch_width")
line = curve.line(NAMES, [step["fields"][0]["value"] for step in FORM["steps"]])
answer = pn.pane.Markdown("", css_classes=["answer"])


def control(field, number):
    kind, title, value = field["kind"], field["title"], field["value"]
    if kind == "scale":
        made = pn.widgets.RadioButtonGroup(name=title, options=[-2, -1, 0, 1, 2], value=value)
    elif kind == "select":
        made = pn.widgets.Select(name=title, options=field["options"])
    elif kind == "long":
        return pn.widgets.TextAreaInput(name=title, value=value or "")
    else:
        return pn.widgets.TextInput(name=title, value=value or "")
    if field["curve"]:
        made.param.watch(lambda event: follow(number, event.new), "value")
    return pn.Column(title, made)


def follow(number, value):
    rated = list(line.data_source.data["y"])
    rated[number] = value
    line.data_source.data = {"x": NAMES, "y": rated}
    answer.object = f"{NAMES[number]} is {value}"


steps = pn.Tabs(
    *(
        (step["name"], pn.Column(*(control(field, number) for field in step["fields"])))
        for number, step in enumerate(FORM["steps"])
    )
)
pn.Column(answer, pn.pane.Bokeh(curve, sizing_mode="stretch_width"), steps).servable()
