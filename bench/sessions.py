"""Memory for sessions that are open and do nothing: after the greeting, and in the middle of DATA."""

import contextlib
import socket

import paths
from processes import Failed
from workloads import Sink

WARM_UP = 50
LIMIT = 10  # seconds for each reply


def memory(name, count):
    """Octets of resident memory for each session in a fresh process: after the greeting, and in DATA."""
    sink = Sink()
    daemons = []
    try:
        daemons, port = paths.ALL[name](sink.port)
        for _ in range(WARM_UP):
            with _greeted(port) as session:
                _into_data(session)
                _ask(session, b"\r\n.\r\n")
        daemons[0].settle()
        empty = daemons[0].memory()
        with contextlib.ExitStack() as stack:
            sessions = [stack.enter_context(_greeted(port)) for _ in range(count)]
            daemons[0].settle()
            idle = daemons[0].memory()
            for session in sessions:
                _into_data(session)
                session.sendall(b"Subject: waiting\r\n\r\nand nothing more")
            daemons[0].settle()
            in_data = daemons[0].memory()
        return {"idle": (idle - empty) / count, "data": (in_data - empty) / count, "empty": empty}
    finally:
        for daemon in daemons:
            daemon.stop()
        sink.stop()


def _greeted(port):
    session = socket.create_connection(("127.0.0.1", port), LIMIT)
    _reply(session)
    return session


def _into_data(session):
    for line in (b"EHLO bench.test", b"MAIL FROM:<a@sender.test>", b"RCPT TO:<u@example.test>", b"DATA"):
        _ask(session, line + b"\r\n")


def _ask(session, octets):
    session.sendall(octets)
    _reply(session)


def _reply(session):
    """Reads one reply, however many lines it has."""
    text = b""
    while not text.endswith(b"\r\n") or text.splitlines()[-1][3:4] == b"-":
        octets = session.recv(4096)
        if not octets:
            raise Failed(f"closed after {text!r}")
        text += octets
    if text[:1] not in b"23":
        raise Failed(f"refused: {text!r}")
