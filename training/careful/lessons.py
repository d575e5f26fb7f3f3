"""Sentences made ready for the network, and batches of them."""

from pathlib import Path

import torch

from pieces import START, UNKNOWN, cut, lay, shape
from sets import LABELS, NAME_SETS, RELATIONS, TREEBANKS, named, script, treebank

NOT_TOLD = -100
LONGEST = 160  # pieces of a sentence that is learnt from


class Lists:
    """The vocabulary, the classes and the lemma scripts of a work folder."""

    def __init__(self, work):
        read = lambda name: (Path(work) / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]
        self.vocabulary, self.classes, self.scripts = read("vocabulary"), read("classes"), read("scripts")
        self.piece = {piece: number for number, piece in enumerate(self.vocabulary)}
        self.class_ = {name: number for number, name in enumerate(self.classes)}
        self.script = {name: number for number, name in enumerate(self.scripts)}

    def lesson(self, sentence):
        """A sentence in numbers."""
        forms = sentence["forms"]
        words = lay([[self.piece[piece] for piece in cut(form, self.piece)] for form in forms])
        found = {"pieces": [self.piece[START]], "first": [0], "last": [0], "shapes": [shape(form) for form in forms]}
        for word in words:
            found["first"].append(len(found["pieces"]))
            found["pieces"].extend(word)
            found["last"].append(len(found["pieces"]) - 1)
        if "heads" in sentence:
            pairs = zip(forms, sentence["lemmas"])
            found["classes"] = [self.class_.get(name, NOT_TOLD) for name in sentence["classes"]]
            found["scripts"] = [self.script.get(script(form, lemma), NOT_TOLD) for form, lemma in pairs]
            found["heads"] = sentence["heads"]
            found["relations"] = [RELATIONS.index(name) for name in sentence["relations"]]
        if "labels" in sentence:
            found["names"] = [LABELS.index(label) for label in sentence["labels"]]
        return found


def trees(lists, data, part="train"):
    """The lessons of the treebanks."""
    return {
        name: [lists.lesson(sentence) for sentence in treebank(Path(data) / f"ud/{name}-{part}.conllu")]
        for name in TREEBANKS
    }


def names(lists, work):
    """The lessons of the sets of names."""
    return {
        name: [lists.lesson(sentence) for sentence in named(Path(work) / f"names/{name}.bio")] for name in NAME_SETS
    }


def other_case(shapes, dice):
    """Now and then a sentence is read as a headline, in capitals or without any."""
    roll = dice.random()
    if roll > 0.08:
        return shapes
    if roll < 0.02:
        return [3 if kind in (1, 2, 5) else kind for kind in shapes]
    if roll < 0.04:
        return [1 if kind in (2, 3, 4, 5) else kind for kind in shapes]
    return [2 if kind == 1 and dice.random() < 0.8 else kind for kind in shapes]


def batches(lessons, size, dice):
    """Batches of about `size` pieces, each of sentences alike in length."""
    kept = [lesson for lesson in lessons if 1 < len(lesson["pieces"]) <= LONGEST]
    kept.sort(key=lambda lesson: (len(lesson["pieces"]), dice.random()))
    found, open_, longest = [], [], 0
    for lesson in kept:
        longest = max(longest, len(lesson["pieces"]))
        if open_ and (len(open_) + 1) * longest > size:
            found.append(open_)
            open_, longest = [], len(lesson["pieces"])
        open_.append(lesson)
    found.append(open_)
    dice.shuffle(found)
    return found


def pad(rows, empty):
    """Rows of one length."""
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [empty] * (longest - len(row)) for row in rows])


def tensors(lessons, dice=None):
    """A batch in tensors; columns of words begin with the start of the sentence."""
    shapes = [other_case(lesson["shapes"], dice) if dice else lesson["shapes"] for lesson in lessons]
    spread = []
    for lesson, kinds in zip(lessons, shapes):
        row = [0]
        for kind, first, last in zip(kinds, lesson["first"][1:], lesson["last"][1:]):
            row += [kind] * (last - first + 1)
        spread.append(row)
    lengths = torch.tensor([len(lesson["pieces"]) for lesson in lessons])
    inside = torch.arange(int(lengths.max())).unsqueeze(0) < lengths.unsqueeze(1)
    found = {
        "pieces": pad([lesson["pieces"] for lesson in lessons], 0),
        "shapes": pad(spread, 0),
        "mask": None if bool(inside.all()) else inside[:, None, None, :],
        "first": pad([lesson["first"] for lesson in lessons], 0),
        "last": pad([lesson["last"] for lesson in lessons], 0),
        "words": pad([[1] * len(lesson["first"]) for lesson in lessons], 0).bool(),
    }
    for name in ("classes", "scripts", "heads", "relations", "names"):
        if all(name in lesson for lesson in lessons):
            found[name] = pad([[NOT_TOLD] + lesson[name] for lesson in lessons], NOT_TOLD)
    return found
