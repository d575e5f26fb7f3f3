"""Would a learned ranker choose better than the rules? Averaged perceptrons in whole numbers, tried by
leaving documents out, against what the rules of `dateline inspect times` choose.

choices.py PROGRAM FOLDER: FOLDER holds meantime_en and wikiwars, *.inputs.jsonl and *.gold.jsonl.
  years: which year a date without its year means (before, same, after)
  words: whether a word such as "former", "current" or "the day" is a time where it stands
"""
import collections, json, pathlib, re, subprocess, sys

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
MONTH = re.compile("january|february|march|april|may|june|july|august|september|october|november|december"
                   "|summer|winter|spring|autumn", re.I)
OTHER = re.compile(r"\d{4}|year|last|next|this|following|previous|same", re.I)
WORD = re.compile(r"\b(former|future|currently|current|recently|recent|now|night|daytime|daily|annual|previously|the day"
                  r"|that time|this time|the time|the same time|period|later|earlier|so far|shortly|soon|once|then|era)\b", re.I)
SEASON = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def documents():
    """(set, document, text, day of publication, gold, answers of the rules)"""
    for name in ("wikiwars", "meantime_en"):
        inputs = (FOLDER / f"{name}.inputs.jsonl").read_bytes()
        told = subprocess.run([PROGRAM, "inspect", "times"], input=inputs, capture_output=True, check=False).stdout
        gold, answers = collections.defaultdict(list), collections.defaultdict(list)
        for rows, lines in ((gold, (FOLDER / f"{name}.gold.jsonl").read_text().splitlines()), (answers, told.decode().splitlines())):
            for row in map(json.loads, lines):
                if row.get("start") is not None:
                    rows[row["doc"]].append(row)
        for row in map(json.loads, inputs.decode().splitlines()):
            yield name, row["doc"], row["text"], row["dct"], gold[row["doc"]], answers[row["doc"]]


def month(value):
    part = re.match(r"\d{4}-(\w\w)", value or "")
    return None if not part else SEASON.get(part[1]) or (int(part[1]) if part[1].isdigit() else None)


def years():
    for name, doc, text, day, gold, answers in documents():
        truth = {(row["start"], row["end"]): row["value"] or "" for row in gold}
        for at, row in enumerate(answers):
            value = truth.get((row["start"], row["end"]), "")
            same = re.match(r"\d{4}-", value) and value[4:] == row["value"][4:]
            if OTHER.search(row["text"]) or not MONTH.search(row["text"]) or not same:
                continue
            before = [r for r in reversed(answers[:at]) if re.match(r"\d{4}", r["value"])]
            line = before[0]["value"] if before else day
            full = next((r["value"] for r in before if r["anchor"] == "explicit"), day)
            rule, here = int(row["value"][:4]), month(row["value"]) or 6
            def features(year, line=line, full=full, here=here, rule=rule, day=day):
                ahead = lambda other: year * 12 + here - int(other[:4]) * 12 - (month(other) or 6)
                close = lambda months: max(-14, min(14, months)) // 2
                return [f"line {year - int(line[:4])}", f"full {year - int(full[:4])}", f"ahead {close(ahead(line))}",
                        f"published {close(ahead(day))}", f"both {year == int(full[:4]) == int(line[:4])}", f"rule {year == rule}"]
            choices = sorted({int(d[:4]) + step for d in (line, full, day) for step in (-1, 0, 1)} | {rule})
            yield name, doc, [(year, features(year)) for year in choices], int(value[:4]), rule


def words():
    for name, doc, text, day, gold, answers in documents():
        far = len(re.findall(r"\b1\d{3}\b|\b20\d\d\b|BC", text)) > 2 * len(re.findall(r"\b\w+day\b", text)) + 3
        for found in WORD.finditer(text):
            inside = lambda rows: any(row["start"] < found.end() and found.start() < row["end"] for row in rows)
            word, behind = found[1].lower(), re.match(r"\W*(\w*)", text[found.end():])[1][-2:].lower()
            left = (re.findall(r"\w+", text[max(0, found.start() - 30):found.start()]) or [""])[-1].lower()
            features = ["always", word, f"{word} {far}", f"{left} {word}", f"left {left}", f"{word} {behind}", f"behind {behind}",
                        f"sign {text[found.end():found.end() + 1]}"]
            yield name, doc, [(False, []), (True, features)], inside(gold), inside(answers)


def best(weights, choices):
    return max(choices, key=lambda choice: (sum(weights.get(f, 0) for f in choice[1]), -choice[0]))


def trained(cases, rounds=10):
    weights, totals, step = collections.Counter(), collections.Counter(), 0
    for _ in range(rounds):
        for _, _, choices, truth, _ in cases:
            step += 1
            right, chosen = [c for c in choices if c[0] == truth], best(weights, choices)
            if right and chosen[0] != truth:
                for feature, sign in [(f, 1) for f in right[0][1]] + [(f, -1) for f in chosen[1]]:
                    weights[feature] += sign
                    totals[feature] += sign * step
    return {feature: weights[feature] * (step + 1) - totals[feature] for feature in weights}


for cases_of in (years, words):
    cases = list(cases_of())
    names = sorted({(name, doc) for name, doc, *_ in cases})
    wars = [[name] for name in names if name[0] == "wikiwars"]
    news = [name for name in names if name[0] != "wikiwars"]
    ranker = 0
    for part in wars + [news[at::8] for at in range(8)]:
        weights = trained([case for case in cases if case[:2] not in part])
        ranker += sum(best(weights, choices)[0] == truth for *key, choices, truth, _ in cases if tuple(key) in part)
    rules = sum(rule == truth for *_, truth, rule in cases)
    print(f"{cases_of.__name__}: of {len(cases)} choices the rules are right in {rules}, the ranker in {ranker}")
