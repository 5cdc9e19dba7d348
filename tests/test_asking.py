"""A page is asked until it says what a test waits for: once is too early on a computer that has other work."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import soon as module
from soon import PATIENCE, Soon, soon

TESTS = Path(__file__).parent
ASKS = {
    *("all_inner_texts", "all_text_contents", "aria_snapshot", "bounding_box", "count", "evaluate", "evaluate_all"),
    *("get_attribute", "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_editable"),
    *("is_enabled", "is_hidden", "is_visible", "text_content"),
}
WAIT = {"soon", "expect"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def asks(node: ast.AST, helpers: set[str]) -> bool:
    """Whether a page is asked somewhere in an expression, by itself or by a function that asks; what waits does not."""
    if isinstance(node, ast.Lambda):
        return False
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and (node.func.id in helpers or node.func.id in WAIT):
            return node.func.id in helpers
        if isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
            # a text and a list count what they are given; a locator is given nothing
            return node.func.attr != "count" or not node.args
    return any(asks(child, helpers) for child in ast.iter_child_nodes(node))


def answering(tree: ast.Module, known: set[str]) -> set[str]:
    """The functions of a file that give back what they asked a page."""
    found: set[str] = set()
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        given = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
        asked = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and asks(node.value, known)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        if any(asks(one, known) or (isinstance(one, ast.Name) and one.id in asked) for one in given):
            found.add(function.name)
    return found


def answering_in(path: Path) -> tuple[ast.Module, set[str]]:
    """A file and its functions that answer, with those that it takes from its neighbours."""
    tree = tree_of(path)
    known: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (beside := path.parent / f"{node.module}.py").exists():
            known |= {alias.name for alias in node.names} & answering(tree_of(beside), set())
    while more := answering(tree, known) - known:
        known |= more
    return tree, known


def asked_once(path: Path) -> list[int]:
    """The lines on which a test asks a page once and is content with no other answer."""
    tree, helpers = answering_in(path)
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert) and asks(node.test, helpers)]


def files() -> list[Path]:
    return [path for path in sorted(TESTS.rglob("*.py")) if not {"bench", "crowd"} & set(path.parts)]


def test_no_test_asks_a_page_once_for_what_comes_in_a_moment():
    found = {str(path.relative_to(TESTS)): lines for path in files() if (lines := asked_once(path))}
    assert found == {}, "ask with `expect(...)` or `soon(...)`"


WAITS = re.compile("wait_for_(selector|function|url)|expect_|to_|not_to_|goto|click|fill|press|scroll")
ENDS = {"wait", "join"}
"""Of a process or a thread: how long it is waited for is their first argument."""


def seconds(node: ast.AST) -> float | None:
    """The number that is written down somewhere; None where something else stands."""
    number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    return node.value if number else None


def hurried(path: Path) -> list[int]:
    """The lines on which a page, a process or a server is given less time than all others have, or a page a fixed one.

    Less than a second is no limit: something is looked at again and again, or is not expected to come.
    """
    found = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        limits = [one.value for one in node.keywords if one.arg == "timeout"]
        if node.func.attr in ENDS:
            limits += node.args[:1]
        if (
            any(1 <= (seconds(one) or 0) < PATIENCE for one in limits)
            or (limits and WAITS.match(node.func.attr))
            or (node.func.attr == "wait_for_timeout" and seconds(node.args[0]) is not None)
        ):
            found.append(node.lineno)
    return found


def test_no_test_hurries_a_page_or_a_process():
    found = {str(path.relative_to(TESTS)): lines for path in files() if (lines := hurried(path))}
    assert found == {}, "all have as long as `soon.PATIENCE`; what comes is waited for with `soon` or `expect`"


@pytest.mark.parametrize(
    ("line", "hurries"),
    [
        ("page.goto(address, timeout=30_000)", True),
        ("page.wait_for_timeout(300)", True),
        ("page.wait_for_timeout(chance.choice((50, 300)))", False),
        ("process.communicate(timeout=60)", True),
        ("process.communicate(timeout=PATIENCE)", False),
        ("process.wait(20)", True),
        ("process.wait()", False),
        ("line.recv(timeout=0.05)", False),
        ("' '.join(words)", False),
    ],
)
def test_the_check_sees_a_limit_that_a_slow_computer_may_meet(tmp_path, line, hurries):
    path = tmp_path / "test_it.py"
    path.write_text(f"{line}\n", encoding="utf-8")
    assert bool(hurried(path)) == hurries


@pytest.mark.parametrize(
    ("line", "once"),
    [
        ("assert page.locator('p').is_visible()", True),
        ("assert not page.locator('p').count()", True),
        ("assert 'May' in page.inner_text('p')", True),
        ("assert words(page) == 'May'", True),
        ("assert soon(lambda: words(page)) == 'May'", False),
        ("assert soon(page.locator('p').inner_text) == 'May'", False),
        ("assert 'MayMay'.count('May') == 2", False),
        ("expect(page.locator('p')).to_have_text('May')", False),
    ],
)
def test_the_check_sees_a_question_that_is_asked_once(tmp_path, line, once):
    path = tmp_path / "test_it.py"
    path.write_text(f"def words(page):\n    said = page.inner_text('p')\n    return said\n\n{line}\n", encoding="utf-8")
    assert bool(asked_once(path)) == once


def test_whatever_opens_a_browser_bears_the_mark_by_which_it_can_be_left_out():
    opening = {path.stem for path in TESTS.rglob("*.py") if ".chromium.launch(" in path.read_text(encoding="utf-8")}
    # the fixture, which marks what uses it, and three ways to open several at once
    assert opening - {Path(__file__).stem} == {
        "conftest",
        "entering",
        "front_ends",
        "new_browser",
        "next_page",
        "real_browsers",
    }
    for path in TESTS.rglob("test_*.py"):
        if re.search(r"^from (new|real)_browsers? import", text := path.read_text(encoding="utf-8"), re.MULTILINE):
            assert "pytestmark = pytest.mark.browser" in text, path.name


def coming(*answers):
    """Gives one answer after another, an error where one stands among them, and then always the last."""
    left = list(answers)

    def ask():
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


def test_what_comes_in_a_moment_is_waited_for():
    assert soon(coming(1, 2, 3)) == 3
    assert soon(coming("", "May"))
    assert "May" in soon(coming("", "In May"))
    assert soon(coming(3, 2, 1)) < 2
    assert soon(coming(LookupError(), TypeError(), 5)) == 5


def test_what_never_comes_is_told_by_what_was_answered_last(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0)
    said = soon(coming("In June"))
    assert isinstance(said, Soon)
    assert (said == "In May", repr(said)) == (False, "'In June'")
    with pytest.raises(LookupError):
        bool(soon(coming(LookupError())))
