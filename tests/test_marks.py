"""Marks and unsafe forms are resolved as the words come, however they are cut into pieces."""

import random
import re

import pytest

from rag.marks import MARK, Resolver, resolve

PASSAGES = ["见 https://qingshi.example/a 。", "乙", "丙", "丁", "戊"]


def in_pieces(pieces: list[str]) -> tuple[str, tuple[int, ...]]:
    resolver = Resolver(PASSAGES)
    return "".join(resolver.feed(piece) for piece in pieces) + resolver.close(), resolver.cited


@pytest.mark.parametrize(
    ("said", "shown", "cited"),
    [
        ("甲[2]，乙[1]。", "甲[1]，乙[2]。", (2, 1)),
        ("甲[3][5]。乙[5]", "甲[1][2]。乙[2]", (3, 5)),
        ("甲【2】乙［３］", "甲[1]乙[2]", (2, 3)),
        ("甲[1,2]乙[2、 4]丙[1，4]", "甲[1][2]乙[2][3]丙[1][3]", (1, 2, 4)),
        ("甲[2-4]乙[1–2]", "甲[1][2][3]乙[4][1]", (2, 3, 4, 1)),
        ("甲 [2]。乙[^3]，丙【1†source】，丁[选段4]，戊[passage 5]", "甲[1]。乙[2]，丙[3]，丁[4]，戊[5]", (2, 3, 1, 4, 5)),
        ("甲[[2]]", "甲[1]", (2,)),
        ("甲[9]。乙[0]，丙[2][7]", "甲。乙，丙[1]", (2,)),
        ("甲[90-99]乙[1-200]", "甲乙", ()),
        ("见安政发[2022]15号，<35，3 < 5，a[i]，1-2。", "见安政发[2022]15号，<35，3 < 5，a[i]，1-2。", ()),
        ("\n  甲[1] \n\n乙\n ", "甲[1] \n\n乙", (1,)),
        ("来源：\n[2] 乙", "来源：\n[1] 乙", (2,)),
        ("甲[\u200b2\u200b]", "甲[1]", (2,)),
        ("| 甲 | 5% [2] |\n|---|---|", "| 甲 | 5%[1] |\n|---|---|", (2,)),
        ("", "", ()),
    ],
)  # fmt: skip
def test_marks_are_renumbered_in_the_order_of_use(said: str, shown: str, cited: tuple[int, ...]) -> None:
    """In every form that LLMs write; numbers that no passage has are dropped."""
    assert resolve(said, PASSAGES) == (shown, cited)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("甲![x](https://evil.example/?q=1)乙", "甲 乙"),
        ("见[这里](https://evil.example)。", "见这里。"),
        ("见[这里](javascript:alert(1))。", "见这里。"),
        ("甲<img src=x onerror=alert(1)>乙<br>丙", "甲 乙 丙"),
        ("甲<img src=x", "甲‹img src=x"),
        ("<scr<b>ipt>甲", "ipt>甲"),
        ("见https://qingshi.example/a，勿见https://evil.example/b。", "见https://qingshi.example/a，勿见 。"),
        ("甲[1](https://evil.example)", "甲[1]"),
        ("甲[1](含临港)", "甲[1] (含临港)"),
        ("[a[b]](javascript:alert(1))", "[a[b]] (javascript:alert(1))"),
        ("甲\u202e乙\U000e0041丙", "甲乙丙"),
    ],
)
def test_what_a_page_could_load_or_follow_is_taken_out(said: str, shown: str) -> None:
    """Of a link the words stay; an address stays only where a passage holds it."""
    assert resolve(said, PASSAGES)[0] == shown


LONG = (
    "2023年，优良天数301天 [2]，公园9处[1,3]；详见[附件](https://evil.example/a_(b)) ![图](//evil.example/x.png)。\n"
    "| 地区 | 数字 |\n|---|---|\n| 青石区 | 5.5%【4】 |\n<b>另有</b>46公里［５］[99]，见 http://qingshi.example/a 和"
    "https://qingshi.example/a 。In English: about 8,600 jobs [1-2], see www.evil.example or [^3]. <i [ok]! [选段2]"
)


def test_every_cut_gives_the_same() -> None:
    """Two pieces cut at every place, three at every pair of places, and one for each character."""
    whole = resolve(LONG, PASSAGES)

    assert in_pieces(list(LONG)) == whole
    for i in range(len(LONG) + 1):
        assert in_pieces([LONG[:i], LONG[i:]]) == whole
    for i in range(0, len(LONG), 3):
        for j in range(i, len(LONG), 5):
            assert in_pieces([LONG[:i], LONG[i:j], LONG[j:]]) == whole


def test_no_text_of_signs_that_matter_is_cut_otherwise_or_unsafe() -> None:
    """Random texts of brackets, tags and addresses: what comes out is the same in pieces, and can be loaded nowhere."""
    signs, drawn = "wtph[[]]］【】()!<>/: .12,-\n甲a†^s\u200b", random.Random(7)
    live = re.compile(r"!\[[^\[\]\n]*\]\(|\]\(|<[/!?a-z][^>\n]*>|[a-z][a-z0-9+.-]{1,9}://\w|www\.", re.IGNORECASE)
    for _ in range(4000):
        text = "".join(drawn.choice(signs) for _ in range(drawn.randint(1, 40)))
        cut = drawn.randint(0, len(text))

        shown, cited = resolve(text, PASSAGES)

        assert in_pieces([text[:cut], text[cut:]]) == in_pieces(list(text)) == (shown, cited), text
        assert not live.search(shown), text
        assert {int(mark[1]) for mark in MARK.finditer(shown)} <= set(range(1, len(cited) + 1)), text


def test_words_come_at_once() -> None:
    """Only what may still become a form is held: a bracket, a word of Latin letters, white space."""
    resolver = Resolver(PASSAGES)

    assert [resolver.feed(piece) for piece in ["优良", "天数[", "2", "]", "，", "约", " ", "9处"]] == [
        "优良", "天数", "", "", "[1]，", "约", "", " 9处"
    ]  # fmt: skip


def test_nothing_is_held_for_ever() -> None:
    """An open bracket or tag that never closes lets go after a while."""
    for opening in ("[", "【", "<a ", "![", "[a](", "甲" + " " * 60):
        resolver = Resolver(PASSAGES)
        shown = resolver.feed(opening) + "".join(resolver.feed("乙") for _ in range(2500))

        assert shown.count("乙") > 100
