"""What a finished run says that it did: its manifest, which knows what of its folder is left from earlier runs."""

from __future__ import annotations

import json
from typing import Any, Final

MANIFEST: Final = "manifest.json"


def done_in(text: bytes) -> dict[str, dict[str, Any]]:
    """What a manifest says was done, by its name in the folder; nothing if it is broken.

    Args:
        text: of the manifest's file.
    """
    try:
        return {str(name): {"fault": None, **one} for name, one in json.loads(text)["done"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
