"""What the network itself says of given sentences, for the reader to be held against: reference.py WORK < LINES

Prints a row for each word: form, class and tag, head, relation, name label. Sentences
whose best heads, taken one by one, make no tree are left out: there the reader takes the best tree.
"""

import sys
from pathlib import Path

import torch

from lessons import Lists, tensors
from sets import LABELS, RELATIONS
from train import build


def is_tree(heads):
    """Whether one word hangs on the start and each word leads to it."""
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return heads.count(0) == 1


def goes_well(labels):
    """Whether no name goes on that was not begun."""
    return all(
        not label.startswith("I-") or before[1:] == label[1:] for before, label in zip(["O"] + labels, labels)
    )


@torch.no_grad()
def rows(network, lists, forms):
    """The decisions for one sentence; nothing where they do not fit together."""
    batch = tensors([lists.lesson({"forms": forms})])
    words = network.words(batch, 0)
    own = words[0, 1:]
    heads = network.arcs(words, 0).argmax(2)
    relations = network.relations(words, heads, 0).argmax(2)[0, 1:]
    heads = heads[0, 1:].tolist()
    labels = [LABELS[number] for number in network.names(own).argmax(1)]
    if not is_tree(heads) or not goes_well(labels):
        return []
    classes = [lists.classes[number] for number in network.classes(own).argmax(1)]
    relations = [RELATIONS[number] if head else "root" for number, head in zip(relations, heads)]
    return zip(forms, classes, map(str, heads), relations, labels)


def main():
    work = Path(sys.argv[1])
    lists = Lists(work)
    network = build(lists)
    network.load_state_dict(torch.load(work / "checkpoint.pt", weights_only=True)["network"])
    network.work_in_whole_numbers()
    network.eval()
    for line in sys.stdin:
        found = ["\t".join(row) for row in rows(network, lists, line.split())]
        if found:
            print("\n".join(found) + "\n")


if __name__ == "__main__":
    main()
