"""A part of the workbook on a page of its own, with a journey that lives in that page only."""

from __future__ import annotations

import functools
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
GIVEN = "window.given = JSON.parse(sessionStorage.getItem('given'))"


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")  # sixty modules would be asked for anew by each test
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def sources() -> Iterator[str]:
    """The files of this repository on an address of this computer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class PartPage:
    """One page for all tests of a worker, since a new one takes longer than most tests; it is loaded for each.

    Args:
        browser: Chromium.
        address: where the files of this repository are.
        folder: in tests/widgets, with the page and what stands in for the workbook around the part.
    """

    def __init__(self, browser: Any, address: str, folder: str) -> None:
        self.browser = browser
        self.address = f"{address}/tests/widgets/{folder}/index.html"
        self.empty = f"{address}/tests/widgets/"
        self.problems: list[str] = []
        self._kept: Any = None
        self._apart: list[Any] = []

    def open(self, given: dict[str, Any], *, width: int, height: int, theme: str = "light", touch: bool = False) -> Any:
        """The page with a part on it.

        Args:
            given: what the part is made of; the page finds it as `window.given`.
            width: of the window, in px.
            height: of the window, in px.
            theme: light or dark.
            touch: whether the screen feels fingers; such a page is a new one.
        """
        if touch:
            page = self._new(has_touch=True)
            self._apart.append(page.context)
        else:
            page = self._kept = self._kept or self._new()
            page.mouse.up()
            page.mouse.move(0, 0)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", color_scheme=theme, reduced_motion="no-preference")
        page.evaluate(
            "given => { localStorage.clear(); sessionStorage.setItem('given', JSON.stringify(given)); }", given
        )
        page.goto(self.address)
        page.wait_for_selector("body[data-ready]")
        return page

    def done(self) -> None:
        """After a test: no script failed; what was opened for it alone is closed."""
        while self._apart:
            self._apart.pop().close()
        problems, self.problems = self.problems, []
        assert problems == []

    def close(self) -> None:
        """After the last test."""
        if self._kept:
            self._kept.context.close()

    def _new(self, **options: Any) -> Any:
        page = self.browser.new_context(**options).new_page()
        page.add_init_script(GIVEN)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(self.empty)
        return page
