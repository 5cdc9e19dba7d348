"""HTTP as a browser speaks it: cookies are kept, redirects followed, and a few connections stay open for more."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urljoin, urlsplit

CONNECTIONS = 6
"""As browsers allow themselves to one server."""
REDIRECTS = 10
LONGEST = 64 * 1024 * 1024


class NoAnswerError(Exception):
    """The server did not answer, or not in HTTP."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered; `address` is where the redirects led to."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Line:
    """One open connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def close(self) -> None:
        self.writer.close()


@dataclass
class Browsing:
    """One browser, as far as HTTP goes. Talks to one server at a time: all that a participant needs.

    Args:
        patience: seconds until an answer that does not come is given up.
    """

    patience: float = 120.0
    cookies: dict[str, str] = field(default_factory=dict)
    _free: list[Line] = field(default_factory=list)
    _at_most: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CONNECTIONS))

    async def get(self, address: str, *, follow: bool = True, unpack: bool = True) -> Reply:
        """Asks for an address and follows where it leads.

        Args:
            address: http://... or https://...
            follow: whether redirects are followed; their cookies are kept anyway.
            unpack: whether a packed body is unpacked; what nobody reads need not be.

        Raises:
            NoAnswerError: if the server does not answer in time.
        """
        for _ in range(REDIRECTS):
            reply = await self._ask("GET", address, unpack=unpack)
            if reply.status not in (301, 302, 303, 307, 308) or not follow:
                return reply
            address = urljoin(address, reply.headers.get("location", ""))
        raise NoAnswerError(f"{address} leads in a circle")

    async def get_all(self, addresses: Iterable[str]) -> list[Reply]:
        """Asks for several, as many at once as a browser does; nobody looks at what comes."""
        return list(await asyncio.gather(*(self.get(address, unpack=False) for address in addresses)))

    async def post(self, address: str, body: bytes = b"") -> Reply:
        """As `navigator.sendBeacon` and forms do."""
        return await self._ask("POST", address, body, unpack=True)

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def close(self) -> None:
        """Closes what is open."""
        while self._free:
            self._free.pop().close()

    async def _ask(self, method: str, address: str, body: bytes = b"", *, unpack: bool) -> Reply:
        async with self._at_most:
            try:
                async with asyncio.timeout(self.patience):
                    return await self._tried(method, address, body, unpack=unpack)
            except (OSError, asyncio.IncompleteReadError, ValueError, TimeoutError) as error:
                raise NoAnswerError(f"{method} {address}: {error!r}") from error

    async def _tried(self, method: str, address: str, body: bytes, *, unpack: bool) -> Reply:
        while True:
            kept = bool(self._free)
            line = self._free.pop() if kept else await _connected(address)
            try:
                return await self._over(line, method, address, body, unpack=unpack)
            except (OSError, asyncio.IncompleteReadError):
                line.close()
                if not kept:  # the server may close a connection that was kept at any moment: then a new one
                    raise
            except BaseException:
                line.close()
                raise

    async def _over(self, line: Line, method: str, address: str, body: bytes, *, unpack: bool) -> Reply:
        where = urlsplit(address)
        lines = [
            f"{method} {where.path or '/'}{'?' + where.query if where.query else ''} HTTP/1.1",
            f"Host: {where.netloc}",
            "Accept: */*",
            "Accept-Encoding: gzip, deflate",
            "User-Agent: a simulated participant",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.cookie_header}")
        if method == "POST":
            lines += [f"Origin: {where.scheme}://{where.netloc}", f"Content-Length: {len(body)}"]
        line.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await line.writer.drain()
        status, headers, cookies = await _head(line.reader)
        self._keep(cookies)
        made = await _body(line.reader, status, headers)
        if headers.get("connection", "").lower() == "close":
            line.close()
        else:
            self._free.append(line)
        if unpack and headers.get("content-encoding") == "gzip":
            made = zlib.decompress(made, wbits=31)
        return Reply(address, status, headers, made)

    def _keep(self, cookies: list[str]) -> None:
        for text in cookies:
            try:
                found = SimpleCookie(text)
            except CookieError:
                continue
            for name, cookie in found.items():
                if cookie["max-age"] == "0" or not cookie.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = cookie.value


async def _connected(address: str) -> Line:
    where = urlsplit(address)
    tls = unchecked() if where.scheme == "https" else None
    return Line(*await asyncio.open_connection(where.hostname, where.port or 80, limit=1024 * 1024, ssl=tls))


@cache
def unchecked() -> ssl.SSLContext:
    """TLS with the certificate of a test, which nobody has confirmed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], list[str]]:
    text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *rest = text.split("\r\n")
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for line in filter(None, rest):
        name, _, value = line.partition(":")
        if name.lower() == "set-cookie":
            cookies.append(value.strip())
        headers[name.lower()] = value.strip()
    return int(first.split(" ")[1]), headers, cookies


async def _body(reader: asyncio.StreamReader, status: int, headers: Mapping[str, str]) -> bytes:
    if status in (204, 304) or 100 <= status < 200:
        return b""
    if headers.get("transfer-encoding") == "chunked":
        parts = []
        while size := int((await reader.readline()).split(b";")[0], 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(parts)
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    return await reader.read(LONGEST)
