"""dateparser's search_dates over the texts of stdin: as chrono.mjs."""
import datetime, json, re, sys, time, warnings

warnings.filterwarnings("ignore")
from dateparser.search import search_dates

docs = [json.loads(line) for line in sys.stdin if line.strip()]
search_dates("3 May 2031", languages=["en"])  # the first call builds its tables
begin, found = time.process_time(), []
for doc in docs:
    base = datetime.datetime.fromisoformat(doc["dct"][:10])
    found.append(search_dates(doc["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or [])
seconds = time.process_time() - begin
for doc, rows in zip(docs, found):
    at = 0
    for words, moment in rows:
        start = doc["text"].find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        exact = bool(re.search(r"\d{1,2}(st|nd|rd|th)?\b|day\b|ago", words))
        value = moment.date().isoformat() if exact else moment.strftime("%Y-%m")
        if re.fullmatch(r"\d{4}", words):
            value = words
        print(json.dumps({"doc": doc["doc"], "start": start, "end": at, "text": words, "type": "DATE", "value": value}))
print(sum(len(doc["text"].encode()) for doc in docs), seconds, file=sys.stderr)
