"""The manifests are valid, and of one mind with the program, with the container and with each other."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import kubernetes_validate
import pytest
import yaml
from containerfile import ROOT, listed, stages, variables
from manifests import container, given, manifest, manifests, pods, size
from typer.main import get_command

from cjm_widgets import __version__
from cjm_widgets.cli import app
from cjm_widgets.serve.app import ENDS_WITHIN
from cjm_widgets.serve.between import DIRECT_VARIABLE
from cjm_widgets.serve.monitored.figures import Figures
from cjm_widgets.serve.monitored.health import ANSWERS_WITHIN
from cjm_widgets.serve.monitored.refusals import REASONS, Refusals
from cjm_widgets.serve.monitored.watching import METRICS, watched
from cjm_widgets.serve.places import KEPT, Places
from cjm_widgets.serve.public import public_at
from cjm_widgets.serve.run import PORT
from cjm_widgets.store.postgres.line import PATIENCE
from cjm_widgets.store.tally import Tallies
from cjm_widgets.tasks.choosing import STORE_VARIABLE
from cjm_widgets.workshop.links import ADDRESS_VARIABLE

OLDEST = "1.29"
PAGE = 40 * 2**20
"""Bytes of a page, as the help of “cjm serve” says."""
SERVER = 400 * 2**20
"""Bytes of a server and of what its pages are made from."""
EVERY = [(name, at) for name, some in manifests().items() for at in range(len(some))]
PODS = ["server", "prepare"]
PUBLIC = public_at(given("server")[ADDRESS_VARIABLE])


@pytest.mark.parametrize("version", [OLDEST, ".".join(kubernetes_validate.latest_version().split(".")[:2])])
@pytest.mark.parametrize(("name", "at"), EVERY)
def test_a_manifest_is_what_kubernetes_takes_and_nothing_else(name: str, at: int, version: str) -> None:
    kubernetes_validate.validate(manifests()[name][at], version, strict=True)


def test_the_check_is_strict() -> None:
    wrong = manifest("Deployment")
    wrong["spec"]["replica"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, OLDEST, strict=True)


def arguments(pod: str) -> dict[str, object]:
    """What the program understands of a container's arguments."""
    command, words = get_command(app), container(pod)["args"]
    while hasattr(command, "commands"):
        command, words = command.commands[words[0]], words[1:]
    return command.make_context(command.name, list(words)).params


def test_the_program_takes_the_arguments() -> None:
    served, prepared = arguments("server"), arguments("prepare")
    assert (served["port"], served["host"], served["browser"]) == (PORT, "0.0.0.0", False)
    assert prepared["role"] == "maps_serving"
    assert re.search(r"//(\w+)", given("server")[STORE_VARIABLE])[1] == prepared["role"]
    assert re.search(r"//(\w+)", given("prepare")[STORE_VARIABLE])[1] != prepared["role"]


@pytest.mark.parametrize("pod", PODS)
def test_the_program_knows_the_variables(pod: str) -> None:
    assert set(given(pod)) <= {ADDRESS_VARIABLE, STORE_VARIABLE}
    assert DIRECT_VARIABLE in (ROOT / "deploy" / "kubernetes" / "secret.yaml").read_text(encoding="utf-8")


def test_no_secret_is_one() -> None:
    for pod in PODS:
        assert re.search(r":([^:@/]+)@", given(pod)[STORE_VARIABLE])[1] == "CHANGE-ME"


@pytest.mark.parametrize("pod", PODS)
def test_nothing_runs_as_root_or_may_become_it_or_writes_but_to_what_is_empty(pod: str) -> None:
    spec, own = pods()[pod]["spec"], container(pod)
    user, group = map(int, stages()[-1].last("USER").split(":"))
    assert user
    assert (spec["securityContext"]["runAsUser"], spec["securityContext"]["runAsGroup"]) == (user, group)
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert own["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not spec["automountServiceAccountToken"]
    assert not spec["enableServiceLinks"]
    assert own["volumeMounts"] == [{"name": "tmp", "mountPath": variables(stages()[-1])["HOME"]}]
    assert set(spec["volumes"][0]["emptyDir"]) == {"sizeLimit"}


def test_both_run_the_image_of_this_version() -> None:
    (image,) = {container(pod)["image"] for pod in PODS}
    assert image.rpartition(":")[2] == __version__


def test_ports_are_where_the_server_listens() -> None:
    served = arguments("server")
    ports = {one["name"]: one["containerPort"] for one in container("server")["ports"]}
    assert ports == {"http": served["port"], METRICS: served["metrics_port"]}
    assert int(stages()[-1].last("EXPOSE")) == PORT
    probes = [container("server")[f"{one}Probe"]["httpGet"]["port"] for one in ("startup", "liveness", "readiness")]
    policy = [port["port"] for rule in manifest("NetworkPolicy")["spec"]["ingress"] for port in rule["ports"]]
    assert {*probes, *policy, manifest("Service")["spec"]["ports"][0]["targetPort"]} <= set(ports)
    notes = pods()["server"]["metadata"]["annotations"]
    assert (int(notes["prometheus.io/port"]), notes["prometheus.io/path"]) == (ports[METRICS], f"/{METRICS}")


def test_probes_ask_what_the_server_answers_and_give_it_the_time_it_takes() -> None:
    own = container("server")
    routes = [route[0] for route in watched(PUBLIC.prefix, SimpleNamespace(place=Path()), SimpleNamespace())]
    for name, ends in (("startup", "live"), ("liveness", "live"), ("readiness", "ready")):
        probe = own[f"{name}Probe"]
        assert [bool(re.fullmatch(route, probe["httpGet"]["path"])) for route in routes].count(True) == 1
        assert probe["httpGet"]["path"].endswith(ends)
        assert probe["timeoutSeconds"] > ANSWERS_WITHIN
    ready = own["readinessProbe"]
    assert ready["periodSeconds"] * ready["failureThreshold"] > PATIENCE
    starting = own["startupProbe"]
    assert starting["periodSeconds"] * starting["failureThreshold"] > 3 * PATIENCE


def test_there_is_time_to_stop() -> None:
    spec = pods()["server"]["spec"]
    command = container("server")["lifecycle"]["preStop"]["exec"]["command"]
    assert command[0] == "sleep"
    assert spec["terminationGracePeriodSeconds"] >= 2 * (int(command[1]) + ENDS_WITHIN)
    assert stages()[-1].last("STOPSIGNAL") == "SIGTERM"


def test_as_many_pages_as_are_let_in_fit() -> None:
    most, limit = arguments("server")["most"], size(container("server")["resources"]["limits"]["memory"])
    assert (most + KEPT) * PAGE + SERVER <= limit


def test_the_ingress_leads_to_the_address_and_keeps_people_at_their_server() -> None:
    ingress, service = manifest("Ingress"), manifest("Service")
    (rule,), (tls,) = ingress["spec"]["rules"], ingress["spec"]["tls"]
    (path,) = rule["http"]["paths"]
    assert (rule["host"], tls["hosts"]) == (PUBLIC.name, [PUBLIC.name])
    assert (path["path"], path["pathType"]) == (PUBLIC.prefix.rstrip("/"), "Prefix")
    assert path["backend"]["service"]["name"] == service["metadata"]["name"]
    assert path["backend"]["service"]["port"]["name"] == service["spec"]["ports"][0]["name"]
    notes = {name.partition("/")[2]: value for name, value in ingress["metadata"]["annotations"].items()}
    assert (notes["affinity"], notes["session-cookie-path"]) == ("cookie", PUBLIC.prefix)
    assert (notes["session-cookie-secure"], PUBLIC.secure) == ("true", True)
    docs = (ROOT / "docs" / "proxy.md").read_text(encoding="utf-8")
    assert f"proxy_read_timeout {notes['proxy-read-timeout']}s;" in docs
    assert service["spec"]["sessionAffinity"] == "ClientIP"


def test_all_of_them_mean_the_same_servers_and_none_means_what_prepares() -> None:
    labels = {name: pod["metadata"]["labels"] for name, pod in pods().items()}
    deployment = manifest("Deployment")["spec"]
    meant = [
        deployment["selector"]["matchLabels"],
        deployment["template"]["spec"]["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
        manifest("Service")["spec"]["selector"],
        manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
    ]
    assert all(one == labels["server"] for one in meant)
    assert labels["prepare"] != labels["server"]
    both = manifest("NetworkPolicy")["spec"]["podSelector"]["matchLabels"]
    assert all(both.items() <= one.items() for one in labels.values())
    assert manifest("PodDisruptionBudget")["spec"]["minAvailable"] < deployment["replicas"]


def test_the_container_is_made_of_what_it_is_given() -> None:
    made, last = stages()
    assert made.base == last.base
    (python,) = re.findall(r"python=(3\.\d+)", (ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert re.fullmatch(rf"docker\.io/library/python:{re.escape(python)}-slim", last.base)
    assert any(rest.endswith('--constraint constraints.txt ".[postgres]"') for rest in made.of("RUN"))
    kept = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    let_in = [line[1:] for line in kept if line.startswith("!")]
    copied = [one for rest in made.of("COPY") for one in rest.split()[:-1]]
    assert "*" in kept
    assert sorted(copied) == sorted(let_in)
    assert all((ROOT / one).exists() for one in copied)


def test_the_container_starts_what_the_program_takes() -> None:
    assert listed("ENTRYPOINT") == ["cjm"]
    name, *words = listed("CMD")
    context = get_command(app).commands[name].make_context(name, words)
    assert str(context.params["folder"]) == "/srv/maps"
    assert any("/srv/maps" in rest for rest in stages()[-1].of("RUN"))


def test_the_page_names_every_file_every_figure_and_every_reason() -> None:
    page = (ROOT / "docs" / "containers.md").read_text(encoding="utf-8")
    counting = Figures(
        SimpleNamespace(place=Path(), places=Places(1), refusals=Refusals()),
        SimpleNamespace(watched=int, list_kernel_ids=list, tallies=Tallies(Path("nowhere"))),
    )
    figures = [f"{one.name}_total" if one.type == "counter" else one.name for one in counting.collect()]
    assert len(figures) > 8
    assert [name for name in (*manifests(), *figures, *REASONS) if f"`{name}`" not in page] == []
    (rules,) = (
        found for found in map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)) if "groups" in found
    )
    told = " ".join(rule["expr"] for group in rules["groups"] for rule in group["rules"])
    read = {name.removesuffix("_bucket") for name in re.findall(r"cjm_\w+", told)}
    assert len(read) > 5
    assert read <= {*figures}
    assert {*re.findall(r'reason="(\w+)"', told)} <= {*REASONS}
