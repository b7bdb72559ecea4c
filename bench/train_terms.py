"""Rebuild the data of `reader.terms` from the shared data, byte for byte.

    python bench/train_terms.py DATA            write src/reader/terms/*.json
    python bench/train_terms.py DATA --folds    leave one genre out, print macro F1 of each

DATA holds `tagged.jsonl.gz` and `salient.jsonl`, made from the GUM corpus (https://gucorpling.org/gum/).
"""

import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from math import exp
from operator import mul
from pathlib import Path

from reader.terms import tagger
from reader.terms.learnt import Learnt
from reader.terms.measures import MEASURES
from reader.terms.ranking import paragraphs
from reader.terms.reading import Reading, read
from reader.terms.tagger import BOUNDARY, POINT, TAGS, Context, contextualize, features
from reader.terms.tokens import Kind, Passage, Tokens, tokenize
from reader.terms.variants import Concept
from reader.terms.words import key_of, singular

PACKAGE = Path(__file__).parent.parent / "src" / "reader" / "terms"
COARSE = {
    "NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "JJ": "J", "JJR": "J", "JJS": "J", "VBG": "G", "VBN": "E",
    "VB": "V", "VBD": "V", "VBZ": "V", "VBP": "V", "MD": "V", "RB": "R", "RBR": "R", "RBS": "R", "CD": "D", "FW": "N",
}  # fmt: skip
EPOCHS = 8
SCALE = 4


def tagged(path: Path) -> list[tuple[str, Tokens, list[str]]]:
    """Each document's id, our tokens, and their tags as the Penn tags under them say."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [aligned(json.loads(line)) for line in lines]


def aligned(document: dict) -> tuple[str, Tokens, list[str]]:
    text = document["text"]
    passages, start = [], 0
    for part in text.split("\n\n"):
        passages.append(Passage(start, start + len(part)))
        start += len(part) + 2
    tokens = tokenize(text, passages)
    starts = {start: (tag, end) for _, tag, start, end in document["tokens"]}
    tags = []
    for start, end, kind in zip(tokens.starts, tokens.ends, tokens.kinds, strict=True):
        under, at = [], start
        while kind is Kind.WORD and at < end:
            tag, after = starts.get(at, ("", at + 1))
            at = after
            if tag and (tag in COARSE or tag.isalpha()):
                under.append(COARSE.get(tag, "X"))
        tags.append(joined(under) if kind is Kind.WORD else POINT)
    return document["id"], tokens, tags


def joined(under: list[str]) -> str:
    """One tag for a word that the Penn tokens cut: `foreign-made` is an adjective."""
    if not under:
        return "X"
    return "J" if len(under) > 1 and under[-1] in "EGV" else under[-1]


def train_tagger(documents: list[tuple[str, Tokens, list[str]]]) -> Learnt:
    lexicon = unambiguous(documents)
    rows: list[dict[str, list[float]]] = []
    totals: list[dict[str, list[float]]] = []
    step = 0
    order = list(range(len(documents)))
    shuffle = random.Random(20240315).shuffle
    prepared = [(contextualize(tokens), tokens.kinds, tags) for _, tokens, tags in documents]
    for _ in range(EPOCHS):
        shuffle(order)
        for which in order:
            step = learn(*prepared[which], lexicon, rows, totals, step)
    tagging = [quantized(r, t, step) for r, t in zip(rows, totals, strict=True)]
    return Learnt(lexicon, tagging, vocabulary(documents))


def unambiguous(documents) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, tokens, tags in documents:
        for word, tag, kind in zip(tokens.words, tags, tokens.kinds, strict=True):
            if kind is Kind.WORD:
                counts[word][tag] += 1
    found = {}
    for word, count in sorted(counts.items()):
        (tag, most), total = count.most_common(1)[0], count.total()
        if total >= 10 and most / total >= 0.99:
            found[word] = tag
    return found


def learn(context: Context, kinds, gold, lexicon, rows, totals, step) -> int:
    before = previous = BOUNDARY
    for i, kind in enumerate(kinds):
        tag = POINT
        if kind is Kind.WORD:
            tag = None if context.first[i] else lexicon.get(context.words[i])
            if tag is None:
                step += 1
                found = features(context, i, before, previous)
                while len(rows) < len(found):
                    rows.append({})
                    totals.append({})
                scores = [0.0] * len(TAGS)
                for table, feature in zip(rows, found, strict=True):
                    if row := table.get(feature):
                        scores = [a + b for a, b in zip(scores, row, strict=True)]
                tag = TAGS[scores.index(max(scores))]
                if tag != gold[i]:
                    for change, which in ((1.0, gold[i]), (-1.0, tag)):
                        for table, total, feature in zip(rows, totals, found, strict=True):
                            table.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(which)] += change
                            total.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(which)] += change * step
        before, previous = (previous, tag) if kind in (Kind.WORD, Kind.POINT) else (BOUNDARY, BOUNDARY)
    return step


def quantized(rows, totals, step) -> dict[str, bytes]:
    """Averaged weights as printable bytes around `O`; rows too flat to matter are left out."""
    out = {}
    for feature, row in sorted(rows.items()):
        average = [round((a - b / step) * SCALE) for a, b in zip(row, totals[feature], strict=True)]
        if max(average) - min(average) >= 3:
            out[feature] = bytes(min(max(79 + value, 35), 123) for value in average).replace(b"\\", b"[")
    return out


def accuracy(model: Learnt, documents) -> float:
    right = total = 0
    for _, tokens, gold in documents:
        for found, tag, kind in zip(tagger.tag(tokens, model), gold, tokens.kinds, strict=True):
            if kind is Kind.WORD:
                right += found == tag
                total += 1
    return right / total


def vocabulary(documents) -> dict[str, int]:
    """How often each word's singular stands in lower case; what is seen once is left out."""
    counts = Counter(
        singular(word)
        for _, tokens, _ in documents
        for word, kind in zip(tokens.words, tokens.kinds, strict=True)
        if kind is Kind.WORD and word.islower() and word.isalpha()
    )
    return {word: min(count, 99) for word, count in counts.items() if count > 1}


def salient(data: Path) -> list[dict]:
    lines = (data / "salient.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def examples(documents: list[dict], model: Learnt) -> list[tuple[list[list[float]], list[bool]]]:
    """For each document the rows of its concepts, and whether the gold has one of their forms."""
    return [labelled(document, read(document["text"], paragraphs(document["text"]), model)) for document in documents]


def labelled(document: dict, reading: Reading) -> tuple[list[list[float]], list[bool]]:
    gold = {normal(variant) for key in document["keys"] for variant in key}
    return reading.rows, [any(normal(f) in gold for f in forms(reading, concept)) for concept in reading.concepts]


def forms(reading: Reading, concept: Concept) -> set[str]:
    tokens = reading.tokens
    return {" ".join(tokens.words[m.start : m.end]) for m in concept.mentions}


def normal(phrase: str) -> str:
    return key_of(phrase.replace("-", " ").split())


def fit(data, ridge: float = 100.0, rounds: int = 12) -> list[float]:
    """Logistic regression by Newton's method on standardized columns, with an L2 penalty; the intercept is dropped."""
    rows = [row for xs, _ in data for row in xs]
    labels = [float(y) for _, ys in data for y in ys]
    size = len(rows[0])
    means = [sum(r[j] for r in rows) / len(rows) for j in range(size)]
    spreads = [(sum((r[j] - means[j]) ** 2 for r in rows) / len(rows)) ** 0.5 or 1.0 for j in range(size)]
    table = [[1.0] + [(v - m) / s for v, m, s in zip(r, means, spreads, strict=True)] for r in rows]
    beta = [0.0] * (size + 1)
    for _ in range(rounds):
        beta = newton(table, labels, beta, ridge)
    return [b / s for b, s in zip(beta[1:], spreads, strict=True)]


def newton(table, labels, beta, ridge):
    size = len(beta)
    slope = [-ridge * b for b in beta]
    slope[0] = 0.0
    bend = [[ridge if i == j and i else 0.0 for j in range(size)] for i in range(size)]
    for row, label in zip(table, labels, strict=True):
        chance = 1 / (1 + exp(-sum(map(mul, beta, row))))
        miss, curve = label - chance, chance * (1 - chance)
        for i, value in enumerate(row):
            slope[i] += miss * value
            weight = curve * value
            line = bend[i]
            for j in range(i + 1):
                line[j] += weight * row[j]
    for i in range(size):
        for j in range(i):
            bend[j][i] = bend[i][j]
    return [b + step for b, step in zip(beta, solve(bend, slope), strict=True)]


def solve(matrix, right):
    """Gaussian elimination; the matrix is symmetric and positive definite."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            if factor:
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found


def dump(value: object, path: Path) -> None:
    path.write_text(json.dumps(value, separators=(",", ":"), sort_keys=True) + "\n", encoding="ascii")


def genre(name: str) -> str:
    return name.split("_")[1]


def main() -> None:
    data = Path(sys.argv[1])
    documents = tagged(data / "tagged.jsonl.gz")
    if "--folds" in sys.argv:
        for left in sorted({genre(d[0]) for d in documents}):
            model = train_tagger([d for d in documents if genre(d[0]) != left])
            print(f"{left:10} tagger {accuracy(model, [d for d in documents if genre(d[0]) == left]):.4f}", flush=True)
        return
    model = train_tagger(documents)
    print(f"tagger on its own training data: {accuracy(model, documents):.4f}")
    weights = [{k: v.decode() for k, v in rows.items()} for rows in model.tagging]
    dump({"lexicon": model.lexicon, "tagging": weights, "counts": model.counts}, PACKAGE / "learnt.json")
    fitted = fit(examples(salient(data), model))
    dump({name: round(weight, 4) for name, weight in zip(MEASURES, fitted, strict=True)}, PACKAGE / "weights.json")


if __name__ == "__main__":
    main()
