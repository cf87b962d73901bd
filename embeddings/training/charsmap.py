"""Compile a character table into the form that tokenizers reads: mapping -> bytes for `Precompiled`.

The `Precompiled` normaliser of tokenizers takes SentencePiece's charsmap: the size of a trie, the trie as a
double array (Darts-clone's 32-bit units, Yata et al. 2007), and the replacements, each ended by a zero byte.
It looks every character up in one step, where a chain of `Replace` steps would pass over the text once a rule.
Which characters are mapped to which is left to the caller.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_LEAF_MARK = 1 << 31
_HAS_LEAF = 1 << 8
_OFFSET_SHIFT = 10
_BLOCK = 256  # a node's children lie within one block of this many units: its base XOR one byte


class _Node:
    """A step of the trie: its children by byte, and the value of the key that ends here."""

    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[int, _Node] = {}
        self.value: int | None = None


def compile_charsmap(table: Mapping[str, str]) -> bytes:
    """Build the charsmap.

    Args:
        table: what replaces each character; keys are single characters, replacements hold no NUL.

    Returns: bytes for `tokenizers.normalizers.Precompiled`.

    """
    root = _Node()
    replacements = bytearray()
    for character, replacement in sorted(table.items()):
        node = root
        for byte in character.encode():
            node = node.children.setdefault(byte, _Node())
        node.value = len(replacements)
        replacements += replacement.encode() + b"\0"
    units = _double_array(root)
    trie = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(trie)) + trie + bytes(replacements)


def _double_array(root: _Node) -> list[int]:
    """Lay the trie out so that the child of unit p by byte b stands at p ^ offset(p) ^ b.

    Units know their own byte but not their parent, so no two nodes may share a base (p ^ offset).
    """
    units = [0] * _BLOCK
    taken = {0}
    bases: set[int] = set()
    waiting = [(0, 0, root)]
    first_base = 1
    while waiting:
        position, label, node = waiting.pop()
        labels = [*node.children, *([0] if node.value is not None else [])]
        while first_base in bases:
            first_base += 1
        base = first_base
        while base in bases or any(base ^ byte in taken for byte in labels):
            base += 1
        bases.add(base)
        taken.update(base ^ byte for byte in labels)
        units.extend([0] * (base // _BLOCK * _BLOCK + _BLOCK - len(units)))
        units[position] = (position ^ base) << _OFFSET_SHIFT | label
        if node.value is not None:
            units[position] |= _HAS_LEAF
            units[base] = node.value | _LEAF_MARK
        waiting.extend((base ^ byte, byte, child) for byte, child in node.children.items())
    return units
