#!/usr/bin/env python3
"""Looks for words in files, folders, disks and images of them, as a thief would: as they were typed and in
other cases, as UTF-16 and UTF-32, as base64 and hexadecimal digits, and as the numbers of their glyphs, laid
out in arrays of any usual size. For tests/stolen and `scripts/prove stolen`.

    search.py WORDS PATH...        exit status 1, and a line a find, if any word is there
    search.py WORDS --plant DIR    writes each word in each form, a file each: what the search must find

WORDS has a line a word: its name, its UTF-8 as hexadecimal digits, its glyphs' numbers with commas between.
"""
import base64
import mmap
import os
import re
import struct
import sys

STRIDES = (4, 8, 12, 16, 20, 24)


def spread(values, stride):
    """32-bit numbers that lie `stride` bytes apart, anything between them."""
    between = b".{%d}" % (stride - 4) if stride > 4 else b""
    return between.join(re.escape(struct.pack("<I", value)) for value in values)


def base64_of(word, shift):
    """What every base64 of a text that holds the word holds, the word beginning `shift` bytes into a group."""
    text = base64.b64encode(bytes(shift) + word)
    first = -(-8 * shift // 6)
    last = (8 * (shift + len(word))) // 6
    return text[first:last]


def forms_of(word, glyphs):
    """Name, pattern, and bytes that it must match."""
    text = word.decode()
    forms = [("as typed", re.escape(word), word)]
    for name, other in (("in capitals", text.upper()), ("in small letters", text.lower())):
        if other != text:
            forms.append((name, re.escape(other.encode()), other.encode()))
    for code in ("utf-16-le", "utf-16-be"):
        forms.append((code, re.escape(text.encode(code)), text.encode(code)))
    for stride in STRIDES:
        points = [ord(letter) for letter in text]
        planted = b"".join(struct.pack("<I", point).ljust(stride, b"\x11") for point in points)
        forms.append(("UTF-32, %d bytes apart" % stride, spread(points, stride), planted))
        if glyphs:
            planted = b"".join(struct.pack("<I", glyph).ljust(stride, b"\x11") for glyph in glyphs)
            forms.append(("glyphs, %d bytes apart" % stride, spread(glyphs, stride), planted))
    for shift in range(3):
        planted = base64.b64encode(b"x" * shift + word + b"rest")
        forms.append(("base64, %d in" % shift, re.escape(base64_of(word, shift)), planted))
    forms.append(("hexadecimal", re.escape(word.hex().encode()), word.hex().encode()))
    forms.append(("hexadecimal capitals", re.escape(word.hex().upper().encode()), word.hex().upper().encode()))
    return forms


def read_words(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, word, glyphs = line.rstrip("\n").split("\t")
            numbers = [int(number) for number in glyphs.split(",") if number]
            for form, pattern, planted in forms_of(bytes.fromhex(word), numbers):
                yield name + " " + form, re.compile(pattern, re.DOTALL), planted


def files_of(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, _, names in os.walk(path):
            for name in names:
                whole = os.path.join(folder, name)
                if os.path.isfile(whole) and not os.path.islink(whole):
                    yield whole


def search(patterns, paths):
    files = read = hits = 0
    for path in files_of(paths):
        with open(path, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            files += 1
            read += size
            # What lies on the disk, and not what the system remembers of it: a swap is written past its memory.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            if size == 0:
                continue
            with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content:
                for name, pattern, _ in patterns:
                    found = pattern.search(content)
                    if found:
                        hits += 1
                        print("FOUND %s in %s at %d" % (name, path, found.start()))
    print("searched %d files, %d bytes for %d patterns: %d found" % (files, read, len(patterns), hits))
    return hits


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    patterns = list(read_words(sys.argv[1]))
    if sys.argv[2] == "--plant":
        for number, (_, _, planted) in enumerate(patterns):
            with open(os.path.join(sys.argv[3], "%03d" % number), "wb") as file:
                file.write(b"before " + planted + b" after")
        print("planted %d" % len(patterns))
        return 0
    return 1 if search(patterns, sys.argv[2:]) else 0


sys.exit(main())
