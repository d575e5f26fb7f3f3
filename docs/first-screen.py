#!/usr/bin/env python3
"""Draws what the program prints as a picture: first-screen.py < screen.txt > first-screen.svg"""
import html, sys

lines = [line.rstrip("\n") for line in sys.stdin]
wide = max(map(len, lines), default=0)
print(f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Dateline\'s first screen" '
      f'viewBox="0 0 {wide * 7.85 + 48:.0f} {len(lines) * 18 + 60}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13">')
print('<rect width="100%" height="100%" rx="8" fill="#16191d"/>')
for number, colour in enumerate(("#e06c60", "#d9b25f", "#79b56a")):
    print(f'<circle cx="{22 + number * 18}" cy="20" r="5.5" fill="{colour}"/>')
for number, line in enumerate(lines):
    heading = line and not line.startswith(" ")
    style = 'fill="#f0efe9" font-weight="bold"' if heading else 'fill="#c3c7cc"'
    print(f'<text x="24" y="{number * 18 + 54}" xml:space="preserve" {style}>{html.escape(line)}</text>')
print("</svg>")
