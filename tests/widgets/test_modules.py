"""A widget's JavaScript stays in small files and still arrives as one module, each file in it once."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from cjm_widgets.widgets.modules import BROWSER, linked

MODULES = sorted(BROWSER.rglob("*.js"))


def carried_out(folder: Path, text: str, say: str) -> object:
    """What a linked module gives: the value of an expression about its exports `made`."""
    (folder / "linked.mjs").write_text(text, encoding="utf-8")
    (folder / "asks.mjs").write_text(
        f"const made = await import('./linked.mjs');\nconsole.log(JSON.stringify({say}));\n", encoding="utf-8"
    )
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, str(folder / "asks.mjs")], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_module_finds_what_it_imports_in_every_way_that_is_written_here(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(
        'import { b, twice as two } from "./b.js";\nimport {\n  C,\n  later,\n} from "./folder/c.js";\n'
        'import "./d.js";\n'
        "export default { b, two: two(21), c: new C().name, later: await_(later), d: globalThis.d };\n"
        "function await_(value) { return value(); }\n"
    )
    (tmp_path / "b.js").write_text('export { given as b, twice } from "./folder/c.js";\n')
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "c.js").write_text(
        'const given = "b";\nexport function twice(n) {\n  return 2 * n;\n}\nexport class C {\n  name = "C";\n}\n'
        'export const later = () => "later";\nexport { given };\n'
    )
    (tmp_path / "d.js").write_text("globalThis.d = (globalThis.d ?? 0) + 1;\n")

    found = carried_out(tmp_path, linked(tmp_path / "a.js"), "made.default")

    assert found == {"b": "b", "two": 42, "c": "C", "later": "later", "d": 1}


def test_two_modules_of_the_same_name_stand_beside_each_other(tmp_path: Path) -> None:
    for folder, word in (("one", "first"), ("other", "second")):
        (tmp_path / folder / "in").mkdir(parents=True)
        (tmp_path / folder / "in" / "words.js").write_text(f'export const word = "{word}";\n')
    (tmp_path / "a.js").write_text(
        'import { word } from "./one/in/words.js";\nimport { word as other } from "./other/in/words.js";\n'
        "export default [word, other];\n"
    )

    assert carried_out(tmp_path, linked(tmp_path / "a.js"), "made.default") == ["first", "second"]


def test_a_module_that_is_imported_twice_is_carried_once_and_before_those_that_import_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.js").write_text('import { x } from "./shared.js";\nimport { y } from "./folder/b.js";\n')
    (tmp_path / "folder" / "b.js").write_text('import { x } from "../shared.js";\nexport const y = x;\n')
    (tmp_path / "shared.js").write_text("export const x = {};\n")
    text = linked(tmp_path / "a.js")

    assert text.count("const x = {};\n") == 1
    assert text.index("const x = {};\n") < text.index("const y = x;\n")


def test_modules_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')

    with pytest.raises(RecursionError, match="imports itself"):
        linked(tmp_path / "a.js")


@pytest.mark.parametrize(
    "line",
    [
        'import all from "./b.js";',
        'import * as all from "./b.js";',
        'import { h } from "other";',
        'export * from "./b.js";',
    ],
)
def test_an_import_that_is_written_in_another_way_is_refused_and_not_left_to_the_browser(
    line: str, tmp_path: Path
) -> None:
    (tmp_path / "a.js").write_text(f"{line}\n")
    (tmp_path / "b.js").write_text("export const b = 1;\n")

    with pytest.raises(ValueError, match="cannot be linked"):
        linked(tmp_path / "a.js")


def test_the_lines_of_a_module_stay_its_lines(tmp_path: Path) -> None:
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    source = 'import {\n  b,\n} from "./b.js";\n// a word\nexport default b;\n'
    (tmp_path / "a.js").write_text(source)
    lines = linked(tmp_path / "a.js").splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("const $") and "_a = " in line) + 1

    assert lines.index("// a word") - first == source.splitlines().index("// a word")


def test_every_module_of_ours_is_linked_and_asks_the_network_for_nothing(tmp_path: Path) -> None:
    for module in MODULES:
        if module.name == "served.js":  # it is carried as it is, with an address put in
            continue
        text = linked(module)
        assert not re.search(r"^(import|export (?!default|const))\b", text, re.MULTILINE), module.name
        assert not re.search(r"""(from|import)\s*\(?["'](https?:)?//""", text), f"{module.name} asks the network"


def test_a_linked_module_gives_what_the_module_itself_exports() -> None:
    asked = [module for module in MODULES if module.parent != BROWSER and module.name != "front.js"]
    script = "globalThis.window = globalThis;\nglobalThis.addEventListener = () => {};\nconst found = {};\n"
    script += "".join(f"found['{one}'] = Object.keys(await import('{one.as_uri()}')).sort();\n" for one in asked)
    done = subprocess.run(
        [compute_driver_executable()[0], "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--input-type=module"],
        input=script + "console.log(JSON.stringify(found));",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {str(module): sorted(_exports(module)) for module in asked} == json.loads(done.stdout)


def _exports(module: Path) -> list[str]:
    """The names that the linked text gives back for the module itself, which stands last."""
    given = re.findall(r"^return \{ (.*) \};$", linked(module), re.MULTILINE)
    names = [one.partition(":")[0].strip() for one in given[-1].split(",")] if given else []
    return [name for name in names if name]
