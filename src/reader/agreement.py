"""How far people agree beyond chance, for values of no order: Cohen's kappa and Krippendorff's alpha."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import permutations
from typing import TypeVar

_Pair = TypeVar("_Pair", bound=tuple[Hashable, Hashable])
_Unit = TypeVar("_Unit", bound=Sequence[Hashable | None])


def cohens_kappa(pairs: Mapping[_Pair, int]) -> float | None:
    """Cohen's kappa of two people, -1 to 1; None where it is not defined.

    `pairs` says how many units the first one gave the one value and the second one the other. It is not defined without
    units, and where both gave one and the same value throughout: then chance alone explains all agreement.

    J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960).
    """
    units = sum(pairs.values())
    first, second, same = Counter[Hashable](), Counter[Hashable](), 0
    for (one, other), times in pairs.items():
        first[one] += times
        second[other] += times
        same += times if one == other else 0
    by_chance = sum(times * second[value] for value, times in first.items())
    # Counted in units squared: whole numbers tell exactly where all agreement is by chance.
    beyond = units * units - by_chance
    return (units * same - by_chance) / beyond if beyond else None


def krippendorffs_alpha(units: Mapping[_Unit, int]) -> float | None:
    """Krippendorff's alpha for nominal data, at most 1; None where it is not defined.

    `units` says how many units got which values, one of each person, None of whom gave none. Units with fewer than two
    values do not count. It is not defined where fewer than two different values are left: then nobody could disagree.

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011), section C.
    """
    values, disagreed = Counter[Hashable](), 0.0
    for unit, times in units.items():
        given = [value for value in unit if value is not None]
        if len(given) < 2:
            continue
        for value in given:
            values[value] += times
        disagreed += times * sum(one != other for one, other in permutations(given, 2)) / (len(given) - 1)
    total = sum(values.values())
    expected = total * total - sum(times * times for times in values.values())
    return 1 - (total - 1) * disagreed / expected if expected else None
