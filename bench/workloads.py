"""What is sent, and one round of it."""

import os
import re
import subprocess
import time
from dataclasses import dataclass, replace

from processes import Daemon, Failed, free_port, program, until

ROUND_LIMIT = 60  # seconds


@dataclass(frozen=True)
class Workload:
    name: str
    title: str
    octets: int
    messages: int
    sessions: int
    keep: bool  # many messages on one connection

    def quick(self):
        """Less of the same."""
        return replace(self, messages=self.messages // 3)


ALL = [
    Workload("connections", "one 1 KiB message a connection", 1024, 3000, 10, False),
    Workload("messages", "many 1 KiB messages a connection", 1024, 9000, 10, True),
    Workload("large", "10 MiB messages", 10 << 20, 40, 2, True),
]


class Sink:
    """smtp-sink, which counts what it gets."""

    def __init__(self):
        self.port = free_port()
        self.daemon = Daemon("sink")
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        self.daemon.start(
            program("smtp-sink"), "-4", "-c", "-m", "4000", *user, f"127.0.0.1:{self.port}", "1000", port=self.port
        )

    def messages(self):
        counts = re.findall(r"mesg=(\d+)", self.daemon.text())
        return int(counts[-1]) if counts else 0

    def stop(self):
        self.daemon.stop()


def send(workload, count, port, sink):
    """Sends messages and returns the seconds it took. All of them must have arrived."""
    before = sink.messages()
    command = [program("smtp-source"), "-4", "-s", str(workload.sessions), "-l", str(workload.octets)]
    command += ["-m", str(count), "-f", "a@sender.test", "-t", "u@example.test"]
    command += ["-d"] if workload.keep else []
    started = time.monotonic()
    try:
        done = subprocess.run(
            [*command, f"127.0.0.1:{port}"], capture_output=True, text=True, timeout=ROUND_LIMIT, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise Failed(f"{workload.title}: not done within {ROUND_LIMIT} s") from slow
    seconds = time.monotonic() - started
    if done.returncode != 0:
        raise Failed(f"smtp-source: {done.stderr.strip()}")
    until(lambda: sink.messages() - before >= count, 5, f"{count} messages at the sink")
    if sink.messages() - before != count:
        raise Failed(f"{count} messages were sent, {sink.messages() - before} arrived")
    return seconds


def warm_up(workload, daemon, port, sink, most):
    """Rounds that do not count, until the last two were no cheaper than the best before; at most so many."""
    costs = []
    while len(costs) < most:
        costs.append(measured(workload, daemon, port, sink)["cpu_us"])
        if len(costs) > 2 and min(costs[-2:]) > 0.97 * min(costs[:-2]):
            break
    return costs


def measured(workload, daemon, port, sink):
    """One round: processor time for each message in microseconds, and messages a second."""
    before = daemon.cpu_seconds() if daemon else 0.0
    seconds = send(workload, workload.messages, port, sink)
    if daemon:
        daemon.settle()
    cpu = daemon.cpu_seconds() - before if daemon else 0.0
    return {"cpu_us": cpu / workload.messages * 1e6, "rate": workload.messages / seconds}
