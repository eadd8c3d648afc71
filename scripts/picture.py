#!/usr/bin/env python3
"""Draws docs/images/validate.svg: the coloured output of the program for docs/images/example.supplier.yaml.

    python3 scripts/picture.py BINARY            draws it anew
    python3 scripts/picture.py BINARY --check    ends with 1 where the picture is not what the program prints now

Every line and colour is the program's own; only the window around them is drawn here.
"""

import html
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/images/validate.svg"
COMMAND = ["validate", "docs/images/example.supplier.yaml"]
COLOURS = {
    31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea",
    90: "#8b949e", 91: "#ff7b72", 92: "#7ee787", 93: "#e3b341", 94: "#79c0ff", 95: "#d2a8ff", 96: "#76e3ea",
}
PLAIN = "#e6edf3"
SIZE = 13
CELL = 8
LEADING = 18
MARGIN = 18
BAR = 34


def spans(line):
    """The pieces of a line, each as its text, colour and whether it is bold. Reads SGR sequences (ECMA-48 8.3.117)."""
    colour, bold = PLAIN, False
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        match = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if not match:
            if piece:
                yield piece, colour, bold
            continue
        for number in (int(part or 0) for part in match.group(1).split(";")):
            if number == 0:
                colour, bold = PLAIN, False
            elif number == 1:
                bold = True
            elif number in COLOURS:
                colour = COLOURS[number]


def draw(lines):
    width = max(sum(len(text) for text, _, _ in spans(line)) for line in lines)
    across = round(2 * MARGIN + width * CELL)
    down = BAR + MARGIN + LEADING * len(lines)
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {across} {down}" '
        f'role="img" aria-label="Output of casecheck {html.escape(" ".join(COMMAND))}">',
        "<style>text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
        f"font-size:{SIZE}px}}.b{{font-weight:600}}</style>",
        f'<rect width="{across}" height="{down}" rx="8" fill="#0d1117"/>',
    ]
    for index, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        svg.append(f'<circle cx="{MARGIN + 2 + 18 * index}" cy="18" r="5.5" fill="{colour}"/>')
    for number, line in enumerate(lines):
        y = BAR + SIZE + LEADING * number
        column = 0
        for text, colour, bold in spans(line):
            if text.strip():
                # Every character is set in its own cell, so that carets stay under their words whatever the font.
                lead = len(text) - len(text.lstrip())
                shown = text.strip()
                weight = ' class="b"' if bold else ""
                cells = " ".join(f"{MARGIN + (column + lead + index) * CELL:g}" for index in range(len(shown)))
                svg.append(
                    f'<text x="{cells}" y="{y}" fill="{colour}"{weight}>{html.escape(shown, quote=False)}</text>'
                )
            column += len(text)
    svg.append("</svg>")
    return "\n".join(svg) + "\n"


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    outcome = subprocess.run(
        [binary, *COMMAND, "--color", "always"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    if outcome.returncode != 1 or outcome.stderr:
        sys.exit(f"picture: status {outcome.returncode} where findings were expected\n{outcome.stderr}")
    prompt = "\x1b[90m$\x1b[0m \x1b[1mcasecheck " + " ".join(COMMAND) + "\x1b[0m"
    svg = draw([prompt, *outcome.stdout.rstrip("\n").split("\n")])
    if sys.argv[2:] == ["--check"]:
        if not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != svg:
            sys.exit("picture: docs/images/validate.svg is not what the program prints; run `make picture`")
        print("picture: docs/images/validate.svg is what the program prints")
        return
    PICTURE.write_text(svg, encoding="utf-8")
    print(f"picture: {PICTURE.relative_to(ROOT)} has been drawn")


main()
