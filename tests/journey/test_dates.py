"""Moments as a history holds them, wherever this computer stands and whatever somebody wrote there."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from cjm_widgets.journey import dates
from cjm_widgets.journey.dates import moment


@pytest.fixture(params=["Asia/Tokyo", "America/New_York", "UTC"])
def _somewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    if not hasattr(time, "tzset"):
        pytest.skip("this computer's zone cannot be set")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_somewhere")
@pytest.mark.parametrize("zone", [UTC, None])
def test_a_moment_at_the_ends_of_time_is_a_moment_or_none_and_no_error(zone: object) -> None:
    for text in ("0001-01-01", "9999-12-31T23:59:59", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "soon", ""):
        assert moment(text, zone) is None or isinstance(moment(text, zone), datetime)
    assert moment("2024-05-03T10:00:00Z", zone) == datetime(2024, 5, 3, 10, tzinfo=UTC)
    assert moment("2024-13-45", zone) is None


def test_a_moment_that_this_computer_cannot_tell_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows raises an OSError for a local time before 1970."""

    class Windows(datetime):
        def astimezone(self, *_):
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(dates, "datetime", Windows)
    assert moment("1969-01-01") is None
