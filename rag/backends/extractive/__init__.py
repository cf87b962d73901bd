"""The backend without any LLM: Question + Hit[] → words, each fact quoted from a passage.

task.py          what a question is answered from: the windows that fit it
answers.py       the answer: one fact, several side by side, a verdict, what is nearest where it declines
lists.py         things named one by one
definitions.py   what a term means
heads.py         who gave a report, when, and where
"""

from rag.backends.extractive.answers import Extractive

__all__ = ["Extractive"]
