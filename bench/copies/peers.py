#!/usr/bin/env python3
"""The pairs that datasketch or rensa give for a corpus: peers.py NAME CORPUS.jsonl, a pair of ids a line.

Five words in a row, 128 permutations, Jaccard .7, candidates as the index gives them: no passages, no changes.
"""
import json, re, sys


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 5]) for at in range(max(len(words) - 4, 1))}


def datasketch():
    from datasketch import MinHash, MinHashLSH

    def print_of(text):
        made = MinHash(num_perm=128)
        made.update_batch([shingle.encode() for shingle in shingles(text)])
        return made

    return MinHashLSH(threshold=0.7, num_perm=128), print_of


def rensa():
    from rensa import RMinHash, RMinHashLSH

    def print_of(text):
        made = RMinHash(num_perm=128, seed=1)
        made.update(list(shingles(text)))
        return made

    return RMinHashLSH(threshold=0.7, num_perm=128, num_bands=32), print_of


index, print_of = {"datasketch": datasketch, "rensa": rensa}[sys.argv[1]]()
with open(sys.argv[2], encoding="utf8") as lines:
    for row in map(json.loads, lines):
        made = print_of(row["text"])
        for other in index.query(made):
            print(other, row["id"], sep="\t")
        index.insert(row["id"], made)
