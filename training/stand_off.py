"""Turns marked sentences of documents into stand-off labels: stand_off.py --data DATA --out FOLDER FILE...

The files hold records in the corpus's markup whose sentences are words of documents below DATA. They stay
outside the repository; what is written holds ranges and labels only.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.formats.markup import LabelledSentence, labels_by_id, read_corpus
from dragoman.formats.standoff import as_line, document_texts, stand_off


def main() -> None:
    """Writes one file of stand-off labels for each marked file; says which sentences no document holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="folder with documents/ and dev/")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    texts = dict(document_texts(options.data, _documents(options.data)))
    for file in options.files:
        sentences, problems = read_corpus([file])
        for problem in problems:
            print(problem)
        labels = labels_by_id(file)
        lines = [_line(each, labels[each.id], texts) for each in sentences]
        found = [line for line in lines if line]
        (options.out / f"{file.stem}.jsonl").write_text("".join(f"{line}\n" for line in found), "utf-8")
        print(f"{file.stem}: {len(found)} of {len(sentences)} sentences")


def _documents(data: Path) -> list[str]:
    found = [*(data / "documents").rglob("*"), *(data / "dev" / "factrueval").glob("*.txt")]
    return [str(path.relative_to(data)) for path in found if path.is_file()]


def _line(sentence: LabelledSentence, labels: list[str], texts: dict[str, str]) -> str:
    for path, text in texts.items():
        record = stand_off(sentence, labels, document=path, text=text)
        if record:
            return as_line(record)
    print(f"no document holds {sentence.id}")
    return ""


if __name__ == "__main__":
    main()
