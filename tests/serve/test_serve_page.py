from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from small_books import notebook

import cjm_widgets
from cjm_widgets.serve.render import guidance, read
from cjm_widgets.shipped import shipped

ADDRESS = re.compile(
    r"""(?:src|href|action|data|poster)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]+)|url\(\s*["']?((?:https?:)?//[^)]+)|@import""",
    re.IGNORECASE,
)
TEMPLATE = shipped("templates") / "voila" / "cjm"


@pytest.fixture(scope="module")
def asking(server):
    return server.ask("/voila/render/01_asking.ipynb?journey=airport").body


@pytest.fixture(scope="module")
def failing(server):
    return server.ask("/voila/render/02_failing.ipynb").body


def test_a_page_names_its_language_its_title_and_its_landmarks(asking) -> None:
    assert '<html lang="en-GB">' in asking
    assert "<title>What is in the address?: CJM workbook</title>" in asking
    assert asking.count("<main ") == asking.count('id="main"') == 1
    assert 'tabindex="-1"' in asking
    assert 'href="#main"' in asking
    for slot in ("title", "segment", "who", "status", "aside", "next"):
        assert asking.count(f'data-cjm-slot="{slot}"') == 1


def test_the_steps_of_the_method_are_the_workbooks_of_the_folder(asking) -> None:
    tabs = asking[asking.index('class="pages"') : asking.index("</nav>")]
    assert re.findall(r'data-cjm-page="(\w+)" href="([\w.]+)"', tabs) == [
        ("start", "00_start.ipynb"),
        ("asking", "01_asking.ipynb"),
        ("failing", "02_failing.ipynb"),
        ("steps", "03_steps.ipynb"),
    ]
    assert tabs.count("aria-current") == 1
    assert 'href="01_asking.ipynb" aria-current="page"' in tabs
    assert "Words &amp; &lt;signs&gt;" in tabs


def test_the_facilitators_page_is_no_step_and_only_the_facilitator_is_led_there(server, asking) -> None:
    assert '<a class="host" href="09_facilitator.ipynb">' in asking
    theirs = server.ask("/voila/render/01_asking.ipynb?journey=airport", cookie=server.join("airport")).body
    assert "09_facilitator" not in theirs
    own = server.ask("/voila/render/09_facilitator.ipynb").body
    assert 'class="pages"' not in own
    assert 'rel="next"' not in own
    assert '<details class="fold" data-why><summary>' in own
    last = server.ask("/voila/render/03_steps.ipynb").body
    assert 'rel="next"' not in last


def test_the_page_leads_to_the_one_before_and_the_one_after(asking) -> None:
    after = asking[asking.index('data-cjm-slot="next"') :]
    assert re.findall(r'href="([\w.]+)" rel="(\w+)"', after) == [
        ("00_start.ipynb", "prev"),
        ("02_failing.ipynb", "next"),
    ]


def test_the_workbooks_own_row_of_links_is_left_out(asking) -> None:
    assert "Before</a>" not in asking


def test_guidance_stands_before_the_placeholder_and_once(asking) -> None:
    assert (
        asking.index("People leave because") < asking.index("Getting your page ready") < asking.index("journey=airport")
    )
    assert asking.count("People leave because") == 1


def test_a_page_knows_its_address_and_the_folder_of_journeys(server, asking) -> None:
    assert f"journey=airport {server.folder} False" in asking


def test_no_served_page_has_an_address_outside_the_server(server, asking, failing) -> None:
    others = [
        server.ask("/nowhere").body,
        server.ask("/", cookie="").body,
        server.ask("/voila/render/03_steps.ipynb").body,
    ]
    for html in (asking, failing, *others):
        assert not ADDRESS.findall(html)
        assert "cdn" not in html.lower()


def test_the_policy_of_a_page_lets_it_talk_to_no_other_server(server) -> None:
    policy = server.ask("/voila/render/03_steps.ipynb").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_no_file_of_the_template_has_an_address_outside_the_server() -> None:
    look = Path(cjm_widgets.__file__).parent / "browser" / "look.css"
    files = [path for path in TEMPLATE.rglob("*") if path.suffix in (".j2", ".css", ".js", ".svg")]
    assert len(files) >= 5
    for path in (*files, look):
        assert not ADDRESS.findall(path.read_text(encoding="utf-8")), path


def test_every_file_that_the_page_loads_is_there(server, asking) -> None:
    loaded = re.findall(r'(?:src|href)="(/(?:voila/templates|cjm/widgets)/[^"]+)"', asking)
    css = server.ask(next(path for path in loaded if "static/page.css" in path)).body
    fonts = [f"/voila/templates/cjm/static/{path}" for path in re.findall(r'url\("([^"]+)"\)', css)]
    assert len(loaded) >= 8
    assert any(path.endswith("/front.js") for path in loaded)
    assert len(fonts) == 4
    for path in loaded + fonts:
        assert server.ask(path).status == 200, path


def test_a_failing_cell_is_a_sentence_and_no_more(failing) -> None:
    assert "This part of the page could not be shown." in failing
    for hidden in ("secret", "Traceback", "RuntimeError", "ipynb_checkpoints", "site-packages"):
        assert hidden not in failing
    assert failing.rstrip().endswith("</html>")


def test_after_a_failing_cell_no_code_runs_and_the_words_still_come(failing) -> None:
    assert "after it failed" not in failing
    assert "Last words." in failing


def test_a_page_tells_our_front_end_its_process_and_loads_no_other(asking) -> None:
    assert re.search(r'<body [^>]*data-base="/" data-kernel="[0-9a-f-]{36}"', asking)
    assert "voila.js" not in asking
    assert "jupyter-config-data" not in asking


def test_words_between_code_cells_stay_in_their_place() -> None:
    cells = [
        {"cell_type": "markdown", "source": "first"},
        {"cell_type": "code", "source": "1"},
        {"cell_type": "markdown", "source": "between"},
        {"cell_type": "markdown", "source": "[← A](00_a.ipynb) · [B →](02_b.ipynb)"},
        {"cell_type": "markdown", "source": "See [A](00_a.ipynb)."},
    ]
    opening, rest = guidance(cells)
    assert [html.strip() for html in opening] == ["<p>first</p>"]
    assert [cell["source"] for cell in rest] == ["1", "between", "See [A](00_a.ipynb)."]


def test_parameters_are_carried_out_together_with_the_cell_that_uses_them(tmp_path: Path) -> None:
    path = tmp_path / "01_asking.ipynb"
    cells = (("markdown", "# Asking"), ("code", 'journey = ""'), ("markdown", "Words."), ("code", "print(journey)"))
    made = json.loads(notebook("Asking", *cells))
    made["cells"][1]["metadata"]["tags"] = ["parameters"]
    made["cells"][3]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "kept from an earlier run"}]
    path.write_text(json.dumps(made), encoding="utf-8")
    found = read(path)
    assert [cell.source for cell in found.cells] == ["# Asking", "Words.", 'journey = ""\nprint(journey)']
    assert found.cells[2].outputs == []


def test_a_workbook_that_was_changed_while_it_is_served_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "01_asking.ipynb"
    path.write_text(notebook("Asking", ("markdown", "Before.")), encoding="utf-8")
    assert read(path).cells[0].source == "Before."
    path.write_text(notebook("Asking", ("markdown", "Afterwards.")), encoding="utf-8")
    assert read(path).cells[0].source == "Afterwards."
