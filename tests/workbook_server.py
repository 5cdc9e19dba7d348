"""The workbook served on a folder of its own, and the browser to open it with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psutil

from cjm_widgets.store.address import Database
from cjm_widgets.tasks.choosing import told_place

LAST_SAID = "Press Ctrl+C here to stop."
"""When a server has said this, it has said all that it has to say."""

STARTS_WITHIN = 240
"""Seconds; a computer that does much else at the same time needs them."""
LEFT_OUT = (
    # The address bar's own pages: each window would load two of them, which takes longer than one of ours.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright leaves out: Chromium counts the last list only.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
CHROMIUM_OPTIONS = [
    f"--disable-features={','.join(LEFT_OUT)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    """A Chromium or Chrome that is installed, or None.

    The one without windows draws the same pages in two thirds of the time.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@dataclass(frozen=True)
class Links:
    """What `cjm serve` prints for a room.

    Args:
        base: http://host:port
        leads: the facilitator's link.
        teams: a link for each map, in the order of their titles.
    """

    base: str
    leads: str
    teams: tuple[str, ...]

    def page(self, workbook: str, journey: str = "") -> str:
        return f"{self.base}/voila/render/{workbook}.ipynb" + (f"?journey={journey}" if journey else "")


@dataclass
class Served:
    """The workbook as `cjm serve` serves it."""

    url: str
    folder: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    mark: str = ""
    """Stands in the environment of the server and of all that it starts, also of what has lost its parent."""

    def address(self, workbook: str, journey: str = "") -> str:
        return f"{self.url}/voila/render/{workbook}.ipynb" + (f"?journey={journey}" if journey else "")

    def links(self) -> Links:
        """The links that were printed for a room, as this computer reaches them."""
        ways = re.findall(r"http://[^/\s]+(:\d+/\S+)", "".join(self.said))
        told = [f"http://127.0.0.1{way}" for way in ways]
        leads = next(one for one in told if "token=" in one)
        return Links(leads.rpartition("/")[0], leads, tuple(one for one in told if "/join/" in one))

    def kernels(self) -> list[int]:
        """The processes of the pages that are open."""
        return kernels_of(self.process.pid)


def kernels_of(server: int) -> list[int]:
    """The processes of a server's pages: each leads a session of its own, as the warm parent does not."""
    found = []
    for child in psutil.Process(server).children(recursive=True):
        with suppress(ProcessLookupError, psutil.Error):
            if os.getsid(child.pid) == child.pid and child.status() != psutil.STATUS_ZOMBIE:
                found.append(child.pid)
    return found


def warm_parent_of(server: int) -> int:
    """The process that a server's kernels are forked from."""
    (found,) = (
        child.pid
        for child in psutil.Process(server).children()
        if "cjm_widgets.warm.parent" in child.cmdline() and os.getsid(child.pid) != child.pid
    )
    return found


@contextmanager
def serving(place: Path | Database, *options: str) -> Iterator[Served]:
    """The workbook, until the block ends.

    Args:
        place: a folder, or a database.
        options: of the command.
    """
    folder = place if isinstance(place, Path) else Path()
    named = [str(place)] if isinstance(place, Path) else []
    mark = f"CJM_TEST_SERVER={uuid4().hex}"
    process = subprocess.Popen(
        [sys.executable, "-m", "cjm_widgets", "serve", *named, "--no-browser", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **told_place(place), "PYTHONUNBUFFERED": "1", **dict([mark.split("=")])},
    )
    served = Served("", folder, process, mark=mark)
    threading.Thread(target=lambda: served.said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    until = time.monotonic() + STARTS_WITHIN
    while LAST_SAID not in "".join(served.said):  # the links come line by line
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            raise RuntimeError("The server did not start:\n" + "".join(served.said))
        time.sleep(0.05)
    served.url = re.findall(r"(?:on to|browser:) (https?://[^\s/?]+)", "".join(served.said))[0]
    try:
        yield served
    finally:
        process.terminate()
        try:
            process.wait(STARTS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
