"""Measured builds become a report in Markdown: a row a scenario with its bars, then a row a stage, then the peers."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence

from bench.bars import FLOOR, FULL, PAGES, RENDERING, judge, scale
from bench.measure import Plan, Result
from bench.peers import SCENARIOS_OF_PEERS, Peer
from bench.tables import render_table, short, spread


def render_scenarios(results: Sequence[Result], pages: int, plan: Plan, floor: float | None) -> str:
    """A row a scenario: medians, the span of the runs in brackets; bars only at the size that they are for."""
    head = ["scenario", "runs", "CPU s", "wall s", "peak MiB", "files written", "MiB written", "files removed"]
    has_bars = pages == PAGES
    bars, factor = RENDERING if plan.is_render_only else FULL, scale(floor)
    rows = []
    for result in results:
        changes = [one.change for one in result.builds]
        row = [result.scenario, str(len(changes)), spread(result.values("cpu")), spread(result.values("wall"))]
        row += [f"{result.median('memory'):,.0f}"]
        row += [f"{statistics.median_high(one.written for one in changes):,}"]
        row += [short(statistics.median(one.size for one in changes) / 2**20)]
        row += [f"{statistics.median_high(one.removed for one in changes):,}"]
        rows.append(row + ([judge(bars.get(result.scenario), result, factor)] if has_bars else []))
    whole = results[0].builds[-1].change
    text = render_table(head + (["bar"] if has_bars else []), rows)
    text += f"\nThe site has {whole.files:,} files, {short(whole.total / 2**20)} MiB.\n"
    if has_bars:
        text += f"Bars are those of {PAGES:,} pages, {_explain_factor(floor, factor)}.\n"
    return text + _tell_checks(results)


def _explain_factor(floor: float | None, factor: float) -> str:
    if floor is None:
        return "their times as they stand: the bare build was not run on this machine"
    return f"their times × {factor:.2f}: the bare build takes {short(floor)} s of CPU here and {FLOOR} s where they were set"


def _tell_checks(results: Sequence[Result]) -> str:
    checked = [result for result in results if result.wrong is not None]
    if not checked:
        return "The output was not compared with cold builds (`--check`).\n"
    wrong = [f"after {one.scenario} {len(one.wrong)} files, {one.wrong[0]} among them" for one in checked if one.wrong]
    if wrong:
        return f"**Wrong**: files differ from a cold build of the same sources: {'; '.join(wrong)}.\n"
    names = ", ".join(one.scenario for one in checked)
    return f"After {names} the output equals a cold build of the same sources, byte for byte.\n"


def render_stages(cold: Result, pages: int, plan: Plan) -> str:
    """Where the last cold build spent its time, by its own account."""
    report = cold.builds[-1].report
    rows = [
        [name, *(f"{cost[kind]:.2f}" for kind in ("cpu", "wall")), f"{cost['cpu'] * 1000 / pages:.3f}"]
        for name, cost in report["stages"].items()
    ]
    text = f"The cold build by stage, its last run (findings: {json.dumps(report['findings'])}):\n\n"
    text += render_table(["stage", "CPU s", "wall s", "CPU ms a page"], rows)
    if plan.is_render_only:
        other = sum(cost["cpu"] for name, cost in report["stages"].items() if "lint" in name or "analyse" in name)
        whole = cold.builds[-1].sample.cpu
        text += (
            "\nSearch, what is read aloud and all findings are left out by the config. "
            f"Analysis and lint still take {short(other)} of the {short(whole)} s of CPU.\n"
        )
    return text


def render_peers(results: Sequence[Result], peers: Sequence[Peer], absent: Mapping[str, str], runs: int) -> str:
    """The peers' seconds and how many times as long wardgen takes; then those that did not run, and why."""
    text = f"The peers, medians (runs: {runs}), in brackets wardgen : peer (below 1 wardgen is the faster).\n\n"
    text += "".join(f"{_compare(results, peers, kind)}\n" for kind in ("CPU", "wall"))
    rows = []
    for peer in peers:
        memory = peer.memory("cold")
        counts = ["" if one is None else str(one) for one in (peer.stale, peer.ghosts)]
        # The bare build knows only times.
        rows += [[peer.name, f"{memory:,.0f}", *counts]] if memory is not None else []
    text += render_table(["cold build and rebuilds", "peak MiB", "stale files", "withdrawn, still there"], rows)
    text += (
        "\nStale: files that differ from a cold build after a title edit. Withdrawn: files of a deleted page. "
        "The peers make pages, lists, a feed and a sitemap, of as many pages of made-up text of their own.\n"
    )
    return text + "".join(f"- {name}: NOT RUN: {reason}\n" for name, reason in absent.items())


def _compare(results: Sequence[Result], peers: Sequence[Peer], kind: str) -> str:
    ours = {one.scenario: one.median(kind.lower()) for one in results}
    names = [name for name in SCENARIOS_OF_PEERS.values() if name in ours]
    rows = [["wardgen", *(short(ours[name]) for name in names)]]
    for peer in peers:
        cells = [_against(peer, name, kind, ours[name]) for name in names]
        rows.append([peer.name, *cells])
    return render_table([f"{kind} s", *names], rows)


def _against(peer: Peer, scenario: str, kind: str, ours: float) -> str:
    if scenario in peer.failed:
        return "failed"
    theirs = peer.cost(scenario, kind)
    return "" if theirs is None else f"{short(theirs)} ({short(ours / max(theirs, 0.01))})"


def render_growth(sizes: Mapping[int, Sequence[Result]]) -> str:
    """A row a size and scenario; the last columns tell how much dearer a page is than at the smallest size."""
    first = {one.scenario: one for one in sizes[min(sizes)]}
    rows = []
    for pages, results in sorted(sizes.items()):
        for result in results:
            least = first[result.scenario]
            a_page, a_page_before = result.median("cpu") / pages, least.median("cpu") / min(sizes)
            row = [f"{pages:,}", result.scenario, spread(result.values("cpu")), spread(result.values("wall"))]
            row += [f"{result.median('memory'):,.0f}", f"{a_page * 1000:.3f}"]
            rows.append([*row, short(a_page / a_page_before), short(result.median("memory") / least.median("memory"))])
    head = ["pages", "scenario", "CPU s", "wall s", "peak MiB", "CPU ms a page"]
    head += ["CPU a page ÷ smallest", "peak ÷ smallest"]
    return render_table(head, rows)
