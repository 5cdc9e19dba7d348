"""A page's process finds all modules that it needs in the warm parent, and loads none itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warm_kernel import answers, cannot_fork, manager

from cjm_widgets.serve.kernels import NAME, PageKernelSpecs, preloaded
from cjm_widgets.store import Store, opened_store
from cjm_widgets.tasks.choosing import told_place
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from postgres_server import Postgres

    from cjm_widgets.store.address import Place

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
    assert what_is_loaded(name, tmp_path, monkeypatch) == "[]"


@pytest.mark.skipif(cannot_fork(), reason="this computer cannot fork")
def test_nor_where_the_maps_are_in_a_database(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    database = postgres.fresh()
    opened_store(database).create(starter("airport"))
    assert what_is_loaded("satisfaction", database, monkeypatch) == "[]"


def what_is_loaded(name: str, place: Place, monkeypatch: pytest.MonkeyPatch) -> str:
    """The modules that a page loads when it is opened."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    for variable, value in told_place(place).items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("SERVER_SOFTWARE", "voila")
    made = manager(preload=(*preloaded(place), "cjm_widgets.warm.child", "warm_loaded:remember"))
    made.kernel_spec.argv = PageKernelSpecs().get_kernel_spec(NAME).argv
    return answers(OPEN.format(name=name), made)
