"""Ask an LLM once again where figures of its answer do not stand the check: answer + stamps → a better answer, or the same.

One call for the whole answer, with what was wrong with each figure. What comes back is taken only if fewer of its figures
are doubtful; a failing LLM changes nothing. What stays doubtful is marked as such in the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator

from rag.backends import budget, openai_chat, prompts
from rag.backends.prompts import Messages, Prompts
from rag.config import LlmProfile
from rag.errors import BackendError
from rag.records import Delta, Language, Tokens
from rag.stamp.spoken import explained
from rag.verify import Verified

_log = logging.getLogger(__name__)


def repaired(
    said: str,
    *,
    asked: Messages,
    lang: Language,
    texts: Prompts,
    profile: LlmProfile,
    counted: Callable[[Tokens], None],
    check: Callable[[str], Verified],
) -> Generator[Delta, None, str]:
    """Have an answer written once again if figures of it are doubtful.

    Args:
        said: the words of the LLM, its marks as it wrote them.
        asked: the messages that it answered.
        lang: the language of the question.
        texts: the words of the prompt.
        profile: the LLM.
        counted: called with the tokens of the second call.
        check: verifies an answer.

    Returns: the answer that stands; until it is there, no words come, each a moment to stop.

    """
    verified = check(said)
    wrong = _doubtful(verified)
    if not wrong:
        return said
    messages = [*asked, {"role": "assistant", "content": said}, prompts.again(_told(verified, lang), lang, texts)]
    if not budget.fits(messages, profile):
        _log.info("%s: no room to ask once again", profile.name)
        return said
    try:
        again = yield from openai_chat.waited_for(messages, profile, counted)
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


def _told(verified: Verified, lang: Language) -> list[str]:
    """Say of each doubtful figure what is wrong with it."""
    doubtful = dict.fromkeys(figure for figure in verified.figures if not figure.supported_by)
    colon = "：" if lang == "zh" else ": "
    return [f"{one.text}{colon}{explained(one, lang)}" for one in doubtful]
