"""The stamp on every figure of an answer: found where, computed from what, or what does not agree.

    wording.py     years, stance, movement in the words around a figure; the same for answers and passages
    topic.py       whether two figures are about the same thing
    places.py      whose figure it is
    scope.py       which year, and which words of a target, hold for one of several figures
    claims.py      answer → Claim[]: its figures with everything it says of them
    evidence.py    passage → Evidence[]: its figures (rag/figures) laid out for checking
    judge.py       Claim + Evidence[] → what agrees, what does not
    computed.py    differences, sums, ratios of other figures
    stamps.py      all of it: answer + passages → FigureCheck[]
    support.py     sentences that no passage supports
    spoken.py      FigureCheck → plain words

All by rules, in milliseconds, without an LLM.
"""
