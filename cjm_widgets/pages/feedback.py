"""Bring feedback: a workbook beside page 4, and no step of the method."""

from __future__ import annotations

from typing import Final

from cjm_widgets.pages.page import Page
from cjm_widgets.widgets.spec import form

NAME: Final = "feedback"
"""In `open_page`; while step 4 is closed, so is this page, which is why the page itself counts as that step's."""

PAGE: Final = Page(
    name="satisfaction",
    file="feedback.ipynb",
    title="Bring feedback",
    form=form(),
    parts={"main": ("feedback",)},
)
