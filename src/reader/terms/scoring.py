"""How telling a concept is for its article: one weighted sum, fitted by `bench/train_terms.py`."""

import json
from collections.abc import Sequence
from functools import cache

from reader.terms.data import read_data
from reader.terms.measures import MEASURES


def score(rows: Sequence[Sequence[float]]) -> list[float]:
    """The weighted sum of each row of `measures.measure`: the log odds of being a key term, but for a constant."""
    fitted = _weights()
    return [sum(weight * value for weight, value in zip(fitted, row, strict=True)) for row in rows]


@cache
def _weights() -> tuple[float, ...]:
    fitted = json.loads(read_data("weights.json"))
    return tuple(fitted[name] for name in MEASURES)
