"""What keeps people out of a page, as axe finds it: WCAG 2.2 AA and its best practices, in light and in dark."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CHOOSE = "scheme => document.documentElement.dataset.theme && (document.documentElement.dataset.theme = scheme)"
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that can judge the same page differently in dark."""
LOOK = """([within, options]) => axe.run(within ?? document, options).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
    `${id}: ${html.slice(0, 160)} ${failureSummary}`)))"""


def barriers(page: Any, rules: dict[str, Any] = WCAG, within: str | None = None, *, colours: bool = True) -> list[str]:
    """What axe finds on a page as it stands, or in a part of it: the rule, the element and what to do.

    Args:
        page: the browser's page.
        rules: which to look at.
        within: a selector of the part.
        colours: whether to look at them, which takes three quarters of the time.
    """
    left_out = {} if colours else {name: {"enabled": False} for name in COLOURS["values"]}
    options = {"runOnly": rules, "rules": left_out, "resultTypes": ["violations"], "preload": False}
    if not page.evaluate("'axe' in window"):  # it is half a megabyte
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, [within, options])  # type: ignore[no-any-return]


def barriers_in_both(page: Any) -> dict[str, list[str]]:
    """The same in light, and of the colours once more in dark."""
    found = {}
    for scheme, rules in (("light", WCAG), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(
            "scheme => { const set = document.documentElement.dataset; if (set.theme) set.theme = scheme; }", scheme
        )
        found[scheme] = barriers(page, rules)
    return found


NONE = {"light": [], "dark": []}
"""Nothing keeps anybody out, in light or in dark."""
