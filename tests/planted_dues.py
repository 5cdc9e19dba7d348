"""Three maps with what is due on them planted, and the list that somebody wrote by hand."""

from __future__ import annotations

from datetime import date

from cjm_widgets.journey.model import Journey

TODAY = date(2026, 11, 2)

CLINIC = {
    "id": "clinic",
    "title": "A first appointment",
    "teams": [{"id": "desk", "name": "Booking office"}, {"id": "open", "name": "To be decided"}],
    "solutions": [
        {"id": "dates", "title": "Offer three dates", "due": "2026-09-30", "owner": "Dev", "state": "not-begun"},
        {"id": "first", "title": "Ask with the first letter", "due": "2026-11-13", "team": "desk", "owner": "Carol"},
        {"id": "gp", "title": "Write to the patient", "due": "2026-12-02", "owner": "dev", "state": "under-way"},
        {"id": "late", "title": "A day later", "due": "2026-12-03", "owner": "Dev"},
        {"id": "name", "title": "Name the entrance", "due_note": "with the next print", "owner": "Dev"},
        {"id": "free", "title": "Show the delay", "team": "open", "owner": "n/a", "due": "2027"},
        {"id": "gone", "title": "Dropped", "due": "2020", "state": "dropped"},
        {"id": "well", "title": "Done", "state": "done"},
    ],
    "indicators": [
        {"id": "weeks", "name": "Weeks to wait", "unit": "weeks", "today": 18, "target": 12, "due": "2026-10"},
        {"id": "calls", "name": "Calls a week", "target": 100},
        {"id": "none", "name": "No target"},
    ],
    "care": {"owner": "Sister Amoah", "review": "2026-11"},
}
STUDENT = {
    "id": "student",
    "title": "First weeks",
    "care": {"owner": "DEV", "review": "2026-10-01", "still_true": "2026-09-01"},
}
AWAY = {"id": "away", "title": "Put away", "archived": True, "care": {"review": "2020"}}
EXAMPLE = {"id": "airport", "title": "Through the airport", "care": {"review": "2026-10-31"}}

BY_HAND = [
    ("overdue", "clinic", "solutions/dates", "Dev", "33 days late"),
    ("overdue", "student", "care/review", "Dev", "32 days late"),
    ("overdue", "clinic", "indicators/weeks", "Sister Amoah", "2 days late"),
    ("overdue", "airport", "care/review", "Nobody yet", "2 days late"),
    ("soon", "clinic", "solutions/first", "Booking office, Carol", "in 11 days"),
    ("soon", "clinic", "care/review", "Sister Amoah", "in 28 days"),
    ("soon", "clinic", "solutions/gp", "Dev", "in 30 days"),
    ("open", "clinic", "solutions/free", "Nobody yet", "in 424 days"),
    ("open", "clinic", "indicators/calls", "Sister Amoah", ""),
    ("open", "clinic", "solutions/name", "Dev", ""),
    ("later", "clinic", "solutions/late", "Dev", "in 31 days"),
]


def planted() -> list[Journey]:
    """The maps."""
    return [Journey.model_validate(one) for one in (CLINIC, STUDENT, AWAY, EXAMPLE)]
