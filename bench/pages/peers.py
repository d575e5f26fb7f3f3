"""Reads a folder of pages with one peer from PyPI and prints what it makes of them, as score_pages.py reads it."""

import gzip
import json
import pathlib
import sys


def trafilatura_of(raw):
    import trafilatura

    read = trafilatura.bare_extraction(raw, with_metadata=True)
    fields = read.as_dict() if read is not None else {}
    return {"text": fields.get("text"), "title": fields.get("title"), "author": fields.get("author"), "published": fields.get("date")}


def resiliparse_of(raw):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding

    return {"text": extract_plain_text(raw.decode(detect_encoding(raw), "replace"), main_content=True)}


READERS = {"trafilatura": trafilatura_of, "resiliparse": resiliparse_of}

if __name__ == "__main__":
    peer, folder = sys.argv[1:]
    for path in sorted(pathlib.Path(folder).iterdir()):
        print(json.dumps({"doc": path.name.split(".")[0], **READERS[peer](gzip.decompress(path.read_bytes()))}))
