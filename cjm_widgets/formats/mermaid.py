"""Mermaid's journey diagrams: stages as sections, steps with a score from 1 to 5 and who makes them."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Format, FormatError, Incoming, LeftOut, Loss, Written
from cjm_widgets.formats.letters import lines_in
from cjm_widgets.formats.losses import lost
from cjm_widgets.formats.making import Making
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import ROOM, SCALES, Scale
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.held import Filled
    from cjm_widgets.journey.satisfaction import Curve, Point

_SIGNS: Final = re.compile(r"[:#;%<>&\"`{}\\$]")
"""Signs that mean something to Mermaid within a name."""
_WORDS: Final = re.compile(r"(journey|section|title|accTitle|accDescr)", re.IGNORECASE)
"""With what a name may not begin, as a line that does is something else."""
_CODE: Final = re.compile(r"#(\d{1,6});")
_WHOSE: Final = re.compile(r"%% scores of (.+)")
_EXACT: Final = re.compile(r"%% score (\S+) stands for (\S+)")
"""Said as comments, so that our own scores come back as they were: whose they are, and what each stands for."""
_FELT: Final = "%% scores 1 to 5 stand for satisfaction -2 to 2"
"""Of files that were made before scores said whose they are."""
_DRAWN: Final = "Mermaid diagram"
"""Whose scores those of a diagram are that does not say it."""
_NOBODYS: Final = f"Scores are read as a “{_DRAWN}” has them, from 1 to 5: it does not say who gave them."
_LOWEST, _HIGHEST = 1, 5
_HALVES: Final = (0xD800, 0xDFFF)
"""Codes that are no signs by themselves."""
_COMMENT: Final = re.compile(r"(?:^|\s)%%.*")
_NO_SCORE: Final = "?"
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_HOLDS: Final = frozenset(
    {
        *("title", "stages/name", "steps/name", "steps/stage", "personas/name"),
        *("steps/ratings/value", "steps/ratings/scale", "steps/ratings/rater"),
    }
)


def write(out: Outgoing) -> Written:
    """The steps of a map as a diagram."""
    journey = out.journey
    curve = max(curves(journey), key=_said_by, default=None)
    curve = curve if curve and any(_said_by(curve)) else None
    people = [one.name for one in journey.personas if one.name and out.persona in ("", one.id)]
    actors = "".join(f"{', ' if at else ': '}{_coded(_line(name), more=',')}" for at, name in enumerate(people))
    lines = ["journey", *([f"    title {_coded(_line(journey.title))}"] if journey.title.strip() else [])]
    if curve is not None:
        lines.append(f"    %% scores of {_coded(_line(columns.Rater(curve.rater, curve.title, curve.scale).title))}")
    stage: str | None = ""
    for at, step in enumerate(journey.steps):
        if step.stage != stage:
            stage = step.stage
            name = next((one.name for one in journey.stages if one.id == stage), "")
            lines.append(f"    section {_coded(_line(name)) or '#8203;'}")
        point = curve.points[at] if curve else None
        if exact := _exact(curve, point):
            lines.append(f"      %% score {_score(curve, point)} stands for {exact}")
        lines.append(f"      {_coded(_line(step.name)) or f'Step {at + 1}'}: {_score(curve, point)}{actors}")
    again = columns.stages_not_as_they_are(journey, has_headings=True)
    return Written(("\n".join(lines) + "\n").encode(), (*_changed(out, curve), *_lost(out, curve), *again))


def _said_by(curve: Curve) -> tuple[bool, bool]:
    """Whether somebody gave a figure on a curve, and whether anything is said there."""
    rated = [point.rating for point in curve.points if point.rating and point.rating.value is not None]
    return any(one.value != columns.UNKNOWN for one in rated), bool(rated)


def _lost(out: Outgoing, curve: Curve | None) -> tuple[Loss, ...]:
    """All that is no name and no score of the curve that is written."""
    held = {
        f"steps/{point.step}/ratings/{curve.rater}/{name}"
        for point in (curve.points if curve else ())
        if curve and point.rating and point.rating.value is not None
        for name in ("value", "scale", *(["rater"] if point.rating.rater in (curve.title, "") else []))
    }
    stages = {f"stages/{step.stage}/name" for step in out.journey.steps}

    def is_there(one: Filled) -> bool:
        if one.kind == "stages/name":
            return one.path in stages
        if one.kind.startswith("steps/ratings/"):
            return one.path in held
        if one.kind == "personas/name":
            return bool(out.journey.steps) and out.persona in ("", one.path.split("/")[1])
        return True

    return lost(out.journey, _HOLDS, is_there)


def _changed(out: Outgoing, curve: Curve | None) -> Iterator[Loss]:
    if curve is None:
        if out.journey.steps:
            yield Loss("No step has a score, as nobody has rated one")
        return
    open_ones = [f"steps/{point.step}" for point in curve.points if point.height is None]
    if open_ones:
        yield Loss(
            f"{counted(len(open_ones), 'step', 'steps')} without a score, as nobody rated there", tuple(open_ones)
        )
    if curve.scale.name == "five-points":
        return
    paths = tuple(
        f"steps/{point.step}/ratings/{curve.rater}/value" for point in curve.points if point.height is not None
    )
    if not _is_ours(curve):
        what = counted(len(paths), "figure", "figures")
        yield Loss(f"{what} of “{curve.title}” ({curve.scale.title}) turned into scores from 1 to 5", paths)
        return
    between = [
        path
        for path, one in zip(paths, (p for p in curve.points if p.height is not None), strict=True)
        if one.value != round(one.value or 0)
    ]
    if between:
        yield Loss(f"{counted(len(between), 'rating', 'ratings')} rounded to a score from 1 to 5", tuple(between))


def _is_ours(curve: Curve) -> bool:
    """Whether it is what the group agreed on: others' ratings come back as what a diagram says, and nobody's."""
    return curve.rater == ROOM and curve.scale.name == "felt"


def _score(curve: Curve | None, point: Point | None) -> str:
    if curve is None or point is None or point.height is None or point.value is None:
        return _NO_SCORE
    value = point.value if curve.scale.name == "five-points" else _LOWEST + point.height * (_HIGHEST - _LOWEST)
    return f"{round(value)}"


def _exact(curve: Curve | None, point: Point | None) -> str:
    """What a score stands for, where it is not seen by the score."""
    if curve is None or point is None:
        return ""
    figure = columns.figure_of(point.rating)
    return "" if figure in ("", _meant(_score(curve, point), curve.scale)) else figure


def _meant(score: str, scale: Scale) -> str:
    """The figure on a scale that a score of a diagram draws."""
    if not _NUMBER.fullmatch(score) or not _LOWEST <= float(score) <= _HIGHEST:
        return score
    return columns.number_of(scale.at((float(score) - _LOWEST) / (_HIGHEST - _LOWEST)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _coded(text: str, more: str = "") -> str:
    """A name as Mermaid draws it, whatever signs are in it."""
    made = "".join(f"#{ord(sign)};" if _SIGNS.match(sign) or sign in more else sign for sign in text)
    return f"#{ord(made[0])};{made[1:]}" if _WORDS.match(made) else made


def _decoded(text: str) -> str:
    return _CODE.sub(lambda found: _sign(int(found[1])), text).replace("\u200b", "").strip()


def _sign(code: int) -> str:
    return chr(code) if code <= sys.maxunicode and not _HALVES[0] <= code <= _HALVES[1] else ""


def read(data: bytes, name: str) -> Incoming:
    """The steps of a diagram.

    Raises:
        FormatError: if it is no journey diagram, or has no step.
    """
    lines, said = lines_in(data, name)
    made = diagram(lines, f"“{name}”")
    made.changed += said
    return made.made("imported")


def diagram(lines: list[tuple[int, str]], source: str) -> Making:
    """What the lines of a diagram make.

    Args:
        lines: with their numbers in the file.
        source: of the file, for messages.

    Raises:
        FormatError: if they are no journey diagram.
    """
    made = Making(source)
    scores = _Scores()
    stage: str | None = None
    began = False
    until = ""
    for number, line in lines:
        plain = line.strip()
        if until:
            until = "" if plain.endswith(until) else until
            continue
        until = _block_of(plain, began=began)
        scores.hear(plain)
        plain = _COMMENT.sub("", plain)
        if until or not plain:
            continue
        if not began:
            if plain.split()[0].casefold() != "journey":
                raise FormatError(
                    f"Line {number} of {source} is “{plain[:60]}”; a journey diagram begins with “journey”."
                )
            began = True
        elif found := re.match(r"title\s+(.*)", plain):
            made.title = made.short(_decoded(found[1]))
        elif found := re.fullmatch(r"section(?:\s+(.*))?", plain):
            stage = made.stage(_decoded(found[1] or ""), is_new=True)
        elif re.match(r"acc(Title|Descr)\b", plain):
            made.left_out.append(
                LeftOut(number, "The description for screen readers is not kept: the map has its own.")
            )
        else:
            _take(made, plain, number, stage, scores)
    if not began:
        raise FormatError(f"There is no journey diagram in {source}.")
    return made


def _block_of(line: str, *, began: bool) -> str:
    """With what a block of lines ends that begins here and is none of the journey: settings, a description."""
    if line == "---" and not began:
        return "---"
    if line.startswith("%%{") and not line.endswith("}%%"):
        return "}%%"
    return "}" if re.fullmatch(r"accDescr\s*\{[^}]*", line) else ""


@dataclass
class _Scores:
    """What the scores of a diagram stand for, as its comments say.

    Args:
        whose: the name of those who gave them; "" where it is not said.
        scale: theirs.
        exact: of the next step: a score, and the figure that it stands for.
    """

    whose: str = ""
    scale: Scale = SCALES["five-points"]
    exact: tuple[str, str] = ("", "")

    def hear(self, line: str) -> None:
        """Takes what a comment says."""
        if line == _FELT:
            self.whose, self.scale = columns.SATISFACTION, SCALES["felt"]
        elif found := _WHOSE.fullmatch(line):
            self.whose, self.scale = columns.rater_of(_decoded(found[1])) or ("", SCALES["five-points"])
        elif found := _EXACT.fullmatch(line):
            self.exact = (found[1], found[2])

    def rate(self, made: Making, step: dict[str, Any], score: str | None, number: int) -> None:
        """Puts a score on a step as the figure that it stands for."""
        (of, figure), self.exact = self.exact, ("", "")
        if self.whose and score == of:
            made.rate(step, self.whose, self.scale, figure, number)
        elif score is None or score == _NO_SCORE:
            return
        elif self.whose:
            made.rate(step, self.whose, self.scale, _meant(score, self.scale), number)
        else:
            made.rate(step, _DRAWN, self.scale, score, number)
            if step.get("ratings"):
                made.say_once(number, _NOBODYS)


def _take(made: Making, line: str, number: int, stage: str | None, scores: _Scores) -> None:
    name, score, actors = _parts(line)
    step = made.step(_decoded(name), stage)
    scores.rate(made, step, score, number)
    for actor in actors.split(","):
        made.person(_decoded(actor))


def _parts(line: str) -> tuple[str, str | None, str]:
    """The name, the score and who makes a step: the last colon before a figure parts them."""
    pieces = line.split(":")
    for at in range(len(pieces) - 1, 0, -1):
        if _NUMBER.fullmatch(pieces[at].strip()) or pieces[at].strip() == _NO_SCORE:
            return ":".join(pieces[:at]), pieces[at].strip(), ":".join(pieces[at + 1 :])
    if len(pieces) == 1:
        return line, None, ""
    return pieces[0], pieces[1].strip(), ":".join(pieces[2:])


FORMAT: Final = Format("mermaid", "Mermaid diagram", ".mmd", "text/plain; charset=utf-8", write, read)
