"""The lexicon: from the asker's words to the report's."""

import pytest

from rag.lexicon import lexicon
from rag.lexicon.rows import DATA


def leads(text: str) -> set[str]:
    """Give all official terms that a text leads to."""
    return {term for expansion in lexicon().expand(text) for term in expansion.terms}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("老人们中午在哪吃饭", "老年助餐服务"),
        ("找个工作难不难", "就业形势"),
        ("路灯到了晚上都不亮", "城市照明"),
        ("孩子放了学没有人接怎么办", "课后服务"),
        ("村里的泥巴路变成水泥路了吗", "建制村通硬化路"),
    ],
)
def test_an_everyday_saying_may_stand_apart(text: str, term: str) -> None:
    """Nobody says it twice alike: the characters of 老人吃饭 need not stand side by side."""
    assert term in leads(text)


@pytest.mark.parametrize("text", ["农村超市建了多少个", "怎么降低保费", "学校园区绿化"])
def test_parts_of_two_words_are_no_word(text: str) -> None:
    """农村|超市 holds no 村超, 降低|保费 no 低保."""
    found = {expansion.asked for expansion in lexicon().expand(text)}

    assert not found & {"村超", "低保", "校园"}


def test_words_far_apart_are_no_saying() -> None:
    """老人 and 吃饭 in two clauses say nothing of meals for the old."""
    assert "老年助餐服务" not in leads("老人去年领了多少高龄补贴，另外游客在景区吃饭贵不贵")


def test_english_terms_are_found_in_either_number_and_order() -> None:
    """New urban jobs and an urban new job are one term."""
    assert leads("How many new urban jobs were there?") == leads("an urban new job")


def test_no_row_is_spoilt() -> None:
    """Every row has official terms, and none that holds a question mark or a tab too many."""
    for file in DATA.glob("*.tsv"):
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                assert len(line.split("\t")) == 3, (file.name, line)
                assert not set(line) & set("？?；;"), (file.name, line)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("大家手里的钱涨没涨", "居民人均可支配收入"),
        ("看个病怎么这么贵", "看病难看病贵"),
        ("停个车真难", "公共停车泊位"),
        ("买的房子一直停工交不了房", "保交楼"),
        ("老板拖着工资就是不发", "根治欠薪"),
        ("一下雨就淹的地方治好了吗", "排水防涝"),
        ("How many places to park were added?", "公共停车泊位"),
        ("How many old housing estates were renovated?", "城镇老旧小区改造"),
        ("How much farmland was lost?", "耕地保护"),
    ],
)
def test_citizens_words_lead_to_official_terms(text: str, term: str) -> None:
    """What people say at home, in either language."""
    assert term in leads(text)


def test_look_alike_indicators_do_not_lead_to_each_other() -> None:
    """Freight volume (tonnes) is no freight turnover (tonne-kilometres), pensions of workers none of residents."""
    assert "货物周转量" not in leads("全年货运量是多少")
    assert "城镇登记失业率" not in leads("城镇调查失业率是多少")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("the total ethylene capacity", "乙烯"),
        ("sister cities", "友好城市"),
        ("sister-city pairs", "友好城市"),
        ("tax and fee cuts", "减税降费"),
        ("rural residents' disposable income", "农村居民人均可支配收入"),
        ("aluminum foil", "铝箔"),
        ("demolishing pig farms", "拆除"),
    ],
)
def test_english_words_lead_on_in_whatever_form(text: str, term: str) -> None:
    """Number, hyphen, possessive, American spelling and inflection change nothing."""
    assert term in leads(text)


def test_words_that_punctuation_parts_are_no_phrase() -> None:
    """Homes (幸福院) for the elderly are not homes for the elderly."""
    assert "敬老院" not in leads("new happiness homes (幸福院) for the elderly")


def test_an_english_row_changes_nothing_for_a_chinese_question() -> None:
    """The official terms of a row that has English alone lead to nothing."""
    assert not leads("喷气织机")
