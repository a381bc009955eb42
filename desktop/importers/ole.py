"""The streams inside an OLE compound file: the box of .xls, .et, .doc, .wps and of encrypted workbooks."""
from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE = 0xFFFFFFFA  # this and higher sector numbers are marks, not places
SECTORS = (512, 4096)  # the two sizes of the format's versions 3 and 4


class Broken(ValueError):
    """The compound file contradicts itself."""


class Compound:
    """`names` are the streams; a chain that bites its own tail is Broken, so no file can make reading endless."""

    def __init__(self, data: bytes) -> None:
        if data[:8] != SIGNATURE or len(data) < 512:
            raise Broken("not a compound file")
        self.data = data
        self.size = 1 << min(self.number("<H", 0x1E), 16)
        if self.size not in SECTORS:
            raise Broken("a sector of no size that there is")
        self.small = 1 << min(self.number("<H", 0x20), 16)
        self.cutoff = self.number("<I", 0x38)
        self.fat = self.table(self.fat_sectors())
        self.entries = self.directory()
        self.small_fat: list[int] | None = None

    def number(self, shape: str, at: int) -> int:
        try:
            return struct.unpack_from(shape, self.data, at)[0]
        except struct.error:
            raise Broken("cut short") from None

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start:start + self.size]

    def fat_sectors(self) -> list[int]:
        found = [n for n in struct.unpack_from("<109I", self.data, 0x4C) if n < FREE]
        further, seen = self.number("<I", 0x44), set[int]()
        while further < FREE and further not in seen:
            seen.add(further)
            block = self.sector(further)
            if len(block) < self.size:
                raise Broken("cut short")
            *numbers, further = struct.unpack(f"<{self.size // 4}I", block)
            found += [n for n in numbers if n < FREE]
        return found

    def table(self, sectors: list[int]) -> list[int]:
        joined = b"".join(self.sector(n) for n in sectors)
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[:len(joined) // 4 * 4]))

    def chain(self, start: int, links: list[int]) -> list[int]:
        found, seen = [], set[int]()
        while start < FREE:
            if start in seen or start >= len(links):
                raise Broken("a chain that leads nowhere")
            seen.add(start)
            found.append(start)
            start = links[start]
        return found

    def directory(self) -> dict[str, tuple[int, int]]:
        joined = b"".join(self.sector(n) for n in self.chain(self.number("<I", 0x30), self.fat))
        found = {}
        for at in range(0, len(joined) - 127, 128):
            entry = joined[at:at + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] in (2, 5) and 2 <= length <= 64:
                name = entry[:length - 2].decode("utf-16-le", "replace")
                found["" if entry[66] == 5 else name] = struct.unpack_from("<II", entry, 116)
        return found

    @property
    def names(self) -> set[str]:
        return set(self.entries) - {""}

    def stream(self, name: str) -> bytes:
        start, length = self.entries[name]
        if length >= self.cutoff or name == "":
            return b"".join(self.sector(n) for n in self.chain(start, self.fat))[:length]
        if self.small_fat is None:
            self.small_fat = self.table(self.chain(self.number("<I", 0x3C), self.fat))
            self.small_data = self.stream("") if "" in self.entries else b""
        size = self.small
        parts = (self.small_data[n * size:(n + 1) * size] for n in self.chain(start, self.small_fat))
        return b"".join(parts)[:length]
