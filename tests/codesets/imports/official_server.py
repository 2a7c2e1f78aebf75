"""A publisher's server on this machine, which can be told to misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Publisher:
    """What the server has and does, and what it was asked: (path, Range header, User-Agent)."""

    files: dict[str, bytes] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    """The next answers break off after so many bytes."""
    statuses: list[int] = field(default_factory=list)
    """The next answers are these errors."""
    moved: dict[str, str] = field(default_factory=dict)
    etag: str = '"1"'
    resumes: bool = True
    content_type: str = "application/zip"
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    address: str = ""


def handler(publisher: Publisher) -> type[BaseHTTPRequestHandler]:
    """A request handler that serves what the publisher has."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked_range = self.headers.get("Range", "")
            publisher.asked.append((self.path, asked_range, self.headers.get("User-Agent", "")))
            # Through a proxy the whole address is asked for.
            path = "/" + self.path.partition("://")[2].partition("/")[2] if "://" in self.path else self.path
            if publisher.statuses:
                self.send_error(publisher.statuses.pop(0))
            elif path in publisher.moved:
                self.send_response(302)
                self.send_header("Location", publisher.moved[path])
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif path not in publisher.files:
                self.send_error(404)
            else:
                self._send(publisher.files[path], asked_range)

        def _send(self, data: bytes, asked_range: str) -> None:
            same = self.headers.get("If-Range", "") == publisher.etag
            start = int(asked_range[6:-1]) if asked_range and same and publisher.resumes else 0
            if start >= len(data) > 0:
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            if publisher.etag:
                self.send_header("ETag", publisher.etag)
            self.send_header("Content-Type", publisher.content_type)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            rest = data[start:]
            self.wfile.write(rest[: publisher.cuts.pop(0)] if publisher.cuts else rest)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(publisher: Publisher) -> Iterator[Publisher]:
    """Serve on a free port of this machine until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(publisher)) as server:
        publisher.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield publisher
        finally:
            server.shutdown()
            thread.join()
