"""An OpenAI-compatible address that misbehaves as a test tells it, over real HTTP."""

from __future__ import annotations

import json
import select
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.config import LlmProfile

KEY = "sk-invented-0123456789abcdef"
KEY_VARIABLE = "INVENTED_API_KEY"


class Handler(BaseHTTPRequestHandler):
    """Answers each request by the next behaviour of its server; the last one stays."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        """Keep the request, then behave."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append({"path": self.path, "headers": headers, "body": body, "at": time.monotonic()})
        behaviours = self.server.behaviours
        behave = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        try:
            behave(self)
        except OSError:
            self.server.left.set()
        self.close_connection = True

    def do_GET(self) -> None:
        """Give the list of models."""
        if self.server.models is None:
            refuses(404, "no such page")(self)
        else:
            rows = [{"id": name, "object": "model"} for name in self.server.models]
            gives({"object": "list", "data": rows})(self)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Keep the tests quiet."""

    def head(self, status: int, content_type: str, **headers: str) -> None:
        """Send the status and the headers."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def start(self) -> None:
        """Begin a stream."""
        self.head(200, "text/event-stream; charset=utf-8", Transfer_Encoding="chunked")

    def send(self, data: bytes) -> None:
        """Send some bytes of the stream."""
        self.wfile.write(b"%X\r\n%s\r\n" % (len(data), data))

    def say(self, content: str | None = None, finish: str | None = None, **delta: Any) -> None:
        """Send one event as the real thing does."""
        choice = {"index": 0, "delta": {"content": content, **delta}, "finish_reason": finish}
        chunk = {"id": "c", "object": "chat.completion.chunk", "choices": [choice]}
        self.send(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")

    def done(self) -> None:
        """Tell that the answer is whole, and end the stream."""
        self.send(b"data: [DONE]\n\n")
        self.end()

    def end(self) -> None:
        """End the stream in good order."""
        self.wfile.write(b"0\r\n\r\n")


Behaviour = Callable[[Handler], None]


class Server(ThreadingHTTPServer):
    """An OpenAI-compatible address that does what the test tells it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: list[Behaviour] = []
        self.requests: list[dict[str, Any]] = []
        self.models: list[str] | None = None
        """What GET /models lists; None knows no such address."""
        self.left = threading.Event()
        """The client hung up."""
        self.over = threading.Event()
        """The test is over."""

    @property
    def url(self) -> str:
        """What a profile has for base_url."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def profile(self, **settings: Any) -> LlmProfile:
        """Give the profile that names it."""
        told = {"name": "test", "base_url": self.url, "model": "tiny", "api_key_env": KEY_VARIABLE, "timeout": 5.0}
        return LlmProfile(**{**told, **settings})


def streams(*pieces: str, finish: str | None = "stop") -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.start()
        handler.say("", role="assistant")
        for piece in pieces:
            handler.say(piece)
        handler.say(finish=finish)
        handler.done()

    return behave


def refuses(status: int, message: str, **headers: str) -> Behaviour:
    def behave(handler: Handler) -> None:
        data = json.dumps({"error": {"message": message, "type": "x", "param": None, "code": None}}).encode()
        handler.head(status, "application/json", Content_Length=str(len(data)), **headers)
        handler.wfile.write(data)

    return behave


def sends(*blocks: bytes) -> Behaviour:
    """Send blocks of a stream as they are, then close in good order."""

    def behave(handler: Handler) -> None:
        handler.start()
        for block in blocks:
            handler.send(block)
        handler.end()

    return behave


def gives(body: object) -> Behaviour:
    """Give one JSON at once."""

    def behave(handler: Handler) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        handler.head(200, "application/json", Content_Length=str(len(data)))
        handler.wfile.write(data)

    return behave


def cut(handler: Handler) -> None:
    """Break the stream off inside a character, without a word of goodbye."""
    handler.start()
    handler.say("修路")
    handler.send('data: {"choices": [{"delta": {"content": "三'.encode()[:-1])


def stalls(handler: Handler) -> None:
    """Say a word, and no more; note when the client hangs up."""
    handler.start()
    handler.say("修路")
    while not handler.server.over.wait(0.02):
        if select.select([handler.connection], [], [], 0)[0] and not handler.connection.recv(1):
            handler.server.left.set()
            return


def endless(handler: Handler) -> None:
    """Talk without end."""
    handler.start()
    while not handler.server.over.wait(0.002):
        handler.say("路" * 50)


def nonsense(handler: Handler) -> None:
    """Stream what is no JSON."""
    sends(b"data: {nonsense\n\n")(handler)


def web_page(handler: Handler, status: int = 200) -> None:
    """Send a web page."""
    page = "<!doctype html><html><body>欢迎</body></html>".encode()
    handler.head(status, "text/html", Content_Length=str(len(page)))
    handler.wfile.write(page)
