"""The facilitator's page: a workbook like the others, but no step of the method."""

from __future__ import annotations

from typing import Final

NAME: Final = "facilitator"
FILE: Final = "09_facilitator.ipynb"
TITLE: Final = "All teams"
