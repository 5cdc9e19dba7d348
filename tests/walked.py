"""The maps to begin with that are looked at from beginning to end."""

from __future__ import annotations

WALKED = ("airport", "employer", "blank")
"""The other starters are made of the same parts (tests/journey/test_starters.py says so)."""
