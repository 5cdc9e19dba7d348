"""Opens one part of the method on a page of its own, with a journey that lives in that page only."""

from __future__ import annotations

import functools
import json
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.mismatch import mismatches
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.priority import ranking
from cjm_widgets.widgets.spec import lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def seen(journey: Journey) -> dict[str, Any]:
    """What Python shows of a journey."""
    return {
        "ranking": ranking(journey).to_json(),
        "mismatches": [one.to_json() for one in mismatches(journey)],
        "evaluation": [one.to_json() for one in evaluated(journey)],
        "advice": [],
    }


@contextmanager
def parts_of_the_method(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Gives `open_part("matrix", journey, width=320, theme="dark")`, which gives a page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    contexts = []
    problems: list[str] = []

    def open_part(
        part: str, journey: Journey, *, width: int = 704, theme: str = "light", links: str = "", **view: Any
    ) -> Any:
        given = {
            "part": part,
            "journey": journey.to_json(),
            "view": seen(journey) | view,
            "lists": lists(Journey),
            "links": links,
        }
        context = chromium.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.add_init_script(f"window.given = {json.dumps(given)}")
        page.goto(f"http://127.0.0.1:{server.server_port}/tests/widgets/method_page/index.html")
        page.wait_for_selector("body[data-ready]")
        return page

    try:
        yield open_part
    finally:
        for context in contexts:
            context.close()
        server.shutdown()
    assert problems == []


def edits(page: Any) -> list[Any]:
    return page.evaluate("window.edits")  # type: ignore[no-any-return]


def said(page: Any) -> str:
    return page.locator("#said").inner_text()  # type: ignore[no-any-return]


def focused(page: Any) -> str:
    return page.evaluate(  # type: ignore[no-any-return]
        "document.activeElement.dataset.id || document.activeElement.textContent"
    )


def violations(page: Any) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def scrolls_sideways(page: Any) -> bool:
    return page.evaluate(  # type: ignore[no-any-return]
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
