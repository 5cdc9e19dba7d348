"""A journey with a script in every text that people can type, and a reader that tells words from markup.

The journey is made by walking through the model, so a field that is added later holds a script as well.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from nbconvert.filters import markdown2html
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from cjm_widgets.journey.apart import ROUNDS
from cjm_widgets.journey.model import Item, Journey, Overrule, Rating, Value
from cjm_widgets.journey.parts.base import DateText
from cjm_widgets.journey.rules import advice
from cjm_widgets.journey.scales import ScaleName

Words = Callable[[str, int], str]
"""The path of a field, and how long it may be -> what somebody typed there."""

SCRIPTS = (
    """<img src=x onerror="window.ran='{0}'"><script>window.ran='{0}'</script>""",
    """"><svg onload="window.ran='{0}'"><iframe srcdoc="<script>parent.ran='{0}'</script>">""",
    """'/onmouseover='window.ran="{0}"'/autofocus/onfocus='window.ran="{0}"'/x='""",
    """</script></style></title></textarea></template><script>window.ran='{0}'</script>""",
    """javascript:window.ran='{0}'""",
    """[x](javascript:window.ran='{0}') <javascript:window.ran='{0}'> **bold** `code`""",
    """$\\href{{javascript:window.ran='{0}'}}{{x}}$ {{{{7*7}}}} {{% raw %}} ${{7*7}} {{0.__class__}} %(x)s""",
    """=HYPERLINK("javascript:window.ran='{0}'","x")""",
    """"]+datum+[\\"'+window.ran+'\\u0022\u2028]--><!--]]>&lt;b&gt;&#60;{0}""",
)
"""What is typed, with the path of the field; each would run in another place."""
ANYWHERE = """javascript:ran='{0}'//'"--></style></title></script><img src=x onerror="ran='{0}'">"""
"""Runs as an address and as markup, and gets out of an attribute, a style and a script."""
SHORT = ("<img src=x onerror=ran=1>", "javascript:ran=1", "<script>ran=1</script>")
TINY = ("<svg onload=ran=1>", "javascript:ran=1", "<b>{{7*7}}</b>")
MANY = 3
"""So many items stand in each list, if their ids have no meaning of their own."""
KNOWN = {
    "ratings": ["room", "wanted", "as-personas-0", "as-personas-1", "survey", "p-ana", "p-ben"],
    "dots": ["p-ana", "p-ben"],
    "rounds": list(ROUNDS),
    "voices": ["p-ana", "p-ben"],
}
DATES = ("2026-05-03", "", "2026-Q2")
"""No date takes a script; where there is none, the words that stand beside it are shown."""
A_DATE = get_args(DateText)[1]
A_SCALE = get_args(ScaleName)[1]
RUNS = ("javascript:", "vbscript:", "data:text")
PICTURE = re.compile(r"data:image/png;base64,[\w+/]+=*")
NEW_ELEMENTS = ("img", "iframe", "object", "embed", "base", "meta", "form")
"""What none of our texts is built of, so that whatever there is of it came from somebody's words."""


def script(turn: int = 0) -> Words:
    """Puts one script into each short text, another for each turn, and as many into a long one as fit."""

    def words(path: str, limit: int) -> str:
        at = turn + sum(map(ord, path))
        if limit < 40:
            return TINY[at % len(TINY)]
        if limit < 100:
            return SHORT[at % len(SHORT)]
        typed = [one.format(path) for one in (*SCRIPTS[at % len(SCRIPTS) :], *SCRIPTS[: at % len(SCRIPTS)])]
        if limit <= 200:
            return typed[0]
        ends = list(itertools.accumulate(len(one) + 1 for one in typed))
        return "\n".join(one for one, end in zip(typed, ends, strict=True) if end <= limit)

    return words


def anywhere(path: str, limit: int) -> str:
    """Puts into each text what runs wherever it is taken for more than words, and all other scripts that fit."""
    if limit < 100:
        return (TINY if limit < 40 else SHORT)[0]
    text = ANYWHERE.format(path)
    return text if limit <= 200 else f"{text}\n{script()(path, limit - len(text) - 1)}"


def harmless(words: Words) -> Words:
    """The same words without any sign that could mean something: what is drawn of them has the same shape."""
    return lambda path, limit: re.sub(r"[^\w\s-]", "x", words(path, limit))


def journey(words: Words, journey_id: str = "hostile") -> Journey:
    """A journey in which every text is typed, and everything else is something that people can choose."""
    typist = _Typist(words)
    made = Journey.model_validate(typist.group(Journey) | {"id": journey_id, "overruled": []})
    keys = [one.key for one in advice(made, today=date(2026, 1, 1))]
    if not keys:
        raise AssertionError("The method has nothing to say of this journey, so there is no advice to overrule.")
    overruled = typist.items(Overrule, "overruled", keys[::2])
    return Journey.model_validate({**made.model_dump(mode="json"), "overruled": overruled})


def typed_in(node: Value, path: str = "") -> Iterator[tuple[type[Value], str, str, str]]:
    """Every text of a value that people can type: the class, the field, the path and what stands there."""
    for name, info in type(node).model_fields.items():
        here = f"{path}{name}"
        value = getattr(node, name)
        if isinstance(value, Value):
            yield from typed_in(value, f"{here}/")
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Item):
                    yield from typed_in(one, f"{here}/{one.id}/")
                elif isinstance(one, str) and _is_typed(info.annotation):
                    yield type(node), name, here, one
        elif isinstance(value, str) and _is_typed(info.annotation, info.metadata):
            yield type(node), name, here, value


def _is_typed(annotation: object, metadata: list[Any] | tuple[Any, ...] = ()) -> bool:
    """Whether a field can hold any text, rather than an id, a date or one of several answers."""
    if any((isinstance(one, StringConstraints) and one.pattern) or one in (A_DATE, A_SCALE) for one in metadata):
        return False
    if annotation is str:
        return not any(getattr(one, "pattern", None) for one in metadata)
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _is_typed(inner, more)
    return any(_is_typed(one) for one in get_args(annotation)) if get_origin(annotation) is not Literal else False


@dataclass(frozen=True)
class _Typist:
    """Fills in one group or item after the other.

    Args:
        words: what is typed.
        path: of the group or item, with a slash at its end.
        digits: the places of the items around it in their lists, for an id that no other item has.
        at: its own place in its list.
    """

    words: Words
    path: str = ""
    digits: str = ""
    at: int = 0

    def group(self, model: type[Value]) -> dict[str, Any]:
        fields = ((name, info) for name, info in model.model_fields.items() if name != "id")
        return {name: self.value(info.annotation, name, info) for name, info in fields}

    def value(self, annotation: Any, name: str, info: FieldInfo) -> Any:
        origin, inside = get_origin(annotation), get_args(annotation)
        value: Any = 1  # a number: within the limits of every field and every scale
        if isinstance(annotation, type) and issubclass(annotation, Value):
            value = replace(self, path=f"{self.path}{name}/").group(annotation)
        elif origin is Literal:
            value = inside[self.at % len(inside)]
        elif origin in (Union, UnionType):
            arms = [one for one in inside if one is not NoneType]
            value = self.value(arms[self.at % len(arms)], name, info)
        elif origin is tuple:
            value = self.several(inside[0], name, info)
        elif A_DATE in info.metadata:
            value = DATES[self.at % len(DATES)]
        elif A_SCALE in (*info.metadata, *inside):
            value = "negative-share"
        elif annotation is bool:
            value = self.at % 2 == 0
        elif _is_typed(annotation, info.metadata):
            limit = next((one.max_length for one in info.metadata if isinstance(one, MaxLen)), 4000)
            value = self.words(f"{self.path}{name}", limit)
        elif annotation is str or origin is Annotated:
            *outer, last = str(info.json_schema_extra["to"]).split("/")
            value = f"{last}-{'0' * len(outer)}{self.at % MANY}"
        return value

    def several(self, inner: Any, name: str, info: FieldInfo) -> list[Any]:
        if isinstance(inner, type) and issubclass(inner, Item):
            return self.items(inner, name, KNOWN.get(name, [f"{name}-{self.digits}{at}" for at in range(MANY)]))
        if get_origin(inner) is Literal:
            return list(get_args(inner))
        return [replace(self, at=self.at + more).value(inner, name, info) for more in range(2)]

    def items(self, model: type[Item], name: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        made = []
        for at, one in enumerate(ids):
            inside = replace(self, path=f"{self.path}{name}/{one}/", digits=f"{self.digits}{at}", at=at)
            made.append({"id": one, **inside.group(model)})
        if model is Rating:
            apart = {"p-ana": -2, "p-ben": 2, "as-personas-1": "unknown"}
            for one in made:
                scale = "negative-share" if one["id"] == "survey" else "felt"
                one |= {"scale": scale, "value": apart.get(one["id"], 1)}
        return made


class Markup(HTMLParser):
    """What a browser would make of a text: its elements, its words, and whatever in it would run.

    Args:
        text: HTML.
    """

    _HIDDEN = ("script", "style")

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        """Each element with the names of its attributes."""
        self.runs: list[str] = []
        """Whatever a browser would carry out."""
        self.data: list[str] = []
        """What stands in scripts that are data."""
        self._words: list[str] = []
        self._within = ""
        self.feed(text)
        self.close()

    @property
    def words(self) -> str:
        """All that people read, in one line."""
        return plain(" ".join(self._words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))
        self._within = tag if tag in self._HIDDEN else ""
        kind = dict(attrs).get("type") or ""
        if tag == "script" and not kind.endswith("json"):
            self.runs.append(str(self.get_starttag_text()))
            self._within = ""
        if tag in NEW_ELEMENTS and not _is_own_picture(attrs):
            self.runs.append(str(self.get_starttag_text()))
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").casefold()
            if name.startswith("on") or name == "srcdoc" or address.startswith(RUNS):
                self.runs.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "script":
            self.data.append(data)
        elif not self._within:
            self._words.append(data)


def read_as_markdown(text: str) -> str:
    """What nbconvert makes of Markdown, without the names that it gives to headings: these lead nowhere."""
    return re.sub(r' id="[^"]*"', "", markdown2html(text))


def _is_own_picture(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an image is one that a finished notebook brings along: points that say nothing else."""
    source = dict(attrs).get("src") or ""
    return {name for name, _ in attrs} == {"alt", "width", "src"} and bool(PICTURE.fullmatch(source))


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
