"""Scripts in an address or a header: no answer is built of them, and none leads a browser anywhere else."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

import pytest
from hostile_journey import SCRIPTS, Markup

WORDS = [one.format("address") for one in SCRIPTS]
PLACES = (
    "/?journey={}",
    "/?next={}",
    "/{}",
    "/voila/render/{}",
    "/voila/render/{}.ipynb",
    "/voila/render/00_start.ipynb/{}",
    "/voila/render/03_steps.ipynb?journey={}",
    "/voila/render/03_steps.ipynb?journey=airport&journey={}",
    "/voila/static/mark/{}",
    "/voila/templates/cjm/static/{}",
    "/cjm/{}",
    "/api/kernels/{}",
)
SLOW = ("/join/{}", "/?token={}")
"""Whoever guesses waits for each answer."""


def spelt(words: str) -> list[str]:
    """The words as a browser sends them, and as somebody sends them who uses no browser."""
    bare = quote(words, safe="<>\"'()/;:{}[]|\\^`=*$!,&").replace("%20", "+")
    return [quote_plus(words), bare]


def answered(server, place: str, words: str, cookie: str | None) -> tuple[int, Markup]:
    answer = server.ask(place.replace("{}", words), cookie=cookie)
    assert answer.headers.get("location", "/").startswith("/")
    assert "nosniff" in answer.headers["x-content-type-options"]
    return answer.status, Markup(answer.body)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("who", ["the facilitator", "a participant", "a stranger"])
def test_no_answer_is_built_of_what_stands_in_an_address(server, who: str, words: str) -> None:
    cookies = {"the facilitator": None, "a participant": server.join("airport"), "a stranger": ""}
    for place in (*PLACES, *(SLOW if words == WORDS[0] else ())):
        for typed in spelt(words):
            status, seen = answered(server, place, typed, cookies[who])
            mild_status, mild = answered(server, place, "WORDS", cookies[who])
            assert (status, seen.shape, seen.runs) == (mild_status, mild.shape, mild.runs), place
