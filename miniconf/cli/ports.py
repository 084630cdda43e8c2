"""Ports to listen at, where those that are usual may be taken."""

from __future__ import annotations

import errno
import socket

import click
from click.core import ParameterSource

_NEAR = 20
"""So many ports are tried."""


def chosen(option: str, host: str, port: int) -> int:
    """The port to listen at for `option` of the running command, whose value is `port`.

    What somebody asked for is taken as it is. The usual one may be another program's: then it is
    the next that is free. 0 becomes one that is free now.
    """
    asked = click.get_current_context().get_parameter_source(option) != ParameterSource.DEFAULT
    if asked and port:
        return port
    for near in range(port, port + _NEAR) if port else (0,):
        try:
            with socket.create_server((host, near)) as found:
                free: int = found.getsockname()[1]
                return free
        except UnicodeError:
            break
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                break
    return port  # whoever listens there tells what is wrong
