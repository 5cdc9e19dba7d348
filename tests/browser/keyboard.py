"""A person at the keyboard: Tab until the right thing has the focus, then type."""

from __future__ import annotations

from typing import Any

from hands import press_letters

_NAME = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return "";
  const ids = (it.getAttribute("aria-labelledby") ?? "").split(" ");
  const by = ids.map((id) => document.getElementById(id)?.innerText ?? "").join(" ").trim();
  const own = by || it.getAttribute("aria-label") || it.labels?.[0]?.innerText || it.innerText || "";
  const within = it.type === "radio" || it.type === "checkbox" ? it.closest("fieldset") : null;
  const group = within?.querySelector("legend")?.innerText ?? "";
  return `${group} ${own}`.replace(/\\s+/g, " ").trim();
}"""

MOST_TABS = 500


class Keyboard:
    """Reaches everything by keyboard alone.

    Args:
        page: the browser's page.
    """

    def __init__(self, page: Any) -> None:
        self.page = page

    def reach(self, name: str, *, back: bool = False) -> None:
        """Presses Tab until what has the focus is called so (its name holds the text)."""
        seen = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            found = self.page.evaluate(_NAME)
            if name in found:
                return
            seen.append(found)
        raise AssertionError(f"“{name}” was not reached by Tab. On the way: {list(dict.fromkeys(seen))}")

    def press(self, name: str, key: str = "Enter") -> None:
        """Reaches a button or a link and presses it."""
        self.reach(name)
        self.page.keyboard.press(key)

    def write(self, name: str, text: str) -> None:
        """Reaches a field and types."""
        self.reach(name)
        self.type(text)

    def type(self, text: str) -> None:
        """Types where the focus is."""
        press_letters(self.page, text)

    def choose(self, name: str, option: str) -> None:
        """Reaches a drop-down and picks the option that begins so."""
        self.reach(name)
        self.page.keyboard.type(option)

    def rate(self, name: str, downs: int) -> None:
        """Reaches a group of answers and takes the first, then goes on by arrow."""
        self.reach(name)
        self.page.keyboard.press("Space")
        for _ in range(downs):
            self.page.keyboard.press("ArrowRight")
