"""The sets of `bench/language`: treebanks, names, the newswire that speed is measured on."""

import pathlib
import resource
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRAIN = ("ewt-train", "gum-free-train")
NAMES = ("own", "wikigold", "crossner-politics-train", "crossner-politics-dev", "wnut17-train")


def trees(data, name):
    """Sentences of a treebank: for each word its form, class, tag, head from 0 (its own place for a root), relation."""
    found, open_ = [], []
    for line in (data / "ud" / f"{name}.conllu").read_text(encoding="utf8").splitlines():
        columns = line.split("\t")
        if not line and open_:
            found.append(open_)
            open_ = []
        elif len(columns) > 7 and columns[0].isdigit():
            head = int(columns[6])
            at = int(columns[0]) - 1
            relation = columns[7] if head else "ROOT"
            open_.append((columns[1], columns[3], columns[4], head - 1 if head else at, relation))
    return found


def names(folder, name):
    """Sentences with names: forms and B/I/O labels."""
    text = (folder / f"{name}.bio").read_text(encoding="utf8").strip()
    return [tuple(zip(*(line.split("\t") for line in part.split("\n")))) for part in text.split("\n\n") if part]


def own_test(data):
    """The project's own test of names: forms and B/I/O labels."""
    wire = [line.split() for line in wire_lines(data)]
    found = []
    table = ROOT / "training" / "annotations" / "entities" / "test.tsv"
    for line in table.read_text(encoding="utf8").splitlines():
        number, told = line.split("\t")
        forms = wire[int(number)]
        labels, start = ["O"] * len(forms), 0
        for name in filter(None, (part.strip() for part in told.split("|"))):
            kind, words = name.split("=", 1)
            words = words.split()
            at = next(i for i in range(start, len(forms)) if forms[i : i + len(words)] == words)
            labels[at : at + len(words)] = [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1)
            start = at + len(words)
        found.append((forms, labels))
    return found


def wire_lines(data):
    text = (data / "raw" / "voa_tokens.txt").read_text(encoding="utf8")
    return [line for line in text.splitlines() if line.strip()]


def spans(labels):
    """Names as (first, last, kind)."""
    found = []
    for number, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and found and found[-1][1] == number - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], number, kind)
        elif kind:
            found.append((number, number, kind))
    return set(found)


def f1(pairs):
    """F1 in percent over pairs of sets, gold first."""
    gold = found = both = 0
    for one, other in pairs:
        gold, found, both = gold + len(one), found + len(other), both + len(one & other)
    return 200 * both / max(gold + found, 1)


class Clock:
    """Processor seconds of this process since the clock was made."""

    def __init__(self):
        self.start = time.process_time()

    def seconds(self):
        return time.process_time() - self.start


def memory():
    """The most memory this process took so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
