"""Trains the network; goes on where it was stopped: train.py DATA WORK [--epochs N] [--processes N] ..."""

import argparse
import os
import random
import time
from pathlib import Path

import torch
from torch import distributed, multiprocessing
from torch.nn import functional

from lessons import NOT_TOLD, Lists, batches, names, tensors, trees
from measure import measure
from network import Network, from_encoder
from prepare import encoder_folder
from sets import LABELS, NAME_SETS, RELATIONS


def settings():
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=float, default=8, help="rounds over the data")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--batch", type=int, default=800, help="pieces in a batch of each process")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--fall", type=float, default=0.45, help="the last part of training, over which the rate falls")
    parser.add_argument("--whole", type=float, default=0.25, help="the last part, which works in whole numbers")
    parser.add_argument("--dropout", type=float, default=0.05)
    parser.add_argument("--save-every", type=int, default=100)
    return parser.parse_args()


def build(lists):
    """The network of these lists, not yet trained."""
    return Network(len(lists.vocabulary), len(lists.classes), len(lists.scripts), len(RELATIONS), len(LABELS))


def epoch(sets, options, number):
    """The batches of an epoch, in its own order; the same for every process."""
    dice = random.Random(1000 + number)
    found = []
    for name, lessons in sets:
        part = NAME_SETS.get(name, 1)
        found += batches([lesson for lesson in lessons if dice.random() < part], options.batch, dice)
    dice.shuffle(found)
    return found


def loss(network, batch, dropout):
    """How wrong the network is on a batch."""
    words = network.words(batch, dropout)
    told = functional.dropout(words, 2 * dropout, network.training)

    def wrong(scores, gold):
        return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NOT_TOLD)

    if "names" in batch:
        return 0.5 * wrong(network.names(told), batch["names"])
    scores = network.arcs(told, 2 * dropout)
    scores = scores.masked_fill(~batch["words"].unsqueeze(1), -1e9)
    heads = batch["heads"].clamp_min(0)
    return (
        wrong(scores, batch["heads"])
        + 0.5 * wrong(network.relations(told, heads, 2 * dropout), batch["relations"])
        + 0.5 * wrong(network.classes(told), batch["classes"])
        + 0.2 * wrong(network.scripts(told), batch["scripts"])
    )


def share(network, processes):
    """Makes the gradients of all processes one."""
    if processes == 1:
        return
    for parameter in network.parameters():
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    flat = torch.cat([parameter.grad.flatten() for parameter in network.parameters()])
    distributed.all_reduce(flat)
    flat /= processes
    at = 0
    for parameter in network.parameters():
        size = parameter.numel()
        parameter.grad.copy_(flat[at : at + size].view_as(parameter))
        at += size


def optimiser(network, options):
    """The heads are new and learn faster than the encoder."""
    inner = [parameter for name, parameter in network.named_parameters() if name.startswith(("layers", "norm"))]
    outer = [parameter for name, parameter in network.named_parameters() if not name.startswith(("layers", "norm"))]
    groups = [{"params": inner, "top": options.rate}, {"params": outer, "top": options.head_rate}]
    return torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def rate(step, all_steps, fall):
    """Rises over 150 steps, stays, and falls to nothing over the last part."""
    return min(1.0, (step + 1) / 150, max(all_steps - step, 0) / (fall * all_steps) + 0.002)


def work(rank, options):
    """What one process does."""
    torch.set_num_threads(1)
    if options.processes > 1:
        meeting = f"file://{(options.work / 'meeting').resolve()}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=options.processes)
    lists = Lists(options.work)
    network = build(lists)
    optimizer = optimiser(network, options)
    checkpoint = options.work / "checkpoint.pt"
    step = spent = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        step, spent = kept["step"], kept["spent"]
    else:
        torch.manual_seed(5)
        network = build(lists)
        from_encoder(network, encoder_folder(), lists.vocabulary)
        optimizer = optimiser(network, options)
    sets = list(trees(lists, options.data).items()) + list(names(lists, options.work).items())
    each = len(epoch(sets, options, 0)) // options.processes
    all_steps = int(each * options.epochs)
    if rank == 0:
        print(f"{each} steps an epoch, {all_steps} in all, at step {step}", flush=True)
    started, shown, sum_ = time.process_time(), 0, 0.0
    network.train()
    number, order = -1, []
    while step < all_steps:
        if step // each != number:
            number = step // each
            order = epoch(sets, options, number)
        if step >= (1 - options.whole) * all_steps and not network.classes.whole:
            network.work_in_whole_numbers()
        place = (step % each) * options.processes + rank
        torch.manual_seed(step * 64 + rank)
        batch = tensors(order[place % len(order)], random.Random(step * 64 + rank))
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * rate(step, all_steps, options.fall)
        optimizer.zero_grad()
        value = loss(network, batch, options.dropout)
        value.backward()
        share(network, options.processes)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        step, shown, sum_ = step + 1, shown + 1, sum_ + value.item()
        if rank == 0 and (step % options.save_every == 0 or step == all_steps):
            used = spent + time.process_time() - started
            print(f"step {step} epoch {step / each:.2f} loss {sum_ / shown:.3f} cpu {used:.0f} s at {time.strftime('%H:%M:%S')}", flush=True)
            shown, sum_ = 0, 0.0
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "spent": used}
            torch.save(state, checkpoint.with_suffix(".new"))
            os.replace(checkpoint.with_suffix(".new"), checkpoint)
    if rank == 0:
        measure(network, lists, options.data)


if __name__ == "__main__":
    options = settings()
    (options.work / "meeting").unlink(missing_ok=True)
    if options.processes == 1:
        work(0, options)
    else:
        multiprocessing.spawn(work, (options,), nprocs=options.processes)
