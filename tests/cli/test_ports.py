import socket
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from miniconf.cli.ports import chosen


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens at."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def port_of(usual: int, *arguments: str, host: str = "127.0.0.1") -> int:
    """The port that a command takes whose usual one is `usual`."""

    @click.command()
    @click.option("--port", type=int, default=usual)
    def listen(port: int) -> None:
        click.echo(str(chosen("port", host, port)))

    return int(CliRunner().invoke(listen, arguments).output)


def test_usual_port_gives_way_to_the_next_that_is_free(taken: int) -> None:
    assert taken < port_of(taken) < taken + 20


def test_what_was_asked_for_is_not_changed(taken: int) -> None:
    assert port_of(taken + 1, "--port", str(taken)) == taken


def test_nought_is_a_free_port(taken: int) -> None:
    assert port_of(taken, "--port", "0") not in (0, taken)


def test_address_of_no_machine_is_left_to_who_listens() -> None:
    assert port_of(5000, host="192.0.2.1") == 5000
