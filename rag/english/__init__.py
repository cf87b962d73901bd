"""Say in English what a report says in Chinese, as far as it is known: names of indicators, figures, places, people.

    terms.py     新增城镇就业 → new urban jobs          tables of names and words, and the lexicon read backwards
    amounts.py   1万人以上 → 10,000 people or more
    facts.py     a clause with figures → GDP grew by an estimated 5.5%
    proper.py    张店区 → Zhangdian District; people, offices, sessions, dates

What is not known has no English here, and its Chinese words are given instead: nothing is guessed.
"""
