"""MB/s of `dateline inspect times`, one thread, from the time that a large and a small input take.

speed.py PROGRAM INPUTS: the start of the program, and of JSON, is the same for all peers' texts,
so the seconds of the processor for one copy are taken off those for many.
"""
import json, resource, subprocess, sys

def seconds(program, data):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([program, "inspect", "times"], input=data, stdout=subprocess.DEVNULL, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

program, path = sys.argv[1:]
data = open(path, "rb").read()
size = sum(len(json.loads(line)["text"].encode()) for line in data.splitlines() if line.strip())
copies = max(2, 4_000_000 // size)
spent = min(seconds(program, data * copies) - seconds(program, data) for _ in range(3))
print(f"{size * (copies - 1) / 1e6 / max(spent, 1e-6):.1f} MB/s with JSON in and out")
