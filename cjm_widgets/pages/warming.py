"""Opening every page once, so that a process forked afterwards finds all that a page needs made already."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.host import NAME as FACILITATOR
from cjm_widgets.pages.opening import forget_pages, open_page
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.choosing import FOLDER_VARIABLE
from cjm_widgets.tasks.making import starter


def open_every_page() -> None:
    """Opens every page on an example in a folder of its own, and leaves nothing of it behind but what is imported."""
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        journey = opened_store(Path(folder)).create(starter("student"))
        for page in PAGES:
            repr(open_page(page.name, journey.id))
        repr(open_page(FACILITATOR))
    os.environ.clear()
    os.environ.update(kept)
    forget_pages()
