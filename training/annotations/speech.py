"""The project's own annotated attributions and quantities: pick the sentences, check, compare.

    speech.py select VOA_TOKENS test|train      the sentences to annotate, "number<TAB>tokens"
    speech.py check VOA_TOKENS FILE...          every part must be found among the sentence's tokens
    speech.py agree VOA_TOKENS FIRST SECOND     F1 of whole items and of their parts, and the differences
    speech.py jsonl VOA_TOKENS FILE...          attributions with spans in code points, a sentence a line
    speech.py quantities VOA_TOKENS FILE...     quantities, a sentence a line

The test is 30 runs of ten sentences, the training part 120 runs of ten, spread evenly over the file
and apart from each other and from the entity test at its end. Standard library only; the guideline
is docs/annotation-speech.md.
"""

import json
import sys
from collections import Counter
from itertools import product

import entities
from entities import GAP, TEST, read_sentences

RUNS, RUN, EVERY = 150, 10, 5
PARTS = ("source", "cue", "content", "words")
CHANGES = ("=", "~", ">", "<", "up", "down")


def chosen(count, part):
    step = (count - TEST - GAP) // RUNS
    half = step // 2  # away from the runs of the entity set
    runs = [run for run in range(RUNS) if (run % EVERY == 0) == (part == "test")]
    return [run * step + half + place for run in runs for place in range(RUN)]


def read_annotations(path):
    """{number: [{part: text}, ...]}"""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                number, _, rest = line.rstrip("\n").partition("\t")
                items = [item for item in rest.split(" | ") if item.strip()]
                found[int(number)] = [dict(part.strip().split("=", 1) for part in item.split(" ~ ")) for item in items]
    return found


def runs_of(text):
    return [run.split() for run in text.split(" / ")] if text not in ("-", "") else []


def places(tokens, words):
    """[(start, end)] of every place where the words stand."""
    return [(at, at + len(words)) for at in range(len(tokens) - len(words) + 1) if tokens[at : at + len(words)] == words]


def apart(one, other):
    """How many tokens stand between two runs; None where they overlap."""
    gap = max(one[0] - other[1], other[0] - one[1])
    return gap if gap >= 0 else None


def place(tokens, item):
    """{part: [(start, end), ...]}: the places nearest to the cue, content before source, overlapping nothing, or None."""
    parts = [part for part in ("cue", "content", "source") for _ in runs_of(item[part])]
    choices = [places(tokens, words) for part in ("cue", "content", "source") for words in runs_of(item[part])]
    best = None
    for runs in product(*choices):
        pairs = [(left, right) for at, left in enumerate(runs) for right in runs[at + 1 :]]
        ordered = all(runs[at] < runs[at + 1] for at in range(len(runs) - 1) if parts[at] == parts[at + 1])
        if not ordered or any(apart(left, right) is None for left, right in pairs):
            continue
        gaps = {part: [apart(run, runs[0]) for run, its in zip(runs[1:], parts[1:]) if its == part] for part in ("content", "source")}
        after = sum(run > runs[0] for run, part in zip(runs, parts) if part == "source")  # of two equally near, the one before the cue
        cost = (min(gaps["content"], default=0), min(gaps["source"], default=0), sum(map(sum, gaps.values())), after, runs)
        best = min(best or cost, cost)
    if best is None:
        return None
    return {want: [run for run, part in zip(best[-1], parts) if part == want] for want in ("source", "cue", "content")}


def is_quantity(item):
    ends = item["value"].split("..")
    return len(ends) < 3 and all(end.replace(".", "", 1).isdigit() for end in ends) and item["change"] in CHANGES and item["unit"] != ""


def select(voa, part):
    entities.select(voa, part, chosen)


def check(voa, *files):
    sentences, bad = read_sentences(voa), 0
    for path in files:
        annotations = read_annotations(path)
        for number, items in sorted(annotations.items()):
            for item in items:
                missing = [" ".join(words) for part in PARTS for words in runs_of(item.get(part, "-")) if not places(sentences[number], words)]
                if not missing and "cue" in item and place(sentences[number], item) is None:
                    missing = ["parts overlap or stand in another order: " + " ~ ".join(item.values())]
                if "value" in item and not is_quantity(item):
                    missing.append("no quantity: " + " ~ ".join(item.values()))
                for words in missing:
                    bad += 1
                    print(f"{number}: not found: {words}")
        print(f"{path}: {len(annotations)} sentences, {sum(map(len, annotations.values()))} items, {bad} parts not found")
    return bad


def agree(voa, first, second):
    one, other = read_annotations(first), read_annotations(second)
    sentences = read_sentences(voa)
    counts = Counter()
    for number in sorted(one.keys() & other.keys()):
        left, right = ({tuple(sorted(item.items())) for item in side[number]} for side in (one, other))
        counts["both"] += len(left & right)
        counts["one"] += len(left ^ right)
        for part in (*PARTS, "value", "unit", "change"):
            sides = [Counter(item[part] for item in side[number] if part in item) for side in (one, other)]
            counts[part, "both"] += sum((sides[0] & sides[1]).values())
            counts[part, "one"] += sum(((sides[0] - sides[1]) + (sides[1] - sides[0])).values())
        if left != right:
            show = lambda side: " | ".join(" ~ ".join(f"{part}={text}" for part, text in item) for item in sorted(side))
            print(f"{number}\t{' '.join(sentences[number])}\n\tfirst:  {show(left - right)}\n\tsecond: {show(right - left)}")
    f1 = lambda both, apart: 200 * both / max(2 * both + apart, 1)
    parts = {key[0] for key in counts if isinstance(key, tuple) and counts[key[0], "both"]}
    told = ", ".join(f"{part} {f1(counts[part, 'both'], counts[part, 'one']):.1f}" for part in sorted(parts))
    print(f"{len(one.keys() & other.keys())} sentences in both: whole items F1 {f1(counts['both'], counts['one']):.1f}; {told}")


def points(tokens, start, end):
    """The code points of a run of tokens in the sentence joined by single spaces."""
    begin = sum(len(token) + 1 for token in tokens[:start])
    return [begin, begin + len(" ".join(tokens[start:end]))]


def told(voa, files, line):
    sentences = read_sentences(voa)
    for path in files:
        for number, items in sorted(read_annotations(path).items()):
            print(json.dumps(line(number, sentences[number], items), ensure_ascii=False))


def jsonl(voa, *files):
    def line(number, tokens, items):
        placed = [place(tokens, item) for item in items]
        spans = [{part: [points(tokens, *run) for run in runs] for part, runs in item.items()} for item in placed]
        return {"doc": f"voa-{number}", "text": " ".join(tokens), "attributions": spans}

    told(voa, files, line)


def quantities(voa, *files):
    def value(text):
        low, _, high = text.partition("..")
        return f"{float(low)}-{float(high)}" if high else text

    def line(number, tokens, items):
        known = [
            {"value": value(item["value"]), "normalized_unit": item["unit"], "change": item["change"], "referred_concepts": "-"}
            for item in items
        ]
        return {"id": f"voa-{number}", "text": " ".join(tokens), "quantities": known}

    told(voa, files, line)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("select", "check", "agree", "jsonl", "quantities"):
        sys.exit(__doc__)
    sys.exit(globals()[sys.argv[1]](*sys.argv[2:]))
