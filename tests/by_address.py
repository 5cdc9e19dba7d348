"""What has to work by whatever address people come: every page, every form of a map, a code that is shown."""

from __future__ import annotations

import io
from typing import Any

import zxingcpp
from PIL import Image
from tabs import Tabs

from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.pages.book import PAGES

_TAKEN = """async (address) => {
  const answer = await fetch(address);
  const size = (await answer.arrayBuffer()).byteLength;
  return [answer.status, size > 0, answer.headers.get("content-disposition")?.startsWith("attachment") ?? false];
}"""


def opens_every_page(served: Any, context: Any, journey: str) -> None:
    """Opens each page of a journey; all that they ask for and all their lines are within the address.

    Args:
        served: with its `base`, and the `address` of a page.
        context: of somebody who may see the journey.
        journey: its id.
    """
    tabs = Tabs([context.new_page(), context.new_page()])
    lines: list[str] = []
    for page in tabs.pages:
        page.on("websocket", lambda line: lines.append(line.url))
    opened = [file for file, _ in tabs.each(served, journey, [page.file for page in PAGES])]
    assert opened == [page.file for page in PAGES]
    assert tabs.broken == []
    assert {url for url in tabs.asked if not url.startswith((served.base, "data:", "blob:"))} == set()
    assert lines
    assert {url for url in lines if not url.startswith(served.base.replace("http", "ws", 1))} == set()
    for page in tabs.pages:
        page.close()


def takes_every_form(base: str, page: Any, journey: str) -> None:
    """Takes a journey away in every form, and all journeys as one file.

    Args:
        base: the address of the workbook.
        page: of somebody who may.
        journey: its id.
    """
    taken = {form.name: f"{base}cjm/export/{form.name}?journey={journey}" for form in FORMATS}
    taken["all maps"] = f"{base}cjm/journeys.zip"
    found = {name: page.evaluate(_TAKEN, address) for name, address in taken.items()}
    assert found == {name: [200, True, True] for name in taken}


def read_code(picture: bytes) -> str:
    """What a QR code in a picture says."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return str(found.text)
