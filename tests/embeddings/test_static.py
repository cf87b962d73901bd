import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import BUNDLED_FOLDER, load
from embeddings.static import StaticEncoder
from rag.errors import ModelMissing

TEXTS = [
    "全区新增城镇就业一万二千人，超额完成目标。",
    "How many new schools were opened in the district?",
    "安澜市 GDP 增长 5.5%，AI 企业 120 家",
    "ＧＤＰ增长５．５％　（同比）",
    "全區新增城鎮就業",
    "",
    " \n\t",
    "，。！",
    "一",
    "龘靐齉 😀 ѫ",
    "推进老旧小区改造，加装电梯。" * 1000,
]


@pytest.fixture(scope="module")
def bundled() -> StaticEncoder:
    encoder = load("bundled")
    assert isinstance(encoder, StaticEncoder)
    return encoder


def test_the_static_reader_equals_sentence_transformers(bundled):
    """The vectors are those of SentenceTransformer on the same folder, for every kind of text."""
    from sentence_transformers import SentenceTransformer

    expected = SentenceTransformer(str(BUNDLED_FOLDER), device="cpu").encode(TEXTS)

    assert np.abs(bundled.encode_passages(TEXTS) - expected).max() < 1e-5


def test_a_text_as_long_as_a_book_keeps_its_precision(bundled):
    """The sum stays exact over 60,000 pieces, where torch's running sum in float32 drifts by more than 1e-5."""
    sentence = "推进老旧小区改造，加装电梯。"

    once, often = bundled.encode_passages([sentence, sentence * 10_000])

    assert np.abs(once - often).max() < 1e-6


def test_rows_are_unit_float32_and_blank_text_gives_zeros(bundled):
    """Rows have length 1, those of texts without a known letter or digit are zero, none holds a NaN."""
    vectors = bundled.encode_passages(TEXTS)

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), bundled.dim)
    lengths = np.linalg.norm(vectors, axis=1)
    blank = np.array([text in ("", " \n\t", "，。！") for text in TEXTS])
    assert (lengths[blank] == 0).all()
    said = ~blank & (np.array(TEXTS) != TEXTS[9])
    assert lengths[said] == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(bundled):
    """An empty list gives an empty matrix of the right width."""
    assert bundled.encode_queries([]).shape == (0, bundled.dim)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("５０所学校", "50所学校"),
        ("ＧＤＰ", "gdp"),
        ("醫療保險與養老", "医疗保险与养老"),
        ("Roads Built", "roads built"),
    ],
)
def test_forms_of_writing_do_not_matter(bundled, one, other):
    """Full width, capitals and traditional characters give the same vector as the plain form."""
    assert bundled.encode_queries([one]) == pytest.approx(bundled.encode_queries([other]), abs=1e-6)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("看病能报销多少", "居民医保财政补助标准提高，住院费用报销比例稳定。", "新建高标准农田三万亩。"),
        ("老人谁来照顾", "新增养老床位八百张，建成日间照料中心九处。", "规模以上工业增加值增长百分之六。"),
        ("路上太堵", "优化交通组织，打通断头路，新增停车泊位。", "粮食总产量保持稳定。"),
        ("how many jobs were created", "城镇新增就业一万八千人。", "森林覆盖率提高一个百分点。"),
        ("foreign investment", "实际使用外资两亿美元。", "完成农村户厕改造。"),
        ("cleaner air", "空气质量优良天数比例提高。", "一般公共预算收入完成三十亿元。"),
    ],
)
def test_related_texts_are_nearer_than_unrelated_ones(bundled, query, near, far):
    """A question lies nearer to the sentence that answers it than to another, with no word in common."""
    asked = bundled.encode_queries([query])[0]
    right, wrong = bundled.encode_passages([near, far]) @ asked

    assert right > wrong


def test_the_bundled_model_needs_no_torch():
    """Loading the bundled model and encoding a query imports neither torch nor transformers."""
    code = (
        "import sys; from embeddings.encoder import load; load('bundled').encode_queries(['财政收入']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_the_bundled_folder_stays_small():
    """The folder takes at most 30 MB."""
    assert sum(path.stat().st_size for path in BUNDLED_FOLDER.rglob("*") if path.is_file()) <= 30_000_000


def test_the_fingerprint_follows_the_weights(bundled, tmp_path):
    """A copy has the same fingerprint; one with another tokenizer has another."""
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes((BUNDLED_FOLDER / name).read_bytes())
    assert StaticEncoder(tmp_path, "copy").fingerprint == bundled.fingerprint

    (tmp_path / "tokenizer.json").write_bytes((BUNDLED_FOLDER / "tokenizer.json").read_bytes() + b"\n")
    assert StaticEncoder(tmp_path, "copy").fingerprint != bundled.fingerprint


@pytest.mark.parametrize("damaged", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_folder_is_named(tmp_path: Path, damaged):
    """A missing or broken file raises ModelMissing that says which folder and what to do."""
    with pytest.raises(ModelMissing, match="is missing: reinstall baogao"):
        StaticEncoder(tmp_path, "broken")

    for name in ("model.safetensors", "tokenizer.json"):
        whole = (BUNDLED_FOLDER / name).read_bytes()
        (tmp_path / name).write_bytes(b"{}" if name == damaged else whole)
    with pytest.raises(ModelMissing, match="is damaged"):
        StaticEncoder(tmp_path, "broken")
