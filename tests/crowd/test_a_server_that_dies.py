"""Two servers over one database, behind nginx as docs/servers.md has it: one is killed while people type.

What was acknowledged is kept, once; what was not comes from the browsers again; all go on at the other server.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from organisation import Organisation, organisation
from participant import Participant
from playwright.sync_api import expect
from postgres_server import Postgres
from processes import left_behind
from soon import PATIENCE, soon
from teams import fields_of, kept_edits, make_teams

from cjm_widgets.journey.edits import value_at
from cjm_widgets.store import opened_store
from cjm_widgets.store.address import Database

PEOPLE, TEAM, LETTERS = 20, 10, 30
OTHERS = 5
"""The first of the fields that the others type in: those before are of the step where somebody has a real browser."""
OWN = "steps/booking/experience/feelings"
"""Where the one with a real browser types."""


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> Database:
    found = postgres.fresh()
    make_teams(found, PEOPLE, TEAM)
    return found


@pytest.fixture(scope="module")
def behind(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisation]:
    with organisation(database, tmp_path_factory.mktemp("nginx")) as found:
        yield found


async def types(one: Participant, place: str, number: int, midway: asyncio.Barrier) -> str:
    """Types some letters, half of them after the server was killed; gives what then has to stand there."""
    chance, text = random.Random(number), ""  # noqa: S311  no secret
    for at in range(LETTERS):
        if at == LETTERS // 2:
            await midway.wait()
        text += chance.choice("etaoinshrdlu ")
        one.edit(place, text)
        await asyncio.sleep(chance.uniform(0.03, 0.1))
    await one.saved(PATIENCE)
    return text


async def workshop(behind: Organisation, database: Database, killing: Any) -> dict[str, dict[str, str]]:
    """Twenty people join, and type; gives what has to stand where, by journey."""
    people = [Participant(f"Person {number}", patience=PATIENCE) for number in range(PEOPLE)]
    teams = [f"team-{1 + number % 2}" for number in range(PEOPLE)]
    places = [fields_of(database, team)[OTHERS + number // 2] for number, team in enumerate(teams)]
    links = {team: behind.team(team.replace("-", " ").capitalize(), told_by=at) for at, team in enumerate(set(teams))}
    await asyncio.gather(
        *(
            one.join(behind.address("04_satisfaction", team), link=links[team])
            for one, team in zip(people, teams, strict=True)
        )
    )
    midway = asyncio.Barrier(PEOPLE + 1)

    async def kills() -> None:
        await midway.wait()
        killing()

    *texts, _ = await asyncio.gather(*map(types, people, places, range(PEOPLE), [midway] * PEOPLE), kills())
    await asyncio.gather(*(one.leave() for one in people))
    for one, team in zip(people, teams, strict=True):
        kept = kept_edits(database, team)
        assert [kept[name] for name in one.outbox.acknowledged] == [1] * len(one.outbox.acknowledged)
        assert not one.outbox.waiting
        assert not one.outbox.refused
    return {
        team: {place: text for at, place, text in zip(teams, places, texts, strict=True) if at == team}
        for team in set(teams)
    }


def test_a_server_that_is_killed_costs_its_pages_a_reload_and_nobody_a_word(
    behind: Organisation, database: Database, chromium: Any
) -> None:
    page = chromium.new_context(ignore_https_errors=True).new_page()
    page.goto(behind.leads)
    page.goto(behind.address("04_satisfaction", "team-1"))
    page.wait_for_selector("[data-ready] .cjm-page")
    (doomed,) = (server for server in behind.servers if server.kernels())
    field, status = page.locator(f"[data-path='{OWN}'] textarea"), page.locator("[data-cjm-slot=status]")
    field.fill("Written while all was well.")
    expect(status).to_contain_text("Saved")
    page.evaluate("window.isTheOldPage = true")

    alone = ThreadPoolExecutor(1)
    crowd = alone.submit(lambda: asyncio.run(workshop(behind, database, doomed.process.kill)))
    doomed.process.wait(PATIENCE)
    field.fill("Written while the server was gone.")
    page.wait_for_function("window.isTheOldPage === undefined")
    page.wait_for_selector("[data-ready] .cjm-page")
    expect(field).to_have_value("Written while the server was gone.")
    expect(status).to_contain_text("Saved")

    stands, store = crowd.result(), opened_store(database)
    found = {team: {place: value_at(store.open(team), place) for place in texts} for team, texts in stands.items()}
    assert found == stands
    assert len(stands) == 2
    assert value_at(store.open("team-1"), OWN) == "Written while the server was gone."
    assert soon(lambda: left_behind(doomed.mark)) == []
    page.context.close()
