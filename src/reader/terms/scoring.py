"""How telling a concept is for its article: one weighted sum, fitted by `bench/train_terms.py`."""

from collections.abc import Sequence
from functools import cache
from operator import mul

from reader.terms.data import read_data
from reader.terms.measures import MEASURES


def score(rows: Sequence[Sequence[float]]) -> list[float]:
    """The weighted sum of each row of `measures.measure`: the log odds of being a key term, but for a constant."""
    fitted = _weights()
    return [sum(map(mul, fitted, row)) for row in rows]


@cache
def _weights() -> tuple[float, ...]:
    fitted = dict(line.split(" = ") for line in read_data("weights.txt").splitlines())
    return tuple(float(fitted[name]) for name in MEASURES)
