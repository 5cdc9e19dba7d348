"""A widget's JavaScript stays in small files and still arrives as one module, each file in it once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cjm_widgets.widgets.modules import BROWSER, linked


def carried(path: Path) -> list[tuple[str, str]]:
    return json.loads(re.search(r"^const modules = (\[.*\]);$", linked(path), re.MULTILINE)[1])


def test_imported_modules_come_before_the_one_that_imports_them(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport default b;\n')
    (tmp_path / "b.js").write_text('import "./c.js";\nexport const b = 1;\n')
    (tmp_path / "c.js").write_text("globalThis.c = 1;\n")

    (c, c_text), (b, b_text), (_, a_text) = carried(tmp_path / "a.js")

    assert c_text == "globalThis.c = 1;\n"
    assert b_text == f'import "{c}";\nexport const b = 1;\n'
    assert a_text == f'import {{ b }} from "{b}";\nexport default b;\n'


def test_a_module_that_is_imported_twice_is_carried_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.js").write_text('import { x } from "./shared.js";\nimport { y } from "./folder/b.js";\n')
    (tmp_path / "folder" / "b.js").write_text('import { x } from "../shared.js";\nexport const y = x;\n')
    (tmp_path / "shared.js").write_text("export const x = {};\n")

    assert [text for _, text in carried(tmp_path / "a.js")].count("export const x = {};\n") == 1


def test_a_module_has_the_same_name_in_every_widget_that_carries_it() -> None:
    page, monitor = (dict(carried(BROWSER / name)) for name in ("page/page.js", "page/pictures.js"))

    assert set(page) & set(monitor)


def test_modules_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')

    with pytest.raises(RecursionError, match="imports itself"):
        linked(tmp_path / "a.js")


def test_every_import_of_our_modules_can_be_followed() -> None:
    for module in sorted(BROWSER.rglob("*.js")):
        for name, text in carried(module):
            assert not re.search(r'from\s*"\.{1,2}/', text), f"{module.name}: {name}"
            assert not re.search(r"""(from|import)\s*\(?["'](https?:)?//""", text), f"{module.name} asks the network"
