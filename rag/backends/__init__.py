"""What turns a question and its passages into words: the extractive backend, or any LLM.

extractive.py    finds the clause that answers, with no LLM
chain.py         asks LLMs in turn until one answers
openai_chat.py   any OpenAI-compatible address       prompts/   what it is told          profiles.toml   those known by name
stream.py        reads what it streams               budget.py    how much of it fits    keys.py         its key
faults.py        what can go wrong, and how it is told       check.py   finds out what does       background.py   reads aside
"""
