"""Everyday words that the lexicon does not know lead to the concept whose words are most like them."""

import pytest

from rag.lexicon import lexicon
from rag.lexicon.nearest import expand
from rag.question import understand
from rag.retrieve import query_text


def leads(text: str) -> set[str]:
    """Give all official terms that a text leads to."""
    return {term for expansion in expand(text) for term in expansion.terms}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("兜里的票子多了没", "居民人均可支配收入"),
        ("车位又腾出来了", "停车泊位"),
        ("孩子的作业写到后半夜", "双减"),
        ("跟外国做了多大的买卖", "进出口总额"),
        ("homework that never ends", "双减"),
        ("cheap flats for those who cannot pay", "保障性住房"),
    ],
)
def test_a_saying_need_not_be_known(text: str, term: str) -> None:
    """What nobody wrote into the lexicon is read by its likeness to what stands there."""
    assert term in leads(text)


@pytest.mark.parametrize("text", ["是几月几号来的", "又换了没", "what about it", "", "？！"])
def test_nothing_near_adds_nothing(text: str) -> None:
    """Words said of anything (涨, 换) make no concept, however like a saying the whole is."""
    assert not leads(text)


@pytest.mark.parametrize("text", ["三大攻坚战是哪三个", "招商盯着哪几条链", "有哪些困难", "机场一年能接待多少旅客"])
def test_words_of_reports_are_looked_for_as_they_are(text: str) -> None:
    """What is only near to a word that reports use themselves is not added."""
    assert expand(text) == lexicon().expand(text)


def test_sayings_that_speak_of_different_things_add_nothing() -> None:
    """黑 is as like black rivers as streets without light."""
    assert not leads("小河沟还黑不黑")


@pytest.mark.parametrize("text", ["口袋公园", "城镇新增就业", "一般公共预算收入", "森林覆盖率"])
def test_reports_own_words_are_left_alone(text: str) -> None:
    """What the look-up knows as a whole is not read by its parts: 口袋公园 is no 口袋."""
    assert expand(text) == lexicon().expand(text)


def test_each_telling_word_carries_the_terms() -> None:
    """A passage meets such a word by a term, while the rest of the question is still looked for."""
    asked = {one.asked for one in expand("兜里的票子多了没")}

    assert "兜" in "".join(asked)
    assert not asked & {"了", "没", "多"}


def test_likeness_is_part_of_understanding() -> None:
    """A question carries what it leads to, and its vector is that of the topic with each term once."""
    question = understand("青石区今年车位又腾出来多少", [])

    terms = [one.terms[0] for one in question.expansions]
    assert terms
    assert all(query_text(question).count(f" {term}") == 1 for term in terms)


def test_terms_that_are_only_near_do_not_lead_to_one_another() -> None:
    """A row with > leads from sayings alone: 坐高铁 to 高铁 and 铁路, but 铁路 not to 高铁."""
    found = {term for one in lexicon().expand("铁路") for term in one.terms}

    assert "高铁" not in found
    assert {"高铁", "铁路"} & leads("想坐高铁")
