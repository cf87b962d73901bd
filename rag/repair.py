"""Ask an LLM once again where figures of its answer do not stand the check: answer + stamps → a better answer, or the same.

One call for the whole answer, with what was wrong with each figure. What comes back is taken only if fewer of its figures
are doubtful; a failing LLM changes nothing. What stays doubtful is marked as such in the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from rag.errors import BackendError
from rag.records import Language
from rag.stamp.spoken import explained
from rag.verify import Verified

Messages = Sequence[Mapping[str, str]]

_AGAIN: dict[Language, str] = {
    "zh": """\
你的回答里有数字没有通过核对：
{figures}

请把整个回答重写一遍：对照选段改正这些数字、它们的年份、地区、单位和编号；选段里找不到的数字不要写，照实说选段没有写。\
其余内容和编号照旧。只输出重写后的回答，不解释改了什么。""",
    "en": """\
Some figures of your answer did not pass the check:
{figures}

Write the whole answer once again: correct these figures, their year, place, unit and passage number against the \
passages; do not give a figure that no passage holds, but say that the passages do not tell it. Leave the rest and its \
numbers as they are. Give the rewritten answer only, without saying what was changed.""",
}

_log = logging.getLogger(__name__)


def repaired(
    said: str,
    *,
    asked: Messages,
    lang: Language,
    ask: Callable[[Messages], str],
    check: Callable[[str], Verified],
) -> str:
    """Have an answer written once again if figures of it are doubtful.

    Args:
        said: the words of the LLM, its marks as it wrote them.
        asked: the messages that it answered.
        lang: the language of the question.
        ask: sends messages to the LLM and gives its answer.
        check: verifies an answer.

    Returns: the answer that stands.

    """
    verified = check(said)
    wrong = _doubtful(verified)
    if not wrong:
        return said
    messages = [*asked, {"role": "assistant", "content": said}, {"role": "user", "content": _request(verified, lang)}]
    try:
        again = ask(messages)
    except BackendError as error:
        _log.warning("%s", error)
        return said
    better = check(again)
    proved = len(better.figures) - _doubtful(better)
    if _doubtful(better) < wrong and better.text and (proved or not better.figures):
        return again
    return said


def _doubtful(verified: Verified) -> int:
    return sum(not figure.supported_by for figure in verified.figures)


def _request(verified: Verified, lang: Language) -> str:
    doubtful = dict.fromkeys(figure for figure in verified.figures if not figure.supported_by)
    colon = "：" if lang == "zh" else ": "
    return _AGAIN[lang].format(figures="\n".join(f"- {one.text}{colon}{explained(one, lang)}" for one in doubtful))
