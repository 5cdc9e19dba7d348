"""What stands in docs/jupyterhub.md, with this computer's ports and files in place of those of the examples."""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs" / "jupyterhub.md"
CJM = [sys.executable, "-m", "cjm_widgets"]


@dataclass(frozen=True)
class Ports:
    """Of the Hub's proxy, of what steers it, of the Hub, of the workbook that it starts, and of the other."""

    proxy: int
    steering: int
    hub: int
    managed: int
    external: int


def logs_in(page: Any, name: str) -> None:
    """Types a name on the Hub's page."""
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill("any")
    page.locator("#login_submit").click()


def managed_config(ports: Ports, maps: Path) -> str:
    """The configuration of the service that the Hub starts."""
    return _with(
        _blocks("python")[0],
        {
            "https://hub.example.org/": f"http://127.0.0.1:{ports.proxy}/",
            "http://127.0.0.1:8866": f"http://127.0.0.1:{ports.managed}",
            '"cjm", "serve"': f'{", ".join(repr(part) for part in CJM)}, "serve"',
            '"/srv/maps"': repr(str(maps)),
        },
    )


def external_config(ports: Ports) -> str:
    """The same of the one that is started by itself; it is called apart, for both are there in one Hub."""
    return _with(
        _blocks("python")[1],
        {
            "http://maps.internal:8866": f"http://127.0.0.1:{ports.external}",
            '"name": "cjm"': '"name": "apart"',
            "service=cjm": "service=apart",
        },
    )


def external_command(ports: Ports, maps: Path) -> tuple[dict[str, str], list[str]]:
    """Its variables, and its command."""
    (block,) = _blocks("sh")
    here = _with(
        block,
        {
            "http://hub.internal:8081": f"http://127.0.0.1:{ports.hub}",
            "https://hub.example.org/services/cjm/": f"http://127.0.0.1:{ports.proxy}/services/apart/",
            "NAME=cjm": "NAME=apart",
            "PREFIX=/services/cjm/": "PREFIX=/services/apart/",
            "/srv/maps": str(maps),
            "--host 0.0.0.0": f"--host 127.0.0.1 --port {ports.external} --no-browser",
        },
    )
    *exports, command = here.replace("\\\n", " ").strip().splitlines()
    given = dict(line.removeprefix("export ").split("=", 1) for line in exports)
    return given, [*CJM, *shlex.split(command)[1:]]


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def _with(text: str, here: dict[str, str]) -> str:
    for told, replaced in here.items():
        assert text.count(told) == 1, told
        text = text.replace(told, replaced)
    return text
