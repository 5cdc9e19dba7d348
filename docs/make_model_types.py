"""Writes the types of a journey for the browser's code from the model.

python docs/make_model_types.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cjm_widgets.journey.model import Journey

TYPES = Path(__file__).parent.parent / "cjm_widgets" / "browser" / "lib" / "model.d.ts"

_PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def typescript() -> str:
    """The declarations of a journey and its parts, as a page has them."""
    schema = Journey.model_json_schema(mode="serialization")
    parts = {**schema.pop("$defs"), "Journey": schema}
    lines = ["// Made from cjm_widgets/journey/model.py by docs/make_model_types.py: change it there.", ""]
    lines += [_interface(name, parts[name]) for name in sorted(parts)]
    return "\n".join(lines)


def _interface(name: str, part: dict[str, Any]) -> str:
    said = part.get("description", "").split("\n\n")[0]
    fields = "".join(f"  {field}: {_type(one)};\n" for field, one in part["properties"].items())
    return f"/** {' '.join(said.split())} */\nexport interface {name} {{\n{fields}}}\n"


def _type(one: dict[str, Any]) -> str:
    if "$ref" in one:
        return str(one["$ref"].rpartition("/")[2])
    if "const" in one:
        return json.dumps(one["const"])
    if "enum" in one:
        return " | ".join(map(json.dumps, one["enum"]))
    if "anyOf" in one:
        return " | ".join(map(_type, one["anyOf"]))
    if one.get("type") == "array":
        inner = _type(one["items"])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    return _PLAIN[one["type"]]


if __name__ == "__main__":
    TYPES.write_text(typescript(), encoding="utf-8")
