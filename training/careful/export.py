"""Writes a checkpoint as the file that the Rust reader takes: export.py WORK FAST FILE

The table of lemmas is that of the fast model in the file FAST.
"""

import struct
import sys
from pathlib import Path

import torch

from lessons import Lists
from network import row_scales
from sets import KINDS, RELATIONS
from train import build

MAGIC = b"dateline-language careful 1\n"
HEADS = "classes names arc_head arc_word arc label_head label_word label".split()


def floats(values):
    return values.detach().to(torch.float32).numpy().astype("<f4").tobytes()


def matrix(layer):
    """Rows, columns, a scale for each row, the bias, the weights in whole numbers."""
    weight = layer.weight.detach()
    scales = row_scales(weight)
    whole = torch.round(weight / scales.unsqueeze(1)).to(torch.int8)
    return struct.pack("<II", *weight.shape) + floats(scales) + floats(layer.bias) + whole.numpy().tobytes()


def table(values):
    """Rows, a scale for each, the values in whole numbers."""
    values = values.detach()
    scales = values.abs().amax(1).clamp_min(1e-9) / 127
    whole = torch.round(values / scales.unsqueeze(1)).to(torch.int8)
    return struct.pack("<I", len(values)) + floats(scales) + whole.numpy().tobytes()


def norm(layer):
    return floats(layer.weight) + floats(layer.bias)


def lemmas(fast):
    """The last section of a fast model."""
    at = fast.index(b"\n") + 1
    while at < len(fast):
        size = int.from_bytes(fast[at : at + 4], "little")
        section, at = fast[at + 4 : at + 4 + size], at + 4 + size
    return section


def sections(network, lists, fast):
    """The parts of the file, in the order in which the reader takes them."""
    for names in (lists.classes, RELATIONS, KINDS):
        yield "\n".join(names).encode()
    yield lemmas(fast)
    yield "\n".join(lists.vocabulary).encode()
    yield from (table(network.pieces), table(network.places), table(network.shapes.weight), norm(network.norm))
    for layer in network.layers:
        yield from (matrix(layer.mix), matrix(layer.out), norm(layer.out_norm))
        yield from (matrix(layer.up), matrix(layer.down), norm(layer.down_norm))
    for name in HEADS:
        yield matrix(getattr(network, name))


def main():
    work, fast, file = map(Path, sys.argv[1:4])
    lists = Lists(work)
    network = build(lists)
    network.load_state_dict(torch.load(work / "checkpoint.pt", weights_only=True)["network"])
    parts = [struct.pack("<I", len(section)) + section for section in sections(network, lists, fast.read_bytes())]
    file.write_bytes(MAGIC + b"".join(parts))
    print(f"{file}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
