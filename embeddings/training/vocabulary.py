"""Choose the pieces of the bundled model and build its tokenizer: texts -> Tokenizer.

The tokenizer is a Unigram model whose pieces are whole words with their log frequencies, so that its best cut is
much what a word segmenter gives; single characters and parts of latin words stand in for every other word.
Before cutting: NFKC, lower case, traditional characters to simplified ones. Only letters and digits are kept.
Not here: the vectors of the pieces (cooccurrence.py, contrast.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from embeddings.training.charsmap import compile_charsmap

UNKNOWN = "[UNK]"
LONGEST_WORD = 4
"""Characters of a Chinese piece; longer words are cut, so that they share the vectors of their parts."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+")
_LATIN = re.compile(r"[^\W\d_\u0e00-\U0010ffff]+")
_KEPT = Regex(r"[\p{Han}〇]+|[\p{L}&&[^\p{Han}]]+|\p{N}+")


def normaliser() -> normalizers.Normalizer:
    """NFKC, lower case, simplified characters.

    Raises:
        ImportError: if OpenCC, whose table of characters is used, is not installed.

    """
    from opencc import OpenCC  # type: ignore[import-not-found, unused-ignore]

    convert = OpenCC("t2s").convert
    characters = map(chr, range(0x3400, 0xA000))
    table = {traditional: simple for traditional in characters if (simple := convert(traditional)) != traditional}
    return normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Precompiled(compile_charsmap(table))]
    )


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count Chinese words (as jieba cuts them), latin words and runs of digits in normalised texts."""
    import rjieba

    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(rjieba.cut(text))
    return Counter({word: n for word, n in counts.items() if word.isalnum()})


def choose_pieces(counts: Mapping[str, int], wanted: Mapping[str, int], size: int) -> dict[str, float]:
    """Pick the vocabulary.

    Args:
        counts: how often each word stands in the texts.
        wanted: words that must be pieces, with a weight in occurrences: those of the lexicon and the parallel text.
        size: number of pieces to come close to; characters and wanted words are kept whatever their number.

    Returns: the pieces with a frequency each (never 0).

    """
    pieces: dict[str, float] = dict.fromkeys(_common_characters(), 0.3)
    pieces |= {character: max(0.3, counts.get(character, 0)) for character in _seen_characters(counts)}
    latin = Counter({word: n for word, n in (Counter(counts) + Counter(wanted)).items() if is_latin(word)})
    pieces |= dict.fromkeys(_word_parts(latin), 0.3)
    pieces |= {str(number): max(0.3, counts.get(str(number), 0)) for number in [*range(100), *range(1949, 2051)]}
    for word, n in wanted.items():
        if _is_word(word):
            pieces[word] = counts.get(word, 0) + n
    for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if len(pieces) >= size:
            break
        if _is_word(word):
            pieces.setdefault(word, n)
    return pieces


def build_tokenizer(pieces: Mapping[str, float], normalizer: normalizers.Normalizer) -> Tokenizer:
    """Make the Unigram tokenizer; piece 0 is the unknown one."""
    total = sum(pieces.values())
    ranked = sorted(pieces.items(), key=lambda item: (-item[1], item[0]))
    scored = [(UNKNOWN, 0.0), *((piece, round(math.log(n / total), 3)) for piece, n in ranked)]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Split(_KEPT, behavior="removed", invert=True)
    return tokenizer


def without_words(tokenizer: Tokenizer, pieces: Mapping[str, float]) -> Tokenizer:
    """Give a tokenizer with the same numbers that cuts Chinese into characters and latin words into parts.

    Training on some texts cut so teaches the parts what they mean in words that are no piece.
    """
    scored = [(UNKNOWN, 0.0)]
    for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])[1:]:
        whole = len(piece) > 1 and (bool(_HAN.fullmatch(piece)) or pieces[piece] >= 1)
        scored.append((piece, -60.0 if whole else -10.0))
    parts = Tokenizer(models.Unigram(scored, unk_id=0, byte_fallback=False))
    parts.normalizer = tokenizer.normalizer
    parts.pre_tokenizer = tokenizer.pre_tokenizer
    return parts


def is_latin(piece: str) -> bool:
    """Whether a piece is made of letters other than Chinese characters."""
    return bool(_LATIN.fullmatch(piece))


def _is_word(word: str) -> bool:
    if _HAN.fullmatch(word):
        return 2 <= len(word) <= LONGEST_WORD
    return is_latin(word) and len(word) <= 20


def _common_characters() -> list[str]:
    """List the 6,763 characters of GB 2312, letters and digits."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    han = [character for code in rows if (character := code.decode("gb2312", "ignore"))]
    return [*han, *"abcdefghijklmnopqrstuvwxyz0123456789"]


def _seen_characters(counts: Mapping[str, int], least: int = 20) -> list[str]:
    seen: Counter[str] = Counter()
    for word, n in counts.items():
        for character in word:
            seen[character] += n
    return [character for character, n in seen.items() if n >= least and character.isalnum()]


def _word_parts(latin: Mapping[str, int], size: int = 2500) -> list[str]:
    """Frequent parts of latin words, found by byte-pair merges over the words, each counted at most 20 times."""
    tokenizer = Tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(vocab_size=size, show_progress=False, max_token_length=6)
    ordered = sorted(latin.items())
    tokenizer.train_from_iterator((word for word, n in ordered for _ in range(min(n, 20))), trainer)
    return list(tokenizer.get_vocab())
