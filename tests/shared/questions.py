#!/usr/bin/env python3
"""Asks the program the questions of the gold: questions.py PROGRAM > answers.jsonl

The calls stand in questions.tsv; each is one verb of the program over a record of the five seeds.
"""
import json, pathlib, shlex, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = HERE.parent.parent.parent / "shared" / "seeds"


def places(value):
    """All (doc, start, end, words) in an answer."""
    if isinstance(value, dict):
        if isinstance(value.get("doc"), str) and isinstance(value.get("start"), int):
            yield value["doc"], value["start"], value["end"], value.get("words") or value.get("text") or ""
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def merged(evidence):
    """Places that overlap are one: a sentence found twice, or with an entry inside it, is read once."""
    runs = []
    for doc, start, end, words in sorted(evidence):
        last = runs[-1] if runs else None
        if last and last[0] == doc and start < last[2]:
            longer = words if end - start > last[2] - last[1] else last[3]
            runs[-1] = (doc, last[1], max(end, last[2]), longer)
        else:
            runs.append((doc, start, end, words))
    return runs


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        record = f"{folder}/seeds.dateline"
        subprocess.run([program, "--record", record, "add", *map(str, sorted(SEEDS.glob("*.txt")))],
                       capture_output=True, check=True)
        for line in (HERE / "questions.tsv").read_text().splitlines():
            if line.startswith("#"):
                continue
            question, calls = line.split("\t")
            evidence = set()
            for call in calls.split(";"):
                found = subprocess.run([program, "--record", record, *shlex.split(call), "--json"],
                                       capture_output=True, text=True)
                if found.returncode == 2:
                    sys.exit(f"{question}: {call}: {found.stderr}")
                evidence.update(places(json.loads(found.stdout or "[]")))
            evidence = merged(evidence)
            print(json.dumps({"id": question, "answer": " ".join(words for *_, words in evidence),
                              "evidence": [{"doc": doc, "start": start, "end": end} for doc, start, end, _ in evidence]}))


main()
