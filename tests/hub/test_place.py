"""What a Hub tells its service, and what is missing or does not fit, as a sentence."""

from __future__ import annotations

import pytest

from cjm_widgets.serve.hub.place import HubError, hub_in
from cjm_widgets.serve.hub.seats import teams_in

GIVEN = {
    "JUPYTERHUB_API_TOKEN": "secret",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_SERVICE_NAME": "cjm",
    "JUPYTERHUB_SERVICE_PREFIX": "/services/cjm/",
    "JUPYTERHUB_PUBLIC_URL": "https://hub.example.org/services/cjm/",
}


def test_a_service_that_the_hub_starts_knows_all_by_the_hub() -> None:
    found = hub_in({**GIVEN, "JUPYTERHUB_CLIENT_ID": "service-cjm", "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8866"})
    assert (found.client, found.service, found.pages) == ("service-cjm", "cjm", "/hub/")
    assert found.public.base == "https://hub.example.org/services/cjm/"
    assert found.returns_to == "/services/cjm/oauth_callback"
    assert found.listens == ("127.0.0.1", 8866)
    assert found.access == {"access:services", "access:services!service=cjm"}
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ({"JUPYTERHUB_BASE_URL": "/"}, "/hub/"),
        ({"JUPYTERHUB_BASE_URL": "/data/"}, "/data/hub/"),
        ({"JUPYTERHUB_HOST": "https://hub.example.org"}, "https://hub.example.org/hub/"),
        ({"JUPYTERHUB_PUBLIC_HUB_URL": "https://a.example.org/x/hub/"}, "https://a.example.org/x/hub/"),
    ],
)
def test_the_hubs_own_pages_are_found_where_it_begins(given: dict[str, str], pages: str) -> None:
    assert hub_in({**GIVEN, **given}).pages == pages


def test_a_service_of_its_own_needs_its_name_once_and_listens_where_the_command_says() -> None:
    named = {key: value for key, value in GIVEN.items() if key != "JUPYTERHUB_SERVICE_NAME"}
    found = hub_in({**named, "JUPYTERHUB_CLIENT_ID": "service-maps"})
    assert (found.client, found.service, found.listens) == ("service-maps", "maps", None)
    assert hub_in(GIVEN).client == "service-cjm"
    assert hub_in({**GIVEN, "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:9000/"}).listens == ("0.0.0.0", 9000)


@pytest.mark.parametrize("name", [name for name in GIVEN if name != "JUPYTERHUB_PUBLIC_URL"])
def test_what_is_missing_is_named(name: str) -> None:
    with pytest.raises(HubError, match=f"needs {name}, .*docs/jupyterhub.md"):
        hub_in({**GIVEN, name: " "})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"JUPYTERHUB_PUBLIC_URL": ""}, "c.JupyterHub.public_url.*https://hub.example.org/services/cjm/"),
        ({"JUPYTERHUB_PUBLIC_URL": "https://hub.example.org/other/"}, "Make the two alike"),
        ({"JUPYTERHUB_PUBLIC_URL": "hub.example.org"}, "has to begin with https"),
        ({"JUPYTERHUB_SERVICE_URL": "http://127.0.0.1"}, "names no port"),
    ],
)
def test_what_does_not_fit_is_a_sentence(given: dict[str, str], says: str) -> None:
    with pytest.raises(HubError, match=says):
        hub_in({**GIVEN, **given})


def test_an_address_that_is_typed_counts_more_than_the_hubs() -> None:
    assert hub_in(GIVEN, "https://maps.example.org/services/cjm").public.name == "maps.example.org"


def test_groups_that_are_called_otherwise_have_a_map_each() -> None:
    assert teams_in(["Ward 3=ward-3", " a=b = c "]) == {"Ward 3": "ward-3", "a=b": "c"}
    for typed in ("ward-3", "=ward-3", "Ward 3=", "Ward 3=Ward 3"):
        with pytest.raises(HubError, match="has to be a group of the Hub and a map’s id"):
            teams_in([typed])
