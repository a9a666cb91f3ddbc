"""The figures as tables for people."""

from statistics import median

import workloads


def table(results):
    """Markdown: one table for each workload, one for memory."""
    lines = []
    for workload in workloads.ALL:
        rounds = results["workloads"].get(workload.name)
        if rounds:
            lines += _workload(workload, rounds)
    if results["sessions"]:
        lines += _sessions(results)
    return "\n".join(lines)


def _workload(workload, rounds):
    middle = {name: median(each["cpu_us"] for each in list_) for name, list_ in rounds.items()}
    lines = [
        f"\n**{workload.title}** ({len(next(iter(rounds.values())))} rounds)\n",
        "| Path | CPU a message, median | best | to haproxy | to nginx | messages a second, median |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, list_ in rounds.items():
        rate = median(each["rate"] for each in list_)
        best = min(each["cpu_us"] for each in list_)
        cpu = ["-"] * 4 if name == "direct" else [
            f"{middle[name]:,.0f} µs", f"{best:,.0f} µs", _ratio(middle, name, "haproxy"), _ratio(middle, name, "nginx")
        ]
        lines.append(f"| {name} | {' | '.join(cpu)} | {rate:,.0f} |")
    return lines


def _ratio(middle, name, other):
    return f"{middle[name] / middle[other]:.2f}" if middle.get(other) else "-"


def _sessions(results):
    lines = [
        f"\n**Memory** ({results['session_count']} open sessions, each in a fresh process)\n",
        "| Path | idle session | session in DATA | without sessions | highest while sending |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, found in results["sessions"].items():
        highest = results["highest"].get(name, 0)
        lines.append(
            f"| {name} | {found['idle'] / 1024:.1f} KiB | {found['data'] / 1024:.1f} KiB"
            f" | {found['empty'] / 2**20:.1f} MiB | {highest / 2**20:.1f} MiB |"
        )
    return lines
