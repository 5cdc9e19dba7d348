"""The address that people type where a proxy stands before the workbook, or a name leads to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_PORTS: Final = {"http": 80, "https": 443}
_PATH: Final = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?", re.ASCII)
_NAME: Final = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.ASCII)
_EXAMPLE: Final = "such as https://maps.example.org/cjm/"


class AddressError(Exception):
    """Why an address cannot be the workbook's, as a sentence for people."""


@dataclass(frozen=True, slots=True)
class Public:
    """Where people reach the workbook.

    Args:
        scheme: "http" or "https".
        name: of the computer, in small letters, as browsers send it.
        port: None where it is the usual one of the scheme.
        prefix: where the workbook's addresses begin, with a slash at both ends; "/" if it has the name for itself.
    """

    scheme: str
    name: str
    port: int | None = None
    prefix: str = "/"

    @property
    def origin(self) -> str:
        """What a browser says of a page from there."""
        return f"{self.scheme}://{self.name}" + (f":{self.port}" if self.port else "")

    @property
    def base(self) -> str:
        """The whole address, with a slash at its end."""
        return f"{self.origin}{self.prefix}"

    @property
    def secure(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.scheme == "https"


def public_at(typed: str) -> Public:
    """The address that somebody typed.

    Args:
        typed: such as "https://maps.example.org/cjm/"; the slash at the end may be missing.

    Raises:
        AddressError: if it is none.
    """
    given = typed.strip()
    if re.search(r"\s", given):
        raise AddressError(f"There is a space in --address “{typed}”. Give it without, {_EXAMPLE}.")
    scheme, there, _ = given.partition("://")
    if not there or scheme.lower() not in _PORTS:
        raise AddressError(f"--address “{typed}” has to begin with https:// or http://, {_EXAMPLE}.")
    if "?" in given or "#" in given:
        raise AddressError(f"--address “{typed}” has to end before “?” and “#”, {_EXAMPLE}.")
    try:
        parts = urlsplit(given)
        name, port = _as_sent(parts.hostname or ""), parts.port
    except ValueError as error:
        raise AddressError(f"--address “{typed}” cannot be read. Give one as people type it, {_EXAMPLE}.") from error
    if "@" in parts.netloc or not _NAME.fullmatch(name):
        raise AddressError(f"--address “{typed}” names no computer. Give a name without more, {_EXAMPLE}.")
    if not _PATH.fullmatch(parts.path):
        raise AddressError(
            f"The path of --address “{typed}” may hold letters without accents, digits, “-”, “_” and “.”, {_EXAMPLE}."
        )
    return Public(parts.scheme, name, port if port != _PORTS[parts.scheme] else None, f"{parts.path.rstrip('/')}/")


def _as_sent(name: str) -> str:
    """A computer's name as browsers send it: without letters of other scripts and accents."""
    if ":" in name:
        return f"[{name}]"
    return name if name.isascii() else name.encode("idna").decode()
