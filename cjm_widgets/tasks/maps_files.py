"""Which files a map is read from, for those who only ask for one."""

from typing import Final

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a map's file."""
ENDINGS: Final = (".xlsx", ".html", ".csv", ".md", ".mmd", ".ojf", ".json")
"""Of the formats that come back: `formats.registry.readable`, which a page's process does not load."""
KEPT_MAP: Final = "map.json"
"""The map as a finished run told of it: from two of them it is told what moved from one run to the next."""
