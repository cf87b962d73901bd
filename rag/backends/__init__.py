"""What turns a question and its passages into words: the extractive backend, or any LLM.

extractive.py    finds the clause that answers, with no LLM
openai_chat.py   any OpenAI-compatible address       prompts.py   what it is told
"""
