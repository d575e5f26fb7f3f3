"""How good a checkpoint is on the development parts: measure.py DATA WORK [--whole]"""

import random
import sys
from pathlib import Path

import torch

from lessons import Lists, batches, tensors, trees


@torch.no_grad()
def measure(network, lists, data):
    """Prints UPOS, XPOS, lemma scripts, UAS and LAS of the best heads, taken one by one."""
    network.eval()
    for name, lessons in trees(lists, data, "dev").items():
        sums = {}
        for group in batches(lessons, 4000, random.Random(0)):
            batch = tensors(group)
            words = network.words(batch, 0)
            told = batch["heads"] >= 0
            classes, scripts = network.classes(words).argmax(2), network.scripts(words).argmax(2)
            scores = network.arcs(words, 0).masked_fill(~batch["words"].unsqueeze(1), -1e9)
            heads = scores.argmax(2)
            relations = network.relations(words, heads, 0).argmax(2)
            kinds = [item.split()[0] for item in lists.classes]
            coarse = torch.tensor([kinds.index(kind) for kind in kinds] + [-1])
            right = {
                "words": told,
                "UPOS": told & (coarse[classes] == coarse[batch["classes"].clamp_min(-1)]),
                "class": told & (classes == batch["classes"]),
                "script": told & (scripts == batch["scripts"]),
                "UAS": told & (heads == batch["heads"]),
                "LAS": told & (heads == batch["heads"]) & (relations == batch["relations"]),
            }
            for key, value in right.items():
                sums[key] = sums.get(key, 0) + value.sum().item()
        all_ = sums.pop("words")
        print(name, all_, *(f"{key} {100 * value / all_:.2f}" for key, value in sums.items()), flush=True)
    network.train()


def main():
    from train import build

    torch.set_num_threads(1)
    lists = Lists(sys.argv[2])
    network = build(lists)
    kept = torch.load(Path(sys.argv[2]) / "checkpoint.pt", weights_only=True)
    network.load_state_dict(kept["network"])
    print("step", kept["step"])
    if "--whole" in sys.argv:
        network.work_in_whole_numbers()
    measure(network, lists, sys.argv[1])


if __name__ == "__main__":
    main()
