"""A map is taken away by whoever may see it, made by a process of its own, and nothing holds the server up."""

from __future__ import annotations

import io
import json
import re
import zipfile
from http.client import HTTPConnection
from types import SimpleNamespace
from urllib.parse import quote, unquote

import psutil
import pytest
from going_out import text_of
from pypdf import PdfReader
from soon import PATIENCE
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import Application

from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.journey.edits import set_value
from cjm_widgets.serve.exports import BUSY, ENOUGH, Export, Exporter
from cjm_widgets.serve.keys import kept_keys
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.workshop.links import join_key

NOWHERE = {
    "place": "/nowhere",
    "journey": "x",
    "to": "csv",
    "hidden": [],
    "view": "",
    "persona": "",
    "edition": "",
    "paper": "",
    "figure": "",
    "link": "",
}


@pytest.fixture(scope="module")
def map_server(tmp_path_factory):
    from workbook_server import serving

    with serving(tmp_path_factory.mktemp("exports"), "--no-token") as running:
        yield running


def ask(server, path: str) -> tuple[int, dict[str, str], bytes]:
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(f"{server.url}{path}"), timeout=PATIENCE) as answer:  # noqa: S310 - this computer
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def test_every_form_is_offered_and_comes_as_a_file_with_what_is_not_in_it(map_server) -> None:
    status, _, body = ask(map_server, "/cjm/forms")
    assert status == 200
    offered = json.loads(body)
    assert [one["name"] for one in offered] == [one.name for one in FORMATS]
    for form in offered:
        status, headers, body = ask(map_server, f"/cjm/export/{form['name']}?journey=airport&view=all")
        assert status == 200, body[:200]
        assert headers["content-disposition"] == f'attachment; filename="airport{form["ending"]}"'
        assert len(body) > 300
        assert isinstance(json.loads(unquote(headers["x-left-out"])), list)


def test_what_is_chosen_on_the_page_is_chosen_in_the_file(map_server) -> None:
    _, headers, body = ask(map_server, "/cjm/export/csv?journey=airport&view=all&hide=feelings&persona=carla")
    first = body.decode("utf-8-sig").splitlines()[0]
    assert "Feelings" not in first
    assert "As Carla" in first
    assert "As Henry" not in first
    assert any("chosen" in one for one in json.loads(unquote(headers["x-left-out"])))


@pytest.mark.parametrize(("paper", "sheet"), [("", (1191, 842)), ("a2", (1684, 1191)), ("report", (595, 842))])
def test_the_file_is_for_the_paper_that_the_address_names(map_server, paper: str, sheet: tuple[int, int]) -> None:
    *_, body = ask(map_server, f"/cjm/export/pdf?journey=airport&paper={paper}")
    first = PdfReader(io.BytesIO(body)).pages[0].mediabox
    assert (round(first.width), round(first.height)) == sheet


def test_a_figure_comes_alone_under_a_name_of_its_own(map_server) -> None:
    status, headers, body = ask(map_server, "/cjm/export/svg?journey=airport&figure=solutions")
    assert status == 200
    assert b"Solutions by value and effort: Through the airport</title>" in body
    assert headers["content-disposition"] == 'attachment; filename="airport-solutions.svg"'


def test_an_edition_comes_as_the_map_stood_under_a_name_of_its_own(map_server) -> None:
    store = Store(map_server.folder)
    keep_edition(store, store.open("employer"), "Before: the spring!", "", "Fay")
    store.save("employer", [set_value(store.open("employer"), "scope/segment", "Somebody else by now")])
    edition = store.open("employer").editions[-1]
    for name in (edition.id, "before: the spring!"):
        _, headers, body = ask(map_server, f"/cjm/export/json?journey=employer&edition={quote(name)}")
        assert headers["content-disposition"] == 'attachment; filename="employer-before-the-spring.json"'
        assert b"Somebody else by now" not in body
    assert b"Somebody else by now" in ask(map_server, "/cjm/export/json?journey=employer")[2]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/cjm/export/csv?journey=nothing", 409, "nothing"),
        ("/cjm/export/csv?journey=airport&view=else", 409, "There is no view “else”"),
        ("/cjm/export/pdf?journey=airport&paper=a0", 409, "There is no paper “a0” for “PDF to print"),
        ("/cjm/export/csv?journey=airport&paper=a3", 409, "For “Table (CSV)” no paper can be chosen."),
        ("/cjm/export/png?journey=airport&figure=else", 409, "There is no picture “else” for “Picture”"),
        ("/cjm/export/csv?journey=airport&edition=else", 409, "There is no edition “else”: the map has none."),
        ("/cjm/export/exe?journey=airport", 404, ""),
        ("/cjm/export/csv", 404, "The address names no map"),
        ("/cjm/export/csv?journey=../../etc/passwd", 404, "The address names no map"),
    ],
)
def test_what_cannot_be_had_is_a_sentence(map_server, path: str, status: int, says: str) -> None:
    answer = ask(map_server, path)
    assert answer[0] == status
    assert says in answer[2].decode()
    assert b"Traceback" not in answer[2]


def test_a_participant_takes_away_their_own_map_and_no_other(server) -> None:
    team = server.join("airport")
    refused = server.ask("/cjm/export/json?journey=employer", cookie=team)
    assert refused.status in (403, 404)
    assert "This link opens another map" in refused.body or "There is no such" in refused.body


def test_what_moved_is_a_page_on_which_whoever_leads_chooses_an_edition_or_another_map(map_server) -> None:
    status, headers, body = ask(map_server, "/cjm/moved?journey=airport&since=employer")
    text = body.decode()
    assert status == 200
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "compared with Through the airport as it stands" in text
    assert '<option value="employer" selected>' in text
    backs = {
        came: re.findall(
            r'<p class="back"><a href="([^"]+)">', ask(map_server, f"/cjm/moved?journey=airport{came}")[2].decode()
        )
        for came in ("", "&from=start", "&from=//elsewhere", "&from=map")
    }
    evaluate = ["/voila/render/08_evaluate.ipynb?journey=airport"]
    assert backs == {
        "": evaluate,
        "&from=start": ["/voila/render/00_start.ipynb"],
        "&from=//elsewhere": evaluate,
        "&from=map": evaluate,
    }


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/cjm/moved?journey=airport&since=nothing", 404, "There is no map “nothing” here."),
        ("/cjm/moved?journey=airport&since=airport@nothing", 404, "There is no edition “nothing”"),
        ("/cjm/moved?journey=airport&since=../private.json", 404, "There is no map “../private.json” here."),
        ("/cjm/moved?journey=nothing", 404, "There is no map “nothing” here."),
        ("/cjm/moved", 404, "The address names no map"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(map_server, path: str, status: int, says: str) -> None:
    answer = ask(map_server, path)
    assert answer[0] == status
    assert says in answer[2].decode()


def test_all_maps_have_a_page_and_an_excel_file_beside_them_in_which_is_only_what_may_leave(tmp_path) -> None:
    from workbook_server import serving

    store = Store(tmp_path)
    with serving(tmp_path, "--no-token") as running:
        said = {"id": "fresh", "words": "Nobody said that this may be quoted"}
        store.save("airport", [set_value(store.open("airport"), "steps/booking/quotes/fresh", said)])
        (tmp_path / "employer.json").write_text("{half a", encoding="utf-8")
        (tmp_path / "employer.log.jsonl").unlink()
        status, _, body = ask(running, "/cjm/journeys.zip")
    assert status == 200
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert {name for name in files if not name.startswith("employer")} >= {
        "READ ME.txt", "airport.json", "airport.log.jsonl", "airport.html", "airport.xlsx",
    }  # fmt: skip
    assert b"Nobody said that this may be quoted" in files["airport.json"]
    for name in ("airport.html", "airport.xlsx"):
        assert "Through the airport" in text_of(files[name])
        assert "Nobody said that this may be quoted" not in text_of(files[name])
    assert files["employer.json"] == b"{half a"
    told = files["READ ME.txt"].decode()
    assert "NAME.html opens in any browser, NAME.xlsx in Excel" in told
    assert "These could not be made: employer.html, employer.xlsx." in told


def as_participant(room, key: str):
    """Asks as somebody does who came by a link."""
    line = HTTPConnection("127.0.0.1", int(room.links().base.rpartition(":")[2]), timeout=PATIENCE)
    line.request("GET", f"/join/{key}")
    answer = line.getresponse()
    cookie = answer.headers["set-cookie"].partition(";")[0]
    answer.read()

    def get(path: str) -> tuple[int, bytes]:
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        return answer.status, answer.read()

    return get


def test_a_participant_has_the_link_of_their_map_on_paper_and_compares_it_with_no_other(tmp_path) -> None:
    from workbook_server import serving

    with serving(tmp_path, "--host", "0.0.0.0") as room:
        key = join_key(kept_keys(Store(tmp_path)).links, "airport", Store(tmp_path).birth("airport"))
        get = as_participant(room, key)
        words = text_of(get("/cjm/export/sheets?journey=airport&link=http://elsewhere/")[1])
        compared = {of: get(f"/cjm/moved?journey={of}") for of in ("airport", "airport&since=employer", "employer")}
    assert compared["airport"][0] == 200
    assert b"No edition of this map is kept yet." in compared["airport"][1]
    assert b"Another map" not in compared["airport"][1]
    assert [compared[of][0] for of in ("airport&since=employer", "employer")] == [404, 403]
    (link,) = {*re.findall(r"http\S+", words)}
    assert link.endswith(f"/join/{key}")
    assert "127.0.0.1" not in link


async def _ends() -> bool:
    exporter = Exporter()
    told, _ = await exporter.made(NOWHERE)
    assert re.search("x", told["say"])
    process = exporter._process
    assert process is not None
    await exporter.end()
    return psutil.pid_exists(process.pid)


def test_the_process_ends_with_the_server_and_is_made_anew_after_it_was_killed() -> None:
    import asyncio

    assert asyncio.run(_ends()) is False

    async def again() -> None:
        exporter = Exporter()
        await exporter.made(NOWHERE)
        exporter._process.kill()
        await exporter._process.wait()
        told, _ = await exporter.made(NOWHERE)
        assert "x" in told["say"]
        broken, _ = await exporter.made({"place": 1})
        assert broken["say"].startswith("This form of the map could not be made.")
        told, _ = await exporter.made(NOWHERE)
        assert "x" in told["say"], "the next one is served all the same"
        exporter._waiting[""] = 10**6
        assert (await exporter.made(NOWHERE))[0]["say"] == BUSY
        await exporter.end()

    asyncio.run(again())


def test_what_nobody_waits_for_any_more_is_not_made() -> None:
    """Who leaves, or presses again and again, holds up nobody who still waits."""
    import asyncio

    async def gone() -> None:
        exporter = Exporter()
        connection = SimpleNamespace(set_close_callback=lambda _: None)
        line, host = RequestStartLine("GET", "/", "HTTP/1.1"), HTTPHeaders({"Host": "here"})
        request = HTTPServerRequest(start_line=line, headers=host, connection=connection)
        left = Export(Application(), request, exporter=exporter)
        left.on_connection_close()
        assert (await exporter.made(NOWHERE, lambda: left.is_wanted))[0]["say"] == BUSY
        assert exporter._process is None, "nothing was begun for it"

    asyncio.run(gone())


def test_one_person_keeps_nobody_else_from_their_turn() -> None:
    import asyncio

    async def crowd() -> None:
        exporter = Exporter()
        exporter._waiting["p-one"] = 5
        assert "x" in (await exporter.made(NOWHERE, who="p-one"))[0]["say"]
        exporter._waiting["p-one"] = 6
        assert (await exporter.made(NOWHERE, who="p-one"))[0]["say"] == ENOUGH
        assert "x" in (await exporter.made(NOWHERE, who="p-two"))[0]["say"]
        assert dict(exporter._waiting) == {"p-one": 6, "p-two": 0}
        await exporter.end()

    asyncio.run(crowd())
