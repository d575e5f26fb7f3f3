"""What a user would put together today: record_beside.py FOLDER FILE

trafilatura takes the article and its day out of each page, spaCy cuts sentences (a blank English pipeline
with its sentencizer: a trained one has to be downloaded), dateparser looks for days in each sentence
counted from the page's day, datasketch finds near copies (128 permutations, five-word shingles, Jaccard
.7), and SQLite keeps sentences and days with full-text search. Nobody says in it who said or did what:
there is no package for that.
"""
import datetime, gzip, pathlib, sqlite3, sys, time

import dateparser.search, datasketch, spacy, trafilatura


def main():
    folder, file = pathlib.Path(sys.argv[1]), sys.argv[2]
    seconds = dict.fromkeys(["trafilatura", "spacy", "dateparser", "datasketch", "sqlite"], 0.0)
    counts = dict.fromkeys(["pages", "sentences", "days", "copies"], 0)
    words = spacy.blank("en")
    words.add_pipe("sentencizer")
    copies = datasketch.MinHashLSH(threshold=0.7, num_perm=128)
    store = sqlite3.connect(file)
    store.executescript("CREATE TABLE sentence (page, words, day); CREATE VIRTUAL TABLE found USING fts5 (words)")

    def step(name, work):
        start = time.process_time()
        result = work()
        seconds[name] += time.process_time() - start
        return result

    def days(sentence, base):
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        return dateparser.search.search_dates(sentence, languages=["en"], settings=settings) or []

    def sketch(text):
        sketch, tokens = datasketch.MinHash(num_perm=128), text.lower().split()
        sketch.update_batch([" ".join(tokens[at : at + 5]).encode() for at in range(max(1, len(tokens) - 4))])
        return sketch

    for page in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = page.read_bytes()
        raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        found = step("trafilatura", lambda: trafilatura.bare_extraction(raw, with_metadata=True))
        if not found or not found.text:
            continue
        counts["pages"] += 1
        base = datetime.datetime.fromisoformat(found.date) if found.date else datetime.datetime(2020, 1, 1)
        sentences = step("spacy", lambda: [part.text for part in words(found.text).sents])
        for sentence in sentences:
            told = step("dateparser", lambda: days(sentence, base))
            counts["sentences"] += 1
            counts["days"] += len(told)
            rows = [(page.name, sentence, day.isoformat()) for _, day in told] or [(page.name, sentence, None)]
            step("sqlite", lambda: store.executemany("INSERT INTO sentence VALUES (?, ?, ?)", rows))
            step("sqlite", lambda: store.execute("INSERT INTO found VALUES (?)", [sentence]))
        mark = step("datasketch", lambda: sketch(found.text))
        counts["copies"] += len(step("datasketch", lambda: copies.query(mark)))
        step("datasketch", lambda: copies.insert(page.name, mark))
    step("sqlite", store.commit)
    print("  " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print("  " + ", ".join(f"{name} {spent:.1f} s" for name, spent in seconds.items()))


main()
