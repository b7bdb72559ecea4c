"""What key terms cost beside YAKE: articles a second, time to import and load, and bytes of data.

    python bench/terms.py [ARTICLE…]        text files; the seeds where none is given

YAKE is installed into an environment of its own, which is kept in the user's cache folder. Each side reads the same
texts in processes of its own, one after the other in turns, so that a machine that is busy is busy for both; the best
of the turns counts, and the least of the starts. Times are CPU times; bytecode is cached.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import venv
from pathlib import Path

YAKE = "yake==0.7.3"
ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "reader" / "terms"
TURNS, STARTS = 5, 31
FASTER, MOST_MS, MOST_BYTES = 5.0, 30.0, 1_000_000

WORK = """
import json, sys, time
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
{setup}
for text in texts[:1]: extract(text)
start, count = time.process_time(), 0
while time.process_time() - start < 2.0:
    for text in texts: extract(text)
    count += len(texts)
print(json.dumps(count / (time.process_time() - start)))
"""
OURS = """
from reader.terms.ranking import ranked
def extract(text): return ranked(text, 20)
"""
THEIRS = """
import yake
extractor = yake.KeywordExtractor(lan="en", n=3, top=20)
def extract(text): return extractor.extract_keywords(text)
"""
LOAD = """
from reader.terms import extract, gazetteer, learnt, scoring
learnt.shipped(), gazetteer.gazetteer(), gazetteer.common_words(), scoring.score(())
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="*", metavar="ARTICLE")
    articles = parser.parse_args().articles or sorted((ROOT / "seeds").glob("*.txt"))
    python = environment()
    rates = [(rate(sys.executable, OURS, articles), rate(python, THEIRS, articles)) for _ in range(TURNS)]
    ours, theirs = (max(side) for side in zip(*rates, strict=True))
    starts = [(cpu("import os"), cpu(LOAD)) for _ in range(STARTS)]
    bare, loaded = (1000 * min(side) for side in zip(*starts, strict=True))
    size = sum(path.stat().st_size for path in PACKAGE.iterdir() if path.suffix in (".json", ".txt"))
    print(f"articles a second   reader {ours:7.1f}   {YAKE} {theirs:7.1f}   {ours / theirs:.1f} times as many")
    print(f"import and load     {loaded - bare:.1f} ms of CPU over bare Python ({bare:.1f} ms), least of {STARTS}")
    print(f"data                {size:,} bytes")
    return int(ours < FASTER * theirs or loaded - bare > MOST_MS or size > MOST_BYTES)


def environment() -> str:
    """The Python of the environment that holds YAKE, made on first use."""
    from platformdirs import user_cache_path

    folder = user_cache_path("reader") / "bench" / YAKE
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"Installing {YAKE} into {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", YAKE], check=True)
        (folder / "ready").touch()
    return str(python)


def rate(python: str, setup: str, articles: list[Path]) -> float:
    """Articles a second of CPU time."""
    code = WORK.format(setup=setup)
    run = subprocess.run([python, "-c", code, *map(str, articles)], env=surroundings(), check=True, capture_output=True)
    return float(json.loads(run.stdout))


def cpu(code: str) -> float:
    """Seconds of CPU of one new process that runs `code`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], env=surroundings(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def surroundings() -> dict[str, str]:
    """Our source first, one thread, and bytecode that is cached."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


if __name__ == "__main__":
    raise SystemExit(main())
