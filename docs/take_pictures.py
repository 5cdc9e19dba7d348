"""Takes the pictures of the README from the real pages.

uv run python docs/take_pictures.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

PICTURES = (
    ("satisfaction", "04_satisfaction", "airport", 1366, 900, "light"),
    ("map", "07_map", "airport", 1366, 900, "light"),
    ("solutions-dark", "06_solutions", "employer", 1366, 900, "dark"),
    ("satisfaction-phone", "04_satisfaction", "airport", 390, 844, "light"),
)


def main() -> None:
    """Serves the examples and photographs their pages."""
    from playwright.sync_api import sync_playwright
    from workbook_server import CHROMIUM_OPTIONS, chromium_path, serving

    (HERE / "pictures").mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "journeys", "--no-token") as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
        for name, workbook, journey, width, height, scheme in PICTURES:
            viewport: Any = {"width": width, "height": height}
            page = browser.new_page(viewport=viewport, color_scheme=scheme)
            page.goto(served.address(workbook, journey))
            page.wait_for_selector(".cjm-page", timeout=60_000)
            page.wait_for_timeout(700)
            if name == "map":
                page.locator(".cjm-part-map").scroll_into_view_if_needed()
                page.evaluate("document.querySelector('.cjm-part-map').scrollIntoView(); window.scrollBy(0, -80)")
            page.screenshot(path=HERE / "pictures" / f"{name}.png")
            page.close()
        browser.close()
    take_facilitators_page()


def take_facilitators_page() -> None:
    """Serves a room with people in two teams, and photographs what the facilitator sees."""
    from playwright.sync_api import sync_playwright
    from workbook_server import CHROMIUM_OPTIONS, chromium_path, serving

    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "journeys", "--host", "0.0.0.0") as served,  # noqa: S104  a room of one computer
        sync_playwright() as playwright,
    ):
        links = served.links()
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)

        def come(name: str, link: str, workbook: str, journey: str = "") -> Any:
            context = browser.new_context(viewport={"width": 1366, "height": 640})
            context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
            page = context.new_page()
            page.goto(link)
            page.wait_for_selector(".cjm-page", timeout=60_000)
            page.goto(links.page(workbook, journey))
            page.wait_for_selector(".cjm", timeout=60_000)
            return page

        employer, airport = links.teams
        for name, *where in (
            ("Ana", employer, "04_satisfaction", "employer"),
            ("Ben", airport, "04_satisfaction", "airport"),
            ("Carla", airport, "05_moments_of_truth", "airport"),
        ):
            come(name, *where)
        page = come("Fay", links.leads, "09_facilitator")
        page.get_by_role("button", name="Start Satisfaction for everybody").click()
        page.wait_for_timeout(2500)
        page.screenshot(path=HERE / "pictures" / "facilitator.png")
        browser.close()


if __name__ == "__main__":
    main()
