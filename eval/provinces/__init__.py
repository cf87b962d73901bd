"""31 reports as large as those of provinces, invented, with the truth of what they tell, and questions over all of them.

facts.py       what a report tells, and in which words
text.py        a report of about 19,000 characters around its facts, as .docx
questions.py   questions over all reports, each with what the answer must hold
measure.py     seconds and memory of indexing; answers held against the truth
"""
