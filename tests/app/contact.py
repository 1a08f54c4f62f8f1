#!/usr/bin/python3
"""contact.py FOLDER: sheets of the pictures that XIANGYUE_CONTACT_SHEET=FOLDER had the tests keep, nine on a sheet, in FOLDER/sheet-N.png,
and which is which in FOLDER/sheets.txt."""
import pathlib
import sys

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

ACROSS, DOWN, WIDTH, HEIGHT, GAP = 3, 3, 640, 360, 6
folder = pathlib.Path(sys.argv[1])
pictures = sorted(path for path in folder.glob("[0-9]*.png"))
each = ACROSS * DOWN
with open(folder / "sheets.txt", "w", encoding="utf-8") as index:
    for first in range(0, len(pictures), each):
        sheet = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, True, 8, ACROSS * (WIDTH + GAP), DOWN * (HEIGHT + GAP))
        sheet.fill(0x808080ff)
        index.write(f"sheet {first // each + 1}\n")
        for n, path in enumerate(pictures[first:first + each]):
            picture = GdkPixbuf.Pixbuf.new_from_file_at_scale(str(path), WIDTH, HEIGHT, True)
            picture.copy_area(0, 0, picture.get_width(), picture.get_height(), sheet, n % ACROSS * (WIDTH + GAP), n // ACROSS * (HEIGHT + GAP))
            index.write(f"   {path.stem}\n")
        sheet.savev(str(folder / f"sheet-{first // each + 1}.png"), "png", [], [])
print(f"{len(pictures)} pictures on {-(-len(pictures) // each)} sheets")
