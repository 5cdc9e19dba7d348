"""The facilitator's page: a workbook like the others, but no step of the method."""

from __future__ import annotations

from typing import Any, Final

NAME: Final = "facilitator"
FILE: Final = "09_facilitator.ipynb"
TITLE: Final = "All teams"

PAGE: Final[dict[str, Any]] = {"name": NAME, "title": TITLE, "journey_id": "", "parts": {}, "pages": [], "homes": {}}
"""What the browser needs to know of it."""
