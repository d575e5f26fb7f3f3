#!/usr/bin/env python3
"""Dateline's pair score beside nomenklatura and rapidfuzz, on the same pairs.

    compare.py PAIRS.jsonl...     lines of {"id", "a", "b", "type", "label", "class"}

Each peer that can be imported is run in this process, on one thread; Dateline is run as
`dateline inspect pairs` on one thread (RAYON_NUM_THREADS=1), start and JSON included. Pairs of the
classes "other" and "partial1" are left out, as in the floors. F1 is given at the fixed threshold of each
(Dateline 0.7, nomenklatura 0.7, rapidfuzz 90) and at the best one.
"""
import json, os, pathlib, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("DATELINE", str(ROOT / "target" / "release" / "dateline"))


def f1(scored, least):
    right = sum(1 for label, score in scored if label and score >= least)
    said = sum(1 for _, score in scored if score >= least)
    there = sum(1 for label, _ in scored if label)
    return 2 * right / max(said + there, 1)


def best(scored):
    return max(f1(scored, least) for least in sorted({round(score, 2) for _, score in scored}))


def dateline(pairs):
    lines = "".join(json.dumps({k: pair[k] for k in ("id", "a", "b", "type")}) + "\n" for pair in pairs)
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    done = subprocess.run([PROGRAM, "inspect", "pairs"], input=lines.encode(), stdout=subprocess.PIPE, env=environment)
    scores = {row["id"]: row["score"] for row in map(json.loads, done.stdout.splitlines())}
    return [scores[pair["id"]] for pair in pairs]


def rapidfuzz(pairs):
    from rapidfuzz import fuzz, utils
    return [fuzz.token_sort_ratio(p["a"], p["b"], processor=utils.default_process) / 100 for p in pairs]


def nomenklatura(pairs):
    from followthemoney import model
    from nomenklatura.matching import LogicV2
    config = LogicV2.default_config()
    kinds = {"Person": "Person", "Organization": "Organization"}

    def entity(name, kind):
        made = model.make_entity(kinds.get(kind, "LegalEntity"))
        made.id = name
        made.add("name", name)
        return made

    return [LogicV2.compare(entity(p["a"], p["type"]), entity(p["b"], p["type"]), config).score for p in pairs]


PEERS = {"dateline": (dateline, 0.7), "nomenklatura logic-v2": (nomenklatura, 0.7), "rapidfuzz token_sort": (rapidfuzz, 0.9)}


def main():
    for path in sys.argv[1:]:
        pairs = [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
        pairs = [pair for pair in pairs if pair.get("class") not in ("other", "partial1")]
        print(f"{pathlib.Path(path).name}: {len(pairs)} pairs")
        for name, (score, least) in PEERS.items():
            start = time.perf_counter()
            try:
                scores = score(pairs)
            except ImportError as missing:
                print(f"  {name:24s} not here: {missing}")
                continue
            seconds = time.perf_counter() - start
            scored = list(zip((pair["label"] for pair in pairs), scores))
            print(f"  {name:24s} F1 {f1(scored, least):.3f} at {least:g}, {best(scored):.3f} at best; {len(pairs) / seconds:,.0f} pairs/s")


main()
