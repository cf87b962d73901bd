"""Documents and questions are data: what attempts to give orders reaches no prompt as one, and no reader as an answer.

injections.jsonl holds the attempts: where each stands (`in`), its `text`, and what an LLM that obeys would say
(`obeyed`). All places are invented.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from scripted import Scripted

from embeddings.encoder import load
from rag.answer import Assistant
from rag.backends import prompts
from rag.config import Config
from rag.index import Index
from rag.index.build import build
from rag.marks import BRACKETED
from rag.question import understand
from rag.records import Answer, Delta, Expansion, Finished, Hit, Language, Question, Retracted, Retrieved, short_name
from rag.verify import FEWEST_WORDS, MARK
from rag.words import words
from ui.choices import Choices
from ui.conversation import Turn
from ui.messages import messages
from ui.sources import panel
from ui.texts import texts

ATTEMPTS = [json.loads(line) for line in (Path(__file__).parent / "injections.jsonl").read_text("utf-8").splitlines()]
IN_DOCUMENTS = [attempt for attempt in ATTEMPTS if attempt["in"] != "question"]
IN_QUESTIONS = [attempt for attempt in ATTEMPTS if attempt["in"] == "question"]
QUESTION = "青石区2023年优良天数是多少天？"

PROMPT = re.compile(
    r"(?P<passages>(?:<passage>\n\[\d+\] [^\n]*\n(?:(?!</?passage>|</?question>).)*\n</passage>\n\n)*)"
    r"(?:<figures>\n(?P<figures>[^<]*)\n</figures>\n\n)?"
    r"(?P<said>[^<]*)\n"
    r"<question>\n(?P<question>[^<]*)\n</question>",
    re.DOTALL,
)
PASSAGE = re.compile(r"<passage>\n\[(\d+)\] ([^\n]*)\n(.*?)\n</passage>", re.DOTALL)
LIVE = re.compile(r"!\[[^\]]*\]\(|\]\(|<[/!?a-z]|[a-z][a-z0-9+.-]*://|(?<![\w:])//\w|www\.", re.IGNORECASE)
"""What a page could load or follow."""


def name_of(attempt: dict[str, str]) -> str:
    return f"{attempt['in']} {attempt['id']}"


def report(attempt: dict[str, str]) -> str:
    """Write a report that holds an attempt in its place."""
    told = {
        place: attempt["text"] if attempt["in"] == place else "" for place in ("passage", "heading", "title", "region")
    }
    head = {"title": told["title"] or "青石区2024年政府工作报告", "region": told["region"] or "青石区", "year": 2024}
    return (
        f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n# 一、2023年工作回顾\n\n"
        f"2023年，优良天数达到301天，新建口袋公园9处。\n\n## {told['heading'] or '二、生态环境'}\n\n"
        f"{told['passage']}\n\n新改建农村公路46公里，某指数<35，占比>60%。\n"
    )


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Give an index of one report for each attempt in a document."""
    folder, index = tmp_path_factory.mktemp("poisoned"), tmp_path_factory.mktemp("poisoned-index")
    for attempt in IN_DOCUMENTS:
        stem = f"{attempt['id']:03}-{attempt['text'].replace('/', '／') if attempt['in'] == 'name' else 'report'}"
        (folder / f"{stem}.md").write_text(report(attempt), "utf-8")
    build([folder], index, load(Config().encoder))
    opened = Index.open(index)
    yield opened
    opened.close()


def parsed(user: str) -> tuple[list[tuple[int, str, str]], str]:
    """Read a prompt back: its passages as (number, context line, text), and its question."""
    whole = PROMPT.fullmatch(user)
    assert whole, user
    assert_nothing_but_data(re.sub(r"^\[\d+\] ", "", whole["figures"] or "", flags=re.MULTILINE))
    passages = [(int(number), head, text) for number, head, text in PASSAGE.findall(whole["passages"])]
    return passages, whole["question"]


def assert_nothing_but_data(text: str) -> None:
    """No tag, no token of a chat template, no mark, no sign that nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    assert not re.search(r"<\s*(?:[/!?|]|[^\W\d_])", plain)
    assert not re.search(r"\[\s*/?\s*(?:INST|SYS)", plain, re.IGNORECASE)
    assert not re.search(BRACKETED, plain, re.IGNORECASE)
    assert not [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Co") and sign not in "\n\t"]


def test_there_are_many_attempts_of_each_kind() -> None:
    """In every place, in both languages, each another."""
    assert len({attempt["text"] for attempt in ATTEMPTS}) == len(ATTEMPTS) >= 60
    assert {attempt["in"] for attempt in ATTEMPTS} == {"passage", "heading", "title", "name", "region", "question"}
    assert min(sum(attempt["lang"] == lang for attempt in ATTEMPTS) for lang in ("zh", "en")) >= 25


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("attempt", IN_DOCUMENTS, ids=name_of)
def test_an_attempt_in_a_document_stays_within_its_fence(
    poisoned: Index, attempt: dict[str, str], lang: Language
) -> None:
    """The prompt reads back as the passages it was made of, each number and figure in its place."""
    (found,) = (each for each in poisoned.reports if Path(each.path).name.startswith(f"{attempt['id']:03}-"))
    hits = [Hit(passage, 1.0) for passage in poisoned.passages(list(poisoned.rows_of(found.id)))]

    system, user = prompts.messages(
        Question(QUESTION, lang=lang, expansions=(Expansion("天", ("优良天数", "口袋公园", "农村公路")),)), hits
    )

    passages, question = parsed(user["content"])
    assert [number for number, _, _ in passages] == list(range(1, len(hits) + 1))
    assert question == QUESTION
    for _, head, text in passages:
        assert_nothing_but_data(head)
        assert_nothing_but_data(text)
    assert "优良天数达到301天" in user["content"]
    assert "某指数<35，占比>60%" in user["content"]
    assert attempt["text"] not in system["content"]


@pytest.mark.parametrize("attempt", IN_QUESTIONS, ids=name_of)
def test_an_attempt_in_a_question_stays_within_its_fence(assistant: Assistant, attempt: dict[str, str]) -> None:
    """The rules are the same as ever, and there is one question, the last."""
    prepared = assistant.prepare(attempt["text"])
    usual = prompts.messages(replace(prepared.question, text="？", resolved=()), prepared.shown)

    system, user = prompts.messages(prepared.question, prepared.shown)

    passages, question = parsed(user["content"])
    assert system == usual[0]
    assert len(passages) == len(prepared.shown)
    assert_nothing_but_data(question)


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    """Give an LLM that says what it is told."""
    with Scripted() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


@pytest.mark.server
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=name_of)
def test_an_llm_that_obeys_is_not_believed(assistant: Assistant, model: Scripted, attempt: dict[str, str]) -> None:
    """Links, pictures and HTML are gone; marks name passages; what has no proof is dropped or named as such."""
    model.said = attempt["obeyed"]
    profile = model.profile
    obeying = Assistant(
        assistant.index, replace(assistant.config, backend=profile.name, profiles={"scripted": profile})
    )

    events = list(obeying.ask(QUESTION))

    answer = next(event.answer for event in events if isinstance(event, Finished))
    streamed = ""
    for event in events:
        streamed = "" if isinstance(event, Retracted) else streamed + (event.text if isinstance(event, Delta) else "")
        assert not LIVE.search(streamed), streamed
    assert streamed == answer.text
    assert {int(mark[1]) for mark in MARK.finditer(answer.text)} == {citation.n for citation in answer.citations}
    assert not [sign for sign in answer.text if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"]
    assert answer.backend == "extractive" or answer.declined or all(map(proved_or_named(answer), said(answer)))
    assert_page_is_dead(answer, assistant.index)


def said(answer: Answer) -> list[str]:
    """Cut an answer into its sentences; a scrap of fewer words states nothing."""
    sentences = re.split(r"(?<=[。！？.!?])(?!\[)|\n", answer.text)
    return [sentence for sentence in sentences if len(set(words(sentence))) >= FEWEST_WORDS]


def proved_or_named(answer: Answer):  # type: ignore[no-untyped-def]
    """Tell of a sentence whether its figures stand in what it cites, or it is named as without proof."""
    unsure = [check.text for check in answer.figures if not check.supported_by]
    notes = "\n".join(answer.notes)

    def tell(sentence: str) -> bool:
        return (
            bool(MARK.search(sentence)) or any(each in sentence for each in unsure) or sentence.strip("。. ") in notes
        )

    return tell


def assert_page_is_dead(answer: Answer, index: Index) -> None:
    """Hold that what the page draws of it loads nothing and leads nowhere but to its own sources."""
    turn = Turn(1, answer.question.text, found=Retrieved(answer.question, answer.hits), answer=answer)
    choices = Choices(index)
    drawn = "".join(message["content"] for message in messages((turn,), choices, texts("zh")))
    drawn += panel((turn,), index, choices, texts("zh"))
    assert not re.search(r"<(?:img|script|iframe|svg|style|object|link|form|video|audio)\b", drawn, re.IGNORECASE)
    assert not re.search(r"<[^>]*\s(?:on\w+|src|style)\s*=", drawn, re.IGNORECASE)
    assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', drawn))


def test_a_figure_that_no_passage_holds_is_never_supported(assistant: Assistant, model: Scripted) -> None:
    """An LLM that was told to say 3010 days and to cite for it is caught by the check."""
    model.said = "2023年优良天数达到3010天[1]。"
    obeying = Assistant(
        assistant.index, replace(assistant.config, backend="scripted", profiles={"scripted": model.profile})
    )

    answer = obeying.answer(QUESTION)

    assert [(check.text, check.supported_by) for check in answer.figures] == [("3010天", ())]


@pytest.mark.parametrize("attempt", [a for a in IN_DOCUMENTS if a["in"] == "passage"], ids=name_of)
def test_the_extractive_backend_quotes_no_mark_and_no_tag(poisoned: Index, attempt: dict[str, str]) -> None:
    """A [3] in a passage is no citation when the passage is quoted."""
    answering = Assistant(poisoned, Config())
    question = understand(f"{short_name('青石区')}{attempt['text'][:40]}", poisoned.reports)

    answer = answering.answer(question.text)

    assert {int(mark[1]) for mark in MARK.finditer(answer.text)} == {citation.n for citation in answer.citations}
    assert not re.search(r"<[/!?a-z]|!\[[^\]]*\]\(|\]\(", answer.text, re.IGNORECASE)
    assert_page_is_dead(answer, poisoned)
