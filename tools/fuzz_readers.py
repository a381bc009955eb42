"""Damage files on purpose and read them: `python tools/fuzz_readers.py FOLDER --count 5000 [--seed 1] [--keep DIR] [--as-is]`.

FOLDER holds seed files of any kind. Each round takes one, damages it, and in a forked process with the reader's own limits
reads it, looks for every noun's table, plans and stores the rows in a copy of a small store. Told at the end: how many were
books, refused (by sentence), given up inside the reader (by place), and what must never happen: an error outside the
reader, a rest of time or memory. `--as-is` reads each seed once, undamaged. Needs fork: not for Windows.
"""
from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from desktop.fields.refused import Refused
from desktop.importers import child, formats, headings, manuscript
from desktop.importers.source import Book, Limits
from desktop.services import imports, office, opening

Damage = Callable[[bytes, random.Random], bytes]
BOMBS = (b"", b"0", b"-1", b"99999999999999999999", b"1e308", b"NaN", b"A99999999", b"XFE1", b"&#x0;", b"\xff\xfe", b"]]>", b"true")


def flips(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 30, 300))):
        made[chance.randrange(len(made))] = chance.choice((0, 0xFF, chance.randrange(256)))
    return bytes(made)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[:chance.randrange(len(data))]


def moved(data: bytes, chance: random.Random) -> bytes:
    """A piece is taken out, doubled, or filled with zeros."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 2, 16, 512, 5000)))
    piece = data[start:end]
    return data[:start] + chance.choice((b"", piece * 2, bytes(len(piece)), piece * 50)) + data[end:]


def numbers(data: bytes, chance: random.Random) -> bytes:
    """Sizes and places inside a binary file become very large or very small."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 10))):
        wide = chance.choice((2, 4))
        at = chance.randrange(max(1, len(made) - wide)) // wide * wide
        made[at:at + wide] = chance.choice((b"\xff" * wide, bytes(wide), b"\xff" * (wide - 1) + b"\x7f", os.urandom(wide)))[:wide]
    return bytes(made)


def markup(data: bytes, chance: random.Random) -> bytes:
    """Values, tags and nesting of a text or markup file become absurd."""
    places = list(re.finditer(rb'"[^"<>]{0,40}"|>[^<>]{1,60}<|</?[A-Za-z:]+', data))
    if not places:
        return flips(data, chance)
    for _ in range(chance.choice((1, 1, 3, 10))):
        spot = chance.choice(places)
        old = spot[0]
        new = {b'"': b'"' + chance.choice(BOMBS) + b'"', b">": b">" + chance.choice((*BOMBS, b"x" * 40_000)) + b"<",
               b"<": chance.choice((b"<x", b"<" * 3, b"", b"<a>" * 3000, b"<!--", b"<![CDATA["))}[old[:1]]
        data = data.replace(old, new, chance.choice((1, 1, -1)))
        if len(data) > 30_000_000:
            break
    return data


def parts(data: bytes, chance: random.Random) -> bytes:
    """Parts of a zip are damaged, swapped, dropped, doubled or renamed."""
    place = Path(tempfile.mkdtemp()) / "z"
    place.write_bytes(data)
    try:
        with zipfile.ZipFile(place) as old:
            held = [(e.filename, old.read(e)) for e in old.infolist() if e.file_size < 20_000_000]
    except Exception:  # a seed that is itself broken is damaged as plain bytes
        return flips(data, chance)
    finally:
        shutil.rmtree(place.parent)
    if not held:
        return flips(data, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        n = chance.randrange(len(held))
        name, body = held[n]
        kind = chance.randrange(8)
        if kind < 4 and body:
            held[n] = name, chance.choice((markup, markup, flips, cut, moved))(body, chance)
        elif kind == 4:
            other = chance.randrange(len(held))
            held[n], held[other] = (name, held[other][1]), (held[other][0], body)
        elif kind == 5:
            held.pop(n)
        elif kind == 6:
            held.append((name, chance.choice(held)[1]))
        else:
            held[n] = chance.choice((name.upper(), "../" + name, name.replace("/", "\\"), name + "\0x", "xl/workbook.xml")), body
        if not held:
            break
    where = Path(tempfile.mkdtemp()) / "z"
    with zipfile.ZipFile(where, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as new:
        for name, body in held:
            new.writestr(zipfile.ZipInfo(name), body, new.compression)
    made = where.read_bytes()
    shutil.rmtree(where.parent)
    return made


def damages(data: bytes) -> tuple[Damage, ...]:
    if data.startswith(b"PK"):
        return parts, parts, parts, parts, flips, cut, numbers, moved
    if data.startswith(b"\xd0\xcf"):
        return flips, cut, numbers, numbers, moved
    return flips, cut, moved, markup, markup


def outcome(path: Path, store: Path, as_manuscript: bool) -> tuple[str, str]:
    """(kind, detail): what this file came to; what the program itself does with a book comes after the reader."""
    limits = Limits()
    try:
        book = manuscript.read(path, limits) if as_manuscript else formats.read(path, limits)
    except Refused as refusal:
        return "refused", re.sub(r"[\d,]+|“.*?”", "#", str(refusal))
    except BaseException as error:
        return "gave up", f"{type(error).__name__}: {place_of(error)}"
    try:
        pickled = pickle.loads(pickle.dumps(book))
        return "book", used(pickled, path, store) if not as_manuscript else "manuscript"
    except Refused as refusal:
        return "book", "refused: " + re.sub(r"[\d,]+|“.*?”", "#", str(refusal))
    except BaseException as error:
        return "ERROR", f"{type(error).__name__} {str(error)[:80]}: {place_of(error)}"


def used(book: Book, path: Path, store_file: Path) -> str:
    copy = store_file.with_name(f"{os.getpid()}.db")
    shutil.copyfile(store_file, copy)
    store = opening.open_store(str(copy))
    did = []
    try:
        for noun in imports.IMPORTS:
            tables = headings.combine(book, noun.headings(store), noun.learned(store))
            if tables:
                ready = noun.plan(store, tables)
                json.dumps([vars(p) for p in ready.problems], ensure_ascii=False).encode()
                noun.apply(store, ready, path.name)
                did.append(noun.key)
    finally:
        store.close()
        for left in copy.parent.glob(copy.name + "*"):
            left.unlink()
    return "stored " + "+".join(did) if did else "no table"


def place_of(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/desktop/" in f.filename] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno} {ours[-1].name}" if ours else "?"


def forked(path: Path, store: Path, as_manuscript: bool, seconds: float) -> tuple[str, str, float, int]:
    """Outcome, detail, seconds, peak kilobytes of reading one file in a process of its own."""
    out = path.with_suffix(".out")
    start = time.monotonic()
    number = os.fork()
    if not number:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (Limits().memory + (300 << 20), Limits().memory + (300 << 20)))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.alarm(int(seconds))
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 2)
            out.write_text(json.dumps(outcome(path, store, as_manuscript)))
        finally:
            os._exit(0)
    _, status, usage = os.wait4(number, 0)
    took = time.monotonic() - start
    try:
        kind, detail = json.loads(out.read_text())
    except (OSError, ValueError):
        kind, detail = ("TIMEOUT", "") if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM else (
            "died", f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {status}")
    out.unlink(missing_ok=True)
    return kind, detail, took, usage.ru_maxrss


def rounds(seeds: list[Path], asked: argparse.Namespace, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    if asked.as_is:
        yield from ((p.name, p.read_bytes()) for p in seeds)
        return
    for _ in range(asked.count):
        seed = chance.choice(seeds)
        data = seed.read_bytes()
        for _ in range(chance.choice((1, 1, 1, 2))):
            if data:
                data = chance.choice(damages(data))(data, chance)
        yield seed.name, data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--slow", type=float, default=15, help="tell files that took longer")
    parser.add_argument("--keep", type=Path, help="where files that must never happen, died or were slow are kept")
    parser.add_argument("--as-is", action="store_true")
    asked = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="fuzz-"))
    store = opening.create(str(work / "base.db"))
    office.found(store)
    store.close()
    seeds = sorted(p for p in asked.folder.rglob("*") if p.is_file())
    chance = random.Random(asked.seed)
    tally: Counter[str] = Counter()
    bad = slowest = most = 0
    for number, (name, data) in enumerate(rounds(seeds, asked, chance)):
        path = work / ("f" + Path(name).suffix)
        path.write_bytes(data)
        kind, detail, took, memory = forked(path, work / "base.db", number % 5 == 4, asked.seconds)
        tally[f"{kind} · {detail}"] += 1
        slowest, most = max(slowest, took), max(most, memory)
        never = kind in ("ERROR", "TIMEOUT")
        bad += never
        if never or kind == "died" or took > asked.slow:
            print(f"{number} {name} ({len(data)} bytes): {kind} {detail} {took:.1f} s {memory // 1024} MB", flush=True)
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{asked.seed}-{number}-{name}").write_bytes(data)
    for line, count in tally.most_common():
        print(f"{count:6}  {line}")
    print(f"{sum(tally.values())} files, slowest {slowest:.1f} s, most memory {most // 1024} MB, {bad} that must never happen")
    shutil.rmtree(work)
    assert child.GAVE_UP
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
