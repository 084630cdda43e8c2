"""A real Matrix server for tests: Synapse from its Python package, SQLite, loopback only."""

from __future__ import annotations

import hashlib
import hmac
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

DOMAIN = "tern.test"
SECRET = "only for tests"
PASSWORD = "correct horse"
ROOT = Path(__file__).resolve().parents[2]
CONFIG = """
server_name: {domain}
pid_file: {folder}/pid
listeners:
  - {{port: {port}, bind_addresses: [127.0.0.1], type: http, tls: false,
      resources: [{{names: [client]}}]}}
database: {{name: sqlite3, args: {{database: {folder}/synapse.db}}}}
log_config: {folder}/log.yaml
media_store_path: {folder}/media
signing_key_path: {folder}/signing.key
registration_shared_secret: {secret}
macaroon_secret_key: {secret}
form_secret: {secret}
report_stats: false
trusted_key_servers: []
allow_guest_access: true
use_presence: false
rc_login:
  address: {{per_second: 1000, burst_count: 1000}}
  account: {{per_second: 1000, burst_count: 1000}}
  failed_attempts: {{per_second: 1000, burst_count: 1000}}
rc_registration: {{per_second: 1000, burst_count: 1000}}
"""
LOG = """
version: 1
handlers: {{file: {{class: logging.FileHandler, filename: {folder}/log}}}}
root: {{level: WARNING, handlers: [file]}}
"""


def python() -> Path:
    """The interpreter that has Synapse; without one the test is left out, or fails in CI."""
    path = Path(os.environ.get("MINICONF_SYNAPSE") or ROOT / ".venv-synapse/bin/python")
    if not path.is_file():
        message = (
            f"LEFT OUT: the tests against a real Matrix server ({path} is missing: make synapse)"
        )
        if os.environ.get("MINICONF_REQUIRE_SYNAPSE"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a new server that keeps everything in `folder`."""
    interpreter = python()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    values = {"domain": DOMAIN, "folder": folder, "port": port, "secret": SECRET}
    (folder / "homeserver.yaml").write_text(CONFIG.format(**values))
    (folder / "log.yaml").write_text(LOG.format(**values))
    command = [str(interpreter), "-m", "synapse.app.homeserver", "-c", "homeserver.yaml"]
    subprocess.run([*command, "--generate-keys"], cwd=folder, check=True, capture_output=True)
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("Synapse ended at once")
        try:
            requests.get(f"{url}/health", timeout=1)
            return
        except requests.RequestException:  # not yet there, or too busy to answer
            time.sleep(0.1)
    raise RuntimeError("Synapse does not answer")


def register(url: str, name: str, admin: bool = False, password: str = PASSWORD) -> str:
    """A new account's access token."""
    path = f"{url}/_synapse/admin/v1/register"
    nonce = requests.get(path, timeout=60).json()["nonce"]
    words = [nonce, name, password, "admin" if admin else "notadmin"]
    mac = hmac.new(SECRET.encode(), "\0".join(words).encode(), hashlib.sha1).hexdigest()
    body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
    answer = requests.post(path, json=body, timeout=60).json()
    return str(answer["access_token"])
