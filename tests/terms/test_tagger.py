"""Parts of speech."""

from pathlib import Path

from reader.terms.learnt import shipped
from reader.terms.passages import Passage
from reader.terms.tagger import NO_WORD, TAGS, added, best, features, tag
from reader.terms.tokens import BOUNDARY, POINT, WORD, tokenize

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))


def test_every_word_has_the_tag_that_the_features_of_the_training_give_it() -> None:
    learnt, tried = shipped(), 0
    for text in (path.read_text("utf-8") for path in SEEDS):
        tokens = tokenize(text, [Passage(0, len(text))])
        tags = tag(tokens, learnt)
        before = previous = BOUNDARY
        for i, kind in enumerate(tokens.kinds):
            assert (tags[i] in TAGS) if kind == WORD else tags[i] == NO_WORD
            if kind == WORD and (tokens.first[i] or tokens.words[i] not in learnt.lexicon):
                assert tags[i] == best(added(learnt.tagging, features(tokens, i, before, previous)))
                tried += 1
            before, previous = (previous, tags[i]) if kind in (WORD, POINT) else (BOUNDARY, BOUNDARY)
    assert tried > 300


def test_a_verb_and_a_noun_are_told_apart_by_what_stands_around() -> None:
    text = "They plan to report on the plan. The report was long."
    tokens = tokenize(text, [Passage(0, len(text))])
    found = [tag for tag, word in zip(tag(tokens, shipped()), tokens.words, strict=True) if word in ("plan", "report")]
    assert found == ["V", "V", "N", "N"]
