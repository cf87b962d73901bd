"""Judge the system: gold questions → answers → measures → tables, pages, comparisons.

    gold.py        the questions and what a right answer holds
    answers.py     answers as files hold them (the batch format)
    run.py         an assistant over a gold set, into a run directory
    two_step.py    the same in two steps, for an LLM without a live connection
    ablate.py      the variations of the settings that are held against each other
    matching.py    whether a fact stands in a text
    retrieval.py   recall@k, MRR@10, nDCG@10
    citations.py   citation precision and recall, figure support
    judge.py       an LLM's opinion, where one is asked for
    measures.py    all of it for one question, and over many
    compare.py     two runs, question by question
    tables.py      a run on the screen; report.py as one page, of html.py's parts
    floors.py      what must not be fallen below
    squad.py       public retrieval benchmarks
    cli.py         `baogao eval`

Nothing imports this package but the command line.
"""
