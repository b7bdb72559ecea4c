"""Rebuild the data of `reader.terms` from the data it learns from, byte for byte.

    python bench/train_terms.py DATA                   write src/reader/terms/learnt.txt and weights.txt
    python bench/train_terms.py DATA --folds SCORER    leave one genre out at a time and say how well the rest knows it

DATA is a folder with `tagged.jsonl.gz` and `salient.jsonl`, made from the GUM corpus (https://gucorpling.org/gum/);
docs/key-terms.md tells their fields. SCORER is the script that scores key terms (macro F1 at 5, 10 and 15).
"""

import argparse
import gzip
import json
import random
import runpy
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from reader.model.term import TermKind
from reader.terms import tagger
from reader.terms.learnt import Learnt, packed
from reader.terms.measures import MEASURES
from reader.terms.passages import Passage
from reader.terms.ranking import best, paragraphs
from reader.terms.reading import Reading, read
from reader.terms.tagger import NO_WORD, TAGS, features
from reader.terms.tokens import BOUNDARY, POINT, WORD, Tokens, tokenize
from reader.terms.words import key_of, singular

PACKAGE = Path(__file__).parent.parent / "src" / "reader" / "terms"
COARSE = {
    "NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "JJ": "J", "JJR": "J", "JJS": "J", "VBG": "G", "VBN": "E",
    "VB": "V", "VBD": "V", "VBZ": "V", "VBP": "V", "MD": "V", "RB": "R", "RBR": "R", "RBS": "R", "CD": "D", "FW": "N",
}  # fmt: skip
"""Our tag for each Penn tag; X for all others."""
EPOCHS, SEED = 8, 20240315
SCALE, FLATTEST = 4, 9
"""Steps of one unit of an averaged weight, and the least difference in a row that is worth shipping.

Half of the rows differ less, and give 0.2 % of accuracy.
"""
RIDGE, ROUNDS = 100.0, 12
KINDS = {"person": TermKind.PERSON, "place": TermKind.PLACE, "organization": TermKind.ORGANISATION}

Row = list[float]


class Tagged(NamedTuple):
    """A document in our tokens, with the tags that it should get."""

    id: str
    tokens: Tokens
    tags: list[str]


def read_tagged(path: Path) -> list[Tagged]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [aligned(json.loads(line)) for line in lines]


def aligned(document: dict) -> Tagged:
    """Our tokens, each with the tag of the Penn tokens under it."""
    passages, start = [], 0
    for part in document["text"].split("\n\n"):
        passages.append(Passage(start, start + len(part)))
        start += len(part) + 2
    tokens = tokenize(document["text"], passages)
    penn = {
        start: (COARSE.get(tag, "X"), end) for _, tag, start, end in document["tokens"] if tag.rstrip("$").isalpha()
    }
    columns = zip(tokens.starts, tokens.ends, tokens.kinds, strict=True)
    return Tagged(document["id"], tokens, [joined(penn, *column) for column in columns])


def joined(penn: dict[int, tuple[str, int]], start: int, end: int, kind: str) -> str:
    """One tag for a word that Penn tokens cut: `foreign-made` is an adjective."""
    if kind != WORD:
        return NO_WORD
    under = []
    while start < end:
        tag, start = penn.get(start, ("", start + 1))
        under += [tag] if tag else []
    if not under:
        return "X"
    return "J" if len(under) > 1 and under[-1] in "EGV" else under[-1]


class Perceptron:
    """Averaged perceptron: rows of weights, and what to take off for the average (Daumé 2006, figure 2.3)."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, str], Row] = {}
        self.later: dict[tuple[int, str], Row] = {}
        self.step = 0

    def guess(self, found: Sequence[str]) -> str:
        scores = [0.0] * len(TAGS)
        for feature in enumerate(found):
            if row := self.rows.get(feature):
                scores = [a + b for a, b in zip(scores, row, strict=True)]
        return TAGS[scores.index(max(scores))]

    def learn(self, found: Sequence[str], right: str, wrong: str) -> None:
        for change, tag in ((1.0, right), (-1.0, wrong)):
            for feature in enumerate(found):
                self.rows.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(tag)] += change
                self.later.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(tag)] += change * self.step

    def shipped(self) -> list[dict[str, str]]:
        """Averaged weights as printable characters around `O`, by template; rows too flat to matter are left out."""
        tables: dict[int, dict[str, str]] = defaultdict(dict)
        for (template, feature), row in sorted(self.rows.items()):
            later = self.later[template, feature]
            average = [round((a - b / self.step) * SCALE) for a, b in zip(row, later, strict=True)]
            if max(average) - min(average) >= FLATTEST:
                printable = (chr(min(max(ord("O") + value, ord("#")), ord("{"))) for value in average)
                tables[template][feature] = "".join(printable)
        return [tables[template] for template in sorted(tables)]


class Trained(NamedTuple):
    """What `learnt.txt` holds."""

    lexicon: dict[str, str]
    tagging: list[dict[str, str]]
    counted: Counter[str]

    def learnt(self, left_out: Counter[str] | None = None) -> Learnt:
        """As the program reads it; as if some words had not been counted."""
        tables = [dict(zip(table, packed("".join(table.values())), strict=True)) for table in self.tagging]
        return Learnt(self.lexicon, tables, vocabulary(self.counted - (left_out or Counter())))

    def lines(self) -> list[str]:
        """As the package keeps it."""
        tables = [line for table in self.tagging for line in (" ".join(table), "".join(table.values()))]
        counts = sorted(vocabulary(self.counted).items())
        known = [" ".join(word for word, _ in counts), "".join(chr(32 + count) for _, count in counts)]
        lexicon = sorted(self.lexicon.items())
        return [" ".join(word for word, _ in lexicon), "".join(tag for _, tag in lexicon), *known, *tables]


def train(documents: Sequence[Tagged]) -> Trained:
    lexicon, model = unambiguous(documents), Perceptron()
    order, shuffle = list(range(len(documents))), random.Random(SEED).shuffle
    for _ in range(EPOCHS):
        shuffle(order)
        for which in order:
            go_over(documents[which], lexicon, model)
    return Trained(lexicon, model.shipped(), sum(map(counted, documents), Counter()))


def go_over(document: Tagged, lexicon: dict[str, str], model: Perceptron) -> None:
    """Tag one document as `tagger.tag` does, and learn from every mistake."""
    _, tokens, gold = document
    before = previous = BOUNDARY
    for i, kind in enumerate(tokens.kinds):
        tag = NO_WORD
        if kind == WORD:
            tag = "" if tokens.first[i] else lexicon.get(tokens.words[i], "")
            if not tag:
                model.step += 1
                found = features(tokens, i, before, previous)
                tag = model.guess(found)
                if tag != gold[i]:
                    model.learn(found, gold[i], tag)
        before, previous = (previous, tag) if kind in (WORD, POINT) else (BOUNDARY, BOUNDARY)


def words_of(document: Tagged) -> Iterator[tuple[str, str]]:
    return ((word, tag) for word, tag in zip(document.tokens.words, document.tags, strict=True) if tag != NO_WORD)


def unambiguous(documents: Sequence[Tagged]) -> dict[str, str]:
    """Words seen ten times or more, 99 in 100 times with one tag."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tag in (pair for document in documents for pair in words_of(document)):
        counts[word][tag] += 1
    most = {word: (*count.most_common(1)[0], count.total()) for word, count in counts.items()}
    return {word: tag for word, (tag, often, total) in most.items() if total >= 10 and often >= 0.99 * total}


def counted(document: Tagged) -> Counter[str]:
    """How often each word's singular stands in lower case."""
    return Counter(singular(word) for word, _ in words_of(document) if word.islower() and word.isalpha())


def vocabulary(counts: Counter[str]) -> dict[str, int]:
    """Counts as they are kept; what is seen once is left out."""
    return {word: min(count, 94) for word, count in counts.items() if count > 1}


def accuracy(learnt: Learnt, documents: Sequence[Tagged]) -> float:
    pairs = [(tag, right) for d in documents for tag, right in zip(tagger.tag(d.tokens, learnt), d.tags, strict=True)]
    words = [(tag, right) for tag, right in pairs if right != NO_WORD]
    return sum(tag == right for tag, right in words) / len(words)


class Example(NamedTuple):
    """A document as it was read, and which of its concepts are key."""

    document: dict
    reading: Reading
    key: list[bool]


def read_salient(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def examples(documents: Sequence[Tagged], trained: Trained, salient: Sequence[dict]) -> list[Example]:
    """Each as it is read by who has never seen it: its own words make no word common."""
    own = {document.id: counted(document) for document in documents}
    return [example(document, trained.learnt(own[document["id"]])) for document in salient]


def example(document: dict, learnt: Learnt) -> Example:
    reading = read(document["text"], list(paragraphs(document["text"])), learnt, document["title"].partition("\n")[0])
    gold = {key_of([variant]) for key in document["keys"] for variant in key}
    said = (chain(reading.forms(c.members), reading.phrases(c.members)) for c in reading.concepts)
    return Example(document, reading, [any(key_of([form]) in gold for form in forms) for forms in said])


def fit(examples: Sequence[Example]) -> Row:
    """Logistic regression on standardized columns with an L2 penalty; the intercept is dropped."""
    rows = [row for e in examples for row in e.reading.rows]
    labels = [float(key) for e in examples for key in e.key]
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(rows) for column in columns]
    spreads = [
        (sum((v - mean) ** 2 for v in column) / len(rows)) ** 0.5 or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    table = [[1.0, *((v - m) / s for v, m, s in zip(row, means, spreads, strict=True))] for row in rows]
    beta = [0.0] * (len(means) + 1)
    for _ in range(ROUNDS):
        beta = newton(table, labels, beta)
    return [weight / spread for weight, spread in zip(beta[1:], spreads, strict=True)]


def newton(table: Sequence[Row], labels: Sequence[float], beta: Row) -> Row:
    """One step of Newton's method on the penalized likelihood."""
    size = len(beta)
    slope = [0.0, *(-RIDGE * weight for weight in beta[1:])]
    bend = [[RIDGE if i == j and i else 0.0 for j in range(size)] for i in range(size)]
    for row, label in zip(table, labels, strict=True):
        chance = 1 / (1 + exp(-sum(map(mul, beta, row))))
        miss, curve = label - chance, chance * (1 - chance)
        for i, value in enumerate(row):
            slope[i] += miss * value
            weight, line = curve * value, bend[i]
            for j in range(i + 1):
                line[j] += weight * row[j]
    whole = [[bend[max(i, j)][min(i, j)] for j in range(size)] for i in range(size)]
    return [weight + step for weight, step in zip(beta, solved(whole, slope), strict=True)]


def solved(matrix: Sequence[Row], right: Row) -> Row:
    """Gaussian elimination without pivots: the matrix is symmetric and positive definite."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found


def genre(name: str) -> str:
    return name.split("_")[1]


def folds(data: Path, scorer: Path) -> None:
    score = runpy.run_path(str(scorer))["score"]
    documents, gold = read_tagged(data / "tagged.jsonl.gz"), read_salient(data / "salient.jsonl")
    means: dict[str, list[float]] = defaultdict(list)
    for left in sorted({genre(document.id) for document in documents}):
        others = [document for document in documents if genre(document.id) != left]
        trained = train(others)
        weights = fit(examples(others, trained, [d for d in gold if genre(d["id"]) != left]))
        learnt = trained.learnt()
        held = [example(document, learnt) for document in gold if genre(document["id"]) == left]
        found = {"tagger": 100 * accuracy(learnt, [d for d in documents if genre(d.id) == left])}
        found |= terms_scored(held, weights, score) | kinds_scored(held)
        for name, value in found.items():
            means[name].append(value)
        print(f"{left:10}", *(f"{name} {value:.1f} " for name, value in found.items()), flush=True)
    print(f"{'mean':10}", *(f"{name} {statistics.mean(values):.1f} " for name, values in means.items()))
    print(f"{'spread':10}", *(f"{name} {statistics.stdev(values):.1f} " for name, values in means.items()))


def terms_scored(held: Sequence[Example], weights: Row, score) -> dict[str, float]:
    """Macro F1 with all variants of a term, and at 10 with the form to show alone."""
    scored = ((e, [sum(map(mul, weights, row)) for row in e.reading.rows]) for e in held)
    found = {e.document["id"]: best(e.reading, scores, 20) for e, scores in scored}
    gold = [e.document for e in held]
    whole = score(gold, found)
    alone = score(gold, {name: [variants[0] for variants in terms] for name, terms in found.items()})
    return {f"F1@{k}": whole[k]["macroF1"] for k in (5, 10, 15)} | {"shown@10": alone[10]["macroF1"]}


def kinds_scored(held: Sequence[Example]) -> dict[str, float]:
    """Of the names that the gold has as one kind: how many are right, how many are given one of three kinds, and of
    those how many are right."""
    pairs = [pair for e in held for pair in kinds_of(e)]
    decided = [(found, right) for found, right in pairs if found is not TermKind.NAME]
    return {
        "kinds": 100 * sum(found is right for found, right in pairs) / len(pairs),
        "decided": 100 * len(decided) / len(pairs),
        "decided right": 100 * sum(found is right for found, right in decided) / len(decided),
    }


def kinds_of(e: Example) -> Iterator[tuple[TermKind, TermKind]]:
    gold: dict[str, set[TermKind]] = defaultdict(set)
    for entity in e.document["named"]:
        for variant in entity["variants"]:
            gold[variant].add(KINDS.get(entity["type"], TermKind.NAME))
    for concept in e.reading.concepts:
        right = {kind for form in e.reading.forms(concept.members) for kind in gold.get(form, ())}
        if concept.head.is_name and len(right) == 1:
            yield concept.kind, right.pop()


def rebuild(data: Path) -> None:
    documents = read_tagged(data / "tagged.jsonl.gz")
    trained = train(documents)
    (PACKAGE / "learnt.txt").write_text("\n".join(trained.lines()) + "\n", encoding="utf-8")
    fitted = fit(examples(documents, trained, read_salient(data / "salient.jsonl")))
    weights = (f"{name} = {weight:.4f}\n" for name, weight in sorted(zip(MEASURES, fitted, strict=True)))
    (PACKAGE / "weights.txt").write_text("".join(weights), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=Path, metavar="SCORER")
    given = parser.parse_args()
    if given.folds:
        folds(given.data, given.folds)
    else:
        rebuild(given.data)


if __name__ == "__main__":
    main()
