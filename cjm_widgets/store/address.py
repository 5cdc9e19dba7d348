"""Where journeys are: a folder, or a database by its address. A password in an address is shown to nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from cjm_widgets.journey.fault import CjmError

SCHEMES: Final = ("postgresql://", "postgres://")
SCHEMA: Final = "cjm"
"""The schema of a database in which the maps are, where the address names no other."""
_SCHEMA: Final = re.compile(r"[a-z_][a-z0-9_]{0,39}")
_SECRET: Final = frozenset({"password", "sslpassword"})


class AddressError(CjmError):
    """An address that names no place."""


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL database that keeps journeys.

    Args:
        address: such as "postgresql://ana@db.example.org/maps?schema=cjm"; it may hold a password.
    """

    address: str = field(repr=False)

    def __str__(self) -> str:
        """The address without what is secret in it."""
        try:
            parts = urlsplit(self.address)
            at = f"{parts.username}@" if parts.username else ""
            shown = [(name, value) for name, value in parse_qsl(parts.query) if name not in _SECRET]
            return urlunsplit((parts.scheme, at + parts.netloc.rpartition("@")[2], parts.path, urlencode(shown), ""))
        except ValueError:
            return "postgresql://…"

    @property
    def has_password(self) -> bool:
        """Whether the address itself holds something secret."""
        parts = self._parts
        return bool(parts.password) or any(name in _SECRET for name, _ in parse_qsl(parts.query))

    @property
    def schema(self) -> str:
        """The schema of the database in which the journeys are.

        Raises:
            AddressError: if none can be called so.
        """
        found = dict(parse_qsl(self._parts.query)).get("schema", SCHEMA)
        if not _SCHEMA.fullmatch(found):
            raise AddressError(f"“{found[:80]}” cannot be a schema. Use small letters, digits and _, such as “maps”.")
        return found

    @property
    def conninfo(self) -> str:
        """The address as the driver takes it."""
        parts = self._parts
        query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "schema"])
        return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))

    @property
    def _parts(self) -> SplitResult:
        try:
            return urlsplit(self.address)
        except ValueError:  # not with the address in it
            raise AddressError(
                "The address of the database cannot be understood. Write it such as: "
                "postgresql://ana@db.example.org/maps"
            ) from None


Place = Path | Database


def place_at(words: str | Path) -> Place:
    """The place that some words name.

    Args:
        words: the path of a folder, or an address that begins with postgresql://.
    """
    return Database(words) if isinstance(words, str) and words.startswith(SCHEMES) else Path(words)


def spelt(place: Place) -> str:
    """The words that name a place, for another process of ours alone: they may hold a password."""
    return place.address if isinstance(place, Database) else str(place)
