"""The figures of a journey, as it is now and as it stood at an edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_widgets.journey.editions import edition_of
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.pages import figures
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter


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
    assert shown._repr_mimebundle_()["text/html"].count("<svg") == 2


def test_the_figures_of_an_edition_are_those_of_that_day(store: Store) -> None:
    assert "The new security" not in repr(figures("airport", "Before"))
    assert "Security" in repr(figures("airport", "Before"))


def test_an_edition_that_does_not_exist_is_a_sentence_with_the_list(store: Store) -> None:
    assert "Before" in repr(figures("airport", "After"))
    assert "no edition" in repr(figures("airport", "After"))


def test_a_journey_that_is_not_there_is_a_sentence(store: Store) -> None:
    assert "nowhere" in repr(figures("nowhere"))
    assert "No map is chosen" in repr(figures(""))
