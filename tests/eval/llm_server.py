"""An OpenAI-compatible address that says what a test tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.config import LlmProfile

Make = Callable[..., Any]
"""What makes a record, with anything of it said anew."""


class Handler(BaseHTTPRequestHandler):
    """Streams the words of its server, or gives them whole."""

    protocol_version = "HTTP/1.1"
    server: LlmServer

    def do_POST(self) -> None:
        """Answer a chat completion."""
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(raw)
        with self.server.lock:
            self.server.raw.append(raw)
            self.server.requests.append(body)
            self.server.open += 1
            self.server.most_open = max(self.server.most_open, self.server.open)
        self.server.pause.wait(0.05)
        said = self.server.say(body)
        with self.server.lock:
            self.server.open -= 1
        if said is None:
            self.reply(500, "application/json", b'{"error": {"message": "out of order"}}')
        elif body.get("stream"):
            chunk = {"choices": [{"index": 0, "delta": {"content": said}, "finish_reason": "stop"}]}
            data = f"data: {json.dumps(chunk, ensure_ascii=False)}\n\ndata: [DONE]\n\n"
            self.reply(200, "text/event-stream", data.encode())
        else:
            choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
            whole = {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
            self.reply(200, "application/json", json.dumps(whole, ensure_ascii=False).encode())

    def reply(self, status: int, kind: str, data: bytes) -> None:
        """Send all of it."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Keep the tests quiet."""


class LlmServer(ThreadingHTTPServer):
    """Says what `say` makes of a request; None fails."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.say: Callable[[dict[str, Any]], str | None] = lambda _: "城镇新增就业8600人[1]。"
        self.requests: list[dict[str, Any]] = []
        self.raw: list[bytes] = []
        """The same as they came over the wire."""
        self.open = self.most_open = 0
        self.lock = threading.Lock()
        self.pause = threading.Event()

    @property
    def profile(self) -> LlmProfile:
        """What the settings say of it."""
        return LlmProfile(name="local", base_url=f"http://127.0.0.1:{self.server_port}/v1", model="m")
