"""The project's own annotated entities: pick the sentences, check annotations, compare two, write BIO.

    entities.py select VOA_TOKENS test|train      the sentences to annotate, "number<TAB>tokens"
    entities.py check VOA_TOKENS FILE...          every mention must be found, in order
    entities.py agree VOA_TOKENS FIRST SECOND     F1 of the second against the first, and the differences
    entities.py bio VOA_TOKENS FILE...            token-per-line BIO of all the lines

The test is the last 500 sentences of the file, so that no article stands on both sides; the training
part is 250 runs of ten sentences spread evenly over the rest, with a gap of 100 before the test.
Standard library only; the guideline is docs/annotation.md.
"""

import sys
from collections import Counter

TYPES = {"PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC"}
TEST, GAP, RUNS, RUN = 500, 100, 250, 10


def read_sentences(path):
    with open(path, encoding="utf-8") as file:
        return [line.split() for line in file if line.strip()]


def chosen(count, part):
    if part == "test":
        return list(range(count - TEST, count))
    step = (count - TEST - GAP) // RUNS
    return [run * step + place for run in range(RUNS) for place in range(RUN)]


def read_annotations(paths):
    """{number: [(type, [token, ...]), ...]}, later files over earlier ones."""
    found = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if not line.strip() or line.startswith("#"):
                    continue
                number, _, rest = line.rstrip("\n").partition("\t")
                parts = [part.strip() for part in rest.split(" | ") if part.strip()]
                found[int(number)] = [(kind, words.split()) for kind, _, words in (part.partition("=") for part in parts)]
    return found


def spans(tokens, mentions):
    """[(start, end, type)] of mentions found left to right, and a complaint for each that is not."""
    placed, complaints, start = [], [], 0
    for kind, words in mentions:
        at = next((i for i in range(start, len(tokens) - len(words) + 1) if tokens[i : i + len(words)] == words), None)
        if kind not in TYPES or at is None or not words:
            complaints.append(f"{kind}={' '.join(words)}")
            continue
        placed.append((at, at + len(words), kind))
        start = at + len(words)
    return placed, complaints


def select(voa, part, chosen=chosen):
    sentences = read_sentences(voa)
    for number in chosen(len(sentences), part):
        print(f"{number}\t{' '.join(sentences[number])}")


def check(voa, *files):
    sentences, bad = read_sentences(voa), 0
    annotations = read_annotations(files)
    for number, mentions in sorted(annotations.items()):
        for complaint in spans(sentences[number], mentions)[1]:
            bad += 1
            print(f"{number}: not found in order: {complaint}")
    counts = Counter(kind for mentions in annotations.values() for kind, _ in mentions)
    print(f"{len(annotations)} sentences, {sum(counts.values())} mentions {dict(sorted(counts.items()))}, {bad} not found")
    return bad


def agree(voa, first, second):
    sentences = read_sentences(voa)
    one, other = read_annotations([first]), read_annotations([second])
    both = only_one = only_other = 0
    for number in sorted(one.keys() & other.keys()):
        tokens = sentences[number]
        left, right = set(spans(tokens, one[number])[0]), set(spans(tokens, other[number])[0])
        both, only_one, only_other = both + len(left & right), only_one + len(left - right), only_other + len(right - left)
        if left != right:
            show = lambda side: " | ".join(f"{kind}={' '.join(tokens[a:b])}" for a, b, kind in sorted(side))
            print(f"{number}\t{' '.join(tokens)}\n\tfirst:  {show(left - right)}\n\tsecond: {show(right - left)}")
    total = 2 * both + only_one + only_other
    print(f"{len(one.keys() & other.keys())} sentences in both, agreement F1 {200 * both / max(total, 1):.1f} %")


def bio(voa, *files):
    sentences = read_sentences(voa)
    for number, mentions in sorted(read_annotations(files).items()):
        tags = ["O"] * len(sentences[number])
        for start, end, kind in spans(sentences[number], mentions)[0]:
            tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
        print("\n".join(f"{token}\t{tag}" for token, tag in zip(sentences[number], tags)) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("select", "check", "agree", "bio"):
        sys.exit(__doc__)
    sys.exit(globals()[sys.argv[1]](*sys.argv[2:]))
