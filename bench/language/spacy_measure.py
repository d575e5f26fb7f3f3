"""Measures a pipeline of spacy_train.py: spacy_measure.py DATA OUT"""

import pathlib
import sys

import spacy
from spacy.tokens import Doc

from sets import Clock, f1, memory, own_test, spans, trees, wire_lines


def main():
    data, out = map(pathlib.Path, sys.argv[1:3])
    nlp = spacy.load(out)
    for name in ("ewt-dev", "gum-free-dev"):
        gold = trees(data, name)
        found = list(nlp.pipe(Doc(nlp.vocab, words=[row[0] for row in rows]) for rows in gold))
        pairs = [pair for rows, doc in zip(gold, found) for pair in zip(rows, doc)]
        share = lambda right: 100 * sum(right) / len(pairs)
        upos = share([row[1] == token.pos_ for row, token in pairs])
        las = share([(row[3], row[4]) == (token.head.i, token.dep_) for row, token in pairs])
        print(f"{name}, given words: UPOS {upos:.2f} LAS {las:.2f}")
    test = own_test(data)
    told = nlp.pipe(Doc(nlp.vocab, words=forms) for forms, _ in test)
    labels = [[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc] for doc in told]
    print(f"own test of names: F1 {f1((spans(l), spans(o)) for (_, l), o in zip(test, labels)):.2f}")
    texts = wire_lines(data)[:2000]
    clock = Clock()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    print(f"{words / clock.seconds():.0f} words/s of processor time from raw text; {memory():.0f} MB")


main()
