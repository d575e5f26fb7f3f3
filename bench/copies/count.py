#!/usr/bin/env python3
"""Counts what ./run measured: count.py NAME PAIRS CORPUS.jsonl SECONDS [JACCARD.tsv]"""
import json, sys

name, pairs, corpus, seconds = sys.argv[1:5]
found = set()
with open(pairs, encoding="utf8") as lines:
    for line in lines:
        if line.startswith("{"):
            row = json.loads(line)
            if row["relation"] == "template":
                continue
            pair = row["a"], row["b"]
        else:
            pair = map(int, line.split())
        found.add(tuple(sorted(pair)))
with open(corpus, encoding="utf8") as lines:
    texts = sum(1 for _ in lines)
near = ""
if len(sys.argv) > 5:
    with open(sys.argv[5]) as lines:
        alike = {tuple(sorted(map(int, line.split()[:2]))) for line in lines}
    near = f"{len(found & alike):7,d} of the {len(alike):,d} at Jaccard .7 or more; "
print(f"{name:12s}{len(found):8,d} pairs; {near}{texts / float(seconds):8,.0f} texts a CPU second")
