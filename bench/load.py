#!/usr/bin/env python3
"""Fifty readers at once on the loopback address while reports are added: how long an answer takes.
Usage: bench/load.py PROGRAM RECORD REPORTS [SECONDS]; REPORTS is a folder that is added meanwhile. Ends by itself.
Readers open thousands of different pages, so that what is measured is how pages are made and not only how they are kept."""
import http.client, json, os, random, re, statistics, subprocess, sys, threading, time

PROGRAM, RECORD, REPORTS = sys.argv[1:4]
SECONDS = float(sys.argv[4]) if len(sys.argv) > 4 else 30
READERS, MOST, THINK = 50, 100_000, 0.5

began = time.monotonic()
server = subprocess.Popen([PROGRAM, "--record", RECORD, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
line = server.stderr.readline()
while not line.startswith("http://"):
    line = server.stderr.readline()
host = line.split("/")[2].split()[0]


def get(connection, path):
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.getheader("Link")


first = http.client.HTTPConnection(host, timeout=600)
get(first, "/timeline?limit=1")
print(f"{'the first':14s} page after {time.monotonic() - began:.1f} s, that of the five questions", end="", flush=True)
began = time.monotonic()
get(first, "/")
print(f" after {time.monotonic() - began:.1f} s more", flush=True)

# Entries, reports and days from all over the record, and pages deep in the lists.
dated, deep, path = [], [], "/timeline.json?limit=400"
for _ in range(5):
    _, body, link = get(first, path)
    dated += json.loads(body)["dated"]
    if not link:
        break
    path = link[1:].split(">")[0]
    deep.append(path.replace(".json", "").replace("limit=400", "limit=50"))
reports = [one["id"] for one in json.loads(get(first, "/reports.json?limit=2000")[1])]
series = [one["id"] for one in json.loads(get(first, "/figures.json?limit=40")[1])]
actors = sorted({actor["id"] for entry in dated for actor in entry["actors"]})
days = sorted({entry["when"]["earliest"] for entry in dated if entry["when"]["earliest"]} & {entry["when"]["latest"] for entry in dated})
words = sorted({word for entry in dated for word in re.findall("[A-Z][a-z]{4,}", entry["title"])})
KINDS = {
    "/": lambda chance: "/",
    "timeline": lambda chance: chance.choice(deep + ["/timeline", f"/timeline?limit=50&from={chance.choice(days)}", "/timeline?limit=50&modality=planned", "/timeline?limit=50&kind=agreement"]),
    "entry": lambda chance: f"/entry/{chance.choice(dated)['id']}",
    "reader": lambda chance: f"/report/{chance.choice(reports)}",
    "search": lambda chance: f"/find?q={chance.choice(words)}+{chance.choice(words)}",
    "series": lambda chance: f"/series/{chance.choice(series)}",
    "actor": lambda chance: f"/actor/{chance.choice(actors)}",
    "lists": lambda chance: chance.choice(["/figures", "/conflicts", "/statements", "/reports", "/agreements", "/news"]),
    "state": lambda chance: chance.choice(["/state", f"/state?as_of={chance.choice(days)}"]),
    "review": lambda chance: f"/review?skip={chance.randrange(50)}",
}
OFTEN = ["/", "timeline", "timeline", "timeline", "entry", "entry", "entry", "entry", "reader", "reader", "reader", "search", "search", "series", "actor", "lists", "lists", "state", "review"]
took, failed, large, ends = {kind: [] for kind in KINDS}, [], {}, time.monotonic() + SECONDS


def reader(number):
    chance, connection = random.Random(number), http.client.HTTPConnection(host, timeout=120)
    time.sleep(chance.uniform(0, 2 * THINK))  # nobody opens a page at the same moment as 49 others
    while time.monotonic() < ends and sum(map(len, took.values())) < MOST:
        kind = chance.choice(OFTEN)
        address = KINDS[kind](chance)
        started = time.monotonic()
        try:
            status, body, _ = get(connection, address)
        except (OSError, http.client.HTTPException) as error:
            failed.append((address, str(error)))
            connection = http.client.HTTPConnection(host, timeout=120)
            continue
        took[kind].append(((time.monotonic() - started) * 1000, address))
        large[kind] = max(large.get(kind, 0), len(body))
        if status != 200:
            failed.append((address, status))
        time.sleep(chance.uniform(0, 2 * THINK))


adding = subprocess.Popen([PROGRAM, "--record", RECORD, "add", "-q", REPORTS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
readers = [threading.Thread(target=reader, args=(number,)) for number in range(READERS)]
for one in readers:
    one.start()
for one in readers:
    one.join()
is_adding = adding.poll() is None
adding.kill()
told_by = dict(line.split()[:2] for line in open(f"/proc/{server.pid}/status") if line.startswith(("VmHWM", "RssAnon"))) if os.path.exists("/proc") else {}
memory = ", ".join(f"{name.strip(':')} {size} kB" for name, size in told_by.items())
server.kill()


def told(name, times):
    times = sorted(times)
    if times:
        late, where = times[len(times) * 99 // 100]
        middle = statistics.median(time for time, _ in times)
        print(f"{name:14s} {len(times):6d} answers, median {middle:7.1f} ms, 99 of 100 within {late:7.1f} ms, the slowest {times[-1][0]:7.1f} ms {times[-1][1][:60]}, up to {large.get(name, 0) // 1024} KB")


for name, times in took.items():
    told(name, times)
told("all", [one for times in took.values() for one in times])
busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
print(f"adding {'went on all the time' if is_adding else 'ended before'}; memory of the server: {memory}; load {busy:.0f}; {len(failed)} failed {failed[:3]}")
sys.exit(bool(failed))
