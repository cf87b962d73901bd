import pytest
from small_assistant import PASSAGES, REPORTS, SmallIndex, jobs, refusal

from rag.records import Expansion, Hit, Question, Reading, Retrieved
from ui.chips import chips
from ui.choices import Choices
from ui.conversation import Turn, asked, asked_again, history, with_last
from ui.texts import EN, ZH

CHOICES = Choices(SmallIndex())


def turn_of(question, *, hits=(), reading=None, running=False):
    """Make a turn whose question was understood so."""
    return Turn(1, question.text, reading=reading or Reading(), found=Retrieved(question, hits), stopped=not running)


def choice(field, turn):
    """Give the choice of one field; None where the turn has none."""
    return next((choice for choice in CHOICES.of(turn) if choice.field == field), None)


def test_every_place_with_a_report_can_be_chosen():
    """The one that holds is marked; before them stands any place."""
    places = choice("place", turn_of(Question("？", regions=("青石区",))))

    assert [option.regions for option in places.options] == [(), ("白沙县",), ("青石区",)]
    assert places.current == 2


def test_the_years_are_those_that_the_reports_of_the_place_speak_of():
    """Newest first; where no place is named, of all reports."""
    here = choice("year", turn_of(Question("？", regions=("白沙县",), periods=((2023,),))))
    anywhere = choice("year", turn_of(Question("？")))

    assert [option.periods for option in here.options] == [(), ((2024,),), ((2023,),)]
    assert (here.current, anywhere.current) == (2, 0)
    assert [option.periods for option in anywhere.options] == [(), ((2025,),), ((2024,),), ((2023,),)]


def test_a_report_asked_about_is_changed_for_another_report():
    """Of 2025年政府工作报告, the years of reports are offered, and named so."""
    turn = turn_of(Question("？", report_years=(2025,), kind="who"))

    assert [option.periods for option in choice("year", turn).options] == [(), ((2025,),), ((2024,),)]
    assert "2024年报告</button>" in chips(turn, CHOICES, ZH)


def test_target_result_or_either_can_be_chosen():
    """Not for who, when and what it means, which ask for neither."""
    assert choice("stance", turn_of(Question("？", stance="target"))).current == 1
    assert choice("stance", turn_of(Question("？"))).current == 2
    assert choice("stance", turn_of(Question("？", kind="who"))) is None


def test_added_terms_can_be_left_out_and_taken_back():
    """The choice is there where they found something, and stays when they are left out."""
    expansions = (Expansion("棚户区", ("老旧小区",)),)
    found = tuple(Hit(passage, 1.0) for passage in PASSAGES)

    assert choice("terms", turn_of(Question("？", expansions=expansions), hits=found)).current == 0
    assert choice("terms", turn_of(Question("？"), reading=Reading(own_words=True))).current == 1
    assert choice("terms", turn_of(Question("？"))) is None


def test_a_single_place_is_no_choice():
    """Unless another one was asked about."""
    alone = Choices(SmallIndex(REPORTS[:1]))

    assert "place" not in [choice.field for choice in alone.of(turn_of(Question("？")))]
    assert "place" in [choice.field for choice in alone.of(turn_of(Question("？", places=("乌有县",))))]


def test_a_pick_is_added_to_what_was_chosen_before():
    """The place stays corrected when the year is."""
    first = turn_of(Question("？", regions=("白沙县",)), reading=Reading(regions=("白沙县",)))

    assert CHOICES.chosen("1-year-1", (first,)) == (first, Reading(regions=("白沙县",), periods=((2024,),)))


@pytest.mark.parametrize("name", ["", "1-year-99", "7-year-1", "1-nothing-1", "1-year-1; drop", "x" * 5000])
def test_what_the_browser_sends_is_not_trusted(name):
    """A name that no option has picks nothing."""
    assert CHOICES.chosen(name, (turn_of(Question("？")),)) is None


def test_chips_say_what_was_understood():
    """Places with and without reports, periods, and what is asked for."""
    question = Question(
        "？", regions=("青石区",), places=("乌有县",), periods=((2016, 2017, 2018), (2025,)), stance="target"
    )
    drawn = chips(turn_of(question), CHOICES, ZH)

    assert 'bg-now">青石区、乌有县（没有报告）<' in drawn
    assert 'bg-now">2016–2018年、2025年<' in drawn
    assert 'bg-now">目标值<' in drawn
    assert 'bg-now">Qingshi 青石区, 乌有县 (no report)<' in chips(turn_of(question), CHOICES, EN)


def test_chips_are_named_for_screen_readers():
    """Field, value and that it can be changed; the option that holds says so."""
    drawn = chips(turn_of(Question("？", regions=("青石区",))), CHOICES, ZH)

    assert '<span class="bg-unseen">地区：</span>' in drawn
    assert f'<span class="bg-unseen">{ZH.change}</span></summary>' in drawn
    assert f'青石区<span class="bg-unseen">{ZH.current}</span></button>' in drawn


def test_chips_only_tell_while_the_answer_is_coming():
    """What was understood is shown at once, and can be changed afterwards."""
    assert "<button" not in chips(turn_of(Question("？"), running=True), CHOICES, ZH)
    assert chips(Turn(1, "？"), CHOICES, ZH) == ""


def test_a_place_is_never_markup():
    """A name that an odd file brings is escaped."""
    drawn = chips(turn_of(Question("？", places=("<b>县",), periods=((2024,),))), CHOICES, ZH)

    assert "&lt;b&gt;县" in drawn
    assert "<b>" not in drawn


def test_a_question_asked_again_goes_on_from_what_the_first_went_on_from():
    """Neither the turn it corrects nor those after it are its history."""
    turns = asked(asked((), "青石区就业"), "那白沙县呢")
    turns = asked_again(turns, turns[1], Reading(periods=((2023,),)))
    again = asked_again(turns, turns[2], Reading(periods=((2024,),)))

    assert history(turns) == ["青石区就业"]
    assert history(again) == ["青石区就业"]
    assert again[-1].corrects == 2


def test_a_follow_up_goes_on_from_the_corrected_question():
    """Of a corrected turn it is told as it was understood, of others as written."""
    turns = asked_again(asked((), "青石区就业"), Turn(1, "青石区就业"), Reading(regions=("白沙县",)))
    understood = refusal("地铁").question
    turns = with_last(turns, turns[-1].after(Retrieved(understood, jobs("").hits)))

    assert history(asked(turns, "那2023年呢")) == ["青石区就业", understood]
