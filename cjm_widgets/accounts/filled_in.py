"""What is filled in on a page, told in the words and the order of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.accounts.blocks import Fact, Facts, Heading
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.grounds import sources_in_words
from cjm_widgets.journey.length import lasts
from cjm_widgets.journey.model import Quote, TimeSpan
from cjm_widgets.journey.stakeholders import stakeholder_name
from cjm_widgets.journey.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.accounts.blocks import Block, Lines
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.base import Item

Spec = dict[str, Any]
_ITEM: Final = 4
"""The level of the heading of an item."""


def filled_in(journey: Journey, form: Spec) -> Iterator[Block]:
    """What is filled in, section by section; what is empty is not told.

    Args:
        journey: as it leaves.
        form: what the page asks (`widgets.spec.form`).
    """
    for section in form.get("sections", ()):
        node = _at(journey, section["path"])
        loose = [one for one in section["fields"] if one["kind"] != "items"]
        if facts := (*_facts(journey, node, loose),):
            yield from (Heading(3, section["title"]),) if section["title"] else ()
            yield Facts(facts)
        for one in section["fields"]:
            if one["kind"] == "items":
                yield from _list(journey, node, one)


def _list(journey: Journey, node: Any, spec: Spec) -> Iterator[Block]:
    items = _at(node, spec["name"]) or ()
    told = [(_called(spec, at, one), (*_facts(journey, one, _but_name(spec)),)) for at, one in enumerate(items, 1)]
    if spec["fixed"]:  # named on another page: only those of which something is said here
        told = [(name, facts) for name, facts in told if facts]
    if not told:
        return
    yield Heading(3, spec["title"])
    if spec["layout"] == "rows" or not any(facts for _, facts in told):
        yield Facts(tuple(Fact("", (_in_brackets(name, facts),)) for name, facts in told))
        return
    for name, facts in told:
        yield Heading(_ITEM, name)
        yield from (Facts(facts),) if facts else ()


def _but_name(spec: Spec) -> list[Spec]:
    return [one for one in spec["fields"] if one["name"] != spec["label"]]


def _called(spec: Spec, at: int, item: Item) -> str:
    name = str(getattr(item, spec["label"], "")).strip()
    if isinstance(item, Quote) and name:
        return quoted(name)
    return name or f"{spec['noun'].capitalize()} {at}"


def _in_brackets(name: str, facts: Iterable[Fact]) -> str:
    said = "; ".join(f"{title}: {', '.join(lines)}" for title, lines in facts)
    return f"{name} ({said})" if said else name


def _facts(journey: Journey, node: Any, fields: Iterable[Spec]) -> Iterator[Fact]:
    for spec in fields:
        is_of_many = "/" in spec["name"]  # a short word would not say which
        title = (not is_of_many and spec.get("short")) or spec["title"].rstrip("?")
        note = getattr(node, spec.get("note", ""), "")
        if lines := tuple(filter(None, (*_lines(journey, _at(node, spec["name"]), spec), note))):
            yield Fact(title, lines)


def _lines(journey: Journey, value: Any, spec: Spec) -> Lines:
    kind = spec["kind"]
    if isinstance(value, TimeSpan):
        return (lasts(value),)
    if kind == "items":
        many = enumerate(value or (), 1)
        return tuple(_in_brackets(_called(spec, at, one), _facts(journey, one, _but_name(spec))) for at, one in many)
    if kind == "group":
        return tuple(
            f"{title}: {', '.join(lines)}" if title else ", ".join(lines)
            for title, lines in _facts(journey, value, spec["fields"])
        )
    if value is None or value in ("", ()) or value is False:
        return ()
    if value is True:
        return ("yes",)
    return _words(journey, value, spec)


def _words(journey: Journey, value: Any, spec: Spec) -> Lines:
    known = dict(spec.get("choices", ()))
    several = value if isinstance(value, tuple) else (value,)
    if "to" in spec:
        return ("; ".join(filter(None, (_named(journey, spec["to"], one) for one in several))),)
    if known:
        return ("; ".join(str(known.get(one, one)) for one in several),)
    if isinstance(value, str):
        return (shown(value),) if spec["kind"] == "date" else tuple(line for line in value.splitlines() if line.strip())
    return (figure(value),)


def _named(journey: Journey, to: str, one: str) -> str:
    """What an item is called that something points to; "" where it is no more."""
    if to == "sources":
        return sources_in_words(journey).get(one, "")
    if to == "stakeholders":
        return stakeholder_name(journey, one)
    holders: tuple[Any, ...] = (journey,)
    for name in to.split("/"):
        holders = tuple(item for holder in holders for item in getattr(holder, name))
    found = next((item for item in holders if item.id == one), None)
    return str(getattr(found, "name", "") or getattr(found, "title", ""))


def _at(node: Any, path: str) -> Any:
    """What stands at a path of names and ids; None where there is nothing."""
    for name in filter(None, path.split("/")):
        if isinstance(node, tuple):
            node = next((one for one in node if one.id == name), None)
        else:
            node = getattr(node, name, None)
    return node
