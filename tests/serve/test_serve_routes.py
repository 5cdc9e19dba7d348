from __future__ import annotations

import re
import shutil
import signal
from pathlib import Path

import pytest
import websockets.exceptions
import websockets.sync.client

from cjm_widgets.serve.app import WorkbookServer
from cjm_widgets.serve.kernels import NAME, preloaded
from cjm_widgets.serve.keys import Keys

KERNEL = "00000000-0000-4000-8000-000000000000"
EXAMPLES = (
    "/",
    "/cjm/room",
    "/cjm/forms",
    "/cjm/moved",
    "/cjm/export/csv",
    "/cjm/journeys.zip",
    "/voila/render",
    "/voila/render/",
    "/voila/render/00_start.ipynb",
    "/voila/templates/cjm/static/page.css",
    "/voila/static/x/voila.js",
    "/voila/labextensions/x/@voila-dashboards/widgets-manager8/package.json",
    "/voila/labextensions/x/@jupyter-widgets/jupyterlab-manager/package.json",
    "/voila/labextensions/x/anywidget/package.json",
    "/cjm/widgets/x/page.js",
    f"/api/kernels/{KERNEL}",
    f"/api/kernels/{KERNEL}/channels",
    f"/voila/api/shutdown/{KERNEL}",
    "/metrics",  # ours; Jupyter has one as well
)
FOR_ANYBODY = ("/health/live", "/health/ready")
NOT_OURS = (
    "/voila/files/private.txt",
    "/voila/files/00_start.ipynb",
    "/voila/tree",
    "/voila/api/contents",
    "/voila/api/themes/x",
    "/voila/static/voila.js",
    "/voila/query/" + KERNEL,
    "/api/kernels",
    "/api/kernelspecs",
    "/api/contents",
    "/api/sessions",
    "/login",
    "/logout",
    "/terminals/1",
)


def made(place, books):
    """A server that listens to nobody, and its application."""
    before = signal.getsignal(signal.SIGTERM)
    app = WorkbookServer(place, books, keys=Keys("for the tests"), most=1)
    app.initialize([])
    signal.signal(signal.SIGTERM, before)
    application = app.application()
    shutil.rmtree(app.connection_dir)
    return app, application


@pytest.fixture(scope="module")
def patterns(tmp_path_factory):
    """The routing table of the application itself."""
    place = tmp_path_factory.mktemp("table")
    _, application = made(place, place)
    return [rule.matcher.regex for rule in application.wildcard_router.rules]


def test_pages_find_loaded_what_speaks_to_the_database_of_their_maps(database, tmp_path) -> None:
    loaded = []
    for place in (tmp_path, database):
        kind = made(place, tmp_path)[0].kernel_spec_manager.get_kernel_spec(NAME)
        loaded.append(kind.metadata["kernel_provisioner"]["config"]["preload"])
        assert loaded[-1] == list(preloaded(place))
    assert len(loaded[1]) == len(loaded[0]) + 1


def test_every_route_of_the_table_is_tried_in_these_tests(patterns) -> None:
    for pattern in patterns:
        assert any(pattern.fullmatch(path) for path in EXAMPLES + FOR_ANYBODY), f"add an example for {pattern.pattern}"


@pytest.mark.parametrize("path", EXAMPLES + NOT_OURS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_without_the_link_every_route_refuses_in_plain_words(server, path: str, method: str) -> None:
    answer = server.ask(path, method=method, cookie="")
    assert answer.status == 403
    assert "You need the link" in answer.body
    assert 'href="/' not in answer.body


@pytest.mark.parametrize("path", [*EXAMPLES, *NOT_OURS, "/voila/render/02_failing.ipynb", "/join/wrong"])
def test_whatever_is_answered_as_a_page_runs_only_files_of_the_server(server, path: str) -> None:
    for cookie in ("", server.cookie, server.join("airport")):
        answer = server.ask(path, cookie=cookie)
        if not answer.headers.get("content-type", "").startswith("text/html") or "voila.js" in answer.body:
            continue
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        assert not re.search(r"<script(?![^>]* (src|type=.application/))", answer.body)
        assert not re.search(r"<[^>]+ on[a-z]+=", answer.body)


def test_a_wrong_token_opens_nothing(server) -> None:
    answer = server.ask("/?token=wrong", cookie="")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_the_websocket_refuses_without_the_cookie(server) -> None:
    with pytest.raises(websockets.exceptions.InvalidStatus) as refused:
        websockets.sync.client.connect(f"ws://127.0.0.1:{server.port}/api/kernels/{KERNEL}/channels")
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", EXAMPLES)
def test_with_the_cookie_no_route_asks_for_the_link(server, path: str) -> None:
    assert server.ask(path).status != 403


@pytest.mark.parametrize("path", NOT_OURS)
def test_what_the_workbook_does_not_need_is_not_there(server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status == 404
    assert "There is no such page" in answer.body


def test_the_first_visit_takes_the_token_out_of_the_address(server) -> None:
    answer = server.ask(f"/voila/render/00_start.ipynb?token={server.token}&journey=airport", cookie="")
    assert answer.status == 303
    assert answer.headers["location"] == "/voila/render/00_start.ipynb?journey=airport"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    assert server.token not in answer.headers["set-cookie"]


def test_the_root_leads_to_the_start_page_and_keeps_the_journey(server) -> None:
    assert server.ask("/?journey=airport").headers["location"] == "/voila/render/00_start.ipynb?journey=airport"


def test_a_page_of_another_site_that_renamed_this_machine_is_refused(server) -> None:
    answer = server.ask("/voila/render/00_start.ipynb", host=f"evil.example:{server.port}")
    assert answer.status == 403
    assert "This address does not lead here" in answer.body


HOSTILE = (
    "/voila/render/../private.txt",
    "/voila/render/%2e%2e/private.txt",
    "/voila/render/private.txt",
    "/voila/render/notes.ipynb",
    "/voila/render/..%2f..%2f..%2fetc%2fpasswd",
    "/voila/render//etc/passwd",
    "/voila/render/00_start.ipynb/..",
    "/voila/render/%00",
    "/voila/templates/cjm/static/../index.html.j2",
    "/voila/templates/cjm/static/..%2findex.html.j2",
    "/voila/templates/cjm/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/pyproject.toml",
    "/voila/templates/cjm/static//etc/passwd",
    "/voila/templates/lab/static/index.css",
    "/voila/static/x/../../../../app.py",
    "/voila/static/x/..%2f..%2fapp.py",
    "/voila/static/x//etc/passwd",
    "/voila/static/x/%2fetc%2fpasswd",
    "/voila/static/x/%00",
    "/voila/labextensions/x/anywidget/..%2f..%2f..%2f..%2fpyvenv.cfg",
    "/voila/labextensions/x/anywidget//etc/passwd",
    "/voila/labextensions/x/jupyterlab_pygments/package.json",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_no_path_leads_out_of_the_workbook(server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in (400, 403, 404)
    assert "root:x:" not in answer.body
    assert "nobody's business" not in answer.body
    assert "Traceback" not in answer.body


def test_front_end_files_are_kept_by_the_browser_and_pages_are_not(server) -> None:
    page = server.ask("/voila/render/03_steps.ipynb")
    assert page.headers["cache-control"] == "no-store"
    assert "immutable" in server.ask("/voila/templates/cjm/static/page.css?v=1").headers["cache-control"]
    assert "immutable" in server.ask("/voila/static/x/voila.js").headers["cache-control"]


def test_the_widgets_style_sheet_is_served_from_beside_the_widgets(server) -> None:
    import cjm_widgets

    look = Path(cjm_widgets.__file__).parent / "browser" / "look.css"
    assert server.ask("/voila/templates/cjm/static/look.css").body == look.read_text(encoding="utf-8")


def test_closing_a_page_is_heard_from_the_page_itself_only(server) -> None:
    elsewhere = {"Origin": "http://evil.example", "Content-Length": "0"}
    here = {"Origin": f"http://127.0.0.1:{server.port}", "Content-Length": "0"}
    assert server.ask(f"/voila/api/shutdown/{KERNEL}", method="POST", headers=elsewhere).status == 403
    assert server.ask(f"/voila/api/shutdown/{KERNEL}", method="POST", headers=here).status == 204
    assert server.ask(f"/api/kernels/{KERNEL}", method="DELETE", headers=here).status == 405


def test_all_maps_come_as_one_zip_to_the_facilitator_and_to_nobody_else(server) -> None:
    answer = server.ask("/cjm/journeys.zip")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/zip")
    assert re.fullmatch(r'attachment; filename="journeys-\d{4}-\d\d-\d\d\.zip"', answer.headers["content-disposition"])
    assert answer.body.startswith("PK")
    refused = server.ask("/cjm/journeys.zip", cookie=server.join("airport"))
    assert refused.status == 403
    assert "This page is the facilitator’s" in refused.body
