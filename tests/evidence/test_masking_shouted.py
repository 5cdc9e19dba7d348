"""Names in a comment that is all in capitals, after more titles, and telephone numbers of the USA and of Spain."""

from __future__ import annotations

import pytest

from cjm_widgets.evidence.masking import masked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("DR SMITH SHOUTED AT ME", "DR [name] SHOUTED AT ME"),
        ("MRS JONES WAS LOVELY", "MRS [name] WAS LOVELY"),
        ("DR JOHN SMITH CAME", "DR [name] CAME"),
        ("DR GOOD WAS KIND", "DR [name] WAS KIND"),
        ("DR AHMED KHAN LISTENED", "DR [name] LISTENED"),
        ("SR GARCÍA GRITÓ", "SR [name] GRITÓ"),
        ("HERR DR SCHMIDT SCHRIE", "HERR DR [name] SCHRIE"),
        ("Captain Jones was rude", "Captain [name] was rude"),
        ("CAPTAIN JONES WAS RUDE", "CAPTAIN [name] WAS RUDE"),
        ("Sgt. Miller and Officer Daly helped", "Sgt. [name] and Officer [name] helped"),
        ("Le Capitaine Dubois est venu", "Le Capitaine [name] est venu"),
        ("Call 555-123-4567 or 212.555.0187.", "Call [telephone number] or [telephone number]."),
        ("Llame al 612 345 678, o al 91 123 45 67", "Llame al [telephone number], o al [telephone number]"),
        ("mi móvil: 612 34 56 78", "mi móvil: [telephone number]"),
    ],
)
def test_what_tells_who_somebody_is_goes(text: str, left: str) -> None:
    assert masked(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "I live at 5 Elm Dr North",
        "Turn off on Smith Dr near the mall",
        "THE DR CAME LATE",
        "DR WAS LATE, MY DR IS GREAT",
        "The captain of the ship",
        "The officer Was Late",
        "It cost 612 345 678 euros",
        "It cost 912 345 678 €",
        "order 1234567890, room 612 345",
        "from 12.05.2026 to 13.05.2026, 2026-03-02",
        "version 2.10.2345 of 10.20.3456",
    ],
)
def test_what_tells_nobody_stays(text: str) -> None:
    assert masked(text).text == text


def test_a_doctor_after_a_street_or_a_day_is_still_one() -> None:
    assert masked("On Monday Dr Smith came").text == "On Monday Dr [name] came"
    assert masked("At Guys Hospital Dr Patel saw me").text == "At Guys Hospital Dr [name] saw me"
