"""Opening every page once and typing into it, so that a process forked afterwards finds all that this takes at hand."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.feedback import NAME as FEEDBACK
from cjm_widgets.pages.host import NAME as FACILITATOR
from cjm_widgets.pages.opening import forget_pages, open_page
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.choosing import told_place
from cjm_widgets.tasks.making import starter
from cjm_widgets.widgets.protocol.from_browser import Edits

LETTERS = "ab"
"""Typed into each page; with all of them Python has met often enough what it makes faster then."""


def open_every_page() -> None:
    """Opens every page on an example in a folder of its own, and leaves nothing behind but what is loaded."""
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
        os.environ |= told_place(Path(folder))
        journey = opened_store(Path(folder)).create(starter("student"))
        for page in PAGES:
            widget = open_page(page.name, journey.id)
            repr(widget)
            _type(widget)
        repr(open_page(FEEDBACK, journey.id))
        repr(open_page(FACILITATOR))
    os.environ.clear()
    os.environ.update(kept)
    forget_pages()


def load_what_speaks_to_a_database() -> None:
    """Loads it and connects to nothing: a connection belongs to the process that made it."""
    with suppress(ImportError):  # the page says what is missing
        for name in ("cjm_widgets.store.postgres.on_postgres", "psycopg", "psycopg.types.numeric"):
            import_module(name)


def _type(widget: Any) -> None:
    """Says to a page what its browser says while somebody types."""
    for at in range(len(LETTERS)):
        edit = {"id": uuid4().hex, "by": "", "path": "title", "old": LETTERS[:at], "new": LETTERS[: at + 1]}
        said = {"method": "custom", "content": Edits(edits=[edit]).to_json()}
        widget._handle_msg({"content": {"data": said}, "buffers": []})  # noqa: SLF001  as the line to a browser calls it
