"""What several rings of tests need: a browser, and the workbook served on a folder of its own."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import ipykernel.ipkernel  # noqa: F401  it exchanges what widgets talk through: before any of them is made
import pytest
from hypothesis import settings
from postgres_server import Postgres, running
from soon import PATIENCE, Soon
from workbook_server import CHROMIUM_OPTIONS, Served, chromium_path, serving

# As in cjm_widgets.cli.commands: seconds for every worker. nbval imports it, so that it comes after this and not by
# itself (pyproject.toml).
sys.modules.setdefault("rfc3987_syntax", None)
pytest_plugins = ("nbval.plugin",)
TESTS = Path(__file__).parent
# Kernels would compile every import anew otherwise, and start three times slower.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# No test stands on a clock: a computer that has other work is slow, not wrong. Nor does it stand on luck: everybody is
# given the same examples. HYPOTHESIS_PROFILE=hunting looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("hunting", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
# Notebooks in tests run in forked kernels, as they do for everybody else.
os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "cjm-warm"


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """One browser for all tests of a worker."""
    from leaving import leave_before_closing
    from playwright.sync_api import expect, sync_playwright
    from under_policy import ask_from_outside

    ask_from_outside()
    leave_before_closing()
    expect.set_options(timeout=1000 * PATIENCE)
    path = chromium_path()
    if path is None:
        say = "No Chromium or Chrome is installed. Install one, or run: uv run playwright install chromium"
        if os.environ.get("CJM_BROWSER_REQUIRED"):
            pytest.fail(say)
        pytest.skip(say)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        browser.on("context", lambda context: context.set_default_timeout(1000 * PATIENCE))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def node() -> str:
    """The Node.js that runs the browser's code without a browser; Playwright's is new enough for our modules."""
    from playwright._impl._driver import compute_driver_executable

    own = Path(compute_driver_executable()[0])
    if own.exists():
        return str(own)
    if found := shutil.which("node"):
        return found
    say = "There is no Node.js: it comes with the Python package playwright."
    if os.environ.get("CJM_BROWSER_REQUIRED"):
        pytest.fail(say)
    pytest.skip(say)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for all tests of a worker; each takes a schema of its own."""
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The workbook on a folder with the two examples, open to this computer."""
    with serving(tmp_path_factory.mktemp("journeys"), "--no-token") as running:
        yield running


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many workers as processors: who opens pages waits for servers and browsers half of the time."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """What is collected stays to the end: nobody looks through it for what is needed no more."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that take longest come first, so that no worker is left with one of them at the end."""
    long = {TESTS / name for name in ("crowd", "formats", "notebooks", "rerun", "serve", "warm")}
    items.sort(key=lambda item: (item.get_closest_marker("browser") is None, item.path.parent not in long))


def pytest_itemcollected(item: pytest.Item) -> None:
    """What opens pages in Chromium can be left out: uv run pytest -m "not browser"."""
    if "chromium" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


def _without_the_browsers_loop(item: pytest.Item) -> Iterator[None]:
    """Playwright's loop stays marked as running in a worker's thread; other tests there need loops of their own."""
    running = asyncio._get_running_loop()
    if running is None or "chromium" in getattr(item, "fixturenames", ()):
        return (yield)
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(running)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    return (yield from _without_the_browsers_loop(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    return (yield from _without_the_browsers_loop(item))


def pytest_assertrepr_compare(config: pytest.Config, op: str, left: object, right: object) -> list[str] | None:
    """What was answered last is told as the answer itself would be, with its difference."""
    if isinstance(left, Soon) or isinstance(right, Soon):
        left, right = (one.last if isinstance(one, Soon) else one for one in (left, right))
        told = config.hook.pytest_assertrepr_compare(config=config, op=op, left=left, right=right)
        return next(iter(told), None)
    return None
