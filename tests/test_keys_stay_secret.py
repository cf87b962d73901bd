"""A key goes into the header of a request and nowhere else, even where the address says it back."""

import json
import logging
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from misbehaving import KEY, KEY_VARIABLE, Behaviour, Handler, Server, gives, refuses, sends, streams

from eval import gold, judge
from eval import run as runs
from eval.answers import Answered
from rag import cli
from rag.answer import Assistant
from ui.conversation import asked
from ui.page import _Page, serve
from ui.texts import ZH

QUESTION = "青石区2023年优良天数是多少天？"
SAYS = f"your key is {KEY}, Bearer {KEY}"


def page_of_keys(handler: Handler) -> None:
    """Send a web page that names the key."""
    data = f"<html><title>{KEY}</title>{SAYS}</html>".encode()
    handler.head(502, "text/html", Content_Length=str(len(data)), X_Key=KEY)
    handler.wfile.write(data)


def sends_astray(handler: Handler) -> None:
    """Lead to an address that names the key."""
    handler.head(307, "text/plain", Location=f"http://{KEY}.invalid/{KEY}", Content_Length="0")


ECHOES: dict[str, Behaviour] = {
    **{str(status): refuses(status, SAYS) for status in (400, 401, 403, 404, 429, 500)},
    "page": page_of_keys,
    "no stream": gives({"error": {"message": SAYS}}),
    "inside the stream": sends(b'data: {"error": {"message": "%s"}}\n\n' % SAYS.encode()),
    "nonsense": sends(f"data: {SAYS}\n\n".encode()),
    "redirection": sends_astray,
    "answer": streams("优良天数301天[1]。", *SAYS),
}


@pytest.fixture
def asking(assistant: Assistant, server: Server) -> Assistant:
    """Give an assistant that asks the server."""
    profile = server.profile(timeout=2.0)
    return Assistant(assistant.index, replace(assistant.config, backend="test", profiles={"test": profile}))


def written(folder: Path) -> str:
    """Give all that stands in the files of a folder, with their names."""
    return "\n".join(f"{path}\n{path.read_text('utf-8')}" for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("echo", [*ECHOES])
def test_no_key_is_shown_told_logged_or_kept(
    echo: str,
    asking: Assistant,
    server: Server,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Not in an answer, the terminal, the logs at their loudest, a run directory, an opinion, or the page."""
    caplog.set_level(logging.DEBUG)
    server.behaviours = [ECHOES[echo]]
    profile = asking.config.profile("test")
    assert profile
    settings = tmp_path / "baogao.toml"
    settings.write_text(
        f'backend = "test"\n[backends.test]\nbase_url = "{server.url}"\nmodel = "tiny"\napi_key_env = "{KEY_VARIABLE}"\n'
    )
    common = ["--config", str(settings), "--index", str(asking.config.index)]
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps({"id": "1", "question": QUESTION}) + "\n")

    cli.main(["ask", QUESTION, *common])
    cli.main(["ask", QUESTION, "--json", *common])
    cli.main(["ask", "--batch", str(questions), "--out", str(tmp_path / "answers.jsonl"), *common])
    cli.main(["config", *common])
    cli.main(["config", "check", "test", *common])
    golds = gold.read(gold.SPLITS["second-domain"])[:1]
    described = runs.settings_of("test", "some", golds, asking.index, asking.config)
    runs.run(asking, golds, described, tmp_path / "run")
    answered = Answered(id=golds[0].id, question=QUESTION, answer="301天", backend="test")
    judge.judge(golds, {golds[0].id: answered}, profile, jobs=1)
    page = _Page(asking, "zh")
    drawn = [str([*update.values()]) for update in page._ask(asked((), QUESTION), "test", ZH, {})]

    assert server.requests[-1]["headers"]["authorization"] == f"Bearer {KEY}"
    printed = capsys.readouterr()
    assert "301天" in printed.out
    for place in (printed.out, printed.err, caplog.text, written(tmp_path), *drawn):
        assert KEY not in place


@pytest.mark.server
def test_what_the_page_serves_holds_no_key(asking: Assistant) -> None:
    """Its document, its settings and its list of endpoints."""
    page = _Page(asking, None).blocks
    address = serve(page)
    try:
        for path in ("", "config", "gradio_api/info", "gradio_api/startup-events"):
            with urllib.request.urlopen(f"{address}{path}") as reply:
                assert KEY not in reply.read().decode()
    finally:
        page.close()


def test_no_error_that_is_shown_carries_the_request(asking: Assistant, server: Server) -> None:
    """A traceback of what was raised leads to no exception of the client, which holds the headers."""
    from rag.backends import openai_chat
    from rag.errors import BackendError

    server.behaviours = [refuses(400, SAYS)]
    profile = asking.config.profile("test")
    assert profile
    with pytest.raises(BackendError) as caught:
        openai_chat.whole([{"role": "user", "content": QUESTION}], profile)

    assert caught.value.__suppress_context__
