"""Downloads a publisher's file: goes on where it was cut, waits for a busy server, and checks what came.

Of the standard library, so that the smallest installation can fetch; it goes through the proxies that HTTP_PROXY,
HTTPS_PROXY and NO_PROXY name.
"""

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from chartcode.codesets.imports.publishers import Offer
from chartcode.codesets.imports.sources import MAX_BYTES
from chartcode.errors import ReleaseError

TRIES = 5
_SECONDS = 30.0
"""How long a server may be silent."""
_AGENT = "Mozilla/5.0 (compatible; chartcode)"
"""The publishers' delivery networks turn plain library names away."""
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_PARTIAL, _BEYOND_THE_END = 206, 416


class OfflineError(ReleaseError):
    """The server cannot be reached at all: no network, a wrong proxy, a name that does not exist."""


class _CutError(Exception):
    """The connection broke or the server was busy: worth another try."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A file on its way: what came of it, and the mark (ETag or date) of the version that it came of."""

    path: Path

    @property
    def _mark(self) -> Path:
        return self.path.with_name(self.path.name + ".mark")

    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def asked(self) -> dict[str, str]:
        """The headers that ask for the rest, as long as it is of the same version."""
        mark = self._mark.read_text(encoding="utf-8") if self._mark.exists() else ""
        return {"Range": f"bytes={self.size()}-", "If-Range": mark} if self.size() and mark else {}

    def begin(self, mark: str) -> None:
        self.path.write_bytes(b"")
        self._mark.write_text(mark, encoding="utf-8")

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)

    def finish(self, target: Path) -> None:
        self.path.replace(target)
        self._mark.unlink(missing_ok=True)


def fetch(offer: Offer, folder: Path, *, pause: Callable[[float], None]) -> Path:
    """Download a file into a folder that exists, and return where it is. `pause` waits so many seconds.

    What is there already of it, and still is of the same version, is not downloaded again. Raises OfflineError when the
    server cannot be reached, and ReleaseError when it has no such file, keeps breaking off, or when size or SHA-256 are
    not those that are known; then nothing is left of the file.
    """
    if urlsplit(offer.url).scheme not in {"http", "https"} or offer.file in {"", ".", ".."}:
        raise ReleaseError("the address is not the http or https address of a file")
    target = folder / offer.file
    if target.exists() and offer.sha256 and _sha256(target) == offer.sha256:
        return target
    part = _Part(target.with_name(target.name + ".part"))
    for attempt in range(TRIES):
        try:
            _download(offer, part)
            break
        except _CutError as error:
            if attempt == TRIES - 1:
                raise ReleaseError(
                    f"{offer.file} breaks off again and again ({error}); what came is kept, try again later, or"
                    f" {by_hand([offer])}"
                ) from None
            pause(2.0**attempt)
    _verify(offer, part)
    part.finish(target)
    return target


def by_hand(offers: list[Offer]) -> str:
    """What a person does where chartcode cannot."""
    names = " ".join(offer.file or f"({offer.holds})" for offer in offers)
    pages = " and ".join(dict.fromkeys(offer.page for offer in offers if offer.page)) or "its publisher"
    return f"download {names} by hand from {pages}, then: chartcode codesets import FILE..."


def _download(offer: Offer, part: _Part) -> None:
    try:
        request = urllib.request.Request(offer.url, headers={"User-Agent": _AGENT, **part.asked()})
        with urllib.request.build_opener(_Redirects).open(request, timeout=_SECONDS) as answer:
            _refuse_pages(answer.headers, offer)
            if answer.status != _PARTIAL:
                part.begin(answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "")
            elif not answer.headers.get("Content-Range", "").startswith(f"bytes {part.size()}-"):
                part.drop()
                raise _CutError("another part came than the one asked for")
            _receive(answer, part)
    except urllib.error.HTTPError as error:
        error.close()
        _explain(error.code, offer, part)
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError | ConnectionResetError):
            raise _CutError("no answer") from None
        raise OfflineError(_offline(offer, error.reason)) from None
    except (http.client.InvalidURL, UnicodeError, ValueError):
        raise ReleaseError(f"{offer.file} has no address that can be asked; write it as a browser does") from None
    except (http.client.HTTPException, OSError) as error:
        raise _CutError(getattr(error, "strerror", None) or type(error).__name__) from None


def _receive(answer: http.client.HTTPResponse, part: _Part) -> None:
    """Add what comes to the part. The server says how much there is; less is a cut."""
    length = answer.headers.get("Content-Length")
    missing = int(length) if length and length.isdecimal() else None
    with part.path.open("ab") as file:
        while chunk := answer.read(1 << 16):
            file.write(chunk)
            missing = missing - len(chunk) if missing is not None else None
            if file.tell() > MAX_BYTES:
                raise ReleaseError(f"it is larger than {MAX_BYTES // 1_000_000} MB, so it is no official file")
    if missing:
        raise _CutError(f"{missing} bytes are missing")


def _explain(status: int, offer: Offer, part: _Part) -> None:
    """Raise what an error answer means. Beyond the end of the file is only the end of what can be asked for."""
    if status == _BEYOND_THE_END and part.size():
        if offer.size is None and not offer.sha256:
            part.drop()
            raise _CutError("the file has changed meanwhile")
        return
    if status in _BUSY:
        raise _CutError(f"HTTP {status}")
    raise ReleaseError(f"{urlsplit(offer.url).hostname} answers HTTP {status} for {offer.file}: {by_hand([offer])}")


def _verify(offer: Offer, part: _Part) -> None:
    size = part.size()
    wrong = ""
    if offer.size is not None and size != offer.size:
        wrong = f"it has {size:,} bytes instead of {offer.size:,}"
    elif offer.sha256 and _sha256(part.path) != offer.sha256:
        wrong = "its SHA-256 is not the known one"
    elif not size:
        wrong = "it is empty"
    if wrong:
        part.drop()
        raise ReleaseError(
            f"{offer.file} is not the file that is known: {wrong}. It was damaged on the way, or its publisher has"
            f" replaced it: look at {offer.page or offer.url} and, if so, import it yourself"
        )


def _refuse_pages(headers: Message, offer: Offer) -> None:
    if headers.get_content_type() == "text/html" and not offer.file.lower().endswith((".htm", ".html")):
        raise ReleaseError(
            f"{urlsplit(offer.url).hostname} answers with a web page instead of {offer.file}: {by_hand([offer])}"
        )


def _offline(offer: Offer, reason: object) -> str:
    why = getattr(reason, "strerror", None) or str(reason) or "no answer"
    return f"{urlsplit(offer.url).hostname} cannot be reached ({why}): offline, or a proxy is wrong (HTTPS_PROXY)"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a moved file, but from https only to https."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request for the new address."""
        schemes = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if schemes not in {("https", "https"), ("http", "http"), ("http", "https")}:
            fp.close()
            raise ReleaseError(f"{req.host} sends to an address that is not safe: {urlsplit(newurl).scheme}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
