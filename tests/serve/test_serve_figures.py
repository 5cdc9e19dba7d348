"""The figures of a server: read by the facilitator's key, true, and without a name of anybody or anything."""

from __future__ import annotations

import http.client
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from prometheus_client.parser import text_string_to_metric_families
from small_books import started

from cjm_widgets import __version__
from cjm_widgets.serve.monitored.figures import Figures
from cjm_widgets.serve.monitored.refusals import REASONS, Refusals
from cjm_widgets.store import tally
from cjm_widgets.store.tally import LOST, UNSAVED, Tallies, Tally


@pytest.fixture(scope="module")
def counting(tmp_path_factory):
    """A server that nobody else asks."""
    with started(tmp_path_factory.mktemp("figures"), "metrics_port=0", "token='sesame-sesame'") as running:
        yield running


def key(words: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {words}"}


def test_the_key_opens_them_by_any_name_and_a_cookie_of_the_facilitators_does_too(server) -> None:
    for host in ("", "10.244.3.17:8866"):
        assert server.ask("/metrics", cookie="", host=host, headers=key(server.token)).status == 200
    answer = server.ask("/metrics")
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, "text/plain")
    assert f'version="{__version__}"' in answer.body
    assert 'store="files"' in answer.body


@pytest.mark.parametrize("given", ["wrong", "", "Bearer", "sesame"])
def test_no_other_key_opens_them_and_no_team(server, given: str) -> None:
    assert server.ask("/metrics", cookie="", headers=key(given)).status == 403
    assert server.ask("/metrics", cookie=server.join("airport"), headers=key(given)).status == 403
    assert server.ask("/metrics", cookie="", headers={"Authorization": f"Basic {server.token}"}).status == 403


def test_the_key_in_a_header_opens_nothing_else(server) -> None:
    for path in ("/", "/voila/render/00_start.ipynb", "/cjm/journeys.zip", "/cjm/room"):
        assert server.ask(path, cookie="", headers=key(server.token)).status == 403


def test_none_of_them_is_jupyters_and_none_names_a_map_or_a_person(server) -> None:
    server.ask("/voila/render/01_asking.ipynb?journey=airport")
    text = server.ask("/metrics", cookie="", headers=key(server.token)).body
    names = {family.name for family in text_string_to_metric_families(text)}
    assert {name.partition("_")[0] for name in names} == {"cjm", "process"}
    assert not re.search("airport|clinic|p-[a-z0-9]{8}", text)
    assert str(server.folder) not in text


def test_pages_people_and_processes_are_counted(counting) -> None:
    counting.ask("/voila/render/01_asking.ipynb")
    for team, pages in (("airport", 2), ("clinic", 1)):
        person = counting.join(team)
        for _ in range(pages):
            counting.ask(f"/voila/render/01_asking.ipynb?journey={team}", cookie=person)
    found = counting.figures()
    assert found["cjm_page_processes", ""] == 4
    assert found["cjm_people_here", ""] == 3
    assert found["cjm_pages_open", ""] == 0  # no browser has joined them
    assert found["cjm_places", ""] >= 10


def test_what_pages_count_is_told_as_it_was_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "own_tally", Tally)
    page, other = Tally(tmp_path / "page"), Tally(tmp_path / "other")
    for one, edits, seconds in ((page, 3, 0.004), (page, 1, 0.2), (other, 2, 0.004), (other, 1, 99.0)):
        one.saved(edits, seconds)
    page.add(UNSAVED, 5)
    other.add(LOST, 2)
    kernels = SimpleNamespace(watched=lambda: 6, list_kernel_ids=lambda: ["a"] * 7, tallies=Tallies(tmp_path))
    pages = SimpleNamespace(place=tmp_path, places=SimpleNamespace(people=lambda: 8, most=9), refusals=Refusals())
    text = Figures(pages, kernels).text().decode()
    (saving,) = [one for one in text_string_to_metric_families(text) if one.name == "cjm_save_seconds"]
    within = {one.labels["le"]: one.value for one in saving.samples if one.name.endswith("_bucket")}
    assert [within[limit] for limit in ("0.0025", "0.005", "0.1", "0.25", "30.0", "+Inf")] == [0, 2, 2, 3, 3, 4]
    told = {one.name: one.value for family in text_string_to_metric_families(text) for one in family.samples}
    assert told["cjm_save_seconds_count"] == 4
    assert told["cjm_save_seconds_sum"] == pytest.approx(0.004 + 0.2 + 0.004 + 99)
    assert (told["cjm_edits_saved_total"], told["cjm_edits_unsaved_total"]) == (7, 5)
    assert told["cjm_store_lines_lost_total"] == 2
    assert [told[f"cjm_{name}"] for name in ("pages_open", "page_processes", "people_here", "places")] == [6, 7, 8, 9]


def test_everybody_who_is_turned_away_is_counted_by_the_reason(counting) -> None:
    team = counting.join("airport")
    with counting.counting_refusals() as found:
        counting.ask("/", host="evil.example")
        counting.ask("/", headers={"Origin": "http://evil.example"})
        counting.ask("/", cookie="")
        counting.ask("/?token=guessed", cookie="")
        counting.ask("/join/AAAAA-AAAAA", cookie="")
        counting.ask("/metrics", cookie="", headers=key("guessed"))
        counting.ask("/voila/render/09_facilitator.ipynb", cookie=team)
        counting.ask("/voila/render/01_asking.ipynb?journey=clinic", cookie=team)
        counting.ask("/cjm/journeys.zip", cookie=team)
    assert {reason for name, reason in counting.figures() if name == "cjm_refusals_total"} == set(REASONS)
    assert found == {
        "foreign_host": 1,
        "foreign_site": 1,
        "no_key": 1,
        "wrong_key": 3,
        "not_theirs": 2,
        "facilitators_only": 1,
    }


def test_a_port_of_their_own_has_the_figures_and_nothing_else(counting) -> None:
    (line,) = [one for one in counting.said if one.startswith("Prometheus reads")]
    assert re.fullmatch(r"Prometheus reads the figures of this server at http://127\.0\.0\.1:\d+/metrics", line)
    port = int(re.search(r":(\d+)/", line)[1])
    assert port != counting.port

    def ask(path: str) -> tuple[int, str]:
        with_port = http.client.HTTPConnection("127.0.0.1", port)
        with_port.request("GET", path, headers={"Host": "10.1.2.3"})
        answer = with_port.getresponse()
        return answer.status, answer.read().decode()

    status, text = ask("/metrics")
    assert status == 200
    assert "cjm_edits_saved_total" in text
    assert [ask(path)[0] for path in ("/", "/voila/render/00_start.ipynb", "/health/live")] == [404] * 3
