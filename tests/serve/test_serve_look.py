from __future__ import annotations

import re
from pathlib import Path

import pytest

import cjm_widgets
from cjm_widgets.shipped import shipped

LOOK = (Path(cjm_widgets.__file__).parent / "browser" / "look.css").read_text(encoding="utf-8")
STYLES = [*Path(cjm_widgets.__file__).parent.rglob("*.css"), *shipped("templates").rglob("*.css")]
LISTS = [
    dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", block)) for block in re.findall(r"\{[^{}]*--ink:[^{}]*\}", LOOK)
]
LIGHT, DARK_BY_SYSTEM, DARK_BY_CHOICE, PRINT = LISTS


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_dark_is_the_same_whoever_asks_for_it() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE
    assert set(LIGHT) == set(DARK_BY_SYSTEM) == set(PRINT)


@pytest.mark.parametrize("colours", [LIGHT, DARK_BY_SYSTEM, PRINT], ids=["light", "dark", "print"])
def test_text_can_be_read_on_every_ground_it_stands_on(colours: dict[str, str]) -> None:
    inks = ("ink", "ink-soft", "accent", "good", "bad", "low-2", "low-1", "mid", "high-1", "high-2")
    pairs = [(f"--{ink}", ground) for ink in inks for ground in ("--paper", "--card")]
    pairs += [("--ink", "--accent-soft"), ("--accent", "--accent-soft"), ("--accent-ink", "--accent")]
    pairs += [("--ink", "--warn-soft"), ("--warn", "--warn-soft"), ("--ink-soft", "--warn-soft")]
    pairs += [("--ink", "--bad-soft"), ("--accent", "--bad-soft")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("colours", [LIGHT, DARK_BY_SYSTEM, PRINT], ids=["light", "dark", "print"])
def test_edges_of_controls_and_colours_of_data_stand_out(colours: dict[str, str]) -> None:
    edges = ("--line-strong", *(f"--data-{number}" for number in range(1, 9)), "--bad")
    pairs = [(edge, ground) for edge in edges for ground in ("--paper", "--card")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


def test_the_colours_of_data_are_those_that_colour_blind_readers_can_tell_apart() -> None:
    assert [LIGHT[f"--data-{number}"] for number in (1, 2, 3, 4)] == ["#000000", "#0072b2", "#d55e00", "#009e73"]
    assert len({LIGHT[f"--data-{number}"] for number in range(1, 9)}) == 8


def test_nothing_but_tokens_reaches_beyond_the_workbook() -> None:
    plain = re.sub(r"/\*.*?\*/", "", LOOK, flags=re.DOTALL)
    for selectors in re.findall(r"([^{}]+)\{", plain):
        for selector in re.split(r",(?![^(]*\))", selectors):
            name = selector.strip()
            assert not name or name.startswith(
                ("@", ".cjm", ":where(.cjm)", ":root", '[data-jp-theme-light="false"] .cjm')
            ), name


def by_width(style: str) -> list[str]:
    """The rules that count on a screen, or in a part, of some width."""
    parts = re.split(r"@(?:media|container)[^{]*width[^{]*\{", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))[1:]
    return [re.split(r"\}\s*\}", part)[0] for part in parts]


def test_what_has_another_colour_on_a_narrow_screen_has_one_that_is_looked_at_on_a_wide_one() -> None:
    given = {
        (path.name, colour)
        for path in STYLES
        for rules in by_width(path.read_text(encoding="utf-8"))
        for colour in re.findall(r"(?<![\w-])(?:color|background|background-color|fill):\s*([^;}]+)", rules)
    }
    assert len({name for name, _ in given}) > 4
    assert {one for one in given if not re.fullmatch(r"var\(--[\w-]+\)|none|inherit", one[1])} == set()
