"""Writes the inputs that fuzzing starts from: the example reports, and the files of each kind made of them.

    seeds.py FOLDER    FOLDER/DOOR/... for each door of targets/ that reads files
"""
import gzip, io, pathlib, sys, tarfile, zipfile

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "examples" / "reports"
FILES = {path.name: path.read_bytes() for path in sorted(EXAMPLES.iterdir())}
PAGE = b"<html><head><title>Pact signed</title></head><body><article><h1>Pact signed</h1><p>Orlesia signed the pact with Varn on Monday.</p></article></body></html>"
WORDS = b"Orlesia signed the harbour pact with Varn on Monday, the ministry said.\n\nThe pact names three ports.\n"


def kind(*ends):
    return [raw for name, raw in FILES.items() if name.endswith(ends)]


def archive(members, packing=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, raw in members.items():
            file.writestr(name, raw)
    return out.getvalue()


def tape(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, raw in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            file.addfile(entry, io.BytesIO(raw))
    return out.getvalue()


def led(*names):
    """Inputs of a door whose first byte chooses the name."""
    return lambda raws: [bytes([choice]) + raw for raw in raws for choice in range(len(names))]


CRAWL = kind(".warc")
PARAGRAPHS = b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % line for line in WORDS.split(b"\n"))
DOCUMENT = b'<w:document xmlns:w="a"><w:body>' + PARAGRAPHS + b"</w:body></w:document>"
OFFICE = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": DOCUMENT})
ATOM = b'<feed xmlns="a"><title>Post</title><entry><title>Pact</title><link href="https://post.example/1"/><updated>2031-03-12T10:00:00Z</updated><content type="html">&lt;p&gt;%s&lt;/p&gt;</content></entry></feed>' % WORDS
JSON_FEED = b'{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","url":"https://post.example/1","title":"Pact","date_published":"2031-03-12","content_html":"<p>Orlesia signed.</p>"}]}'
SAVED = b'From: a\r\nSubject: =?utf-8?q?Pact?=\r\nDate: Wed, 12 Mar 2031 10:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://post.example/1\r\n\r\n' + PAGE + b"\r\n--b--\r\n"
MESSAGES = kind(".eml") + [SAVED]
RICH = b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\b Pact signed}\\par Orlesia\\'92s minister said \\u8220?yes\\u8221?\\par HEADLINE: Pact\\par BODY:\\par It signed.\\par}"
MARKDOWN = b"---\ntitle: Pact signed\ndate: 2031-03-12\nauthor: Ana Ruiz\n---\n\n# Pact signed\n\nOrlesia *signed* [the pact](https://post.example) with Varn.\n\n- three ports\n\n> We keep our word.\n\n```\ncode\n```\n"
PILE = {"a.html": PAGE, "b.txt": WORDS, "c.jsonl": b'{"title":"Pact","text":"Orlesia signed."}\n'}
WACZ = {"archive/data.warc.gz": gzip.compress(CRAWL[0]), "datapackage.json": b"{}", "pages/pages.jsonl": b'{"url":"a"}\n'}

SEEDS = {
    "html": kind(".html") + [PAGE],
    "plain": led("txt", "md", "note")(kind(".txt") + [MARKDOWN, WORDS, WORDS.decode().encode("utf-16")]),
    "articles": [raw for name, raw in FILES.items() if "database" in name] + [b"1 of 2 DOCUMENTS\n\nHarbour Post\n\nMarch 12, 2031\n\nHEADLINE: Pact signed\n\nBYLINE: Ana Ruiz\n\nLENGTH: 12 words\n\nBODY:\n" + WORDS + b"\nLOAD-DATE: March 13, 2031\n\n2 of 2 DOCUMENTS\n\nHEADLINE: Second\n\nBODY:\n" + WORDS],
    "warc": CRAWL,
    "archive": led("zip", "wacz", "tar")([archive(PILE), archive(PILE, zipfile.ZIP_STORED), archive(WACZ), tape(PILE), OFFICE]),
    "feed": kind(".xml") + [ATOM],
    "json": led("lines", "list", "feed")(kind(".jsonl") + [JSON_FEED, b'[{"headline":"Pact","body":"Orlesia signed.","date":"2031-03-12"}]']),
    "mail": led("eml", "mhtml", "mbox")(MESSAGES + [b"From a Wed Mar 12 10:00:00 2031\n" + raw + b"\n\n" for raw in MESSAGES]),
    "docx": [OFFICE, DOCUMENT],
    "rtf": [RICH],
    "pdf": kind(".pdf"),
    "gz": [gzip.compress(raw, 6, mtime=0) for raw in (PAGE, WORDS, CRAWL[0])] + [gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), PAGE, WORDS],
    "report": [raw for raw in FILES.values() if len(raw) < 20_000],
}

if __name__ == "__main__":
    for door, raws in SEEDS.items():
        folder = pathlib.Path(sys.argv[1]) / door
        folder.mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate(raws):
            (folder / f"seed-{number:02}").write_bytes(raw)
