"""Say in English what a report says in Chinese, as far as it is known: names of indicators, figures, places, people.

    terms.py     新增城镇就业 → new urban jobs          tables of names and words, and the lexicon read backwards
    amounts.py   1万人以上 → 10,000 people or more
    facts.py     a clause with figures → GDP grew by an estimated 5.5%
    nouns.py     黄冈、荆州 → Huanggang (黄冈) and Jingzhou (荆州)   names, lists, how many of what
    clause.py    开行中欧班列721列 → ran 721 China-Europe freight trains   verbs and what they are done to
    proper.py    张店区 → Zhangdian District; people, offices, sessions, dates

What is not known has no English here, and its Chinese words are given instead: nothing is guessed.
"""
