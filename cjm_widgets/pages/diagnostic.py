"""Is it worth mapping? The five Cs, each with its reason, and what they add up to."""

from __future__ import annotations

from cjm_widgets.journey.diagnostic import NAMES, THRESHOLD, five_cs, verdict
from cjm_widgets.journey.model import Diagnostic, Journey, Scope
from cjm_widgets.pages.page import Page, View
from cjm_widgets.widgets.spec import field, form, section

_TITLES = {"go": "Go: map it", "unsure": "Unsure", "no": "Not now", "not-yet": "Not decided yet"}
_WORDS = {0: "Not really", 1: "Partly", 2: "Very much", "unknown": "Not known", None: "Not rated yet"}


def _view(journey: Journey) -> View:
    result = verdict(journey)
    return {
        "verdict": {
            "verdict": result.verdict,
            "title": _TITLES[result.verdict],
            "say": result.say,
            "note": THRESHOLD,
        },
        "profile": [
            {"key": name, "title": Diagnostic.model_fields[name].title, "rating": c.rating, "words": _WORDS[c.rating]}
            for name, c in five_cs(journey.diagnostic)
        ],
    }


PAGE = Page(
    name="diagnostic",
    file="01_diagnostic.ipynb",
    title="Is it worth mapping?",
    form=form(
        section(
            "The journey in question",
            "",
            "scope",
            field(Scope, "journey_type"),
            field(Scope, "segment"),
            field(Scope, "why"),
            layout="two",
        ),
        section(
            "The five Cs",
            "How far is each true of this journey? Discuss it for a minute, choose, and write down why.",
            "diagnostic",
            *(field(Diagnostic, name, layout="two") for name in NAMES),
        ),
        section(
            "Your own decision",
            "The points above are a guide. If you see it otherwise, say so here.",
            "diagnostic",
            field(Diagnostic, "override"),
            field(Diagnostic, "override_reason"),
            more=True,
        ),
    ),
    parts={"main": ("form",), "aside": ("verdict", "profile", "advice")},
    view=_view,
)
