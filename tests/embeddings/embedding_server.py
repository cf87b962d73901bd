"""A small embedding service of the tests' own: OpenAI's /v1/embeddings over HTTP, with real vectors, one axis a keyword."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEYWORDS = ("公园", "就业", "道路", "学校")

Answer = tuple[int, bytes | dict[str, Any]]
Behaviour = Callable[[dict[str, Any]], Answer]


def vectors(body: dict[str, Any]) -> Answer:
    """Count the keywords of each text; a constant last axis keeps every vector from being zero."""
    rows = [[float(text.count(word)) for word in KEYWORDS] + [0.5] for text in body["input"]]
    rows = [row[: body.get("dimensions") or len(row)] for row in rows]
    data = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(rows)]
    # The order is told by `index`, not by where a vector stands.
    return 200, {"object": "list", "model": body["model"], "data": data[::-1]}


class EmbeddingServer(ThreadingHTTPServer):
    """Answers each request by the next behaviour; the last one stays."""

    daemon_threads = True

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = list(behaviours) or [vectors]
        self.requests: list[dict[str, Any]] = []
        """Path, headers and body of each."""
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def base_url(self) -> str:
        """Its address, as the settings want it."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        """Keep the request, then answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, "headers": dict(self.headers.items()), "body": body})
        behaviours = self.server.behaviours
        status, said = (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(body)
        data = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(said, bytes) else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Keep the tests quiet."""
