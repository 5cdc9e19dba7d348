"""What is kept of a journey: its file, with what its history has after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cjm_widgets.store import Store


def kept(folder: Path, journey: str) -> dict[str, Any]:
    """A journey as whoever opens it gets it; the file alone may be a moment behind."""
    return Store(folder).open(journey).to_json()


def kept_text(folder: Path, journey: str) -> str:
    """The same as text, to look for words in."""
    return json.dumps(kept(folder, journey), ensure_ascii=False)
