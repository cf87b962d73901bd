import jieba
import pytest
import rjieba

from rag.words import normalise, words

INVENTED = (
    "安澜市青石区人民政府区长在会上作工作报告。",
    "过去五年，全区地区生产总值年均增长6.2%，规模以上工业增加值增长7.5个百分点，城乡居民人均可支配收入稳步提高。",
    "新建改造农村公路126公里，建成高标准农田3.4万亩，粮食总产量连续九年保持在12亿斤以上。",
    "大力培育专精特新中小企业，无人机、低空经济、人工智能等未来产业加快布局；不得新增隐性债务，未完成的事项逐项销号。",
    "深化“放管服”改革，推行“一窗通办”，落实《青石区养老服务条例》，让群众少跑腿、数据多跑路。",
    "空气质量优良天数达到301天，PM2.5平均浓度下降4.1%，5G基站累计1208座，4A级景区2家。",
    "老旧小区改造1-2期完工，10-15年规划启动，2021—2023年共投入1.05亿元，接待游客86万人次。",
    "南京市长江大桥的桥面维修工程由市政公司承担，结合成分子时的研究仍在继续。",
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("增长5.5%", "5.5%"),
        ("增长5.5％", "5.5%"),
        ("下降3.2‰", "3.2‰"),
        ("完成1.69万亩", "1.69万"),
        ("总量突破4500亿元", "4500亿"),
        ("债务3万亿元", "3万亿"),
        ("建设“2+4”产业体系", "2+4"),
        ("“1+N”方案", "1+n"),
        ("锚定3510目标", "3510"),
        ("十四五时期", "十四五"),
        ("提高2.5个百分点", "个百分点"),
        ("提高了多少个百分点", "个百分点"),
        ("面积7万平方公里", "平方公里"),
        ("面积7万平方公里", "7万"),
        ("接待300万人次", "万人次"),
        ("PM2.5浓度", "pm2.5"),
        ("5G基站", "5g"),
        ("登记1,208,300户", "1208300"),
    ],
)
def test_figures_units_and_latin_words_stay_whole(text: str, kept: str) -> None:
    """What a dictionary would break comes out as one word."""
    assert kept in words(text)


def test_a_range_gives_both_ends() -> None:
    """Each figure of a range is a word of its own, whatever stands between them."""
    assert words("5.0%—5.5%") == ["5.0%", "5.5%"]
    assert words("1-2 10-15") == ["1", "2", "10", "15"]


def test_a_unit_is_found_with_and_without_its_figure() -> None:
    """亿元 of a question meets 395.3亿元 of a passage."""
    assert {"395.3亿", "亿元"} <= set(words("收入395.3亿元"))
    assert "亿元" in words("收入多少亿元")


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"', "《{}》"])
def test_a_quoted_term_is_a_word_beside_its_parts(quotes: str) -> None:
    """A name in quotation marks counts whole, after the words in it."""
    assert words(quotes.format("口袋公园")) == ["口袋", "公园", "口袋公园"]


def test_a_quoted_word_of_the_dictionary_comes_once() -> None:
    """A term that is one word anyway is not repeated for its quotation marks."""
    assert words("“十四五”").count("十四五") == 1


def test_what_stands_between_two_quotations_is_not_quoted() -> None:
    """Straight quotation marks pair up in order."""
    assert "和石桥" not in words('"云岭"和石桥"安澜"')


def test_a_quoted_sentence_is_not_a_word() -> None:
    """Quotations beyond twelve characters give only their parts."""
    assert max(map(len, words("“让全区每一位老人都能就近吃上一口热饭”"))) <= 4


def test_spaces_within_quotation_marks_do_not_part_a_term() -> None:
    """A stray space of a scanned file leaves the name whole."""
    assert "双招双引" in words("“双招 双引”")


def test_function_words_and_punctuation_are_left_out() -> None:
    """的, 和, 等 and signs are no words."""
    assert words("道路的建设和养护、绿化等。") == ["道路", "建设", "养护", "绿化"]


def test_negations_stay() -> None:
    """不, 未 and 无 turn a sentence round, so they count."""
    assert {"不", "未", "无"} <= set(words("不 低于，未 完成，无 新增"))


def test_forms_of_a_character_are_one() -> None:
    """Full width, capitals and compatibility forms are brought together."""
    assert normalise("ＧＤＰ１２．５％⼯") == "gdp12.5%工"
    assert words("ＧＤＰ增长１２．５％") == words("gdp增长12.5%") == ["gdp", "增长", "12.5%"]


def test_english_is_cut_at_spaces_and_signs() -> None:
    """Latin words come one by one, in lower case."""
    assert words("High-speed rail in Anlan City, 2023.") == ["high", "speed", "rail", "in", "anlan", "city", "2023"]


@pytest.mark.parametrize("text", ["", "  \n", "……——", "“”", "“……”", "\ue000"])
def test_text_without_words_gives_none(text: str) -> None:
    """Empty text and bare punctuation give an empty list."""
    assert words(text) == []


def test_private_characters_of_a_file_do_no_harm() -> None:
    """A private-use character, as PDF files leave them, is passed over."""
    assert words("增长\ue0005.5%\ue000，就业") == ["增长", "5.5%", "就业"]


@pytest.mark.parametrize("text", INVENTED)
def test_the_fast_cutter_equals_jieba(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are those that jieba itself would give."""
    fast = words(text)
    monkeypatch.setattr(rjieba, "cut_for_search", lambda rest: list(jieba.cut_for_search(rest)))

    assert fast == words(text)
