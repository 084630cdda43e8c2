"""Measure the embedded chat server on this machine: readers, messages, delivery, kill -9.

Everything runs on the loopback interface, is bounded in time and count, and ends what it started.
The default run takes under a minute; `--full` is the whole of what the server promises.
"""

from __future__ import annotations

import gevent.monkey

gevent.monkey.patch_all()

import argparse  # noqa: E402 after the patch, so that sockets wait as greenlets
import http.client  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import resource  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from dataclasses import dataclass, field, replace  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from gevent.queue import Queue  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
ADMIN, PASSWORD = "bench", "bench-password-of-the-bench"
WORDS = (
    "bound", "hold", "feedback", "late", "teachers", "third", "set", "regret", "policy", "tail",
    "mean", "delay", "does", "when", "with",
)  # fmt: skip
MOST_SECONDS = 900
"""No part of a run goes on for longer, whatever was asked."""


@dataclass(frozen=True)
class Size:
    """How much one run asks for."""

    readers: int
    rooms: int
    messages: int
    writers: int
    rate: int
    seconds: int
    most: int = MOST_SECONDS
    """Seconds after which writing as fast as accepted ends, whatever is left."""


QUICK = Size(readers=500, rooms=300, messages=4_000, writers=32, rate=50, seconds=10, most=120)
FULL = Size(readers=500, rooms=300, messages=100_000, writers=32, rate=50, seconds=120)


class Client:
    """One keep-alive connection to the server."""

    def __init__(self, port: int, session: dict[str, str] | None = None) -> None:
        self._port, self._headers = port, dict(session or {})
        self._connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """The server's JSON answer; ConnectionError where there is none."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        data = None if body is None else json.dumps(body).encode()
        headers = self._headers | ({"Content-Type": "application/json"} if data else {})
        try:
            self._connection.request(method, f"/api/v1/{path}", data, headers)
            answer = self._connection.getresponse()
            found: dict[str, Any] = json.loads(answer.read())
            return found
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise ConnectionError(str(error)) from None

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Server:
    """One server process on a file in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = 0
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the server and wait for its address."""
        environment = os.environ | {
            "MINICONF_CHAT_USER": ADMIN, "MINICONF_CHAT_PASSWORD": PASSWORD,
        }  # fmt: skip
        command = [sys.executable, "-m", "miniconf.cli.chat_serve", "--database",
                   str(self._folder / "chat.db"), "--port", str(self.port or 0)]  # fmt: skip
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        line = self._process.stdout.readline() if self._process.stdout else ""
        if "http://" not in line:
            raise SystemExit(f"the server did not start: {line}")
        self.port = int(line.rstrip().rstrip("/").rpartition(":")[2])

    def session(self) -> dict[str, str]:
        """The headers of a new session of the admin."""
        login = {"username": ADMIN, "password": PASSWORD}
        data = Client(self.port).call("POST", "login", login)["data"]
        return {"X-Auth-Token": data["authToken"], "X-User-Id": data["userId"]}

    def memory(self) -> float:
        """The server's resident memory in MB."""
        if self._process is None:
            return 0.0
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024

    def processor(self) -> float:
        """The seconds of processor time that the server has used, the kernel's work included."""
        if self._process is None:
            return 0.0
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process this object started."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None


@dataclass
class Delivered:
    """What the readers saw: how long each message took to reach them, and how many came."""

    sent: dict[str, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    count: int = 0
    written: int = 0
    errors: int = 0


def read(port: int, room: str, since: int, seen: Delivered, running: list[bool]) -> None:
    """One reader of one room, as a page is: it waits, takes what is new, and waits again."""
    client = Client(port)
    while running:
        try:
            news = client.call("GET", f"miniconf.live?room={room}&since={since}&wait=20")
        except ConnectionError:
            seen.errors += bool(running)
            gevent.sleep(0.2)
            continue
        now = time.monotonic()
        if not news.get("success"):
            seen.errors += 1
            gevent.sleep(1)
            continue
        since = news["rev"]
        for message in news["messages"]:
            seen.count += 1
            if message["id"] in seen.sent:
                seen.waits.append(now - seen.sent[message["id"]])
    client.close()


def make_rooms(server: Server, count: int) -> list[str]:
    """The ids of `count` new rooms."""
    client = Client(server.port, server.session())
    made = [client.call("POST", "channels.create", {"name": f"bench-{n}"}) for n in range(count)]
    return [answer["channel"]["_id"] for answer in made]


def readers(
    server: Server, rooms: list[str], count: int, seen: Delivered
) -> tuple[list[Any], list[bool]]:
    """`count` readers over all rooms, running, and the list that ends them when it is emptied."""
    since = Client(server.port, server.session()).call("GET", f"miniconf.room?room={rooms[0]}")[
        "rev"
    ]
    running = [True]
    started = [
        gevent.spawn(read, server.port, rooms[n % len(rooms)], since, seen, running)
        for n in range(count)
    ]
    gevent.sleep(2)
    return started, running


def text(number: int) -> str:
    """A message of some ten words."""
    return f"{number}: {' '.join(random.sample(WORDS, 9))}?"


def write_all(server: Server, rooms: list[str], size: Size, seen: Delivered) -> float:
    """Messages a second, each writer as fast as the server accepts, for `MOST_SECONDS` at most."""
    numbers = iter(range(size.messages))
    session = server.session()
    begin = time.monotonic()

    def writer() -> None:
        client = Client(server.port, session)
        for number in numbers:
            kept = send(client, rooms[number % len(rooms)], f"fast{number}", number, seen)
            seen.written += kept
            if time.monotonic() - begin > size.most:
                return

    gevent.joinall([gevent.spawn(writer) for _ in range(size.writers)])
    return seen.written / (time.monotonic() - begin)


def send(client: Client, room: str, identity: str, number: int, seen: Delivered) -> bool:
    """Write one message; whether the server said that it is kept."""
    seen.sent[identity] = time.monotonic()
    message = {"rid": room, "msg": text(number), "_id": identity}
    return bool(client.call("POST", "chat.sendMessage", {"message": message}).get("success"))


def write_at(server: Server, rooms: list[str], size: Size, seen: Delivered) -> float:
    """Messages a second over `size.seconds`, when asked to write at `size.rate`."""
    session = server.session()
    due: Queue[int | None] = Queue()

    def writer() -> None:
        client = Client(server.port, session)
        for number in iter(due.get, None):
            send(client, rooms[number * 7 % len(rooms)], f"rate{number}", number, seen)
        client.close()

    writers = [gevent.spawn(writer) for _ in range(size.writers)]
    total = min(size.seconds, MOST_SECONDS) * size.rate
    begin = time.monotonic()
    for number in range(total):
        gevent.sleep(max(0.0, begin + number / size.rate - time.monotonic()))
        due.put(number)
    for _ in writers:
        due.put(None)
    gevent.joinall(writers, timeout=60)
    return total / (time.monotonic() - begin)


def killed(server: Server, rooms: list[str], size: Size) -> tuple[int, int]:
    """`(acknowledged, lost)` when the server is killed in the middle of writing, and restarted."""
    acknowledged: list[str] = []
    session = server.session()
    quiet = Delivered()

    def writer(name: int) -> None:
        client = Client(server.port, session)
        for number in range(size.messages):
            identity = f"kill{name}x{number}"
            try:
                kept = send(client, rooms[number % len(rooms)], identity, number, quiet)
            except ConnectionError:
                return
            if kept:
                acknowledged.append(identity)

    jobs = [gevent.spawn(writer, name) for name in range(size.writers)]
    gevent.sleep(2.5)
    server.end(signal.SIGKILL)
    gevent.joinall(jobs, timeout=30)
    server.start()
    client = Client(server.port, server.session())
    lost = [one for one in acknowledged
            if not client.call("GET", f"chat.getMessage?msgId={one}").get("success")]  # fmt: skip
    return len(acknowledged), len(lost)


def share(values: list[float], part: float) -> float:
    """The value below which `part` of `values` lie; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def row(name: str, value: str, wanted: str = "") -> None:
    """Print one line of the table."""
    sys.stdout.write(f"{name:<46}{value:>16}  {wanted}\n")
    sys.stdout.flush()


def measured(part: Callable[[Delivered], float], server: Server, rooms: list[str], size: Size,
             ) -> tuple[float, Delivered]:  # fmt: skip
    """What `part` gives while all readers read, and what they saw."""
    seen = Delivered()
    started, running = readers(server, rooms, size.readers, seen)
    result = part(seen)
    gevent.sleep(2)
    running.clear()
    gevent.killall(started, timeout=10)
    return result, seen


def run(size: Size) -> int:
    """Measure, print the table, and give 0 where nothing was lost and delivery was in time."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    with tempfile.TemporaryDirectory(prefix="bench-chat-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            return table(server, size)
        finally:
            server.end()


def table(server: Server, size: Size) -> int:
    """Run all parts and print what each gave."""
    begin = time.monotonic()
    rooms = make_rooms(server, size.rooms)
    row("rooms made", f"{len(rooms)}", f"{len(rooms) / (time.monotonic() - begin):.0f} a second")
    rate, steady = measured(lambda seen: write_at(server, rooms, size, seen), server, rooms, size)
    late = share(steady.waits, 0.95)
    row(
        f"{size.readers} readers, {size.rate} messages a second",
        f"{rate:.1f}/s",
        f"for {size.seconds} s",
    )
    row("  deliveries", f"{len(steady.waits)}", f"{steady.errors} broken calls")
    row("  half of them within", f"{share(steady.waits, 0.5) * 1000:.0f} ms")
    row("  95 % of them within", f"{late * 1000:.0f} ms", "wanted: 1000 ms")
    before, own = server.processor(), time.process_time()
    rate, fast = measured(lambda seen: write_all(server, rooms, size, seen), server, rooms, size)
    used, own = server.processor() - before, time.process_time() - own
    row(f"{fast.written} messages as fast as accepted", f"{rate:.0f}/s", f"of {size.messages}")
    row("  deliveries", f"{fast.count}", f"{fast.errors} broken calls")
    row("  95 % of them within", f"{share(fast.waits, 0.95) * 1000:.0f} ms")
    each = used / max(fast.written, 1) * 1000
    row("  processor time of the server", f"{used:.0f} s", f"{each:.2f} ms a message")
    row("  processor time of this program", f"{own:.0f} s")
    row("server's memory", f"{server.memory():.0f} MB")
    kept, lost = killed(server, rooms, size)
    row("acknowledged before kill -9", f"{kept}")
    row("  of them lost after the restart", f"{lost}", "wanted: 0")
    return int(bool(lost) or late > 1)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="100,000 messages, two minutes at 50/s")
    parser.add_argument("--messages", type=int, help="so many messages instead, at most 100,000")
    parser.add_argument("--most", type=int, help="end the fast part after so many seconds")
    asked = parser.parse_args()
    size = FULL if asked.full else QUICK
    if asked.messages:
        size = replace(size, messages=min(asked.messages, 100_000))
    if asked.most:
        size = replace(size, most=min(asked.most, MOST_SECONDS))
    raise SystemExit(run(size))


if __name__ == "__main__":
    main()
