"""How many files this process may have open, and how many pages that is: each page takes a dozen."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

EACH: Final = 14
"""Open files for a page: its lines to its process, to the browser, and what they are waited for with."""
OWN: Final = 60
"""What the server needs for itself, and for browsers that ask for files."""
PLENTY: Final = 16_384


def files_allowed() -> int:
    """Raises the limit as far as this person may, and says what it is now; plenty where there is none."""
    if sys.platform == "win32":  # it has no such limit
        return PLENTY
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for most in (PLENTY, 10_240, 4096):  # macOS allows no more than 10,240 whatever it says
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        if soft != resource.RLIM_INFINITY and wanted > soft:
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                return wanted
    return PLENTY if soft == resource.RLIM_INFINITY else soft


def places_in(files: int) -> int:
    """How many pages so many open files are enough for.

    Args:
        files: that may be open at once.
    """
    return max(1, (files - OWN) // EACH)
