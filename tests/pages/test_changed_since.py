"""“Changed since” on page 8 says what `cjm diff` says, and nothing that chance could have done."""

from __future__ import annotations

from planted_changes import TODAY, airport

from cjm_widgets.journey.differing import difference
from cjm_widgets.journey.differing.account import Side, account
from cjm_widgets.journey.model import Edition
from cjm_widgets.pages.evaluate import PAGE


def test_page_8_says_of_each_edition_what_the_comparison_says() -> None:
    before, after = airport()
    editions = tuple(Edition(id=at, name=at, revision=at) for at in ("first", "second"))
    then = {"first": before, "second": after}
    journey = after.model_copy(update={"editions": editions})

    view = PAGE.view_of_past(journey, then.get)

    told = account(difference(before, after, TODAY), Side("Before"), Side("Now"))
    parts = [part for part in told.parts if part.key in ("changed", "opinions", "pieces", "others")]
    said = [line for part in parts for line in part.lines]
    assert len(said) == 13
    assert [one["changes"] for one in view["editions"]] == [said, []]
    assert view["since"] == []
    assert PAGE.view_of_past(journey, {"second": before}.get)["since"] == said
    assert not any("Security" in line and "%" in line for line in said), "nine steps moved by chance at most"
