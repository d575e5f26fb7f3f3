#!/usr/bin/env python3
"""Fifty readers at once on the loopback address while reports are added: how long an answer takes.
Usage: bench/load.py PROGRAM RECORD REPORTS [SECONDS]; REPORTS is a folder that is added meanwhile. Ends by itself."""
import http.client, json, random, statistics, subprocess, sys, threading, time

PROGRAM, RECORD, REPORTS = sys.argv[1:4]
SECONDS = float(sys.argv[4]) if len(sys.argv) > 4 else 30
READERS, MOST = 50, 100_000

server = subprocess.Popen([PROGRAM, "--record", RECORD, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
line = server.stderr.readline()
while not line.startswith("http://"):
    line = server.stderr.readline()
host = line.split("/")[2].split()[0]


def get(connection, path):
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


first = http.client.HTTPConnection(host, timeout=120)
dated = json.loads(get(first, "/timeline.json?limit=200")[1])["dated"]
addresses = ["/", "/timeline", "/timeline?limit=50", "/figures?limit=50", "/conflicts?limit=20", "/statements?limit=20", "/find?q=signed", "/review", "/reports?limit=100"]
addresses += [f"/entry/{entry['id']}" for entry in dated[:60]] + [f"/report/{entry['evidence'][0]['report']}" for entry in dated[:60]]
took, failed, ends = {}, [], time.monotonic() + SECONDS
for address in addresses:
    get(first, address)


def reader(number):
    chance, connection = random.Random(number), http.client.HTTPConnection(host, timeout=120)
    while time.monotonic() < ends and sum(map(len, took.values())) < MOST:
        address = chance.choice(addresses)
        started = time.monotonic()
        try:
            status, _ = get(connection, address)
        except (OSError, http.client.HTTPException) as error:
            failed.append((address, str(error)))
            connection = http.client.HTTPConnection(host, timeout=120)
            continue
        took.setdefault(address.split("/")[1].split("?")[0], []).append((time.monotonic() - started) * 1000)
        if status != 200:
            failed.append((address, status))
        time.sleep(chance.uniform(0, 0.5))


adding = subprocess.Popen([PROGRAM, "--record", RECORD, "add", "-q", REPORTS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
readers = [threading.Thread(target=reader, args=(number,)) for number in range(READERS)]
for one in readers:
    one.start()
for one in readers:
    one.join()
adding.kill()
server.kill()
for name, times in sorted(took.items()):
    times.sort()
    print(f"{'/' + name:14s} {len(times):6d} answers, median {statistics.median(times):7.1f} ms, 99 of 100 within {times[len(times) * 99 // 100]:7.1f} ms")
every = sorted(time for times in took.values() for time in times)
print(f"{'all':14s} {len(every):6d} answers, 99 of 100 within {every[len(every) * 99 // 100]:.1f} ms, {len(failed)} failed {failed[:3]}")
sys.exit(bool(failed))
