"""Find by what measure a question asks for something: 按自然口径算, 剔除减税因素后 → 自然口径, 减税.

The same indicator may rise by one measure and fall by another; only a clause that names the one asked for answers.
"""

from __future__ import annotations

import re

from rag.records import Question

_SCOPE = re.compile(
    r"(?:按照?)?(?P<kind>(?:(?!按)[一-龥]){1,4}?)口径|按照?(?P<by>[一-龥]{2,6}?)来?(?:计算|算|看)|"
    r"(?:扣除|剔除|扣掉|除去|不含)(?P<without>[一-龥]{2,10}?)(?:的?因素|的?影响|以?后|[，,])"
)
_KIND = re.compile(r"(?:可比|自然|现行|同|全|[新老旧原])$")
_ALIKE = ("同口径", "可比口径")
"""What counts alike."""


def scopes_of(text: str) -> tuple[str, ...]:
    """Give the words that a clause names the measure by, one of which is enough; none where a question asks by none."""
    match = _SCOPE.search(text)
    if not match:
        return ()
    if match["kind"]:
        kind = _KIND.search(match["kind"])
        named = f"{kind.group() if kind else match['kind']}口径"
        return _ALIKE if named in _ALIKE else (named,)
    return (match["by"] or match["without"],)


def in_scope(question: Question, text: str) -> bool:
    """Tell whether words name the measure that a question asks by."""
    return any(one in text for one in scopes_of(question.text))
