"""What a document says, set in type: the words as plain data for typst, whose sources lie in `paper/`."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.cells import placeless
from cjm_widgets.formats.row_headers import with_row_headers
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.scales import WANTED
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    import typst

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.content import Content
    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.journey.scales import Scale

PAPER: Final = Path(__file__).parent / "paper"
_UNSEEN: Final = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Signs that nobody sees and that could turn what stands beside them."""
_BREAKS: Final = re.compile(r"[\u0085\u2028\u2029]|\r\n?")
_MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_TOUCHPOINTS: Final = ("touchpoints", "channels")
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?")


class Set(NamedTuple):
    """A document in type.

    Args:
        pages: the file, or of pictures one for each page.
        missing: the characters that no typeface here has; with any the file is not PDF/UA.
    """

    pages: tuple[bytes, ...]
    missing: tuple[str, ...] = ()


def typeset(source: str, data: dict[str, Any], to: Literal["pdf", "png", "svg"] = "pdf", ppi: float = 200) -> Set:
    """Sets words in type, in our own typeface where it has the signs, else in those of this computer.

    Args:
        source: which file of `paper/`.
        data: what it sets, as plain JSON values; in words nothing that cannot be seen (`seen`).
        to: a document, or pictures.
        ppi: how fine a picture is.

    Raises:
        FormatError: if it cannot be set.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    missing: tuple[str, ...] = ()
    for elsewhere, strict in ((False, True), (True, True), (True, False)):
        compiler = _compiler(source, inputs, elsewhere=elsewhere)
        try:
            # a document says itself which signs it lacks, so pictures are first set as one
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"] if strict else [], timestamp=0)
            made = compiler.compile(format=to, ppi=ppi) if to != "pdf" else with_row_headers(_one(made))
        except RuntimeError as error:
            missing = tuple(dict.fromkeys(_MISSING.findall(getattr(error, "diagnostic", ""))))
            if not missing:
                raise FormatError(f"The map cannot be set in type: {error}.") from error
        else:
            return Set(tuple(made) if isinstance(made, list) else (_one(made),), missing)
    raise AssertionError("Without a standard no sign is refused.")


def _one(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)  # noqa: S101  a list is only of pictures of several pages
    return made


def _compiler(source: str, inputs: dict[str, str], *, elsewhere: bool) -> typst.Compiler:
    import typst

    return typst.Compiler(PAPER / source, root=PAPER, font_paths=_fonts(elsewhere=elsewhere), sys_inputs=inputs)


@lru_cache(maxsize=2)
def _fonts(*, elsewhere: bool) -> typst.Fonts:
    """Our typeface with those that typst brings; also those of this computer, where these do not do."""
    import typst

    return typst.Fonts(include_system_fonts=elsewhere, include_embedded_fonts=True, font_paths=[PAPER / "fonts"])


def seen(data: dict[str, Any]) -> dict[str, Any]:
    """The same values; in words nothing that cannot be seen.

    Args:
        data: plain JSON values.
    """
    return {key: _seen(one) for key, one in data.items()}


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSEEN.sub("", _BREAKS.sub("\n", value))
    if isinstance(value, dict):
        return seen(value)
    if isinstance(value, list | tuple):
        return [_seen(one) for one in value]
    return value


def told(out: Outgoing, found: Content, paper: str = "") -> dict[str, Any]:
    """All that a document says, as plain values for typst.

    Args:
        out: the map as it leaves.
        found: what it says.
        paper: the size of its sheets.
    """
    language = _LANGUAGE.fullmatch(out.journey.language)
    day = last_day(out.edition.date) if out.edition else None
    said = asdict(found)
    del said["curves"]
    names = tuple(tuple(filter(None, (one.name for one in step.touchpoints))) for step in out.journey.steps)
    for row in said["rows"]:
        row["brief"] = names if row["key"] in _TOUCHPOINTS else None
    more = {
        "short": shortened(found.title),
        "lang": language[1] if language else "en",
        "region": language[2] if language else None,
        "day": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "panels": _panels(found),
        "placeless": tuple(placeless(out)),
        "paper": paper,
    }
    return seen(said | more)


def _panels(found: Content) -> list[dict[str, Any]]:
    """The curves by their scales, each panel with the axis that it has of its own."""
    panels: dict[str, dict[str, Any]] = {}
    for at, curve in enumerate(found.curves):
        panel = panels.setdefault(
            curve.scale.name,
            {"title": curve.scale.title, "ticks": _ticks(curve.scale), "curves": [], "narration": ""},
        )
        place = len(panel["curves"])
        panel["curves"].append(
            {
                "title": curve.title,
                "look": at,
                "turn": (place + 1) // 2 * (-1 if place % 2 else 1),
                "joined": curve.rater != WANTED,
                "points": [_point(curve, one) for one in curve.points],
            }
        )
        story = found.narration[at] if at < len(found.narration) else ""
        panel["narration"] = " ".join(filter(None, (panel["narration"], story)))
    return list(panels.values())


def _ticks(scale: Scale) -> list[tuple[float, str]]:
    if scale.words:
        return [(scale.height(value), words) for value, words in scale.words]
    return [(share, scale.say(scale.at(share))) for share in (0.0, 0.5, 1.0)]


def _point(curve: Curve, one: Point) -> dict[str, Any] | None:
    if one.height is None:
        return None
    low, high = one.bounds or (None, None)
    said = one.said.split()[0] if curve.scale.words else one.said
    return {"height": one.height, "said": said, "firm": one.ground.basis != "assumed", "low": low, "high": high}
