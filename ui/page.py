"""Build and open the chat page: Assistant -> a Gradio page on this machine.

    build(assistant)    the page as gr.Blocks, for tests and for mounting
    serve(page, …)      the page at an address, in the background
    launch(assistant)   both, until Ctrl+C

What the page shows is drawn from the turns of a conversation (conversation.py) by messages.py, chips.py, sources.py and
reports.py, in the words of texts.py. The page asks nothing of any outside host. Not here: answering (rag/answer.py),
the comparison view beside the chat (comparison.py).
"""

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from threading import Event as Signal
from time import monotonic
from typing import TYPE_CHECKING, Any

from rag.backends.check import unready
from rag.config import EXTRACTIVE, Config
from rag.errors import BaogaoError, ConfigError
from rag.records import Language, Retrieved
from ui.choices import Choices
from ui.comparison import ComparisonView, Part
from ui.conversation import Turns, asked, asked_again, history, stopped, with_last
from ui.examples import examples
from ui.messages import messages, spoken
from ui.reports import header, loaded
from ui.sources import panel
from ui.stopping import until
from ui.texts import PRODUCT, Texts, preferred, texts

if TYPE_CHECKING:
    from rag.answer import Assistant

# No `from __future__ import annotations` here: Gradio reads the annotations of the handlers, and is imported late.

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
QUESTION_CHARS = 500
"""Longest question taken; the rest is cut off."""
AT_ONCE = 8
"""Questions answered at the same time; more wait in line."""
SHOWN_EVERY = 0.05
"""Seconds between two drawings of an answer that streams."""
FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]

CHOSEN = "element.addEventListener('bg-choose', (event) => trigger('select', { choice: event.detail }))"
"""Passes the name of an option on to the server."""

Update = dict[Any, Any]
"""Component -> its new value or properties."""


def launch(
    assistant: "Assistant",
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = True,
    language: Language | None = None,
) -> None:
    """Open the chat page and serve it until Ctrl+C.

    Args:
        assistant: answers the questions; its index is shown and stays open.
        host: address to listen on; anything but 127.0.0.1 lets others in, without a login.
        port: None takes the first free one from 7860 on.
        open_browser: whether to open the page in this machine's browser.
        language: of the page; None follows each visitor's browser.

    Raises:
        ConfigError: if the port is taken.

    """
    page = build(assistant, language=language)
    print(f"{PRODUCT}: {serve(page, host=host, port=port, open_browser=open_browser)}  (Ctrl+C)", file=sys.stderr)
    page.block_thread()


def serve(page: Any, *, host: str = "127.0.0.1", port: int | None = None, open_browser: bool = False) -> str:
    """Serve a built page in the background.

    Args:
        page: what `build` gave; its `close()` ends the serving.
        host: address to listen on.
        port: None takes the first free one from 7860 on.
        open_browser: whether to open the page in this machine's browser.

    Returns: the page's address.

    Raises:
        ConfigError: if the port is taken.

    """
    import gradio as gr

    theme = gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=FONTS)
    script = (STATIC / "page.js").read_text("utf-8")
    try:
        _, url, _ = page.launch(
            server_name=host,
            server_port=port,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            max_file_size=1,  # byte: the page takes no file, and this closes Gradio's upload route
            favicon_path=STATIC / "icon.svg",
            theme=theme,
            css_paths=[STATIC / "page.css"],
            js=script,
        )
    except OSError as error:
        raise ConfigError(
            f"{host}:{port or 7860}: the page cannot listen there ({error}); choose another --port"
        ) from error
    return str(url)


def build(assistant: "Assistant", *, language: Language | None = None) -> Any:
    """Build the chat page.

    Args:
        assistant: answers the questions.
        language: of the page; None follows each visitor's browser.

    Returns: a `gradio.Blocks`, not yet served.

    """
    # Read by Gradio and huggingface_hub on import; unset, Gradio reports to its maker and asks the model hub.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return _Page(assistant, language).blocks


class _Page:
    """The components of the page and what happens when they are used.

    Handlers give dictionaries of updates; a component that is not named in one stays as it is.
    """

    def __init__(self, assistant: "Assistant", language: Language | None) -> None:
        import gradio as gr

        self._assistant = assistant
        self._index = assistant.index
        self._examples = examples(assistant.index)
        self._choices = Choices(assistant.index)
        self._comparison = ComparisonView(assistant.index, self._choices)
        self._labelled: dict[str, Any] = {}
        with gr.Blocks(title=PRODUCT, analytics_enabled=False, fill_width=True) as self.blocks:
            self._turns = gr.State(())
            self._stopping = gr.State(None)  # the signal that stops the answer being given
            self._compose(language or "zh")
            self._wire(follow_browser=language is None)

    # Components

    def _compose(self, language: Language) -> None:
        import gradio as gr

        labels = self._labels(texts(language))

        def part(kind: Any, name: str, **settings: Any) -> Any:
            self._labelled[name] = kind(**labels[name], elem_id=f"bg-{name}", **settings)
            return self._labelled[name]

        with gr.Row(elem_id="bg-top"):
            part(gr.HTML, "head")
            part(gr.HTML, "reports")
            self._new = part(gr.Button, "new", size="sm")
            self._language = part(gr.Radio, "language", choices=[("中文", "zh"), ("English", "en")])
        with gr.Tabs(elem_id="bg-views") as self._views:
            with part(gr.Tab, "view-ask", id="ask"):
                self._compose_chat(part)
            with part(gr.Tab, "view-compare", id="compare") as self._compare_tab:
                self._comparison.compose(part)
        self._live = gr.HTML("", elem_id="bg-live")
        # What is picked of a chip arrives here as an event of its own (page.js).
        self._choice = gr.HTML("", elem_id="bg-chosen", js_on_load=CHOSEN)

    def _compose_chat(self, part: Part) -> None:
        import gradio as gr

        ready = bool(self._index.reports)
        with gr.Row(elem_id="bg-main"):
            with gr.Column(elem_id="bg-left"):
                self._chat = gr.Chatbot(
                    elem_id="bg-chat",
                    show_label=False,
                    buttons=[],
                    feedback_options=None,
                    latex_delimiters=[],
                    autoscroll=False,
                    height=None,
                )
                part(gr.HTML, "welcome")
                with gr.Column(elem_id="bg-ask"):
                    with gr.Row(elem_id="bg-box"):
                        self._question = part(
                            gr.Textbox,
                            "question",
                            max_lines=6,
                            max_length=QUESTION_CHARS,
                            autofocus=True,
                            interactive=ready,
                        )
                        self._send = part(gr.Button, "send", variant="primary", interactive=ready)
                        self._stop = part(gr.Button, "stop", visible=False)
                    with gr.Row(elem_id="bg-under"):
                        part(gr.HTML, "hint")
                        several = bool(self._assistant.config.profiles)
                        self._backend = part(
                            gr.Dropdown, "backend", value=self._assistant.config.backend, visible=several
                        )
                with gr.Row(elem_id="bg-examples"):
                    self._offers = [part(gr.Button, f"example-{i}") for i in range(len(self._examples))]
            with gr.Column(elem_id="bg-right"):
                self._sources = gr.HTML("", elem_id="bg-sources")

    def _labels(self, words: Texts) -> dict[str, dict[str, Any]]:
        """Give, for each component that speaks, the properties that depend on the language."""
        language = words.spoken
        offers = [example.text(language) for example in self._examples]
        welcome = f"<h2>{escape(words.welcome)}</h2><p>{escape(words.welcome_more)}</p>"
        return {
            "head": {"value": header(words)},
            "reports": {"value": loaded(self._index.reports, words)},
            "new": {"value": words.new_chat},
            "language": {"label": words.language, "value": language},
            "welcome": {"value": welcome},
            "question": {"label": words.question, "placeholder": words.placeholder},
            "send": {"value": words.send},
            "stop": {"value": words.stop},
            "hint": {"value": f"<p>{escape(words.hint)}</p>"},
            "backend": {"label": words.backend, "choices": backends(self._assistant.config, words)},
            **{f"example-{i}": {"value": offer} for i, offer in enumerate(offers)},
            "view-ask": {"label": words.view_ask},
            "view-compare": {"label": words.view_compare},
            **self._comparison.labels(words),
        }

    # Events

    def _wire(self, *, follow_browser: bool) -> None:
        import gradio as gr

        offers = {button.elem_id: example for button, example in zip(self._offers, self._examples, strict=True)}

        def ask(question: str, turns: Turns, backend: str, language: Language, event: gr.EventData) -> Iterator[Update]:
            # The target is a copy of the component that was used; its id tells which.
            used = event.target.elem_id
            if used == self._choice.elem_id:
                picked = self._choices.chosen(str(event.choice), turns)
                yield from self._ask(asked_again(turns, *picked) if picked else (), backend, texts(language), {})
                return
            text = (offers[used].text(language) if used in offers else question).strip()[:QUESTION_CHARS]
            yield from self._ask(asked(turns, text) if text else (), backend, texts(language), {self._question: ""})

        def welcome(request: gr.Request) -> Update:
            return self._said(texts(preferred(request.headers.get("accept-language", ""))))

        every = {"show_progress": "hidden", "api_visibility": "private"}
        changing = [self._turns, self._stopping, self._chat, self._sources, self._live]
        changing += [self._language, self._question, self._send, self._stop]
        # One event for every way of asking: a second question cannot start while the first is being answered.
        asking = gr.on(
            [self._question.submit, self._send.click, *(offer.click for offer in self._offers), self._choice.select],
            ask,
            [self._question, self._turns, self._backend, self._language],
            changing,
            concurrency_limit=AT_ONCE,
            trigger_mode="once",
            **every,
        )
        # Only when that event has ended: a question sent before would be lost.
        ready = [self._question, self._language, self._send, self._stop]
        asking.then(self._ready, [self._turns, self._question], ready, **every)
        self._stop.click(Signal.set, [self._stopping], None, queue=False, **every)
        self._comparison.wire(self._views, self._compare_tab, self._language, self._turns)
        self._new.click(self._restart, [self._language], changing, **every)
        labelled = list(self._labelled.values())
        speaking = [*labelled, self._chat, self._sources]
        self._language.input(self._relabel, [self._language, self._turns], speaking, **every)
        if follow_browser:
            # Nothing of the conversation: a question may be on its way already.
            self.blocks.load(welcome, None, labelled, **every)

    def _ask(self, turns: Turns, backend: str, words: Texts, sent: Update) -> Iterator[Update]:
        """Ask the question of the last turn and draw what comes back, event by event.

        Args:
            turns: the conversation; empty where there is nothing to ask.
            backend: who answers.
            words: of the page.
            sent: what else changes with the asking; the box keeps a draft when a chip is used.

        """
        import gradio as gr

        if not turns:
            yield gr.skip()
            return
        stop, text, reading = Signal(), turns[-1].question, turns[-1].reading
        yield {**self._drawn(turns, words), **self._busy(), **sent, self._stopping: stop}
        before, drawn, shown = messages(turns[:-1], self._choices, words), "", monotonic()
        try:
            events = self._assistant.ask(text, backend=backend, history=history(turns), reading=reading)
            for event in until(stop, events):
                turns = with_last(turns, turns[-1].after(event))
                if isinstance(event, Retrieved):
                    yield self._drawn(turns, words)
                elif turns[-1].words != drawn and monotonic() - shown > SHOWN_EVERY:
                    yield {self._turns: turns, self._chat: before + messages(turns[-1:], self._choices, words)}
                    drawn, shown = turns[-1].words, monotonic()
            turns = stopped(turns)
        except BaogaoError as error:
            turns = with_last(turns, replace(turns[-1], error=str(error)))
        except Exception:  # the edge: whatever went wrong, the conversation stays
            logger.exception("answering %r failed", text)
            turns = with_last(turns, replace(turns[-1], error=words.unexpected))
        finally:
            stop.set()  # a page that was closed needs no more words
        yield self._drawn(turns, words)

    def _restart(self, language: Language) -> Update:
        return {**self._drawn((), texts(language)), self._question: ""}

    def _relabel(self, language: Language, turns: Turns) -> Update:
        """Say everything in another language; the answers themselves stay in the language they were given in."""
        words = texts(language)
        chat = messages(turns, self._choices, words)
        return {**self._said(words), self._chat: chat, self._sources: panel(turns, self._index, self._choices, words)}

    def _said(self, words: Texts) -> Update:
        import gradio as gr

        return {self._labelled[name]: gr.update(**label) for name, label in self._labels(words).items()}

    def _drawn(self, turns: Turns, words: Texts) -> Update:
        return {
            self._turns: turns,
            self._chat: messages(turns, self._choices, words),
            self._sources: panel(turns, self._index, self._choices, words),
            self._live: f"<p>{escape(spoken(turns[-1], words))}</p>" if turns else "",
        }

    def _busy(self) -> Update:
        """While an answer is coming, offer only to stop it."""
        import gradio as gr

        return {
            self._language: gr.update(interactive=False),
            self._send: gr.update(visible=False),
            self._stop: gr.update(visible=True),
        }

    def _ready(self, turns: Turns, draft: str) -> Update:
        """Offer the next question: one that failed again, unless another has been typed meanwhile."""
        import gradio as gr

        failed = turns and turns[-1].error and not turns[-1].corrects and not draft.strip()
        return {
            **({self._question: turns[-1].question} if failed else {}),
            self._language: gr.update(interactive=True),
            self._send: gr.update(visible=True),
            self._stop: gr.update(visible=False),
        }


def backends(config: Config, words: Texts) -> list[tuple[str, str]]:
    """List what can answer, as things stand: (label, name); what is not ready comes last, with the reason."""
    ready, not_ready = [(words.extractive, EXTRACTIVE)], []
    for profile in config.profiles.values():
        if error := unready(profile):
            reasons = {"no_key": words.no_key.format(variable=profile.api_key_env), "unreachable": words.not_running}
            reason = reasons.get(error.kind, words.not_fit)
            not_ready.append((words.not_ready.format(name=profile.name, reason=reason), profile.name))
        else:
            ready.append((f"{profile.name} · {profile.model}", profile.name))
    return [*ready, *not_ready]
