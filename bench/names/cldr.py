#!/usr/bin/env python3
"""Holds the table of states against CLDR's English names of territories (pip install babel).

Prints codes that CLDR has and the table has not, codes that only the table has, and states whose CLDR name
is none of their names in the table. Exit 1 if there is any.
"""
import pathlib, re, sys, unicodedata

from babel import Locale

TABLE = pathlib.Path(__file__).resolve().parent.parent.parent / "crates" / "dateline-names" / "data" / "states.tsv"
# Territories of other states, and codes that are no territory of a state: not in the table.
NOT_STATES = set(
    "AC AI AQ AS AW AX BL BM BQ BV CC CK CP CQ CW CX DG EA EH FK FO GF GG GI GL GP GS GU HK HM IC IM IO JE KY MF MO MP MQ MS NC"
    " NF NU PF PM PN PR RE SH SJ SX TA TC TF TK UM VG VI WF YT XA XB ZZ EU EZ QO UN".split())

# States that are no more, which reports still name.
FORMER = {"SU", "YU"}


def plain(name):
    folded = unicodedata.normalize("NFKD", name.lower().replace("&", "and").replace("’", "'"))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    # CLDR tells two Congos apart by their capitals and says what Myanmar was called.
    letters = re.sub(r" - .*| \(.*", "", letters).replace("st. ", "saint ")
    return " ".join(word for word in re.sub(r"[^a-z ]", "", letters).split() if word != "the")


def main():
    cldr = {code: name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    table = {}
    for line in TABLE.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            name, codes, _, _, others = (line.split("\t") + [""] * 5)[:5]
            table[codes.split()[0]] = {plain(word) for word in [name, *others.split(",")]}
    wrong = [f"not in the table: {code} {name}" for code, name in sorted(cldr.items()) if code not in table and code not in NOT_STATES]
    wrong += [f"not in CLDR: {code}" for code in sorted(table) if code not in cldr and code not in FORMER]
    wrong += [f"another name: {code} {name}" for code, name in sorted(cldr.items()) if code in table and not any(known.endswith(plain(name)) for known in table[code])]
    print("\n".join(wrong) or f"{len(table)} states, each with its CLDR name")
    sys.exit(bool(wrong))


main()
