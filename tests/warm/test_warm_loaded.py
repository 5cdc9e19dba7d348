"""A page's process finds all modules that it needs in the warm parent, and loads none itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from warm_kernel import answers, cannot_fork, manager

from cjm_widgets.serve.kernels import NAME, PRELOAD, PageKernelSpecs
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter

OPEN = """
from cjm_widgets.pages import open_page
from IPython.display import display
display(open_page({name!r}, "airport"))
import sys
import warm_loaded
print(sorted(set(sys.modules) - warm_loaded.LOADED))
"""


@pytest.mark.skipif(cannot_fork(), reason="this computer cannot fork")
@pytest.mark.parametrize("name", ["steps", "satisfaction", "map"])
def test_a_page_that_is_opened_loads_no_module(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path).create(starter("airport"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path))
    monkeypatch.setenv("SERVER_SOFTWARE", "voila")
    made = manager(preload=(*PRELOAD, "cjm_widgets.warm.child", "warm_loaded:remember"))
    made.kernel_spec.argv = PageKernelSpecs().get_kernel_spec(NAME).argv

    assert answers(OPEN.format(name=name), made) == "[]"
