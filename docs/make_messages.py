"""Writes docs/messages.md and the types of the browser's code from cjm_widgets/widgets/protocol.py.

python docs/make_messages.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from cjm_widgets.journey.parts.rounds import RoundName, RoundState
from cjm_widgets.journey.rules import PageName
from cjm_widgets.widgets.protocol.from_browser import FROM_BROWSER
from cjm_widgets.widgets.protocol.from_kernel import FROM_KERNEL
from cjm_widgets.widgets.protocol.message import End, Message
from cjm_widgets.widgets.protocol.parts import SentEdit
from cjm_widgets.widgets.protocol.received import name_of
from cjm_widgets.widgets.protocol.sent import Action, FromBrowser

DOCS = Path(__file__).parent
PAGE = DOCS / "messages.md"
TYPES = DOCS.parent / "cjm_widgets" / "browser" / "lib" / "messages.d.ts"

ENDS = {
    "page": "A page of the method",
    "start": "The start page",
    "feedback": "The page on which feedback is brought, which also talks as a page of the method",
    "facilitator": "The facilitator’s page",
    "pictures": "The figures for a report",
    "monitor": "The heart monitor alone, in a notebook",
}
NAMED = {get_args(PageName): "PageName", get_args(RoundName): "RoundName", get_args(RoundState): "RoundState"}
KINDS = {kind.__name__: kind for kind in (*FROM_BROWSER, *FROM_KERNEL)}
PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def typescript() -> str:
    """The declarations of all messages, for the JSDoc of the browser's modules."""
    parts: dict[str, str] = {}
    kinds = [_interface(kind.__name__, _schema(kind), parts, _said(kind)) for kind in KINDS.values()]
    lines = [
        "// Made from cjm_widgets/widgets/protocol by docs/make_messages.py: change it there.",
        "",
        *(f"export type {name} = {_union(values)};" for values, name in NAMED.items()),
        "",
        *parts.values(),
        *kinds,
    ]
    for end in get_args(End):
        for name, table in (("SentBy", FROM_BROWSER), ("SentTo", FROM_KERNEL)):
            sent = " | ".join(kind.__name__ for kind in table if end in kind.ends)
            lines.append(f"export type {name}{end.capitalize()} = {sent};")
    return "\n".join(lines) + "\n"


def markdown() -> str:
    """The page of documentation: a part for each widget, a table for each direction, an example of each message."""
    lines = [
        "# Messages",
        "",
        "<!-- Made from cjm_widgets/widgets/protocol by docs/make_messages.py: change it there. -->",
        "",
        "A page in the browser and its process on the server talk in JSON objects, sent as custom messages of a",
        "Jupyter widget. Each has a `kind`; those of the kind `action` are told apart by their `action`. A message",
        "from a browser that does not fit is passed over, or answered in a sentence; nothing that a browser sends is",
        "trusted. What a page shows (the journey, the form, the pictures) is its widget’s state; whoever opens it",
        "gets all of it. Then only what changed is sent, in `changed` and `saved`, with a number: a browser that",
        "missed one, or learns from a `pong` that it did, asks for the `whole`, which comes as the widget’s state.",
    ]
    for end, title in ENDS.items():
        lines += ["", f"## {title}"]
        for heading, table in (("From the browser", FROM_BROWSER), ("From the page’s process", FROM_KERNEL)):
            lines += ["", f"### {heading}", "", "| Kind | What it says | Fields |", "|---|---|---|"]
            lines += [_row(kind) for kind in table if end in kind.ends]
    lines += ["", "## An example of each", ""]
    for kind in KINDS.values():
        example = json.dumps(kind(**kind.example).to_json(), ensure_ascii=False)
        lines += [f"**{kind.__name__}**", "", "```json", example, "```", ""]
    return "\n".join(lines)


def _row(kind: type[Message]) -> str:
    name = " ".join(f"`{part}`" for part in name_of(kind) if part)
    who = " Facilitators only." if issubclass(kind, FromBrowser) and kind.sender == "facilitator" else ""
    schema = _schema(kind)
    fields = ", ".join(
        f"`{field}{'' if field in _needed(kind, schema) else '?'}`: {_type(one, {}, schema)}".replace("|", "\\|")
        for field, one in schema["properties"].items()
        if field != "kind" and not (field == "action" and issubclass(kind, Action))
    )
    return f"| {name} | {_said(kind)}{who} | {fields} |"


def _schema(kind: type[Message]) -> dict[str, Any]:
    return kind.model_json_schema()


def _said(kind: type[Message]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _needed(kind: object, schema: dict[str, Any]) -> set[str]:
    """The fields that are always there: all of what a process sends, and what a browser sends without a default."""
    sent = isinstance(kind, type) and issubclass(kind, FromBrowser)
    always = {"kind", "action"} & schema["properties"].keys()
    return always | (set(schema.get("required", ())) if sent else set(schema["properties"]))


def _interface(name: str, schema: dict[str, Any], parts: dict[str, str], said: str) -> str:
    needed = set(schema.get("required", ())) if name == SentEdit.__name__ else _needed(KINDS.get(name), schema)
    fields = "".join(
        f"  {field}{'' if field in needed else '?'}: {_type(one, parts, schema)};\n"
        for field, one in schema["properties"].items()
    )
    return f"/** {said} */\nexport interface {name} {{\n{fields}}}\n"


def _type(one: dict[str, Any], parts: dict[str, str], schema: dict[str, Any]) -> str:  # noqa: PLR0911  one for each form
    if "$ref" in one:
        return _type(schema["$defs"][one["$ref"].rpartition("/")[2]], parts, schema)
    if "const" in one:
        return json.dumps(one["const"])
    if "enum" in one:
        return NAMED.get(tuple(one["enum"]), _union(one["enum"]))
    if "anyOf" in one:
        return " | ".join(_type(inner, parts, schema) for inner in one["anyOf"])
    if one.get("type") == "array":
        inner = _type(one["items"], parts, schema)
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if "properties" in one:
        if one["title"] not in parts:
            parts[one["title"]] = ""  # its place, before the parts that it holds
            parts[one["title"]] = _interface(
                one["title"], {**one, "$defs": schema.get("$defs")}, parts, " ".join(one["description"].split())
            )
        return str(one["title"])
    if one.get("type") == "object":
        inner = one.get("additionalProperties")
        return f"Record<string, {_type(inner, parts, schema) if isinstance(inner, dict) else 'any'}>"
    return PLAIN.get(one.get("type", ""), "any")


def _union(values: Any) -> str:
    return " | ".join(map(json.dumps, values))


if __name__ == "__main__":
    TYPES.parent.mkdir(exist_ok=True)
    PAGE.write_text(markdown(), encoding="utf-8")
    TYPES.write_text(typescript(), encoding="utf-8")
