"""The files for large servers: that they can be read, and that their parts fit each other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "deploy"


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return content


def test_compose_file_runs_two_servers_on_three_copies_of_the_database() -> None:
    compose = read("rocketchat/compose.yml")
    services = compose["services"]
    copies = [name for name in services if re.fullmatch(r"mongo-\d", name)]
    assert copies == ["mongo-1", "mongo-2", "mongo-3"] == list(compose["volumes"])
    assert all(f"{name}:27017" in services["mongo-init"]["entrypoint"][2] for name in copies)
    server = services["rocketchat-1"]
    assert server == services["rocketchat-2"]
    assert all(name in server["environment"]["MONGO_URL"] for name in copies)
    assert set(services["proxy"]["depends_on"]) == {"rocketchat-1", "rocketchat-2"}
    assert {each for service in services.values() for each in service.get("depends_on", ())} <= set(
        services
    )


def test_every_variable_of_the_compose_file_has_its_example() -> None:
    text = (FOLDER / "rocketchat/compose.yml").read_text("utf-8")
    example = (FOLDER / "rocketchat/env.example").read_text("utf-8")
    wanted = set(re.findall(r"\$\{([A-Z_]+)\}", text))
    assert wanted <= set(re.findall(r"^#?\s*([A-Z_]+)=", example, re.MULTILINE))


def test_chart_values_hold_no_secret_and_several_servers() -> None:
    values = read("rocketchat/values.yaml")
    assert values["replicaCount"] > 1 and values["microservices"]["enabled"] is True
    assert values["mongodb"]["enabled"] is False and values["existingMongodbSecret"]
    named = {entry["name"] for entry in values["extraEnv"]}
    assert not any(word in name for name in named for word in ("PASS", "LICENSE", "TOKEN"))


def test_synapse_names_the_same_workers_everywhere() -> None:
    server, worker = read("synapse/homeserver.yaml"), read("synapse/worker.yaml")
    writers = {name for names in server["stream_writers"].values() for name in names}
    assert writers == set(server["instance_map"]) - {"main"}
    ports = [place["port"] for place in server["instance_map"].values()]
    assert len(set(ports)) == len(ports)
    assert server["database"]["name"] == "psycopg2" and server["redis"]["enabled"] is True
    assert worker["worker_app"] == "synapse.app.generic_worker"
    assert server["allow_guest_access"] is True and server["enable_registration"] is False
