#!/usr/bin/env python3
"""Who is who within news reports of GUM: names given, whom each means is asked.

    coreference.py GUM.conllu... [--genre=news] [--misses]

A name is a mention of a person, organisation or place whose head is a proper noun: the run of proper nouns
around the head, of a person from the head on. Dateline is run as
`dateline inspect mentions --mentions`; a name that it leaves open stands for itself. Prints the F1 of MUC,
B3 and CEAF (by entities), summed over all reports, and their mean, the CoNLL score. --misses prints names
that were parted or mixed.
"""
import collections, json, os, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("DATELINE", str(ROOT / "target" / "release" / "dateline"))
TYPES = {"person", "organization", "place"}
LINKS = {"of", "and", "the", "for", "de", "la", "al", "bin", "van", "von", "-", "&"}


def documents(path):
    """(name, sentences); a sentence is (begins a paragraph, tokens); a token is (form, class, space after, entity)."""
    name, sentences, fresh = None, [], True
    for line in open(path, encoding="utf8"):
        if line.startswith("# newdoc id = "):
            if name:
                yield name, sentences
            name, sentences = line[14:].strip(), []
        elif line.startswith("# newpar"):
            fresh = True
        elif line.startswith("# sent_id"):
            sentences.append((fresh, []))
            fresh, until = False, 0
        elif line[:1].isdigit():
            cells = line.rstrip("\n").split("\t")
            misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
            space = misc.get("SpaceAfter") != "No"
            if "-" in cells[0]:  # "don't" is written as one, read as two
                first, until = map(int, cells[0].split("-"))
                joined = cells[1], space
                continue
            if "." in cells[0]:
                continue
            number, form = int(cells[0]), cells[1]
            if until and number <= until:
                written, after = joined
                taken = sum(len(token[0]) for token in sentences[-1][1][-(number - first):]) if number > first else 0
                form = written[taken:] if number == until else written[taken:taken + len(form)]
                space = after if number == until else False
            sentences[-1][1].append((form, cells[3], space, misc.get("Entity", "")))
    if name:
        yield name, sentences


def read(sentences):
    """The text, and the names in it: (start, end, entity)."""
    text, tokens = "", []
    for fresh, words in sentences:
        if text:
            text = text.rstrip(" ") + ("\n" if fresh else " ")
        for form, kind, space, entity in words:
            tokens.append((len(text), len(text) + len(form), form, kind, entity))
            text += form + (" " if space else "")
    names, open_ = {}, collections.defaultdict(list)
    for at, token in enumerate(tokens):
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", token[4]):
            ident = part.strip("()").split("-")[0].split("[")[0]
            if part.startswith("("):
                open_[ident].append((at, part.strip("()").split("-")))
            if part.endswith(")") and open_[ident]:
                first, fields = open_[ident].pop()
                span = name_span(tokens, first, at, fields)
                if span:
                    names.setdefault(span, []).append((at - first, ident))
    # Of "the Varn Arena" and "Varn, its port and its fleet" both stand on "Varn": the innermost is the name's.
    return text, sorted((*span, min(idents)[1]) for span, idents in names.items())


def name_span(tokens, first, last, fields):
    if len(fields) < 6 or fields[1] not in TYPES:
        return None
    least = [first + int(number) - 1 for number in fields[5].split(",") if number.isdigit()]
    least = [at for at in least if first <= at <= last]
    if not least or tokens[least[0]][3] != "PROPN":
        return None
    low = high = least[0]
    named = lambda at: first <= at <= last and tokens[at][3] == "PROPN"
    links = {"-"} if fields[1] == "person" else LINKS
    linked = lambda at: first <= at <= last and tokens[at][2].lower() in links
    while fields[1] != "person" and (named(low - 1) or linked(low - 1) and named(low - 2)):
        low -= 1
    while named(high + 1) or linked(high + 1) and named(high + 2):
        high += 1
    return tokens[low][0], tokens[high][1]


def assignment(gain):
    """The greatest sum of gains with each row and column taken once (Hungarian method)."""
    turned = len(gain) > len(gain[0])
    cost = [[-cell for cell in row] for row in (zip(*gain) if turned else gain)]
    rows, columns = len(cost), len(cost[0])
    u, v, taken = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            here, best, following = taken[column], float("inf"), 0
            for other in range(1, columns + 1):
                if not used[other]:
                    spare = cost[here - 1][other - 1] - u[here] - v[other]
                    if spare < least[other]:
                        least[other], way[other] = spare, column
                    if least[other] < best:
                        best, following = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    u[taken[other]] += best
                    v[other] -= best
                else:
                    least[other] -= best
            column = following
            if not taken[column]:
                break
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return sum(-cost[taken[column] - 1][column - 1] for column in range(1, columns + 1) if taken[column])


class Score:
    def __init__(self):
        self.sums = collections.defaultdict(float)

    def add(self, gold, said):
        """Two partitions of the same names."""
        for side, one, other in (("r", gold, said), ("p", said, gold)):
            of = {name: number for number, group in enumerate(other) for name in group}
            for group in one:
                self.sums["muc", side, 0] += len(group) - len({of[name] for name in group})
                self.sums["muc", side, 1] += len(group) - 1
                for name in group:
                    self.sums["b3", side, 0] += len(group & other[of[name]]) / len(group)
                    self.sums["b3", side, 1] += 1
        if gold:
            gain = [[2 * len(one & other) / (len(one) + len(other)) for other in said] for one in gold]
            found = assignment(gain)
            for side, count in (("r", len(gold)), ("p", len(said))):
                self.sums["ceafe", side, 0] += found
                self.sums["ceafe", side, 1] += count

    def f1(self, name):
        r, p = (self.sums[name, side, 0] / max(self.sums[name, side, 1], 1e-9) for side in "rp")
        return p, r, 2 * p * r / max(p + r, 1e-9)


def main():
    genre = next((a.split("=")[1] for a in sys.argv if a.startswith("--genre=")), "news")
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    docs = {name: read(sentences) for path in paths for name, sentences in documents(path) if f"_{genre}_" in name}
    with tempfile.TemporaryDirectory() as folder:
        given = pathlib.Path(folder, "given.jsonl")
        with given.open("w", encoding="utf8") as file:
            for doc, (_, names) in docs.items():
                mentions = [{"doc": doc, "start": start, "end": end} for start, end, _ in names]
                file.write(json.dumps({"entity": doc, "mentions": mentions}) + "\n")
        asked = "".join(json.dumps({"doc": doc, "text": text}) + "\n" for doc, (text, _) in docs.items())
        command = [PROGRAM, "inspect", "mentions", "--mentions", str(given)]
        done = subprocess.run(command, input=asked.encode(), stdout=subprocess.PIPE, check=True)
    answers = {}
    for row in map(json.loads, done.stdout.splitlines()):
        answers[row["doc"], row["start"], row["end"]] = row.get("actor")
    score, count = Score(), 0
    for doc, (text, names) in docs.items():
        gold, said = collections.defaultdict(set), collections.defaultdict(set)
        for start, end, entity in names:
            actor = answers.get((doc, start, end))
            gold[entity].add((start, end))
            said[json.dumps(actor) if actor is not None else (start, end)].add((start, end))
        count += len(set(name[:2] for name in names))
        gold = [group for group in gold.values()]
        score.add(gold, list(said.values()))
        if "--misses" in sys.argv:
            for one, groups, other in ((gold, list(said.values()), "parted"), (list(said.values()), gold, "mixed ")):
                for group in one:
                    parts = [sorted({text[s:e] for s, e in group & part}) for part in groups if group & part]
                    if len(parts) > 1:
                        print(doc, other, " | ".join(", ".join(part) for part in parts))
    for name in ("muc", "b3", "ceafe"):
        print("%-6s P %.3f R %.3f F1 %.3f" % (name, *score.f1(name)))
    mean = sum(score.f1(name)[2] for name in ("muc", "b3", "ceafe")) / 3
    print(f"CoNLL {mean:.3f} on {count} names of {len(docs)} reports")


main()
