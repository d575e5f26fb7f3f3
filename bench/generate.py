#!/usr/bin/env python3
"""Writes N varied reports of invented stories into a folder: generate.py N FOLDER [FIRST]

The same numbers give the same bytes; reports from FIRST on are others than those before it. Half are plain text, half HTML pages with furniture; about one in
ten is a copy of an earlier one. For load and scale only: no accuracy is measured on them.
"""
import datetime, pathlib, sys

STATES = [("Orlesia", "Orlesian", "Calder"), ("Varn", "Varnese", "Ostrel"), ("Tessaly", "Tessalian", "Murren"),
          ("Korvia", "Korvian", "Dunmark"), ("Halland Isles", "Hallander", "Port Amity"), ("Sundria", "Sundrian", "Elbeth"),
          ("Quell", "Quellish", "Rook"), ("Marrowmark", "Marrowmarker", "Saltgate")]
FIRST = "Mira Edvin Ilse Anton Petra Jonas Lena Karel Sigrid Oskar Nils Ruth Tomas Hanne Sven Greta Aldo Vera Emil Dora".split()
LAST = "Tolland Rask Harrow Lisk Quill Pike Voss Brandt Holm Lund Ferrow Amsel Weir Dorval Adler Stenner Moray Kestrel Varga Ostin".split()
POSTS = ["Defense Minister", "Foreign Minister", "Prime Minister", "Interior Minister", "Finance Minister", "President"]
BODIES = ["Joint Coastal Commission", "Border Council", "Fisheries Committee", "Monitoring Mission", "Trade Forum", "River Authority"]
GROUPS = ["Tidewatch Front", "Hill League", "Salt Brigade", "Red Quay Movement", "Northern Column"]
TOWNS = ["Pell Harbour", "Skerry Point", "Lowmere", "Ashby", "Tarn Bridge", "Coldwater", "Graymoor", "Holt"]
OUTLETS = ["Strait Wire", "The Calder Courier", "Ostrel Gazette", "Northshore Herald", "Murren Post", "Dunmark Daily"]
THINGS = ["troops", "soldiers", "police officers", "advisers", "engineers", "observers", "medics"]


class Chance:
    """A linear congruential generator: the same on every machine."""

    def __init__(self, seed):
        self.state = seed * 2862933555777941757 + 3037000493 & (1 << 64) - 1

    def below(self, limit):
        self.state = self.state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        return (self.state >> 33) % limit

    def of(self, items):
        return items[self.below(len(items))]


def name(chance):
    return f"{chance.of(FIRST)} {chance.of(LAST)}"


def sentence(chance, day):
    a, b = chance.of(STATES), chance.of(STATES)
    number = chance.below(900) * 10 + 20
    weekday = (day - datetime.timedelta(days=chance.below(6))).strftime("%A")
    month = chance.of(["January", "March", "June", "September", "November"])
    body, group, town, things = chance.of(BODIES), chance.of(GROUPS), chance.of(TOWNS), chance.of(THINGS)
    return chance.of([
        f"{a[1]} {chance.of(POSTS)} {name(chance)} said on {weekday} that {number:,} {things} would leave {town} by the end of {month}.",
        f"{a[0]} and {b[0]} signed a memorandum of understanding on the {body} in {a[2]} on {weekday}.",
        f"At least {chance.below(60) + 2} people were killed and dozens wounded when a bomb exploded in {town} on {weekday}, police said.",
        f"The {body} met in {a[2]} on {weekday} to review three factors: the threat from the {group}, the budget, and the state of the roads.",
        f"\"We will keep our word,\" {name(chance)}, a spokesman for the {body}, told reporters.",
        f"According to the {a[1]} Ministry of Defense, about {number:,} {b[1]} {things} are currently stationed in {a[0]}.",
        f"{b[0]} pledged to spend {chance.below(90) + 3} million crowns on roads near {town} by {day.year + 1}.",
        f"The {group} claimed responsibility for the attack in a statement posted online.",
        f"Lawmakers in {a[2]} passed a resolution on {weekday} calling on the government to end the mission.",
        f"{a[0]} announced it would reduce its force in {b[0]} from {number * 2:,} to {number:,}, citing progress.",
        f"Two officials said on condition of anonymity that the plan was still under discussion.",
        f"The number of {things} in {town} rose by {chance.below(40) + 2} percent last {month}, a report by the {body} found.",
        f"Earlier this month, {name(chance)} was appointed head of the {body}.",
        f"No one was hurt in the fire at the {town} depot, the mayor said.",
    ])


def report(number, older):
    chance = Chance(number + 1)
    day = datetime.date(2028, 1, 3) + datetime.timedelta(days=chance.below(1800))
    outlet = chance.of(OUTLETS)
    if older and chance.below(10) == 0:
        title, paragraphs = older[chance.below(len(older))]
        origin = f"All Text here: {chance.of(OUTLETS)}"
    else:
        a, b = chance.of(STATES), chance.of(STATES)
        title = f"{a[0]}, {b[0]} {chance.of(['agree on', 'differ over', 'review', 'delay', 'extend'])} {chance.of(BODIES)} {number}"
        paragraphs = [" ".join(sentence(chance, day) for _ in range(2 + chance.below(3))) for _ in range(4 + chance.below(5))]
        origin = ""
        if len(older) < 500:
            older.append((title, paragraphs))
    if number % 2:
        text = "\n\n".join([title, day.strftime("%A %d %B %Y"), f"{chance.of(TOWNS).upper()} ({outlet}) - {paragraphs[0]}", *paragraphs[1:], origin])
        return "txt", text + "\n"
    body = "".join(f"<p>{p.replace('&', '&amp;')}</p>\n" for p in paragraphs)
    return "html", (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} | {outlet}</title>"
                    f"<meta property=\"og:site_name\" content=\"{outlet}\"><meta property=\"article:published_time\" content=\"{day}T08:00:00Z\"></head>"
                    f"<body><nav><a href=/>Home</a> <a href=/world>World</a></nav><article><h1>{title}</h1>\n{body}<p>{origin}</p></article>"
                    f"<aside><h3>Most read</h3><p><a href=/x>{number} ways to cook herring</a></p></aside><footer>All rights reserved</footer></body></html>\n")


def main():
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    older = []
    for number in range(first, first + count):
        ending, text = report(number, older)
        path = folder / f"{number // 1000:04d}" / f"{number:07d}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")


main()
