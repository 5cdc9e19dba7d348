"""Every route of the table, asked directly: one that is added later is asked as well."""

from __future__ import annotations

import re

import pytest

from cjm_widgets.serve.exports import Exporter
from cjm_widgets.serve.routes import handlers
from cjm_widgets.serve.static_cache import StaticCache

SHELVES = ("voila/templates/cjm/static/(.*)", "cjm/widgets/[^/]+/(.*)", "voila/static/[^/]+/(.*)")
KERNEL = "00000000-0000-4000-8000-000000000000"
ROUTES = [route[0] for route in handlers("/", {address: StaticCache(texts={}) for address in SHELVES}, Exporter())]
KEPT = "answers/airport/survey.csv"
ANSWERS = (KEPT, f"../journeys/{KEPT}", f"..%2fjourneys%2f{KEPT.replace('/', '%2f')}")
ELSEWHERE = ("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/private.txt", "//etc/passwd", "%00", "x")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")


def addresses(pattern: str) -> list[str]:
    """Addresses that the pattern of a route takes, with what a hostile browser puts in its groups."""
    plain = pattern.replace(r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)", KERNEL).replace("[^/]+", "mark").replace("/?", "/")
    made = [re.sub(r"\(\.[*+]\)", name.replace("\\", ""), plain) for name in (*ELSEWHERE, *ANSWERS, "00_start.ipynb")]
    return list(dict.fromkeys(made))


@pytest.mark.parametrize("pattern", ROUTES)
def test_no_route_answers_without_a_link(server, pattern: str) -> None:
    for address in addresses(pattern):
        for method in METHODS:
            answer = server.ask(address, method=method, cookie="", headers={"Content-Length": "0"})
            assert answer.status in (400, 403), (method, address)
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("pattern", ROUTES)
def test_no_route_leads_to_a_file_that_is_not_the_workbooks(server, pattern: str) -> None:
    team = server.join("airport")
    for address in addresses(pattern):
        for cookie in (team, server.cookie):
            answer = server.ask(address, cookie=cookie)
            assert "root:x:" not in answer.body
            assert "nobody's business" not in answer.body
            assert "Traceback" not in answer.body
            assert answer.status < 500, address
