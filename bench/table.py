"""How the figures are printed: a table for each number of watchers, then what was aimed at."""

from __future__ import annotations

import math
import platform
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crowding import Crowding
    from run import Comparison, Round

FEW = 5  # undisturbed frames below which a median is not worth much
BY_ROUND = {
    "write": ("write: first → last watcher", "ms"),
    "loop": ("write, by the server's clock", "ms"),
    "path": ("after commit: render, frame, write", "ms"),
    "press": ("press → last watcher", "ms"),
    "cpu": ("server CPU per delivery", "µs"),
}


def heading(server_core: int, client_core: int, files: int) -> str:
    alone = "" if server_core != client_core else "  (ONE CORE FOR BOTH: the figures mean little)"
    return (
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}; "
        f"server on core {server_core}, client on core {client_core}{alone}; up to {files:,} open files a process.\n"
        "C loop: a bare write() loop over as many sockets, with the same bytes. Medians; "
        "C to C: the loop against itself."
    )


def middle(rounds: Sequence[Round], name: str) -> float:
    return float(median(getattr(each, name) for each in rounds))


def quantile(figures: Sequence[float], share: float) -> float:
    return sorted(figures)[int(share * (len(figures) - 1))]


def quiet(rounds: Sequence[Round]) -> Sequence[Round]:
    """Without those that had to share a core with something else; all of them if hardly any would be left."""
    left = [each for each in rounds if not each.disturbed]
    return left if len(left) >= FEW else rounds


def itself(rounds: Sequence[Round], name: str) -> float:
    """The loop's even rounds against its odd ones: the ratio of equals, so what noise alone does."""
    return middle(rounds[1::2], name) / middle(rounds[::2], name)


def row(words: str, unit: str, product: float, limit: float, noise: float = math.nan) -> str:
    def cell(value: float, digits: int, width: int) -> str:
        return ("–" if math.isnan(value) else f"{value:,.{digits}f}").rjust(width)

    digits = 0 if unit == "/s" else 2
    if limit < 0.05:  # nothing to compare with
        limit = math.nan
    return (
        f"  {words:<36}{cell(product, digits, 10)} {unit:<3}{cell(limit, digits, 10)} {unit:<3}"
        f"{cell(product / limit, 2, 8)}{cell(noise, 2, 9)}"
    )


def comparison(found: Comparison) -> str:
    product, limit = found.product, found.limit
    ours, its = quiet(product.rounds), quiet(limit.rounds)
    kept = f"{len(ours)} and {len(its)} of {len(product.rounds)} frames each, the others were disturbed"
    if min(product.undisturbed, limit.undisturbed) < FEW:
        kept = "THE MACHINE IS BUSY: hardly a frame was undisturbed, all are counted"
    lines = [
        f"\n{found.n:,} watchers, {int(middle(ours, 'frame_bytes')):,} bytes a frame ({kept})",
        f"  {'':<36}{'Hemicycle':>13}{'C loop':>14}{'ratio':>9}{'C to C':>9}",
    ]
    for name, (words, unit) in BY_ROUND.items():
        lines.append(row(words, unit, middle(ours, name), middle(its, name), itself(its, name)))
    beside = [one.write / other.write for one, other in zip(product.rounds, limit.rounds, strict=True)]
    against = f"{median(beside):.2f} (p10 {quantile(beside, 0.1):.2f}, p90 {quantile(beside, 0.9):.2f})"
    busy = f"{middle(ours, 'client_busy'):.0%} and {middle(its, 'client_busy'):.0%}"
    lines += [
        row("memory per idle watcher", "kB", product.kb_per_watcher, limit.kb_per_watcher),
        row("signed-in connects", "/s", product.per_second, limit.per_second),
        row("server CPU per connect", "µs", product.cpu_per_connect, limit.cpu_per_connect),
        row("handshake, p50", "ms", product.handshake_p50, limit.handshake_p50),
        row("handshake, p99", "ms", product.handshake_p99, limit.handshake_p99),
        f"  write against the C loop right after it: {against}; the client was busy for {busy} of it",
    ]
    return "\n".join(lines)


def acknowledgements(acknowledged: Mapping[str, Sequence[float]]) -> str:
    lines = ["\ncommand → acknowledgement, nobody watching"]
    for way, took in acknowledged.items():
        p50, p99 = quantile(took, 0.5), quantile(took, 0.99)
        lines.append(f"  over {way:<8}{len(took):>5} commands   p50 {p50:6.2f} ms   p99 {p99:6.2f} ms")
    return "\n".join(lines)


def stalled(n: int, never: int, alone: Sequence[float], beside: Sequence[float], grown_mb: float) -> str:
    return (
        f"\n{never:,} of {n:,} watchers never read: "
        f"the others' write {median(beside):.2f} ms (p99 {quantile(beside, 0.99):.2f}), "
        f"without the idle ones {median(alone):.2f} ms; the server grew by {grown_mb:.1f} MB"
    )


def crowding(found: Crowding, worked_out: Mapping[str, float]) -> str:
    """Many ask at once; and what a list of so many costs to work out and to show, in CPU."""
    before, writing = (
        f"{found.before_writing:.1f} ms each before they write",
        f"{found.writing:.1f} ms writing",
    )
    lines = [
        f"\n{found.asking:,} ask within five seconds, {found.watching:,} watch",
        f"  press → own acknowledgement           p50 {found.ack_p50:8.1f} ms   p99 {found.ack_p99:8.1f} ms",
        f"  press → the last watcher's screen     p50 {found.screen_p50:8.1f} ms   p99 {found.screen_p99:8.1f} ms",
        f"  the slowest of all                    {found.screen_last:12.1f} ms",
        f"  {found.passes} passes: {before}, {writing}",
        f"  server CPU {found.cpu:,.0f} ms; {found.waited:,.0f} ms in the queue for its core",
        f"\n{found.asking:,} wait: CPU of one change, ms",
    ]
    lines += [f"  {words:<44}{took:>8.2f}" for words, took in worked_out.items()]
    return "\n".join(lines)


def _of_the_crowd(found: Crowding) -> Iterator[tuple[str, float, str, bool]]:
    for words, value, most in (
        ("asked in a crowd, acknowledged, p50 ms", found.ack_p50, 50),
        ("asked in a crowd, acknowledged, p99 ms", found.ack_p99, 500),
        ("asked in a crowd, last screen, p99 ms", found.screen_p99, 2000),
    ):
        yield words, value, f"under {most:,}", value < most


def aims(
    found: Sequence[Comparison], acknowledged: Mapping[str, Sequence[float]], crowded: Crowding | None = None
) -> str:
    """What the project aims at, and whether this run has met it."""
    most = found[-1]
    unit = middle(quiet(most.limit.rounds), "write")
    write, path = (middle(quiet(most.product.rounds), name) / unit for name in ("write", "path"))
    lines = [f"\naims, at {most.n:,} watchers"]
    for words, value, aim, met in [
        ("the write, × the C loop", write, "at most 1.25", write <= 1.25),
        ("after commit, × the C loop", path, "beside it", None),
        ("kB per idle watcher", most.product.kb_per_watcher, "at most 4", most.product.kb_per_watcher <= 4),
        ("signed-in connects/s", most.product.per_second, "at least 4,000", most.product.per_second >= 4000),
        *(
            (f"acknowledged over {way}, p50 ms", quantile(took, 0.5), "under 5", quantile(took, 0.5) < 5)
            for way, took in acknowledged.items()
        ),
        *(_of_the_crowd(crowded) if crowded else ()),
    ]:
        verdict = {True: "met", False: "MISSED", None: ""}[met]
        lines.append(f"  {words:<40}{value:>10,.2f}   {aim:<16}{verdict}")
    return "\n".join(lines)
