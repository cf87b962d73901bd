import lzma
from collections import Counter

import numpy as np
import pytest
from tokenizers import normalizers

from embeddings.static import StaticEncoder
from embeddings.train import save
from embeddings.training import contrast, cooccurrence, data, pairs, vocabulary, weighting
from embeddings.training.charsmap import compile_charsmap
from embeddings.training.tokens import Documents, Ragged, encode, occurrences

PIECES = {"就业": 50.0, "增长": 80.0, "jobs": 9.0, **dict.fromkeys("就业增长学校jobsty", 0.3)}


class KeepAll:
    """Random numbers that are all 0: no word is too frequent to be kept, as all are in so small a text."""

    def random(self, size, dtype):
        """Give zeros."""
        return np.zeros(size, dtype)


def tokenizer():
    return vocabulary.build_tokenizer(PIECES, normalizers.NFKC())


def test_a_charsmap_replaces_what_its_table_says():
    """Every character of the table is replaced, by one or more characters; all others stay."""
    table = {"國": "国", "𨭎": "钅", "é": "e", "½": "1/2", "龍": "龙"}
    normalizer = normalizers.Precompiled(compile_charsmap(table))

    assert normalizer.normalize_str("中國é½ 龍a𨭎龘") == "中国e1/2 龙a钅龘"


def test_a_large_charsmap_keeps_every_pair():
    """Three thousand neighbouring characters each find their own replacement."""
    table = {chr(code): chr(code + 5000) for code in range(0x4E00, 0x4E00 + 3000)}
    normalizer = normalizers.Precompiled(compile_charsmap(table))

    assert all(normalizer.normalize_str(character) == simple for character, simple in table.items())


def test_the_tokenizer_keeps_words_and_falls_back_to_parts():
    """Known words stay whole, others fall to characters; punctuation and spaces are dropped."""
    assert tokenizer().encode("就业增长，学校 jobs!").tokens == ["就业", "增长", "学", "校", "jobs"]


def test_the_tokenizer_without_words_cuts_them_all():
    """The second tokenizer uses the same numbers and keeps no word whole."""
    whole = tokenizer()
    parts = vocabulary.without_words(whole, PIECES)

    assert parts.encode("就业 jobs").tokens == [*"就业jobs"]
    assert parts.get_vocab() == whole.get_vocab()


def test_common_characters_are_always_pieces():
    """Every character of GB 2312 is a piece, whatever the texts hold."""
    pieces = vocabulary.choose_pieces(Counter({"就业": 3}), {"jobs": 2}, size=10)

    assert {"就业", "jobs"} - set(pieces) == {"就业"}  # the size is used up by what must be there
    assert all(character in pieces for character in "的一镑齄")
    assert min(pieces.values()) > 0


def test_traditional_characters_are_read_as_simplified_ones():
    """The normaliser lower-cases, narrows and simplifies."""
    pytest.importorskip("opencc")

    assert vocabulary.normaliser().normalize_str("國內生產總值ＧＤＰ") == "国内生产总值gdp"


def test_phrases_are_found_in_texts():
    """Rows that hold a phrase are found, a phrase across two rows is not."""
    texts = Ragged.join([[1, 2, 3], [2, 3, 1], [3], [1, 2]])

    found = occurrences(texts, [[2, 3], [1, 2], [3, 2], [9]], limit=5)

    assert [rows.tolist() for rows in found] == [[0, 1], [0, 3], [], []]


def test_words_near_each_other_count_more():
    """Within a window of 2, neighbours count 1, the next but one a half, words of other texts nothing."""
    texts = Ragged.join([[1, 2, 3], [4, 1]])
    counts = cooccurrence.count_window(texts, 5, window=2, rng=KeepAll())

    assert counts.toarray()[1].tolist() == [0, 0, 1, 0.5, 1]


def test_words_of_a_group_count_once():
    """In a group all different words stand side by side, repeated ones too only once."""
    counts = cooccurrence.count_groups(Ragged.join([[1, 2, 2], [2, 3]]), 4)

    assert counts.toarray().tolist() == [[0, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]]


def test_rare_words_lean_on_their_parts():
    """A word never seen gets the vector of its part; a frequent one keeps its own."""
    vectors = np.array([[0, 0], [1, 0], [0, 1], [0, 0], [0, 0]], np.float32)
    parts = Ragged.join([[0], [3], [3, 4], [3], [4]])

    filled = weighting.fill_in(vectors, np.array([0.0, 1000, 1e9, 0, 0]), parts)

    assert filled[2] == pytest.approx([0, 1], abs=1e-3)
    assert filled[4] == pytest.approx([0, 1], abs=1e-3)
    assert np.linalg.norm(filled[1:], axis=1) == pytest.approx(1, abs=1e-5)


def test_frequent_words_weigh_less():
    """The weight is a / (a + p) within each script."""
    weights = weighting.frequency_weights(np.array([999.0, 1, 5]), np.array([False, False, True]))

    assert weights == pytest.approx([1e-3 / (1e-3 + 0.999), 0.5, 1e-3 / 1.001])


def test_contrast_draws_pairs_together():
    """Translations end nearer to each other than to other sentences."""
    rng = np.random.default_rng(0)
    english, chinese = Ragged.join([[1], [2], [3], [4]]), Ragged.join([[5], [6], [7], [8]])
    first = rng.normal(size=(9, 8)).astype(np.float32)
    schedule = contrast.Schedule(steps=60, batch=4, rate=0.05, broken=0.1)

    trained = contrast.train(
        first, [(pairs.Translations(english, chinese), 1.0)], Ragged.join([[i] for i in range(9)]), schedule, rng
    )

    similar = trained[1:5] @ trained[5:9].T
    assert (similar.argmax(axis=1) == np.arange(4)).all()


def test_a_paragraph_is_drawn_without_its_sentence():
    """With no overlap asked for, the paragraph holds no word of the sentence it is paired with."""
    sentences = Ragged.join([range(10 * i, 10 * i + 10) for i in range(12)])
    documents = Documents(sentences, np.array([0, 12]))
    source = pairs.Paragraphs(documents, per_document=2, overlap=0.0, estranged=0.0)

    queries, passages = source.draw(20, np.random.default_rng(0))

    assert len(queries) == len(passages) == 20
    for query, passage in zip(queries, passages, strict=True):
        assert len({piece // 10 for piece in query}) == 1
        assert not set(query) & set(passage)


def test_terms_pair_what_people_say_with_what_officials_write():
    """Each query is an everyday or English word, or an official one; each passage an official term, its sentence or English."""
    phrases = tokenizer()
    official, everyday, english = (encode(phrases, [text]) for text in ("就业", "增长", "jobs"))
    texts = encode(phrases, ["学校就业增长", "学校"])
    source = pairs.Terms(
        [official], [everyday], [english], [[np.array([0])]], texts, encode(phrases, ["学"]), encode(phrases, ["s"])
    )

    rng = np.random.default_rng(0)
    drawn = [tuple(phrases.decode(ids[0].tolist()) for ids in source.draw(5, rng)) for _ in range(200)]

    queries, passages = (set(side) for side in zip(*drawn, strict=True))
    assert queries == {"增长", "增长 学", "jobs", "jobs s", "就业"}
    assert passages == {"就业", "学 校 就业 增长", "学 校 就业 增长 学 校", "jobs"}


def test_terms_without_everyday_or_english_words_pair_what_there_is():
    """A row of official words alone gives pairs of these."""
    phrases = tokenizer()
    official, nothing, frames = encode(phrases, ["就业"]), encode(phrases, []), encode(phrases, ["学"])
    source = pairs.Terms([official], [nothing], [nothing], [[np.array([], int)]], official, frames, frames)

    rng = np.random.default_rng(0)

    for _ in range(20):
        queries, passages = source.draw(1, rng)
        assert queries[0].tolist() == passages[0].tolist() == official[0].tolist()


def test_a_saved_model_is_read_by_the_static_reader_and_keeps_its_card(tmp_path):
    """What is saved loads without torch; the card that lay in the folder stays."""
    (tmp_path / "README.md").write_text("card")
    weights = np.eye(len(PIECES) + 1, 4, dtype=np.float32)

    save(tokenizer(), weights, tmp_path)

    encoder = StaticEncoder(tmp_path, "saved")
    most_frequent = encoder.encode_queries(["增长"])
    assert most_frequent.tolist() == [[0, 1, 0, 0]]
    assert (tmp_path / "README.md").read_text() == "card"
    assert (tmp_path / "1_Normalize" / "config.json").exists()


def test_the_training_data_is_read(tmp_path):
    """Articles lose their header and fall into sentences; translations are split in two; lexicon rows into words."""
    lines = {
        "news.jsonl.xz": '{"text": "2030-01-02，正文：某市新修道路。学校开学了！\\n好"}\n',
        "state-council-1954-2015.jsonl.xz": '{"year": 1999, "title": "某报告", "text": "各位代表：\\n一、回顾去年"}\n',
        "parallel-en-zh.tsv.xz": "".join(f"This is sentence {i}.\t这是第{i}句。\n" for i in range(200)),
    }
    for name, text in lines.items():
        with lzma.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.write(text)
    (tmp_path / "lexicon").mkdir()
    rows = "# 就业\n就业|新增就业\t找工作\tjobs|employment\n\n>铁路|高铁\t坐高铁\t\n"
    (tmp_path / "lexicon" / "work.tsv").write_text(rows, "utf-8")

    texts = data.read(tmp_path, tmp_path / "lexicon")

    assert texts.news == [["某市新修道路。", "学校开学了！"]]
    assert texts.reports == [["各位代表：", "一、回顾去年"]]
    assert len(texts.translations) + len(texts.held_out) == 200
    assert 0 < len(texts.held_out) < 30
    assert texts.lexicon == [
        data.LexiconRow(("就业", "新增就业"), ("找工作",), ("jobs", "employment")),
        data.LexiconRow(("铁路", "高铁"), ("坐高铁",), ()),
    ]
