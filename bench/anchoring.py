"""How well passages are found again, by kind of edit, and what it costs.

    python bench/anchoring.py CASES.jsonl[.gz] [--without-snapshot] [--show N]

One case a line: `old`, `new`, `start`, `end`, `exact`, `prefix`, `suffix`,
`expected` as `[start, end]` or null for a passage that was removed, `op`.
Right: both ends within a word of the expected ones. Wrong: elsewhere, or
anywhere for a removed passage. Lost: an orphan though the passage is there.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.anchoring.alignment import align
from reader.anchoring.anchor import anchor
from reader.anchoring.tokens import tokenise
from reader.model.annotation import Anchor, AnchorState, Target, TextPositionSelector, TextQuoteSelector
from reader.model.article import text_hash

Case = dict[str, Any]
VERDICTS = ("right", "near", "wrong", "lost", "honest", "claimed")


def main() -> None:
    options = arguments()
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for case in cases(options.cases):
        found = place(case, snapshot=not options.without_snapshot)
        verdict = judged(case, found)
        table[case["op"]][verdict] += 1
        if verdict not in ("right", "honest") and shown < options.show:
            shown += 1
            print(f"{verdict}: case {case.get('id')} {case['op']}\n  {case['exact']!r}\n  {found}", file=sys.stderr)
    report(table)
    print(f"3 kB article edited, 20 notes: {cost(options.cases):.2f} ms (best of 20, texts seen for the first time)")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("cases", type=Path)
    parser.add_argument(
        "--without-snapshot", action="store_true", help="as for an imported note: quote and context only"
    )
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N that went wrong to stderr")
    return parser.parse_args()


def cases(path: Path) -> Iterator[Case]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def place(case: Case, *, snapshot: bool) -> Anchor:
    quote = TextQuoteSelector(case["exact"], case["prefix"], case["suffix"])
    position = TextPositionSelector(case["start"], case["end"])
    target = Target("bench/article.txt", quote, position, text_hash(case["old"]))
    return anchor(case["new"], text_hash(case["new"]), target, case["old"] if snapshot else None)


def judged(case: Case, found: Anchor) -> str:
    if case["expected"] is None:
        return "honest" if found.state is AnchorState.ORPHAN else "claimed"
    if found.state is AnchorState.ORPHAN or found.span is None:
        return "lost"
    start, end = case["expected"]
    if words_apart(case["new"], found.span.start, start) <= 1 and words_apart(case["new"], found.span.end, end) <= 1:
        return "right"
    return "near" if found.span.start < end and start < found.span.end else "wrong"


def words_apart(text: str, one: int, other: int) -> int:
    return len(text[min(one, other) : max(one, other)].split())


def report(table: defaultdict[str, Counter[str]]) -> None:
    print(f"{'kind of edit':60}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    for op in sorted(table):
        print(f"{op:60}" + "".join(f"{table[op][verdict] or '':>9}" for verdict in VERDICTS))
    total = sum(table.values(), Counter[str]())
    there = sum(total[verdict] for verdict in ("right", "near", "wrong", "lost"))
    gone = total["honest"] + total["claimed"]
    print(
        f"\nright {total['right'] / max(1, there):.2%} of {there}, "
        f"wrong place {(total['wrong'] + total['claimed']) / max(1, there + gone):.2%} of {there + gone}, "
        f"honest orphan {total['honest'] / max(1, gone):.2%} of {gone}"
    )


def cost(path: Path) -> float:
    """Milliseconds to place 20 passages of the first edited article under 3.5 kB."""
    case = next(case for case in cases(path) if case["old"] != case["new"] and len(case["old"]) < 3500)
    old, step = case["old"], len(case["old"]) // 21
    passages = [(step * n, step * n + 80) for n in range(1, 21)]
    best = float("inf")
    for _ in range(20):
        align.cache_clear()
        tokenise.cache_clear()
        began = time.perf_counter()
        for start, end in passages:
            place(case | {"start": start, "end": end, "exact": old[start:end]}, snapshot=True)
        best = min(best, time.perf_counter() - began)
    return best * 1000


if __name__ == "__main__":
    main()
