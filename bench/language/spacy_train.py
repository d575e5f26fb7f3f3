"""Trains a blank spaCy pipeline on the sets that ours learns from: spacy_train.py DATA NAMES OUT SECONDS

NAMES is the folder that `dateline-training map-names DATA NAMES` wrote. It stops after so many
processor seconds. One thread, seed fixed.
"""

import pathlib
import random
import sys

import spacy
from spacy.tokens import Doc
from spacy.training import Example

from sets import NAMES, TRAIN, Clock, names, trees


def tree_example(nlp, rows):
    forms, classes, tags, heads, relations = map(list, zip(*rows))
    doc = Doc(nlp.vocab, words=forms, pos=classes, tags=tags, heads=heads, deps=relations)
    doc.set_ents([], default="missing")
    return Example(Doc(nlp.vocab, words=forms), doc)


def name_example(nlp, forms, labels):
    return Example(Doc(nlp.vocab, words=list(forms)), Doc(nlp.vocab, words=list(forms), ents=list(labels)))


def main():
    data, folder, out = map(pathlib.Path, sys.argv[1:4])
    budget = float(sys.argv[4])
    random.seed(1)
    spacy.util.fix_random_seed(1)
    nlp = spacy.blank("en")
    for name in ("tok2vec", "tagger", "morphologizer", "parser", "ner"):
        source = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
        nlp.add_pipe(name, config={} if name == "tok2vec" else {"model": {"tok2vec": source}})
    examples = [tree_example(nlp, rows) for name in TRAIN for rows in trees(data, name)]
    examples += [name_example(nlp, *pair) for name in NAMES for pair in names(folder, name)]
    nlp.initialize(lambda: examples)
    optimizer, clock, steps = nlp.resume_training(), Clock(), 0
    while clock.seconds() < budget:
        random.shuffle(examples)
        for start in range(0, len(examples), 32):
            nlp.update(examples[start : start + 32], sgd=optimizer, drop=0.1, losses={})
            steps += 1
            if clock.seconds() >= budget:
                break
    nlp.to_disk(out)
    print(f"{steps} steps of 32 sentences, {steps * 32 / len(examples):.1f} rounds, {clock.seconds():.0f} s")


main()
