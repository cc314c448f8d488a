"""Checks corpus files and counts what they hold: python training/check_corpus.py [PATH...]"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dragoman.formats.markup import LabelledSentence, read_corpus


def main(arguments: list[str]) -> int:
    """Prints problems and counts; 1 if there are problems."""
    paths = [Path(argument) for argument in arguments] or [Path("corpus")]
    sentences, problems = read_corpus(paths)
    for problem in problems:
        print(problem)
    for line in counts(sentences):
        print(line)
    print(f"{len(sentences)} sentences, {len(problems)} problems")
    return 1 if problems else 0


def counts(sentences: list[LabelledSentence]) -> list[str]:
    """Lines of figures: languages, kinds and types, modalities, order of the actors."""
    languages = Counter(sentence.language for sentence in sentences)
    claims = [claim for sentence in sentences for claim in sentence.claims]
    types = Counter(f"{claim.kind}:{claim.type}" for claim in claims)
    first = last = 0
    for sentence in sentences:
        for claim in sentence.claims:
            if claim.source and claim.target:
                spans = sentence.spans
                if spans[claim.source[0]].start < spans[claim.target[0]].start:
                    first += 1
                else:
                    last += 1
    return [
        f"languages {dict(languages)}; no claim {sum(not s.claims for s in sentences)}",
        f"types {dict(types.most_common())}",
        f"modalities {dict(Counter(c.modality for c in claims).most_common())}",
        f"about {sum(bool(c.about) for c in claims)}; attributed {sum(bool(c.by) for c in claims)}",
        f"source first {first}, target first {last}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
