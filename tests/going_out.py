"""Maps that leave, for the tests of the formats."""

from __future__ import annotations

import io
import json
import zipfile
from html import unescape
from random import Random
from typing import Any, NamedTuple

from hostile_journey import journey as hostile
from hypothesis import Phase, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cjm_widgets.formats.base import Format, Incoming, Outgoing, Written
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.wording import shortened
from cjm_widgets.tasks.making import starter
from cjm_widgets.views.method_views import METHOD_VIEWS

STARTERS = ("blank", "employer", "student", "outpatient", "airport")
WITHIN_WORDS = "\u200b"
"""Where a long word may break."""
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), min_size=1, max_size=30).map(
    str.strip
)
NAMES = WORDS.filter(bool).map(lambda words: " ".join(words.split()))


AT_ONCE = settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""For whole maps: each takes a while to be made, and a smaller one says no more."""


def out(journey: Journey, **more: Any) -> Outgoing:
    """A map as it leaves, with all layers."""
    shown, losses = leaving(journey)
    return Outgoing(shown, METHOD_VIEWS[0], losses=losses, **more)


def written(how: Format, journey: Journey, **more: Any) -> Written:
    """A map in a format."""
    return how.write(out(journey, **more))


def text_of(data: bytes) -> str:
    """All words in a file, also where it is a PDF or a zip of parts, as Office files are."""
    if data.startswith(b"%PDF"):
        return " ".join(printed(data))
    if data.startswith(b"BEGIN:VCALENDAR"):
        return data.decode().replace("\r\n ", "")
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(unescape(parts.read(one).decode()) for one in parts.namelist() if one.endswith(".xml"))


def printed(data: bytes, typed: list[Typed] | None = None) -> list[str]:
    """The words on each page of a PDF, without its foot where it has one.

    Args:
        data: the file.
        typed: gets every piece of type.
    """
    file = PdfReader(io.BytesIO(data))
    short = shortened(str(file.metadata.title)) if file.metadata else ""
    found = []
    for at, page in enumerate(file.pages, 1):
        width, height = page.mediabox.width, page.mediabox.height

        def keep(  # noqa: PLR0917  as it is called
            text: str, cm: Any, tm: Any, _: Any, size: float, wide: Any = width, high: Any = height
        ) -> None:
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            if typed is not None and text.strip():
                typed.append(Typed(text, size * abs(tm[3] * cm[3]), bool(0 < x < wide and 0 < y < high)))

        text = page.extract_text(visitor_text=keep if typed is not None else None).replace(WITHIN_WORDS, "")
        words, _, _ = text.rpartition(f"{at} of {len(file.pages)}")
        found.append(words.rstrip().removesuffix(short) or text)
    return found


class Typed(NamedTuple):
    """A piece of type in a PDF: its words, its size in points, and whether it lies on its page."""

    words: str
    size: float
    is_on_paper: bool


def back(how: Format, journey: Journey) -> Incoming:
    """A map that has been out and is back."""
    assert how.read is not None
    return how.read(written(how, journey).data, f"map{how.ending}")


def starters() -> list[Journey]:
    """The maps that come with the workbook."""
    return [starter(name) for name in STARTERS]


def of_steps(count: int) -> Journey:
    """The airport with so many steps, each stage with as many as its part of them."""
    raw = starter("airport").model_dump(mode="json")
    steps = []
    for at in range(count):
        step = raw["steps"][at % len(raw["steps"])]
        stage = raw["stages"][at * len(raw["stages"]) // count]["id"]
        steps.append({**step, "id": f"s{at}", "name": f"{step['name']} {at}", "stage": stage})
    return Journey.model_validate({**raw, "steps": steps})


@st.composite
def small(draw: st.DrawFn) -> Journey:
    """A map with stages, steps, ratings, touchpoints and words, whatever these are."""
    stages = [{"id": f"g{at}", "name": name} for at, name in enumerate(draw(st.lists(NAMES, max_size=3, unique=True)))]
    steps = []
    stage = 0
    for at in range(draw(st.integers(1, 5))):
        stage = draw(st.integers(stage, max(stage, len(stages) - 1)))
        value = draw(st.sampled_from([None, "unknown", -2.0, -1.0, 0.0, 1.0, 2.0]))
        steps.append(
            {
                "id": f"s{at}",
                "name": draw(NAMES),
                "stage": f"g{stage}" if stages else None,
                "experience": {"feelings": draw(st.one_of(st.just(""), NAMES))},
                "touchpoints": [
                    {"id": f"t{n}", "name": name} for n, name in enumerate(draw(st.lists(NAMES, max_size=2)))
                ],
                "ratings": [] if value is None else [{"id": "room", "value": value}],
            }
        )
    raw = {"id": "trip", "title": draw(NAMES), "stages": stages, "steps": steps}
    return Journey.model_validate(json.loads(json.dumps(raw)))


CHANCE = st.tuples(st.integers(0, 2**32), st.sampled_from((0.0, 0.1, 0.5)))
"""What of a whole map is taken away; drawn as figures, so that a test that fails prints these and no map."""


def whole(chance: tuple[int, float]) -> Journey:
    """A map with words of their own in every field, from which fields and items are taken away as chance will have it.

    What pointed to an item that went points to nothing then, as in a file that somebody wrote by hand.

    Args:
        chance: where chance begins, and how much of the map is taken away.
    """
    count = iter(range(10**6))
    raw = hostile(lambda _, limit: f"w{next(count)}w"[: max(3, limit)]).to_json()
    random, bare = Random(chance[0]), chance[1]  # noqa: S311 - no secret hangs on it
    kept = ("id", "schema_version", "kind", "scale", "unit")

    def thinned(value: Any) -> Any:
        if isinstance(value, list):
            return [thinned(one) for one in value if not isinstance(one, dict) or random.random() >= bare]
        if not isinstance(value, dict):
            return value
        return {name: thinned(one) for name, one in value.items() if name in kept or random.random() >= bare}

    return Journey.model_validate(thinned(raw))
