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
            evidence = sorted(evidence)
            print(json.dumps({"id": question, "answer": " ".join(words for *_, words in evidence),
                              "evidence": [{"doc": doc, "start": start, "end": end} for doc, start, end, _ in evidence]}))


main()
