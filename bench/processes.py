"""Starts programs for a measurement, and reads from /proc what they cost."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

START_LIMIT = 180  # seconds; the guard may have to be built first
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """The measurement cannot be made; the text says why."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name):
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if not found:
        raise Failed(f"{name} is not installed")
    return found


def until(condition, limit, what):
    """Polls until the condition holds."""
    deadline = time.monotonic() + limit
    while not condition():
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {limit} s")
        time.sleep(0.01)


class Daemon:
    """A program that serves until it is ended, with a folder of its own and everything that it says in a file there."""

    def __init__(self, name, folder=None):
        self.name = name
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix=f"bench-{name}-"))
        self.folder.chmod(0o755)
        self.output = self.folder / "output"
        self.process = None

    def start(self, *command, ready=None, port=None):
        """Starts it; ready is a text at the start of a line that it prints, otherwise the port has to answer."""
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        until(lambda: self._said(ready) if ready else self._answers(port), START_LIMIT, f"start of {self.name}")
        return self

    def _alive(self):
        if self.process.poll() is not None:
            raise Failed(f"{self.name} ended at once:\n{self.text()}")

    def _said(self, ready):
        self._alive()
        return any(line.startswith(ready) for line in self.text().splitlines())

    def _answers(self, port):
        self._alive()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    def text(self):
        return self.output.read_text(errors="replace")

    def family(self):
        """Its process id and those of all that it has started."""
        children = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                child = int(stat.parent.name)
                parent = int(_fields(stat)[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(child)
        found = [self.process.pid]
        for parent in found:
            found.extend(children.get(parent, []))
        return found

    def cpu_seconds(self):
        """User and system time of the family, with the kernel's tick of usually 10 ms as the unit."""
        ticks = 0
        for pid in self.family():
            fields = _fields(pathlib.Path(f"/proc/{pid}/stat"))
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS_PER_SECOND

    def memory(self, key="VmRSS"):
        """Resident memory of the family in octets; VmHWM is the highest so far."""
        total = 0
        for pid in self.family():
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith(key + ":"):
                    total += int(line.split()[1]) * 1024
        return total

    def settle(self):
        """Waits until it does nothing any more, or two seconds."""
        last, still = self.cpu_seconds(), 0
        for _ in range(40):
            time.sleep(0.05)
            now = self.cpu_seconds()
            still = still + 1 if now == last else 0
            last = now
            if still == 3:
                return

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)
        shutil.rmtree(self.folder, ignore_errors=True)


def _fields(stat):
    """The fields of /proc/PID/stat behind the name, which may itself hold blanks."""
    return stat.read_text().rpartition(")")[2].split()
