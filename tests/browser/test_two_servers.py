"""Two servers over one database: what people do on one is seen on the other, and the password is seen nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psutil
from soon import soon
from workbook_server import serving

from cjm_widgets.journey.edits import value_at
from cjm_widgets.store import opened_store
from cjm_widgets.store.address import Database

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from postgres_server import Postgres
    from workbook_server import Served

FEELINGS = "steps/booking/experience/feelings"
SECRET = "s3cret-word"  # noqa: S105  of nobody


def opened(chromium: Any, served: Served, name: str) -> Any:
    context = chromium.new_context()
    context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
    page = context.new_page()
    page.goto(served.address("04_satisfaction", "airport"))
    page.wait_for_selector(".cjm-page")
    return page


def feelings(page: Any) -> Any:
    return page.locator(f"[data-path='{FEELINGS}'] textarea, textarea[data-path='{FEELINGS}']")


def test_people_on_two_servers_see_each_other_and_what_the_other_writes(
    chromium: Any, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # for the log of the server
    plain = postgres.fresh()
    database = Database(plain.address.replace("ana@", f"ana:{SECRET}@"))
    store = opened_store(plain)
    with serving(database, "--no-token") as first, serving(database, "--no-token") as second:
        ana, ben = opened(chromium, first, "Ana"), opened(chromium, second, "Ben")
        ana.get_by_role("button", name="1 other here: Ben").wait_for()
        ben.get_by_role("button", name="1 other here: Ana").wait_for()
        feelings(ben).fill("Glad to be seen from elsewhere")
        assert soon(lambda: feelings(ana).input_value()) == "Glad to be seen from elsewhere"
        assert value_at(store.open("airport"), FEELINGS) == "Glad to be seen from elsewhere"
        processes = [psutil.Process(server.process.pid) for server in (first, second)]
        processes += [child for one in processes for child in one.children(recursive=True)]
        said = "".join(first.said + second.said) + "".join(str(one.cmdline()) for one in processes)
        for page in (ana, ben):
            page.context.close()
    logs = "".join(path.read_text() for path in tmp_path.rglob("*.log"))
    assert SECRET not in said + "".join(first.said + second.said) + logs
