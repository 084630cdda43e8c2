"""Rocket.Chat's published API as something that calls and answers are held against."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from openapi_schema_validator import OAS30Validator

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "contracts" / "rocketchat-openapi"
"""The OpenAPI files, beside the checkout."""


@cache
def _documents() -> dict[str, Any]:
    loaded = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        loaded[file.name] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return loaded


@cache
def _operations() -> dict[tuple[str, str], tuple[str, Any]]:
    """`(method, path)` -> file and operation."""
    return {
        (method, path): (name, operation)
        for name, document in _documents().items()
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method in ("get", "post", "delete", "put")
    }


def published() -> frozenset[tuple[str, str]]:
    """Every `(method, path)` of the contract: `("get", "/api/v1/me")`."""
    return frozenset(_operations())


def request_problems(method: str, path: str, body: dict[str, Any]) -> list[str]:
    """What a request's body has wrong; nothing for a call that takes none."""
    name, operation = _operations()[method, path]
    wanted = _resolved(name, operation.get("requestBody", {}))
    content = wanted.get("content", {}).get("application/json")
    return _problems(content["schema"], body) if content else []


def query_problems(path: str, query: dict[str, Any]) -> list[str]:
    """The required parameters that a query lacks."""
    name, operation = _operations()["get", path]
    wanted = [_resolved(name, parameter) for parameter in operation.get("parameters", ())]
    return [
        f"{parameter['name']}: is required"
        for parameter in wanted
        if parameter.get("in") == "query" and parameter.get("required")
        and parameter["name"] not in query
    ]  # fmt: skip


def answer_problems(method: str, path: str, status: int, body: Any) -> list[str]:
    """What an answer has wrong; a status that the contract does not name is one."""
    name, operation = _operations()[method, path]
    answers = operation["responses"]
    if str(status) not in answers:
        return [f"the contract has no answer {status}, only {', '.join(answers)}"]
    answer = _resolved(name, answers[str(status)])
    content = answer.get("content", {}).get("application/json")
    return _problems(content["schema"], body) if content and "schema" in content else []


def _problems(schema: Any, value: Any) -> list[str]:
    found = OAS30Validator(schema).iter_errors(value)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def _resolved(name: str, value: Any) -> Any:
    """`value` with its references replaced by what they name."""
    if isinstance(value, list):
        return [_resolved(name, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        target: Any = _documents()[name]
        for part in value["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/")]
        return _resolved(name, target)
    return {key: _resolved(name, item) for key, item in value.items() if key != "example"}
