"""The figures of a server: read by the facilitator's key, true, and without a name of anybody or anything."""

from __future__ import annotations

import http.client
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from small_books import started

from cjm_widgets import __version__
from cjm_widgets.serve.monitored.refusals import REASONS


@pytest.fixture(scope="module")
def counting(tmp_path_factory):
    """A server that nobody else asks."""
    with started(tmp_path_factory.mktemp("figures"), "metrics_port=0", "token='sesame-sesame'") as running:
        yield running


def key(words: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {words}"}


def figures(server) -> dict[tuple[str, str], float]:
    text = server.ask("/metrics", cookie="", headers=key(server.token)).body
    return {
        (one.name, one.labels.get("reason", "")): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


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
    for team in ("airport", "clinic"):
        counting.ask(f"/voila/render/01_asking.ipynb?journey={team}", cookie=counting.join(team))
    found = figures(counting)
    assert found["cjm_page_processes", ""] == 3
    assert found["cjm_people_here", ""] == 3
    assert found["cjm_pages_open", ""] == 0  # no browser has joined them
    assert found["cjm_places", ""] >= 10


def test_everybody_who_is_turned_away_is_counted_by_the_reason(counting) -> None:
    before = figures(counting)
    team = counting.join("airport")
    counting.ask("/", host="evil.example")
    counting.ask("/", headers={"Origin": "http://evil.example"})
    counting.ask("/", cookie="")
    counting.ask("/?token=guessed", cookie="")
    counting.ask("/join/AAAAA-AAAAA", cookie="")
    counting.ask("/metrics", cookie="", headers=key("guessed"))
    counting.ask("/voila/render/09_facilitator.ipynb", cookie=team)
    counting.ask("/voila/render/01_asking.ipynb?journey=clinic", cookie=team)
    counting.ask("/cjm/journeys.zip", cookie=team)
    after = figures(counting)
    more = {reason: after["cjm_refusals_total", reason] - before["cjm_refusals_total", reason] for reason in REASONS}
    assert {reason: count for reason, count in more.items() if count} == {
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
