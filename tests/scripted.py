"""An OpenAI-compatible address that streams what it is told, a few characters at a time."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.config import LlmProfile

PIECE = 3
"""Characters of one event."""


class _Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        """Stream the answer, or fail."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        said = self.server.replies.get(body["messages"][0]["content"], self.server.said)
        if said is None:
            self.send_error(400, "out of order")
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        pieces = [said[start : start + PIECE] for start in range(0, len(said), PIECE)]
        for content, finish in [*((piece, None) for piece in pieces), ("", "stop")]:
            choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
            self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: Any) -> None:
        """Keep the tests quiet."""


class Scripted(ThreadingHTTPServer):
    """Says `said`, or what `replies` has for a system message; None fails."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.said: str | None = ""
        self.replies: dict[str, str | None] = {}
        self.requests: list[dict[str, Any]] = []

    @property
    def profile(self) -> LlmProfile:
        """What the settings say of it."""
        return LlmProfile(name="scripted", base_url=f"http://127.0.0.1:{self.server_port}/v1", model="m", timeout=30)
