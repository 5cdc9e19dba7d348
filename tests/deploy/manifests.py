"""deploy/kubernetes: what its files say, looked up by kind and name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
Manifest = dict[str, Any]


def manifests() -> dict[str, list[Manifest]]:
    """By the file's name."""
    return {path.name: [*yaml.safe_load_all(path.read_text("utf-8"))] for path in sorted(FOLDER.glob("*.yaml"))}


def manifest(kind: str, name: str = "") -> Manifest:
    """The one of a kind; of several, that with the name."""
    found = [one for some in manifests().values() for one in some if one["kind"] == kind]
    (only,) = [one for one in found if not name or one["metadata"]["name"] == name]
    return only


def pods() -> dict[str, Manifest]:
    """What runs, and with which labels."""
    prepare = manifest("CronJob")["spec"]["jobTemplate"]["spec"]["template"]
    return {"server": manifest("Deployment")["spec"]["template"], "prepare": prepare}


def container(pod: str) -> Manifest:
    """The one container of a pod."""
    (only,) = pods()[pod]["spec"]["containers"]
    return only


def given(pod: str) -> dict[str, str]:
    """The variables that a pod's container gets."""
    found = {}
    for one in container(pod)["envFrom"]:
        if named := one.get("configMapRef"):
            found.update(manifest("ConfigMap", named["name"])["data"])
        else:
            found.update(manifest("Secret", one["secretRef"]["name"])["stringData"])
    return found


def size(words: str) -> int:
    """How many bytes “3Gi” is."""
    number, unit = re.fullmatch(r"(\d+)(Mi|Gi)", words).groups()
    return int(number) * {"Mi": 2**20, "Gi": 2**30}[unit]
