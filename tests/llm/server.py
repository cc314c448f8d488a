"""An OpenAI-compatible endpoint on the loopback that answers, or misbehaves, as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the server sends; ``pause`` seconds before it, and before each piece of it."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    pieces: int = 1
    hang_up: bool = False


@dataclass
class Request:
    """What was asked."""

    path: str
    headers: dict[str, str]
    body: Json

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][1]["content"])

    @property
    def texts(self) -> list[str]:
        """The sentences between the two lines of the fence."""
        lines = self.user.split("\n")
        fence = lines[1]
        assert fence.startswith("=====DATA ")
        assert lines[-1] == fence
        assert lines.count(fence) == 2
        rows = [json.loads(line) for line in lines[2:-1]]
        assert [row["n"] for row in rows] == list(range(1, len(rows) + 1))
        return [row["text"] for row in rows]


Behave = Callable[[Request, int], Answer]
"""From a request and its number, counted from 0, to the answer."""


@dataclass
class Server:
    url: str
    requests: list[Request]


@contextmanager
def serving(behave: Behave) -> Iterator[Server]:
    """The endpoint as long as the block runs."""
    seen: list[Request] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            request = Request(self.path, dict(self.headers), json.loads(raw))
            with lock:
                number = len(seen)
                seen.append(request)
            self._send(behave(request, number))

        def _send(self, answer: Answer) -> None:
            if answer.hang_up:
                self.close_connection = True
                return
            time.sleep(answer.pause)
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                size = max(1, len(answer.body) // answer.pieces)
                for start in range(0, len(answer.body), size):
                    self.wfile.write(answer.body[start : start + size])
                    self.wfile.flush()
                    time.sleep(answer.pause)
            except OSError:
                pass  # the client has gone, which is what it should do

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/v1", seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: object, *, finish: str = "stop", usage: object = None, **message: object) -> Answer:
    """An answer in the endpoint's own form."""
    said = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    usage = {"prompt_tokens": 100, "completion_tokens": 20} if usage is None else usage
    whole = {"choices": [{"message": {"content": said, **message}, "finish_reason": finish}], "usage": usage}
    return Answer(json.dumps(whole).encode())


def claim(**changes: object) -> Json:
    """A claim that stands in "Serbia condemned Croatia over the arrests."."""
    return {
        "kind": "event",
        "type": "ACCUSE",
        "about": None,
        "modality": "actual",
        "modes": ["disapprove"],
        "contexts": ["diplomatic"],
        "source": [actor("Serbia")],
        "target": [actor("Croatia")],
        "trigger": "condemned",
        "object": "the arrests",
        "speakers": [],
        "confidence": 0.9,
        **changes,
    }


def actor(quote: str, kind: str = "state") -> Json:
    return {"quote": quote, "kind": kind}


def coded(request: Request, claims: Mapping[str, list[Any]]) -> Answer:
    """The claims of each sentence that is asked for; a sentence not named has none."""
    return completion(
        {
            "sentences": [
                {"n": n, "political": True, "claims": claims.get(text, [])} for n, text in enumerate(request.texts, 1)
            ]
        }
    )
