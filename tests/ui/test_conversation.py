from small_assistant import jobs

from rag.records import Delta, Finished, Retrieved
from ui.conversation import asked, stopped, with_last


def test_a_turn_gathers_what_comes_back():
    """Passages, then words, then the answer; only the answer ends the turn."""
    answer = jobs("青石区就业")
    (turn,) = asked((), "青石区就业")

    for event in (Retrieved(answer.question, answer.hits), Delta("青石"), Delta("区")):
        turn = turn.after(event)
    assert (turn.found.hits, turn.words, turn.running) == (answer.hits, "青石区", True)

    turn = turn.after(Finished(answer))
    assert (turn.answer, turn.running) == (answer, False)


def test_turns_are_numbered_from_one():
    """The numbers are part of the ids of marks and cards."""
    turns = asked(asked((), "甲"), "乙")

    assert [(turn.number, turn.question) for turn in turns] == [(1, "甲"), (2, "乙")]


def test_a_new_question_ends_the_one_before():
    """As when the connection broke while it ran."""
    turns = asked(asked((), "甲"), "乙")

    assert [turn.running for turn in turns] == [False, True]


def test_stopping_closes_only_a_running_turn():
    """A stop that comes too late changes nothing."""
    running = asked((), "甲")
    done = with_last(running, running[0].after(Finished(jobs("甲"))))

    assert stopped(running)[0].stopped
    assert stopped(done) == done
    assert stopped(()) == ()
