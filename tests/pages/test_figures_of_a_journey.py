"""The figures of a journey, as it is now and as it stood at an edition."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.editions import edition_of
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.pages import figures
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter
from cjm_widgets.widgets.pictures import PicturesWidget

DRAW = {"kind": "draw"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path))
    monkeypatch.delenv("QUERY_STRING", raising=False)
    monkeypatch.delenv("SERVER_SOFTWARE", raising=False)
    store = Store(tmp_path)
    store.create(starter("airport"))
    made = edition_of(store.open("airport"), name="Before", edition_id="before")
    store.save("airport", [new_edit("editions/before", made.model_dump(mode="json"))])
    store.save("airport", [new_edit("steps/security/name", "The new security", old="Security")])
    return store


def test_the_figures_are_pictures_with_their_words(store: Store) -> None:
    shown = figures("airport")

    assert "The new security" in repr(shown)
    assert shown._repr_mimebundle_()["text/html"].count("<img") == 2


def test_the_figures_of_an_edition_are_those_of_that_day(store: Store) -> None:
    assert "The new security" not in repr(figures("airport", "Before"))
    assert "Security" in repr(figures("airport", "Before"))


def test_an_edition_that_does_not_exist_is_a_sentence_with_the_list(store: Store) -> None:
    assert "Before" in repr(figures("airport", "After"))
    assert "no edition" in repr(figures("airport", "After"))


def test_a_journey_that_is_not_there_is_a_sentence(store: Store) -> None:
    assert "nowhere" in repr(figures("nowhere"))
    assert "No map is chosen" in repr(figures(""))


SERVED_PAGE = """
import asyncio, sys
from cjm_widgets.pages import figures

async def drawn():
    widget, said = figures("airport"), []
    widget.send = said.append
    widget._received({"kind": "draw"})
    await widget._drawing
    return said

(said,) = asyncio.run(drawn())
print(said["kind"], said["markup"].count("<svg"), "The new security" in said["markup"], "altair" in sys.modules)
"""


def test_on_a_served_page_another_process_draws_them_as_they_are_now(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0")

    done = subprocess.run([sys.executable, "-c", SERVED_PAGE], capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["drawn", "2", "True", "False"], done.stderr


def drawn_by(draw: Any) -> tuple[PicturesWidget, list[dict[str, Any]]]:
    said: list[dict[str, Any]] = []
    widget = PicturesWidget(draw)
    widget.send = said.append  # type: ignore[method-assign,assignment]
    return widget, said


def test_a_page_answers_while_its_pictures_are_drawn_and_draws_them_once() -> None:
    async def asked_twice() -> list[dict[str, Any]]:
        ready, begun = asyncio.Event(), []

        async def draw() -> str:
            begun.append(True)
            await ready.wait()
            return "<p>drawn</p>"

        widget, said = drawn_by(draw)
        widget._received(DRAW)
        widget._received(DRAW)
        assert said == []
        ready.set()
        assert widget._drawing is not None
        await widget._drawing
        assert len(begun) == 1
        return said

    assert asyncio.run(asked_twice()) == [{"kind": "drawn", "markup": "<p>drawn</p>"}]


def test_pictures_that_cannot_be_drawn_are_said_in_a_sentence_and_can_be_asked_for_again() -> None:
    async def failing() -> list[str]:
        async def draw() -> str:
            raise OSError("no memory")

        widget, said = drawn_by(draw)
        for _ in range(2):
            widget._received(DRAW)
            assert widget._drawing is not None
            await asyncio.wait([widget._drawing])
            widget._drawing.exception()
        return [one["kind"] for one in said]

    assert asyncio.run(failing()) == ["failed", "failed"]
