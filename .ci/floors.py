#!/usr/bin/env python3
"""Holds Dateline's accuracy against the floors in tests/floors.tsv; they only rise.

    floors.py            measure all, print the table, exit 1 if a figure fell below its floor
    floors.py --raise    write better figures into the table (a floor is never lowered) and docs/accuracy.md
    floors.py NAME ...   only the measurements with these names
    floors.py --model=careful ...   the same read with another of the shipped models; raises nothing

A measurement runs `dateline inspect STAGE` over a set of ../shared and hands what it prints to
the scorer of ../shared/tools. "least" figures may not fall, "most" figures may not grow.
"""
import gzip, json, os, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "seeds"
PROGRAM = pathlib.Path(os.environ.get("DATELINE", ROOT / "target" / "release" / "dateline"))
FLOORS = ROOT / "tests" / "floors.tsv"
ACCURACY = ROOT / "docs" / "accuracy.md"
SLACK = 0.05  # figures are printed rounded
MODEL = [argument for argument in sys.argv[1:] if argument.startswith("--model=")]


def inspect(stage, inputs, stdin=None, options=()):
    """The lines of one stage, in a file."""
    command = [str(PROGRAM), "inspect", stage, *MODEL, *options, *map(str, inputs)]
    out = tempfile.NamedTemporaryFile("wb", suffix=f".{stage}.jsonl", delete=False)
    done = subprocess.run(command, input=stdin, stdout=out, cwd=SHARED)
    out.close()
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit {done.returncode}")
    return out.name


def score(scorer, *arguments):
    command = [sys.executable, str(SHARED / "tools" / scorer), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def number(pattern, text):
    found = re.search(pattern, text)
    return float(found.group(1)) if found else 0.0


def by_kind(told):
    """The figures of score_seeds.py: kinds with eight lines of gold or more, and all of them together."""
    figures = {}
    for line in told.splitlines():
        found = re.match(r"(\w+)\s+(\d+)\s+(\d+)\s+(\d+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)", line)
        if found and (int(found.group(2)) >= 8):
            figures[f"{found.group(1)} precision"] = float(found.group(5))
            figures[f"{found.group(1)} recall"] = float(found.group(6))
    figures["key fields"] = number(r"fields\s+\d+ of \d+ = ([\d.]+)", told)
    return figures


def seeds():
    files = sorted((SHARED / "seeds").glob("*.txt"))
    told = score("score_seeds.py", inspect("findings", files))
    figures = by_kind(told)
    figures["most second records"] = number(r"second records (\d+)", told)
    figures["most trap hits"] = number(r"trap hits (\d+)", told)
    figures["most days not given"] = number(r"does not give: (\d+)", told)
    told = score("score_links.py", GOLD / "seeds_gold.jsonl", inspect("links", files))
    figures["links found"] = number(r"found (\d+)", told)
    figures["links precision"] = number(r"P ([\d.]+)", told)
    return figures


def jsonl(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def rows(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def timex(gold, told):
    return {
        "strict": number(r"strict\s+P.*F1\s+([\d.]+)", told),
        "relaxed": number(r"relaxed\s+P.*F1\s+([\d.]+)", told),
        "type": number(r"type\s+acc.*?F1\s+([\d.]+)", told),
        "value": number(r"value\s+acc.*?F1\s+([\d.]+)", told),
    }


def times():
    figures = {}
    for name in ("meantime_en", "wikiwars"):
        gold = SHARED / "data" / "time" / f"{name}.gold.jsonl"
        inputs = SHARED / "data" / "time" / f"{name}.inputs.jsonl"
        told = score("score_timex.py", gold, inspect("times", [], inputs.read_bytes()))
        for key, value in timex(gold, told).items():
            if (name, key) != ("wikiwars", "type"):
                figures[f"{name} {key}"] = value
    gold = rows(GOLD / "seeds_timex.jsonl")
    core = [row for row in gold if row.get("tier") == "core"]
    published = {"000": "2019-08-24", "001": "2024-07-24"}
    texts = {row["doc"]: row["text"] for row in rows(GOLD / "seeds_statements.jsonl")}
    asked = [{"doc": doc, "text": text, **({"dct": published[doc[:3]]} if doc[:3] in published else {})}
             for doc, text in sorted(texts.items())]
    other = [(row["doc"], row["start"], row["end"]) for row in gold if row not in core and row.get("start") is not None]
    # What stands on the furniture and vague tiers of the gold is neither right nor wrong.
    found = [row for row in rows(inspect("times", [], jsonl(asked)))
             if not any(row["doc"] == doc and row["start"] < end and start < row["end"] for doc, start, end in other)]
    paths = []
    for lines in (core, found):
        with tempfile.NamedTemporaryFile("wb", suffix=".jsonl", delete=False) as file:
            file.write(jsonl(lines))
        paths.append(file.name)
    told = score("score_timex.py", *paths, "--candidates")
    figures.update({f"seeds core {key}": value for key, value in timex(gold, told).items()})
    return figures


def hidden():
    """The day of publication hidden: what a report's own words say of it, and what is counted from it."""
    gold = SHARED / "data" / "time" / "meantime_en.gold.jsonl"
    truth = {row["doc"]: row for row in rows(gold) if row.get("dct")}
    asked = [{"doc": row["doc"], "text": row["text"]} for row in rows(SHARED / "data" / "time" / "meantime_en.inputs.jsonl")]
    figures = {}
    for name in ("", " without its line"):
        if name:  # the line that says nothing but the date is taken out as well
            for row in asked:
                line = truth[row["doc"]]
                row["text"] = row["text"][: line["start"]] + row["text"][line["end"]:]
        found = inspect("times", [], jsonl(asked), ["--report-date"])
        days = [(row["report_date"], truth[row["doc"]]["value"]) for row in rows(found) if "report_date" in row]
        given = [(date["day"], day) for date, day in days if date["day"]]
        bounded = [(date, day) for date, day in days if date["earliest"] or date["latest"]]
        holds = [(date["earliest"] or day) <= day <= (date["latest"] or day) for date, day in bounded]
        share = lambda right: round(100 * sum(right) / max(len(right), 1), 2)
        figures[f"interval holds{name}"] = share(holds)
        if not name:
            figures["day given"] = share([bool(date["day"]) for date, _ in days])
            figures["day right"] = share([a == b for a, b in given])
            times = [row for row in rows(found) if "report_date" not in row]
            with tempfile.NamedTemporaryFile("wb", suffix=".jsonl", delete=False) as file:
                file.write(jsonl(times))
            figures["meantime_en value"] = timex(gold, score("score_timex.py", gold, file.name))["value"]
    return figures


def dating():
    """Event words of MEANTIME that hold on a day or within a time: the day that is given for each, end to end."""
    data = SHARED / "data" / "time"
    within = ("IS_INCLUDED", "INV_INCLUDES", "SIMULTANEOUS")
    truth = [row for row in rows(data / "meantime_en.events.jsonl")
             if row["rel"] in within and row["ttype"] in ("DATE", "TIME") and re.match(r"\d{4}", row["time"])]
    asked = [{**row, "spans": [[event["start"], event["end"]] for event in truth if event["doc"] == row["doc"]]}
             for row in rows(data / "meantime_en.inputs.jsonl")]
    found = rows(inspect("events", [], jsonl(row for row in asked if row["spans"])))
    given = {(row["doc"], row["start"], row["end"]): row["date"] or "" for row in found}

    def right(row):
        one, other = row["time"], given.get((row["doc"], row["start"], row["end"]), "")
        # The month of a day, or the day of an hour, is that time said less finely.
        return one == other or len(other) >= 7 and one.startswith(other) or other.startswith(one)
    return {"end to end": round(100 * sum(map(right, truth)) / max(len(truth), 1), 2)}


def quotes():
    gold = GOLD / "seeds_statements.jsonl"
    asked = [{"doc": row["doc"], "text": row["text"]} for row in rows(gold)]
    told = score("score_quotes.py", gold, inspect("quotes", [], jsonl(asked)))
    return {"linked": number(r"linked all.*?F1\s+([\d.]+)", told),
            "source": number(r"source\s+exact.*?F1\s+([\d.]+)", told),
            "cue": number(r"cue\s+exact.*?F1\s+([\d.]+)", told),
            "content": number(r"content\s+exact.*?F1\s+([\d.]+)", told)}


def quantities():
    figures = {}
    for gold in sorted((SHARED / "data" / "numbers").glob("quantities_*.jsonl")):
        told = score("score_quantities.py", gold, inspect("quantities", [], gold.read_bytes()))
        figures[gold.stem.split("_")[1]] = number(r"value\s+P.*?F1\s+([\d.]+)", told)
    return figures


def pages():
    figures = {}
    for name in ("wcxb_dev", "dates_dev"):
        folder = SHARED / "data" / "pages" / name
        files = sorted((folder / "html").iterdir())
        with tempfile.TemporaryDirectory() as gold:
            # Two days of the gold are no number, which the scorer does not read: they are no gold.
            meta = json.loads((folder / "meta.json").read_text(encoding="utf8"))
            meta = {page: {k: v for k, v in fields.items() if v == v} for page, fields in meta.items()}
            pathlib.Path(gold, "meta.json").write_text(json.dumps(meta), encoding="utf8")
            os.symlink(folder / "gold", pathlib.Path(gold, "gold"))
            told = score("score_pages.py", gold, inspect("text", files))
        for key in ("body", "title", "author", "date"):
            pattern = r"body\s+F1 ([\d.]+)" if key == "body" else rf"{key}\s+right ([\d.]+)"
            if re.search(pattern, told):
                figures[f"{name} {key}"] = round(100 * number(pattern, told), 2)
    return figures


def names():
    figures = {}
    for gold in sorted((SHARED / "data" / "names").glob("*_pairs.dev.jsonl")):
        if gold.name.startswith("ar_"):
            continue
        told = score("score_names.py", gold, inspect("pairs", [], gold.read_bytes()), "--threshold", "0.7",
                     "--exclude-class", "other", "--exclude-class", "partial1")
        figures[gold.name.split("_pairs")[0]] = round(100 * json.loads(told)["f1"], 2)
    files = sorted((SHARED / "seeds").glob("*.txt"))
    entities = GOLD / "seeds_entities.jsonl"
    found = inspect("mentions", files, options=("--mentions", str(entities)))
    told = score("score_mentions.py", entities, found)
    figures["seeds all mentions"] = number(r"F1 ([\d.]+)", told)
    told = score("score_mentions.py", entities, found, "--names")
    figures["seeds names"] = number(r"F1 ([\d.]+)", told)
    return figures


def copies():
    corpus = SHARED / "data" / "copies" / "corpus.jsonl.gz"
    found = inspect("copies", [], gzip.open(corpus).read())
    told = score("score_copies.py", corpus, SHARED / "data" / "copies" / "jaccard5_at_0.7.tsv", found)
    figures = {"precision": 100 * number(r"P ([\d.]+)", told), "recall": 100 * number(r"R ([\d.]+)", told)}
    for kind, share in re.findall(r"(\w+) ([\d.]+) of", told):
        figures[kind] = round(100 * float(share), 2)
    return figures


def questions():
    answers = subprocess.run([sys.executable, str(ROOT / "tests" / "shared" / "questions.py"), str(PROGRAM)],
                             capture_output=True, text=True, check=True).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        file.write(answers)
    told = score("score_questions.py", file.name)
    found = re.search(r"^all\s+\d+\s+\d+\s+([\d.]+)\s+([\d.]+)", told, re.M)
    return {"evidence": float(found.group(1)), "complete": float(found.group(2)),
            "most times the gold": number(r"given is ([\d.]+)", told)}


def linked(folder, table):
    """The links between the project's own reports, against a table of them."""
    raw = {file.name: file.read_bytes().decode("utf8", "replace") for file in sorted(folder.iterdir())}
    squeezed = lambda text: re.sub(r"\s", " ", text)

    def side(cell):
        name, words = cell.split(": ", 1)
        doc = next(doc for doc in raw if doc.startswith(name))
        start = squeezed(raw[doc]).index(words)
        return {"doc": doc, "start": start, "end": start + len(words)}

    gold = []
    for line in table.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            kind, topic, first, *others = line.split("\t")
            sides = {"other_spans": [side(cell) for cell in others]}
            gold.append({"kind": "link", "fields": {"type": kind, "topic": topic}, **side(first), **sides})
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl", delete=False) as file:
        file.write(jsonl(gold))
    links = inspect("links", [folder])
    told = score("score_links.py", file.name, links)
    # The scorer leaves out links to reports that the gold does not name; here all of them count.
    precision = round(100 * number(r"found (\d+)", told) / max(len(rows(links)), 1), 1)
    return {"links recall": number(r"R ([\d.]+)", told), "links precision": precision,
            "links of the same type": number(r"same type (\d+)", told)}


def examples():
    return linked(ROOT / "examples" / "reports", ROOT / "examples" / "links.tsv")


def river():
    return linked(ROOT / "tests" / "gold" / "river", ROOT / "tests" / "gold" / "river.links.tsv")


def estuary():
    return linked(ROOT / "tests" / "gold" / "estuary", ROOT / "tests" / "gold" / "estuary.links.tsv")


def lagoon():
    return linked(ROOT / "tests" / "gold" / "lagoon", ROOT / "tests" / "gold" / "lagoon.links.tsv")


def read_by_hand(table, texts):
    """Findings of reports against a table of tests/gold; `texts` gives a report's text by its name."""
    gold = []
    for line in (ROOT / "tests" / "gold" / table).read_text(encoding="utf8").splitlines():
        if not line or line.startswith("#"):
            continue
        doc, kind, words, told = line.split("\t")
        before, braced, after = re.fullmatch(r"([^{]*)\{?([^}]*)\}?(.*)", words).groups()
        before, braced = (before, braced) if "{" in words else ("", before)
        fields = dict(field.split("=", 1) for field in told.split("|"))
        if kind == "figure":
            value = [int(part) if part.lstrip("-").isdigit() else float(part) for part in fields["value"].split()]
            fields["value"] = value[0] if len(value) == 1 else value
        start = texts[doc].index(before + braced + after) + len(before)
        gold.append({"id": f"{doc}-{len(gold)}", "doc": f"{doc}.txt", "kind": kind, "fields": fields,
                     "start": start, "end": start + len(braced), "evidence": braced})
    with tempfile.TemporaryDirectory() as folder:
        for doc in sorted({row["doc"] for row in gold}):
            pathlib.Path(folder, doc).write_text(texts[doc.removesuffix(".txt")], encoding="utf8")
        found = [row for row in rows(inspect("findings", [folder])) if row["kind"] != "credit"]
    paths = []
    for lines in (gold, found):
        with tempfile.NamedTemporaryFile("wb", suffix=".jsonl", delete=False) as file:
            file.write(jsonl(lines))
        paths.append(file.name)
    return score("score_seeds.py", paths[1], "--gold", paths[0])


def wikinews():
    articles = rows(SHARED / "data" / "time" / "meantime_en.inputs.jsonl")
    return by_kind(read_by_hand("wikinews.tsv", {row["doc"]: row["text"] for row in articles}))


def newswire():
    """Attributions, quantities and entities of public-domain newswire, against training/annotations."""
    voa = SHARED / "data" / "language" / "raw" / "voa_tokens.txt"
    annotations = ROOT / "training" / "annotations"

    def gold(tool, command, name):
        told = subprocess.run([sys.executable, str(annotations / tool), command, str(voa), str(annotations / name)],
                              capture_output=True, text=True, check=True).stdout
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
            file.write(told)
        return file.name

    speech = gold("speech.py", "jsonl", "speech/test.attributions.tsv")
    asked = jsonl({"doc": row["doc"], "text": row["text"]} for row in rows(speech))
    told = score("score_quotes.py", speech, inspect("quotes", [], asked))
    figures = {"attributions linked": number(r"linked all.*?F1\s+([\d.]+)", told)}
    for part in ("source", "cue", "content"):
        figures[f"attributions {part}"] = number(part + r"\s+exact.*?F1\s+([\d.]+)", told)
    counted = gold("speech.py", "quantities", "speech/test.quantities.tsv")
    asked = jsonl({"id": row["id"], "text": row["text"]} for row in rows(counted))
    told = score("score_quantities.py", counted, inspect("quantities", [], asked))
    figures["quantities value"] = number(r"value\s+P.*?F1\s+([\d.]+)", told)
    figures["quantities value and unit"] = number(r"value\+unit\s+P.*?F1\s+([\d.]+)", told)
    figures["quantities value and change"] = number(r"value\+change\s+P.*?F1\s+([\d.]+)", told)
    return figures


def language():
    """What the words are, by both models: the development parts of the treebanks, and the project's own test of names."""
    command = ["cargo", "run", "--release", "--quiet", "-p", "dateline-training", "--", "measure", str(SHARED / "data" / "language")]
    figures = {}
    for model, path in (("fast", []), ("careful", ["crates/dateline-language/model/careful.bin"])):
        told = subprocess.run(command + path, capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for name, found in re.findall(r"^([\w-]+) dev, given words: (.*)$", told, re.M):
            for key in ("UPOS", "lemma", "LAS"):
                figures[f"{model} {name} {key}"] = number(key + r" ([\d.]+)", found)
        for name, found in re.findall(r"^([\w-]+) dev, raw text: (.*)$", told, re.M):
            for key in ("words", "sentences", "LAS"):
                figures[f"{model} {name} {key} from raw text"] = number(key + r" ([\d.]+)", found)
        for key in ("F1", "ORG", "PER"):
            figures[f"{model} own test of names {key}"] = number(r"own test:.*?" + key + r" ([\d.]+)", told)
    return figures


def own_reports(name):
    """The figures of one of the project's own sets of reports."""
    reports = sorted((ROOT / "tests" / "gold" / name).glob("*.txt"))
    return by_kind(read_by_hand(f"{name}.tsv", {file.stem: file.read_text(encoding="utf8") for file in reports}))


def invented():
    return own_reports("invented")


def fresh():
    return own_reports("fresh")


def opened():
    return own_reports("opened")


def harbour():
    return own_reports("harbour")


def offing():
    return own_reports("offing")


def quay():
    return own_reports("quay")


def shoal():
    return own_reports("shoal")


def shoal_closed():
    return own_reports("shoal_closed")


def reef():
    return own_reports("reef")


def reef_closed():
    return own_reports("reef_closed")


def sound():
    return own_reports("sound")


def sound_closed():
    return own_reports("sound_closed")


MEASURES = {f.__name__: f for f in (seeds, wikinews, invented, opened, harbour, quay, shoal, reef, sound, offing, fresh, shoal_closed, reef_closed, sound_closed, newswire, times, hidden, dating, quotes, quantities, language, pages, names, copies, questions, examples, river, estuary, lagoon)}


SETS = {
    "seeds": "Findings of the five real reports against gold for three of them (146 findings), in percent; `score_seeds.py`, `score_links.py`",
    "wikinews": "Findings of 24 articles of Wikinews on business and markets against `tests/gold/wikinews.tsv` (read by hand before any rule knew them), in percent; `score_seeds.py`",
    "invented": "Findings of sixteen invented reports of many kinds of story against `tests/gold/invented.tsv` (read by their writer before any rule knew them), in percent; `score_seeds.py`",
    "opened": "Findings of ten longer invented reports against `tests/gold/opened.tsv` (read by their writer before the program had read them), in percent; `score_seeds.py`",
    "harbour": "Findings of eight invented reports of eight styles against `tests/gold/harbour.tsv` (read by their writer before the program had read them), in percent; `score_seeds.py`",
    "quay": "Findings of twelve invented reports of twelve styles against `tests/gold/quay.tsv` (read by their writer before the program had read them), in percent; `score_seeds.py`",
    "shoal": "Findings of five invented reports of five beats (relief, trade, wages, border, sport) against `tests/gold/shoal.tsv` (read by their writer before the program had read them), in percent; `score_seeds.py`",
    "shoal_closed": "Findings of five more of that kind (election, epidemic, court, central bank, treaty), against `tests/gold/shoal_closed.tsv`: held out, only these totals are looked at, in percent; `score_seeds.py`",
    "reef": "Findings of four invented reports of four beats (referendum, hospitals, coup rumour, refugees) against `tests/gold/reef.tsv` (read by their writer before the program had read them), in percent; `score_seeds.py`",
    "reef_closed": "Findings of four more of that kind (fishing quota, cease-fire monitors, airline strike, sanctions), against `tests/gold/reef_closed.tsv`: its lines are not looked at, but its writer mended commitments with sentences close to them, so that those are no measure of the unseen; in percent; `score_seeds.py`",
    "sound": "Findings of six invented reports on security arrangements (a ministry's release, a timetable, an attack, force levels, a briefing, a training mission) against `tests/gold/sound.tsv` (read by their writer before the program had read them), in percent; `score_seeds.py`",
    "sound_closed": "Findings of six more on the same beat (a communique, a deadline, rockets, a coalition's numbers, a hearing, a peace force), against `tests/gold/sound_closed.tsv`: held out, only these totals are looked at, in percent; `score_seeds.py`",
    "offing": "Findings of eight more of that kind, against `tests/gold/offing.tsv`: held out, only these totals are looked at, in percent; `score_seeds.py`",
    "fresh": "Findings of ten more of that kind, against `tests/gold/fresh.tsv`: held out, no rule is written with them in view, in percent; `score_seeds.py`",
    "newswire": "300 sentences of public-domain newswire against `training/annotations/speech`: who says what (linked, and exact spans of each part) and what is counted, F1 in percent; `score_quotes.py`, `score_quantities.py`",
    "times": "Expressions of time, F1 in percent: MEANTIME (64 Wikinews articles), WikiWars (narratives of wars; no types), the seeds; `score_timex.py`",
    "hidden": "The same Wikinews articles with the day of publication kept back: the day that the report itself forces, whether the stated interval holds the truth, values of the expressions, in percent; the scorer is in `.ci/floors.py`",
    "dating": "Event words of 64 Wikinews articles (MEANTIME) that hold on a day or within a time: the day that `inspect events` gives for each, from the text alone, in percent; the scorer is in `.ci/floors.py`",
    "quotes": "Who says what in the seeds, F1 in percent: linked, and exact spans of each part; `score_quotes.py`",
    "quantities": "Numbers with their values in the Recognizers suites, F1 in percent; `score_quantities.py`",
    "language": "Word classes, dictionary forms and heads with relations on the development parts of EWT and GUM (free genres), from given words and from raw text; names of 500 sentences of newswire, F1; in percent, by both models; `dateline-training measure`",
    "pages": "Article text (mean word F1), title, author and date of web pages, in percent; `score_pages.py`",
    "names": "Pairs of names at the sure threshold, F1 in percent; who is who in the seeds, B3 F1; `score_names.py`, `score_mentions.py`",
    "copies": "Copies among 6,682 texts: precision, recall at Jaccard .7, and by kind of copy, in percent; `score_copies.py`",
    "examples": "Links between the project's own example reports against `examples/links.tsv`, in percent; `score_links.py`",
    "river": "Links of every type between twenty short invented reports against `tests/gold/river.links.tsv` (written before the program had read them), in percent; `score_links.py`",
    "estuary": "Links of every type between twenty-three more invented reports against `tests/gold/estuary.links.tsv` (written before the program had read them), in percent; `score_links.py`",
    "lagoon": "Links of every type between twenty-four more invented reports (a mine fire and its inquiry, a railway strike, refugees returning, a disputed election) against `tests/gold/lagoon.links.tsv` (written before the program had read them), in percent; `score_links.py`",
    "questions": "34 questions to the record of the seeds: evidence found, complete evidence, and how much was given; `score_questions.py`",
}


def table_of(path):
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and line[0] != "#"] if path.exists() else []
    return {name: float(floor) for name, floor in rows}


def page(table):
    """docs/accuracy.md, from the table of floors."""
    lines = ["# How accurate Dateline is", "",
             "Every figure is a floor that CI holds: it may rise, it may not fall. Made by `.ci/floors.py --raise`",
             "from `tests/floors.tsv`; the sets and scorers stand outside this repository. \"most\" figures are",
             "counts that may not grow.", "",
             "The sets are development data: rules were written with them in view, so expect less on reports",
             "nobody here has seen.", ""]
    for measure, words in SETS.items():
        rows = [(name.split(": ", 1)[1], value) for name, value in sorted(table.items()) if name.startswith(f"{measure}: ")]
        if not rows:  # a set that has no floors yet
            continue
        lines += [f"## {measure.capitalize()}", "", f"{words}. `.ci/floors.py {measure}`", "", "| figure | floor |", "|---|---:|"]
        lines += [f"| {name} | {value:g} |" for name, value in rows] + [""]
    return "\n".join(lines)


def main():
    arguments = sys.argv[1:]
    wanted = [name for name in arguments if not name.startswith("-")] or list(MEASURES)
    table = table_of(FLOORS)
    failed = []
    for measure in wanted:
        figures = MEASURES[measure]()
        # A figure that is not given any more would hold its floor for ever.
        given = {f"{measure}: {key}" for key in figures}
        gone = [name for name in table if name.startswith(f"{measure}: ") and name not in given]
        for name in gone:
            print(f"{name:42s}        -   GONE", flush=True)
        failed += gone
        for key, value in figures.items():
            name = f"{measure}: {key}"
            floor = table.get(name)
            most = key.startswith("most")
            fell = floor is not None and (value > floor + SLACK if most else value < floor - SLACK)
            print(f"{name:42s} {value:8.2f}   {'most ' if most else 'floor'} {floor if floor is not None else '-'}"
                  f"{'   FELL' if fell else ''}", flush=True)
            if fell:
                failed.append(name)
            if floor is None or (value < floor if most else value > floor):
                table[name] = value
    if "--raise" in arguments and not MODEL:
        head = "# Accuracy floors: name, then the least (or, for \"most\", the most) allowed. They only rise.\n"
        body = "".join(f"{name}\t{table[name]:g}\n" for name in sorted(table))
        FLOORS.write_text(head + body)
        ACCURACY.write_text(page(table))
    elif ACCURACY.read_text() != page(table_of(FLOORS)):
        sys.exit("docs/accuracy.md is not what tests/floors.tsv says: run .ci/floors.py --raise")
    if failed:
        sys.exit("below the floor: " + ", ".join(failed))


main()
