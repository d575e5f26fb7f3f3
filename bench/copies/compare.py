#!/usr/bin/env python3
"""Dateline's copies beside datasketch and rensa, on the same texts.

    compare.py CORPUS.jsonl(.gz)     lines of {"id", "text"}

Each peer that can be imported is run in this process on one thread: five words in a row, 128 permutations,
Jaccard .7, candidates as its index gives them (no passages, no changes). Dateline is run as
`dateline inspect copies` on one thread (RAYON_NUM_THREADS=1), start and JSON included; it verifies every
candidate and gives the passages and what changed in them.
"""
import gzip, json, os, pathlib, re, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("DATELINE", str(ROOT / "target" / "release" / "dateline"))


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 5]) for at in range(max(len(words) - 4, 1))}


def datasketch(texts):
    from datasketch import MinHash, MinHashLSH
    index, pairs = MinHashLSH(threshold=0.7, num_perm=128), set()
    for key, text in texts:
        print_of = MinHash(num_perm=128)
        print_of.update_batch([shingle.encode() for shingle in shingles(text)])
        pairs.update((other, key) for other in index.query(print_of))
        index.insert(key, print_of)
    return pairs


def rensa(texts):
    from rensa import RMinHash, RMinHashLSH
    index, pairs = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=32), set()
    for key, text in texts:
        print_of = RMinHash(num_perm=128, seed=1)
        print_of.update(list(shingles(text)))
        pairs.update((other, key) for other in index.query(print_of))
        index.insert(key, print_of)
    return pairs


def dateline(texts):
    lines = "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts)
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    done = subprocess.run([PROGRAM, "inspect", "copies"], input=lines.encode(), stdout=subprocess.PIPE, env=environment)
    rows = map(json.loads, done.stdout.splitlines())
    return {(row["a"], row["b"]): row["jaccard"] for row in rows if row["relation"] != "template"}


def main():
    path = sys.argv[1]
    opened = gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")
    with opened as file:
        texts = [(row["id"], row["text"]) for row in map(json.loads, file)]
    sets = {key: shingles(text) for key, text in texts}
    for name, find in (("dateline", dateline), ("datasketch", datasketch), ("rensa", rensa)):
        start = time.perf_counter()
        try:
            pairs = find(texts)
        except ImportError as missing:
            print(f"{name:12s} not here: {missing}")
            continue
        seconds = time.perf_counter() - start
        near = sum(len(sets[a] & sets[b]) >= 0.7 * len(sets[a] | sets[b]) for a, b in pairs)
        print(f"{name:12s} {len(pairs):7,d} pairs, {near:7,d} of them at Jaccard .7 or more; {len(texts) / seconds:,.0f} texts/s")


main()
