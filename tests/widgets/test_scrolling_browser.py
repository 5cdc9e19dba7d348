"""A region that scrolls can be reached with the Tab key, as long as it does scroll or has the focus."""

from __future__ import annotations

from typing import Any

from soon import soon

MADE = """async () => {
  const { reachable } = await import("/cjm_widgets/browser/lib/scrolling.js");
  document.body.innerHTML = "<div id=region style='height: 100px; overflow: auto'><div></div></div>";
  window.region = document.querySelector("#region");
  window.filled = (height) => {
    region.firstElementChild.style.height = `${height}px`;
    region.append(""); // what is in it has changed, and that is told before the promise is kept
    return new Promise((done) => setTimeout(done));
  };
  await filled(100);
  reachable(region, "Notices");
}"""
FOUND = "[region.tabIndex, region.getAttribute('role'), region.getAttribute('aria-label')]"


def test_a_region_is_reached_while_it_scrolls_and_kept_while_it_has_the_focus(blank: Any) -> None:
    blank.evaluate(MADE)
    assert soon(lambda: blank.evaluate(FOUND) == [-1, None, None])
    for height, found in ((101, [-1, None, None]), (102, [0, "region", "Notices"])):
        blank.evaluate("height => filled(height)", height)
        assert soon(lambda: blank.evaluate(FOUND) == found)
    blank.evaluate("region.focus()")
    blank.evaluate("filled(10)")
    assert soon(lambda: blank.evaluate(FOUND) == [0, "region", "Notices"])
    assert soon(lambda: blank.evaluate("document.activeElement === region") is True)
