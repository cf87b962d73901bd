"""Train the bundled static model: a folder of texts -> embeddings/bundled.

    python -m embeddings.train --data FOLDER [--lexicon rag/lexicon/data] [--out embeddings/bundled]

The steps: words and their frequencies give the tokenizer; which words stand near which gives first vectors; pairs
of texts that mean alike move them (training/, one module a step). The model card README.md in the folder names the
data and the scores; it is written by hand and left as it is. Takes about a quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.encoder import BUNDLED_FOLDER
from embeddings.training import contrast, cooccurrence, data, pairs, vocabulary, weighting
from embeddings.training.tokens import Documents, Ragged, encode, encode_documents, occurrences

FloatMatrix = npt.NDArray[np.float32]
log = logging.getLogger(__name__)

LEXICON = Path(__file__).parents[1] / "rag" / "lexicon" / "data"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The sizes and shares of one training run; those given are the bundled model's."""

    pieces: int = 24_300
    dim: int = 300
    window: int = 8
    """Words to each side that count as near."""
    report_weight: float = 3.0
    translation_weight: float = 2.0
    lexicon_weight: float = 5.0
    """What a co-occurrence counts in reports, translations and lexicon rows; 1 in the news."""
    news_share: float = 0.45
    report_share: float = 0.1
    translation_share: float = 0.2
    lexicon_share: float = 0.25
    """How often a batch is drawn from each."""
    schedule: contrast.Schedule = field(default_factory=contrast.Schedule)
    seed: int = 1


@dataclass(frozen=True)
class _Tokenised:
    """The training data as numbers of pieces."""

    news: Documents
    reports: Documents
    english: Ragged
    chinese: Ragged
    official: list[Ragged]
    everyday: list[Ragged]
    english_terms: list[Ragged]

    def count(self, size: int) -> npt.NDArray[np.float64]:
        """How often each piece stands in the texts; what is scarce but wanted counts more than once."""
        terms = [*self.official, *self.everyday, *self.english_terms]
        parts = [(self.news.sentences, 1), (self.reports.sentences, 1), (self.chinese, 1), (self.english, 5)]
        counts = sum(weight * np.bincount(rows.ids, minlength=size) for rows, weight in parts)
        return np.asarray(counts + 5 * np.bincount(np.concatenate([rows.ids for rows in terms]), minlength=size), float)

    def sentences(self) -> Ragged:
        """Run the sentences of news and reports together."""
        news, reports = self.news.sentences, self.reports.sentences
        starts = np.concatenate([news.starts, reports.starts[1:] + news.starts[-1]])
        return Ragged(np.concatenate([news.ids, reports.ids]), starts)


def train(texts: data.TrainingData, recipe: Recipe) -> tuple[Tokenizer, FloatMatrix]:
    """Train a model.

    Args:
        texts: what to learn from.
        recipe: how.

    Returns: the tokenizer, and a row of weights for each of its pieces.

    """
    rng = np.random.default_rng(recipe.seed)
    tokenizer, in_parts = _make_tokenizers(texts, recipe)
    names = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]
    log.info("%d pieces", len(names))
    tokenised = _tokenise(tokenizer, texts)
    log.info("%d tokens", len(tokenised.news.sentences.ids) + len(tokenised.reports.sentences.ids))
    parts = Ragged.join([[0], *(in_parts.encode(name).ids or [0] for name in names[1:])])
    weights = _first_weights(tokenised, names, parts, recipe, rng)
    log.info("first weights made")
    return tokenizer, contrast.train(weights, _sources(tokenizer, tokenised, recipe), parts, recipe.schedule, rng)


def save(tokenizer: Tokenizer, weights: FloatMatrix, folder: Path) -> None:
    """Write the model as sentence-transformers lays it out, beside the card that is there."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()])
    with TemporaryDirectory() as made:
        model.save_pretrained(made, create_model_card=False)
        tokenizer.save(f"{made}/tokenizer.json", pretty=False)
        Path(made, "README.md").unlink(missing_ok=True)  # an empty one is written, and would replace the card
        for file in Path(made).rglob("*.*"):
            place = folder / file.relative_to(made)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())


def _make_tokenizers(texts: data.TrainingData, recipe: Recipe) -> tuple[Tokenizer, Tokenizer]:
    """Make the tokenizer, and one that never keeps a word whole."""
    normalizer = vocabulary.normaliser()
    normalise = normalizer.normalize_str
    counts = vocabulary.count_words(normalise("\n".join(document)) for document in texts.news)
    reports = vocabulary.count_words(normalise("\n".join(document)) for document in texts.reports)
    translated = vocabulary.count_words(normalise("\n".join(pair)) for pair in texts.translations)
    terms = vocabulary.count_words(
        normalise("\n".join((*row.official, *row.everyday, *row.english))) for row in texts.lexicon
    )
    for word, n in reports.items():
        counts[word] += 5 * n
    wanted = Counter({word: n for word, n in translated.items() if n >= 3})
    for word, n in terms.items():
        if n > 1 or counts[word] >= 200:
            wanted[word] += 5 * n
    pieces = vocabulary.choose_pieces(counts, wanted, recipe.pieces)
    tokenizer = vocabulary.build_tokenizer(pieces, normalizer)
    return tokenizer, vocabulary.without_words(tokenizer, pieces)


def _tokenise(tokenizer: Tokenizer, texts: data.TrainingData) -> _Tokenised:
    return _Tokenised(
        news=encode_documents(tokenizer, texts.news),
        reports=encode_documents(tokenizer, texts.reports),
        english=encode(tokenizer, (english for english, _ in texts.translations)),
        chinese=encode(tokenizer, (chinese for _, chinese in texts.translations)),
        official=[encode(tokenizer, row.official) for row in texts.lexicon],
        everyday=[encode(tokenizer, row.everyday) for row in texts.lexicon],
        english_terms=[encode(tokenizer, row.english) for row in texts.lexicon],
    )


def _first_weights(
    tokenised: _Tokenised, names: list[str], parts: Ragged, recipe: Recipe, rng: np.random.Generator
) -> FloatMatrix:
    size = len(names)
    near = cooccurrence.count_window(tokenised.news.sentences, size, window=recipe.window, rng=rng)
    reports = cooccurrence.count_window(tokenised.reports.sentences, size, window=recipe.window, rng=rng)
    translated = _side_by_side([tokenised.english, tokenised.chinese])
    lexicon = zip(tokenised.official, tokenised.everyday, tokenised.english_terms, strict=True)
    terms = Ragged.join(np.concatenate([side.ids for side in row]) for row in lexicon)
    near = near + recipe.report_weight * reports
    near = near + recipe.translation_weight * cooccurrence.count_groups(translated, size)
    near = near + recipe.lexicon_weight * cooccurrence.count_groups(terms, size)
    log.info("%d pairs of words counted", near.nnz)
    counts = tokenised.count(size)
    vectors = weighting.fill_in(cooccurrence.vectors(near, recipe.dim, seed=recipe.seed), counts, parts)
    latin = np.array([vocabulary.is_latin(name) for name in names])
    weights = (vectors * weighting.frequency_weights(counts, latin)[:, None]).astype(np.float32)
    weights[0] = 0
    return weights


def _side_by_side(sides: list[Ragged]) -> Ragged:
    return Ragged.join(np.concatenate([side[row] for side in sides]) for row in range(len(sides[0])))


def _sources(tokenizer: Tokenizer, tokenised: _Tokenised, recipe: Recipe) -> list[tuple[pairs.PairSource, float]]:
    sentences = tokenised.sentences()
    phrases = [phrases[i] for phrases in tokenised.official for i in range(len(phrases))]
    rows = iter(occurrences(sentences, phrases, limit=200))
    terms = pairs.Terms(
        tokenised.official,
        tokenised.everyday,
        tokenised.english_terms,
        [[next(rows) for _ in range(len(phrases))] for phrases in tokenised.official],
        sentences,
        encode(tokenizer, pairs.FRAMES_CHINESE),
        encode(tokenizer, pairs.FRAMES_ENGLISH),
    )
    return [
        (pairs.Paragraphs(tokenised.news, per_document=1), 0.6 * recipe.news_share),
        (pairs.Paragraphs(tokenised.news, per_document=4), 0.4 * recipe.news_share),
        (pairs.Paragraphs(tokenised.reports, per_document=24), recipe.report_share),
        (pairs.Translations(tokenised.english, tokenised.chinese), recipe.translation_share),
        (terms, recipe.lexicon_share),
    ]


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.train", description="Train the bundled static model.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with the three files that the model card names"
    )
    parser.add_argument("--lexicon", type=Path, default=LEXICON, help="folder of the lexicon (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=BUNDLED_FOLDER, help="folder to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8.0f ms  %(message)s", stream=sys.stderr)
    try:
        texts = data.read(options.data, options.lexicon)
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: --data needs the three files that the model card names", file=sys.stderr)
        return 1
    tokenizer, weights = train(texts, Recipe())
    save(tokenizer, weights, options.out)
    print(f"{options.out}: {len(weights)} pieces, {weights.shape[1]} dimensions")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
