"""Texts that a pattern must get through in a bounded number of steps.

Steps of a pattern cannot be counted, so the work is done in a process that may use so much of a
processor and no more: a thousand times what is needed, and little beside the square of a text's
length. What else the machine does makes no difference.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping

_MOST = 60
"""Seconds of a processor for all texts together."""
_PROGRAM = """
import json, resource, sys
from miniconf.model import Publish
from miniconf.site.safety.leaks import Scanner
from miniconf.site.safety.removal import without
resource.setrlimit(resource.RLIMIT_CPU, ({most}, {most}))
for name, text in json.load(sys.stdin).items():
    {call}
    print(name, flush=True)
"""


def bounded(call: str, texts: Mapping[str, str]) -> list[str]:
    """The names of those `texts` with which `call` ended before its process had to."""
    program = _PROGRAM.format(most=_MOST, call=call)
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(texts), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()
