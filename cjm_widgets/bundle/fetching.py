from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.request import urlopen

from cjm_widgets.bundle.fault import BundleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cjm_widgets.bundle.resolving import Wheel

_AT_ONCE: Final = 8
_PATIENCE: Final = 60
"""Seconds without a word from the other side."""


def fetch(wheels: Iterable[Wheel], folder: Path) -> None:
    """Brings wheels into a folder; one that is there already is not fetched again.

    Args:
        wheels: with what each is when it is whole.
        folder: for their files.

    Raises:
        BundleError: if one cannot be had, or is not what it should be.
    """
    with ThreadPoolExecutor(_AT_ONCE) as several:
        for _ in several.map(lambda one: _fetched(one, folder / one.file), wheels):
            pass


def _fetched(wheel: Wheel, path: Path) -> None:
    if path.exists():
        return
    try:
        with urlopen(wheel.address, timeout=_PATIENCE) as answer:  # noqa: S310  where uv found it
            held = answer.read()
    except (URLError, OSError) as error:
        raise BundleError(f"{wheel.file} cannot be fetched: {getattr(error, 'reason', None) or error}.") from error
    if hashlib.sha256(held).hexdigest() != wheel.sha256:
        raise BundleError(f"{wheel.file} came damaged. Try again.")
    path.write_bytes(held)
