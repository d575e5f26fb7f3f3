"""The treebanks and the sets of names, and how a lemma is told by a script."""

from pathlib import Path

RELATIONS = """acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp clf compound
compound:prt conj cop csubj csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark
nmod nmod:desc nmod:unmarked nmod:poss nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan
parataxis punct reparandum root vocative xcomp""".split()
KINDS = "PER ORG GPE LOC FAC NORP MISC".split()
LABELS = ["O"] + [f"{mark}-{kind}" for kind in KINDS for mark in "BI"]
TREEBANKS = ("ewt", "gum-free")
NAME_SETS = {"own": 1, "wikigold": 0.5, "crossner-politics-train": 0.5, "crossner-politics-dev": 0.5, "wnut17-train": 0.15}
"""The sets of names, and how much of each is read in a round."""


def treebank(path):
    """The sentences of a treebank: (forms, classes with tags, lemmas, heads, relations)."""
    rows = []
    for line in Path(path).read_text(encoding="utf-8").splitlines() + [""]:
        columns = line.split("\t")
        if columns[0].isdigit():
            rows.append(columns)
        elif not line and rows:
            yield {
                "forms": [row[1] for row in rows],
                "classes": [f"{row[3]} {row[4]}" for row in rows],
                "lemmas": [row[2] for row in rows],
                "heads": [int(row[6]) for row in rows],
                "relations": [row[7] if row[7] in RELATIONS else row[7].split(":")[0] for row in rows],
            }
            rows = []


def named(path):
    """The sentences of a set with a word and its label on each line."""
    forms, labels = [], []
    for line in Path(path).read_text(encoding="utf-8").splitlines() + [""]:
        if "\t" in line:
            form, label = line.split("\t")[:2]
            forms.append(form)
            labels.append(label)
        elif forms:
            yield {"forms": forms, "labels": labels}
            forms, labels = [], []


def script(form, lemma):
    """How to make the lemma: "case cut put", where case is `l` (lower) or `k` (kept), or `=lemma` for the whole."""
    if not lemma or lemma == "_":
        return "l 0 "
    lower = form.lower()
    low_lemma = lemma.lower()
    same = 0
    while same < min(len(lower), len(low_lemma)) and lower[same] == low_lemma[same]:
        same += 1
    if same == 0 or len(lower) != len(form):
        return f"={lemma}"
    for case, base in (("l", lower), ("k", form)):
        if base[:same] == lemma[:same]:
            return f"{case} {len(lower) - same} {lemma[same:]}"
    return f"={lemma}"


def lemma(form, told):
    """What a script makes of a form."""
    if told.startswith("="):
        return told[1:]
    case, cut, put = told.split(" ", 2)
    base = form.lower() if case == "l" else form
    return base[: max(len(base) - int(cut), 0)] + put
