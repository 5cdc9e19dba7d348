"""An organisation's workbook: several servers over a PostgreSQL, behind an nginx with TLS, as docs/servers.md says."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nginx_server import nginx_in
from workbook_server import Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.store.address import Place

DOCS_OF = {1: "proxy.md", 2: "servers.md"}
"""How many servers -> the page of the docs with nginx's file for them."""


@dataclass(frozen=True)
class Organisation:
    """What runs.

    Args:
        base: https://localhost:port/cjm/
        servers: behind it.
    """

    base: str
    servers: tuple[Served, ...]

    @property
    def leads(self) -> str:
        """The facilitator's link, as each server prints it."""
        (found,) = {re.search(rf"{re.escape(self.base)}\?token=\S+", "".join(one.said))[0] for one in self.servers}
        return found

    def team(self, title: str, *, told_by: int = 0) -> str:
        """A team's link.

        Args:
            title: of its map.
            told_by: the number of the server that printed it.
        """
        said = "".join(self.servers[told_by].said)
        return re.search(rf" {re.escape(title)} +({re.escape(self.base)}join/\S+)", said)[1]

    def address(self, workbook: str, journey: str) -> str:
        """A page of a journey."""
        return f"{self.base}voila/render/{workbook}.ipynb?journey={journey}"


@contextmanager
def organisation(store: Place, place: Path, *options: str, servers: int = 2) -> Iterator[Organisation]:
    """So many servers of one store, until the block ends.

    Args:
        store: where the maps are; they are there already.
        place: an empty folder for nginx.
        options: more of `cjm serve`.
        servers: how many.
    """
    with nginx_in(place, "localhost") as nginx, ExitStack() as running:
        base = f"https://localhost:{nginx.port}/cjm/"
        found = [running.enter_context(serving(store, "--address", base, *options)) for _ in range(servers)]
        nginx.start(nginx.as_in(DOCS_OF[servers], *(one.url for one in found)))
        yield Organisation(base, tuple(found))
