"""What can lie between smtp-source and smtp-sink. Each start function returns (daemons, port); the first daemon is measured."""

import pathlib
import re
import subprocess

from processes import Daemon, Failed, free_port, program

ROOT = pathlib.Path(__file__).resolve().parent.parent


def direct(sink_port):
    """Nothing: what the two ends and the machine can do."""
    return [], sink_port


def haproxy(sink_port):
    """HAProxy in TCP mode copies octets and understands none."""
    port = free_port()
    daemon = Daemon("haproxy")
    config = daemon.folder / "haproxy.cfg"
    config.write_text(
        "global\n maxconn 4000\n"
        "defaults\n mode tcp\n timeout connect 5s\n timeout client 60s\n timeout server 60s\n"
        f"listen smtp\n bind 127.0.0.1:{port}\n server sink 127.0.0.1:{sink_port}\n"
    )
    daemon.start(program("haproxy"), "-db", "-f", str(config), port=port)
    return [daemon], port


def nginx(sink_port):
    """nginx's mail proxy speaks SMTP up to the first RCPT, then copies octets."""
    port, auth_port = free_port(), free_port()
    # Where to connect is asked for by HTTP. Who answers is not part of the proxy, and is not measured.
    auth = _nginx(
        "nginx-auth",
        auth_port,
        f"http {{ access_log off; server {{ listen 127.0.0.1:{auth_port}; location / {{ add_header Auth-Status OK;"
        f" add_header Auth-Server 127.0.0.1; add_header Auth-Port {sink_port}; return 204; }} }} }}",
    )
    daemon = _nginx(
        "nginx",
        port,
        f"mail {{ server_name nginx.test; auth_http 127.0.0.1:{auth_port}/; smtp_capabilities 8BITMIME PIPELINING;"
        f" server {{ listen 127.0.0.1:{port}; protocol smtp; smtp_auth none; xclient off; }} }}",
    )
    return [daemon, auth], port


def _nginx(name, port, block):
    daemon = Daemon(name)
    module = "load_module /usr/lib/nginx/modules/ngx_mail_module.so; " if block.startswith("mail") else ""
    config = daemon.folder / "nginx.conf"
    config.write_text(
        f"{module}daemon off; worker_processes auto; pid {daemon.folder}/pid;"
        f" error_log {daemon.folder}/errors; events {{ worker_connections 4096; }}\n{block}\n"
    )
    return daemon.start(program("nginx"), "-c", str(config), "-e", f"{daemon.folder}/errors", port=port)


def mailguard(sink_port):
    """The guard with its default policy: it reads every octet."""
    port = free_port()
    daemon = Daemon("mailguard")
    config = daemon.folder / "startup-config"
    config.write_text(
        "ip address outside 127.0.0.1\n"
        f"static (inside,outside) tcp interface {port} 127.0.0.1 {sink_port}\n"
        f"access-list mail permit tcp any interface outside eq {port}\n"
        "access-group mail in interface outside\n"
        f"fixup protocol smtp {port}\n"
        "no relay-test\n"
        "limit sessions per-address 5000\n"  # all clients have one address here
    )
    launcher = ROOT / "mailguard"
    if not launcher.exists():
        raise Failed(f"no {launcher}; leave it out with --paths direct,haproxy,nginx")
    daemon.start(str(launcher), "run", "-c", str(config), ready="ready")
    return [daemon], port


# What compiles itself while it runs is warm when it no longer gets cheaper; the others are at once.
WARM_UP_ROUNDS = {"direct": 1, "haproxy": 1, "nginx": 1, "mailguard": 10}
ALL = {"direct": direct, "haproxy": haproxy, "nginx": nginx, "mailguard": mailguard}


def versions():
    """What was measured, for the record."""
    asked = {
        "haproxy": ["haproxy", "-v"],
        "nginx": ["nginx", "-v"],
        "postfix": ["postconf", "-h", "mail_version"],
    }
    found = {}
    for name, (command, *arguments) in asked.items():
        try:
            done = subprocess.run([program(command), *arguments], capture_output=True, text=True, timeout=10)
            found[name] = (re.findall(r"\d+\.\d+\.\d+", done.stdout + done.stderr) or ["?"])[0]
        except Failed:
            continue
    commit = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"], capture_output=True, text=True, timeout=10
    )
    found["mailguard"] = commit.stdout.strip() or "?"
    return found
