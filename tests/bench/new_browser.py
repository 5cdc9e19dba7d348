"""What a browser that has never been here asks a server for, to open one page: asked of a real one, not typed in."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright
from workbook_server import CHROMIUM_OPTIONS, chromium_path

UP_WITHIN = 90_000  # milliseconds


def files_of(page: str) -> tuple[str, ...]:
    """The paths of all files that a new browser loads with a page; none if there is no browser to ask.

    Args:
        page: its address.
    """
    path = chromium_path()
    if path is None:
        print("  No Chromium is installed: the files of a new browser are not counted.")
        return ()
    asked: list[str] = []
    server = urlsplit(page).netloc
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        tab = browser.new_context().new_page()
        tab.on("request", lambda request: asked.append(request.url) if _is_file(request, server) else None)
        try:
            tab.goto(page, timeout=UP_WITHIN)
            tab.wait_for_selector(".cjm-page", timeout=UP_WITHIN)
            tab.wait_for_timeout(1500)
        except Error as error:
            print(f"  The page did not come up in Chromium: {str(error).splitlines()[0]}")
        tab.close(run_before_unload=True)
        browser.close()
    return tuple(address.split(server, 1)[1] for address in asked)


def _is_file(request: object, server: str) -> bool:
    address = urlsplit(request.url)
    document = request.resource_type == "document"
    return address.netloc == server and not document and not address.path.startswith("/api/")
