"""Writes the encoder of a checkpoint of training/careful as plain arrays: weights.py WORK OUT.npz (needs torch)"""

import pathlib
import sys

import numpy
import torch

work, out = map(pathlib.Path, sys.argv[1:3])
state = torch.load(work / "checkpoint.pt", weights_only=True)["network"]
numpy.savez(out, **{name: values.numpy() for name, values in state.items()})
