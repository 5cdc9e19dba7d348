"""The heart monitor in words, for people who do not see it and for those who want it said."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.aims import beside_in_words
from cjm_widgets.journey.chance import is_sample, stand_out, without_n
from cjm_widgets.journey.grades import touchpoint_curve
from cjm_widgets.journey.grounds import N_NOT_KNOWN, UNTOLD
from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.satisfaction import OUR_GROUP, SHARES, Curve, Point, curves
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, SCALES, WANTED
from cjm_widgets.journey.wording import isolated, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.journey.agreement import Spread
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.sources import Source

_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED_AT_MOST = 3
_TURNS_AT_MOST = 4
_HALF = 0.5
_RESTS_ON: Final = {
    "measured": "measured",
    "reported": "reported to us",
    "assumed": "our own estimate",
    UNTOLD: f"from {UNTOLD}",
}


def narrate(journey: Journey) -> str:
    """What the heart monitor shows, in one sentence for each curve of real or agreed ratings.

    How single personas would rate and what is wanted is left to the legend: told in turn they bury what customers say.

    Args:
        journey: any journey; ratings on whatever scales it has.

    Source: Oxford/HMRC notes, step 3 (“the result will look similar to a heart monitor”).
    """
    if not journey.steps:
        return "There are no steps yet."
    found = [
        curve
        for curve in curves(journey)
        if (_rated(curve) or _unknown(curve)) and curve.rater != WANTED and not curve.rater.startswith(AS_PERSONA)
    ]
    if not found:
        return "No step is rated yet."
    if len(found) == 1 and found[0].title == OUR_GROUP:
        return f"{narrate_curve(found[0])}."
    told = []
    for one in found:
        told += [narrate_titled(one), same_source(journey, one), beside_in_words(journey, one)]
    return " ".join(filter(None, told))


def same_source(journey: Journey, curve: Curve) -> str:
    """That a curve and the group's own ratings show one source twice, as a sentence; "" where they do not.

    Args:
        journey: the journey.
        curve: any curve of it.
    """
    if not is_sample(curve):
        return ""
    ours = {one.id: one for each in curves(journey) if each.rater == ROOM for one in _sources(each)}
    both = [one.name for one in _sources(curve) if one.id in ours]
    return f"This curve and our group’s own rating are two views of the same source, {listed(both)}." if both else ""


def _sources(curve: Curve) -> list[Source]:
    found = (point.ground.source for point in curve.points if point.height is not None)
    return list({one.id: one for one in found if one}.values())


def narrate_words(journey: Journey) -> str:
    """What was felt at steps of which there is no figure at all: the words themselves, and no figure for them."""
    found = [curve for curve in curves(journey) if curve.rater != WANTED and not curve.rater.startswith(AS_PERSONA)]
    rated = {point.step for curve in found for point in curve.points if point.height is not None}
    told = [
        f"{isolated(step_name(point, at))} “{point.felt.rstrip('.')}”"
        for curve in found
        for at, point in enumerate(curve.points, 1)
        if point.felt and point.step not in rated
    ]
    return f"In words, without a figure: {'; '.join(told)}." if told else ""


def narrate_grades(journey: Journey) -> str:
    """The curve through the touchpoints in a sentence that says whose judgement it is; "" where there is none."""
    curve = touchpoint_curve(journey)
    if curve is None:
        return ""
    told = _lower_first(narrate_curve(curve))
    return f"Touchpoint by touchpoint, as our group judges it; nobody counted how many customers say so: {told}."


def narrate_curve(curve: Curve) -> str:
    """One curve in words: where it starts, its lowest and highest, where it ends, what is missing.

    Args:
        curve: a rater's points in the order of the steps, gaps included.

    Returns:
        A sentence without its full stop, such as “Starts satisfied, falls to its lowest at Security,
        recovers at Boarding; two steps not yet rated”.
    """
    rated = _rated(curve)
    missing = [*_bases(curve, [at for at, _ in rated]), *_missing(curve)]
    if not rated:
        return "; ".join((f"No {curve.noun} is rated yet", *missing))
    heights = [height for _, height in rated]
    if len(rated) == 1:
        story = f"Only {_name(curve, rated[0][0])} is rated, {_say(curve, rated[0][0])}"
    elif min(heights) == max(heights):
        story = f"Stays {_at(curve, rated[0][0])} at all {_count(len(rated))} rated {curve.noun}s"
    elif curve.scale.name == "felt" and not (is_sample(curve) and any(point.ground.most for point in curve.points)):
        story = _felt_story(curve, rated) + _without_n(curve)
    else:
        story = _measured_story(curve, rated) + _without_n(curve)
    return "; ".join((story, *missing))


def narrate_titled(curve: Curve) -> str:
    """One curve in a sentence, which says first whose it is and on which scale."""
    return f"{curve.title} ({_lower_first(curve.scale.title)}): {_lower_first(narrate_curve(curve))}."


def narrate_room(spreads: Sequence[Spread]) -> str:
    """How a room that rated apart saw the journey: its median along the steps, and where it disagrees.

    Args:
        spreads: what the room said of each step, in their order.
    """
    scale = SCALES["felt"]
    points = tuple(
        Point(spread.step, spread.name, None, None)
        if spread.median is None
        else Point(spread.step, spread.name, Rating(id=ROOM, value=spread.median), scale.height(spread.median))
        for spread in spreads
    )
    story = narrate_curve(Curve(ROOM, "The room", scale, points))
    names = listed([step_name(point, at) for at, point in enumerate(points, 1) if spreads[at - 1].disagrees])
    return f"The room’s median: {_lower_first(story)}." + (f" The room disagrees about {names}." if names else "")


def step_name(point: Point, number: int, noun: str = "step") -> str:
    """What a step is called: its name, or its number when nobody has named it yet.

    Args:
        point: the step on a curve.
        number: its place in the journey, counted from 1.
        noun: what it is, if it is no step.
    """
    return point.name.strip() or f"{noun} {number}"


def _felt_story(curve: Curve, rated: list[tuple[int, float]]) -> str:
    start, start_height = rated[0]
    end, end_height = rated[-1]
    lowest, highest = min(h for _, h in rated), max(h for _, h in rated)
    extremes = [(at, height == highest) for at, height in rated if height in (lowest, highest)]
    turns = [
        (top, places)
        for top, group in groupby(extremes, key=itemgetter(1))
        for places in _without_swing(rated, [at for at, _ in group])
    ]
    if len(turns) > _TURNS_AT_MOST:
        lows, highs = ([at for at, top in extremes if top == wanted] for wanted in (False, True))
        told = [f"Starts {_say(curve, start)}", "goes up and down"]
        told += [f"is lowest at {_names(curve, lows)}", f"is highest at {_names(curve, highs)}"]
    else:
        place = {lowest: "at its lowest, ", highest: "at its highest, "}.get(start_height, "")
        told = [f"Starts {place}{_say(curve, start)}", *_turns(curve, rated, turns)]
    last_told, top = extremes[-1]
    after = [(at, height) for at, height in rated if at > last_told]
    if after and not top:
        best = max(h for _, h in after)
        peaks = _without_swing(rated, [at for at, height in after if height == best])
        told += _swing(curve, rated, last_told, peaks[0][0])
        far = best - lowest >= _HALF * (highest - lowest)
        told.append(f"{'recovers' if far else 'rises a little'} at {_names(curve, peaks[0])}")
        for before, places in pairwise(peaks):
            told += [*_swing(curve, rated, before[-1], places[0]), f"recovers again at {_names(curve, places)}"]
        last_told = peaks[-1][-1]
    elif after and end_height - min(h for _, h in after) >= _HALF:
        worst = min(h for _, h in after)
        lows = [at for at, height in after if height == worst]
        told += [*_swing(curve, rated, last_told, lows[0]), f"falls to {_say(curve, lows[0])} at {_names(curve, lows)}"]
        last_told = lows[-1]
    if end != last_told and (back := _swing(curve, rated, last_told, end)):
        told += [*back, f"ends {_say(curve, end)}"]
    elif end != last_told and end_height != _height(rated, last_told):
        told.append(f"ends {_say(curve, end)}")
    return ", ".join(told)


def _turns(curve: Curve, rated: list[tuple[int, float]], turns: Sequence[tuple[bool, list[int]]]) -> Iterator[str]:
    """The highest and the lowest points in the order of time; equal ones with no swing between them together."""
    start = last = rated[0][0]
    reached: set[bool] = set()
    for number, (top, places) in enumerate(turns):
        end = "highest" if top else "lowest"
        if places[0] == start:
            if len(places) > 1:
                yield f"is there too at {_names(curve, places[1:])}"
        else:
            yield from _swing(curve, rated, last, places[0])
            if top in reached and turns[number - 1][0] == top:
                way = f"{'rises' if top else 'falls'} back to its {end}"
            elif top:
                way = f"rises {'back ' * (top in reached)}to its {end}"
            else:
                way = f"falls to its {end}{' again' * (top in reached)}"
            yield f"{way} at {_names(curve, places)}"
        reached.add(top)
        last = places[-1]


def _swing(curve: Curve, rated: list[tuple[int, float]], start: int, end: int) -> list[str]:
    """The farthest that a curve goes against its way from one place to another, if that is two places or more."""
    found = _farthest_swing(rated, start, end)
    if found is None:
        return []
    up = _height(rated, found) > _height(rated, start)
    level = _height(rated, start) == _height(rated, end)
    way = "rises to" if up else "falls to"
    if not level:
        way = "rises, but falls back to" if _height(rated, end) > _height(rated, start) else "falls, but rises back to"
    return [f"{way} {_say(curve, found)} at {_names(curve, [found])}"]


def _farthest_swing(rated: list[tuple[int, float]], start: int, end: int) -> int | None:
    """Where a curve goes farthest against its way from one place to another; between level ones, away from them."""
    way = _height(rated, end) - _height(rated, start)
    base = _height(rated, start)
    farthest, where = 0.0, None
    for at, height in rated:
        if not start < at < end:
            continue
        away = abs(height - base) if way == 0 else (base - height if way > 0 else height - base)
        if away >= _HALF and away > farthest:
            farthest, where = away, at
        if way:
            base = max(base, height) if way > 0 else min(base, height)
    return where


def _without_swing(rated: list[tuple[int, float]], places: list[int]) -> list[list[int]]:
    """Equal places, those together that have no swing between them."""
    together = [places[:1]]
    for before, at in pairwise(places):
        if _farthest_swing(rated, before, at) is None:
            together[-1].append(at)
        else:
            together.append([at])
    return together


def _measured_story(curve: Curve, rated: list[tuple[int, float]]) -> str:
    start, end = rated[0][0], rated[-1][0]
    lowest, highest = min(h for _, h in rated), max(h for _, h in rated)
    worst = [at for at, height in rated if height == lowest]
    best = [at for at, height in rated if height == highest]
    told = [f"Starts {_at(curve, start)}"]
    known = not _without_n(curve)
    out = stand_out(curve, *([curve.points[at] for at in places] for places in (worst, best)))
    for places, word, stands in sorted(zip((worst, best), ("worst", "best"), out, strict=True)):
        certain = known and stands
        figure = _say_with_sample(curve, places) + ("" if stands else f"; {_open(curve, word)}")
        told.append(f"{f'is {word}' if certain else f'has its {word} figure'} at {_names(curve, places)} ({figure})")
    if end not in (*worst, *best):
        told.append(f"ends {_at(curve, end)}")
    return ", ".join(told)


def _open(curve: Curve, word: str) -> str:
    """That another step may be where this end of the curve seems to be."""
    beyond = "worse" if word == "worst" else "better"
    spread_known = all(point.bounds is not None for point in curve.points if point.height is not None)
    if spread_known or curve.scale.name in SHARES:
        return f"not enough to say that no other step is {beyond}"
    return f"how far the answers spread is not known: another step may be {beyond}"


def _without_n(curve: Curve) -> str:
    unknown = without_n(curve, [point.step for point in curve.points]) or any(
        point.height is not None and point.ground.asked == N_NOT_KNOWN for point in curve.points
    )
    return "; how many answered at a step is not known" if unknown else ""


def _bases(curve: Curve, rated: list[int]) -> list[str]:
    """Which figures rest on something else than most do, so that one sentence does not make them all alike."""
    there = [curve.points[at].ground.firm for at in rated]
    if len(set(there)) < 2:
        return list(_throughout(curve, rated))
    most = max(_RESTS_ON, key=there.count)
    other = {
        words: [at for at, own in zip(rated, there, strict=True) if own == basis]
        for basis, words in _RESTS_ON.items()
        if basis != most and basis in there
    }
    told = [f"{words} at {_all_names(curve, places)}" for words, places in other.items()]
    if len(other) == 1:
        [(words, places)] = other.items()
        if len(places) > 1 and places == list(range(len(curve.points)))[-len(places) :]:
            told = [f"the last {_count(len(places))} are {words}"]
    return [f"{', '.join(told)}, the rest {_RESTS_ON[most]}"]


def _throughout(curve: Curve, rated: list[int]) -> Iterator[str]:
    """What all figures rest on, where nobody told or counted them; of touchpoints it stands before the story."""
    doubts = {curve.points[at].ground.doubt for at in rated}
    if "" in doubts or not doubts or curve.noun != "step":
        return
    ours = curve.rater == ROOM or curve.rater.startswith(AS_PERSONA)
    untold = any(curve.points[at].ground.is_untold for at in rated)
    yield "as our group assumes" if ours and not untold else f"all {' or '.join(sorted(doubts))}"


def _guessed(curve: Curve, at: int) -> str:
    """What stands beside the name of a step whose figure is less than what most rest on, so that it outranks none."""
    firmer = any(not point.ground.doubt for point in curve.points if point.height is not None)
    return f" ({_RESTS_ON[curve.points[at].ground.firm]})" if firmer and curve.points[at].ground.doubt else ""


def _all_names(curve: Curve, places: Sequence[int]) -> str:
    return listed([step_name(curve.points[at], at + 1, curve.noun) for at in places])


def _missing(curve: Curve) -> list[str]:
    unknown = len(_unknown(curve))
    absent = sum(point.height is None for point in curve.points) - unknown
    lacks = "without a figure" if is_sample(curve) else "not yet rated"
    told = ((absent, lacks), (unknown, "that nobody can judge"))
    return [f"{_count(count)} {curve.noun}{'' if count == 1 else 's'} {how}" for count, how in told if count]


def _rated(curve: Curve) -> list[tuple[int, float]]:
    return [(at, point.height) for at, point in enumerate(curve.points) if point.height is not None]


def _unknown(curve: Curve) -> list[int]:
    return [at for at, point in enumerate(curve.points) if point.rating is not None and point.rating.value == "unknown"]


def _height(rated: list[tuple[int, float]], wanted: int) -> float:
    return next(height for at, height in rated if at == wanted)


def _name(curve: Curve, at: int) -> str:
    return isolated(step_name(curve.points[at], at + 1, curve.noun))


def _names(curve: Curve, places: Sequence[int]) -> str:
    if len(places) > _NAMED_AT_MOST:
        return f"{_name(curve, places[0])} and {_count(len(places) - 1)} other {curve.noun}s"
    return listed([f"{step_name(curve.points[at], at + 1, curve.noun)}{_guessed(curve, at)}" for at in places])


def _say(curve: Curve, at: int) -> str:
    value = curve.points[at].value
    if value is None:
        return "not rated"
    for figure, wording in curve.scale.words:
        if figure == value:
            return "neither satisfied nor dissatisfied" if figure == 0 else wording.lower()
    return curve.scale.say(value)


def _say_with_sample(curve: Curve, places: list[int]) -> str:
    # that n is not known at all is said once, of the whole curve
    samples = {curve.points[at].sample for at in places if curve.points[at].ground.counted}
    sample = samples.pop() if len(samples) == 1 else ""
    said = _say(curve, places[0])
    return f"{said}; {sample}" if sample else said


def _at(curve: Curve, at: int) -> str:
    few = f" ({curve.points[at].few})" if curve.points[at].few else ""
    return f"{'' if curve.scale.name == 'felt' else 'at '}{_say(curve, at)}{few}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _count(number: int) -> str:
    return _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else str(number)
