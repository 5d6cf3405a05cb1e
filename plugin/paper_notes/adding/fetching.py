"""Fetching what an address leads to: bounded in time and size, never from a private network that the user didn't name.

A redirect, a link in a page or a name server may point at this machine or its network. Every hop is resolved and judged
here, and the connection goes to the address that was judged, so that a second answer of the name server changes
nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2

from paper_notes.errors import PaperNotesError
from paper_notes.work.within import within

MOST_BYTES = 300 * 2**20
DEADLINE_SECONDS = 300.0
SILENCE_SECONDS = 60.0
MOST_REDIRECTS = 10
NAT64 = ipaddress.ip_network("64:ff9b::/96")

SAFE_PARAMETERS = frozenset(
    {"id", "doi", "arxiv", "arxivid", "article", "articleid", "paper", "paperid", "file", "filename", "page", "version"}
)
"""Parameters of an address that name a paper; any other may be a secret and is neither written down nor shown."""
LONGEST_PARAMETER = 64

Resolve = Callable[[str], list[str]]
"""The IP addresses of a host's name."""


class DownloadFailed(PaperNotesError):
    """The paper could not be fetched."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: its bytes, the address it came from in the end, and its media type."""

    data: bytes
    url: httpx2.URL
    media_type: str


def addresses(host: str) -> list[str]:
    """The IP addresses of a host by the system's name servers; raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches within limits. ``trusted`` are origins that the user named, which may be private addresses."""

    trusted: frozenset[str] = frozenset()
    resolve: Resolve = addresses
    seconds: float = DEADLINE_SECONDS
    most_bytes: int = MOST_BYTES
    proxies: Callable[[], dict[str, str]] = field(default=urllib.request.getproxies)

    def fetch(self, url: str, accept: str = "*/*") -> Fetched:
        """What is at an address. Raises :class:`DownloadFailed`, without any secret of the address."""
        shown = public_url(url)
        try:
            client = httpx2.Client(follow_redirects=False, timeout=SILENCE_SECONDS)
            with client:
                return within(self.seconds, lambda: self._follow(client, httpx2.URL(url), accept), "fetch")
        except TimeoutError as error:
            raise DownloadFailed(
                f"{shown} was not there after {self.seconds:.0f} s", "try again later, or fetch the PDF by hand"
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
            said = type(error).__name__ if "://" in str(error) or not str(error) else str(error)[:200]
            raise DownloadFailed(f"{shown} can't be fetched ({said})", "check the address and the network") from error

    def _follow(self, client: httpx2.Client, url: httpx2.URL, accept: str) -> Fetched:
        first = url
        for _ in range(MOST_REDIRECTS + 1):
            request = self._request(client, url, accept, with_login=origin(url) == origin(first))
            response = client.send(request, stream=True)
            try:
                if response.is_redirect and response.headers.get("location"):
                    url = url.copy_with(fragment=None).join(response.headers["location"])
                    continue
                if response.status_code != 200:
                    raise DownloadFailed(
                        f"{public_url(str(url))} answered {response.status_code}",
                        "check the address, or fetch the PDF by hand",
                    )
                return Fetched(self._read(response, url), url, _media_type(response))
            finally:
                response.close()
        raise DownloadFailed(f"{public_url(str(first))} is redirected over and over", "fetch the PDF by hand")

    def _request(self, client: httpx2.Client, url: httpx2.URL, accept: str, *, with_login: bool) -> httpx2.Request:
        """A request to the address that was judged, under the name that was asked for."""
        if url.scheme not in ("http", "https") or not url.host:
            raise DownloadFailed(f"{public_url(str(url))} is no http(s) address", "fetch the PDF by hand")
        headers = {"accept": accept}
        if url.userinfo and with_login:
            login = httpx2.BasicAuth(url.username, url.password)
            headers["authorization"] = login._auth_header
        url = url.copy_with(username=None, password=None, fragment=None)
        address = self.judge(url)
        if address is None:
            return client.build_request("GET", url, headers=headers)
        headers["host"] = url.netloc.decode("ascii")
        there = url.copy_with(host=address)
        return client.build_request("GET", there, headers=headers, extensions={"sni_hostname": url.host})

    def judge(self, url: httpx2.URL) -> str | None:
        """The IP address to connect to; None where a proxy connects, or the user named the place.

        Raises :class:`DownloadFailed` for a place in a private network.
        """
        if origin(url) in self.trusted:
            return None
        literal = _literal(url.host)
        if literal is None and self._proxied(url):
            if url.host.lower().rstrip(".") == "localhost":
                raise _private(url)
            return None
        found = [url.host.strip("[]")] if literal is not None else self.resolve(url.host)
        if not found or not all(is_public(address) for address in found):
            raise _private(url)
        return None if literal is not None else found[0]

    def _proxied(self, url: httpx2.URL) -> bool:
        proxies = self.proxies()
        return bool(proxies.get(url.scheme) or proxies.get("all")) and not urllib.request.proxy_bypass(url.host)

    def _read(self, response: httpx2.Response, url: httpx2.URL) -> bytes:
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self.most_bytes:
                shown = public_url(str(url))
                raise DownloadFailed(f"{shown} is larger than {self.most_bytes // 2**20} MB", "fetch it by hand")
            parts.append(part)
        return b"".join(parts)


def is_public(address: str) -> bool:
    """Whether an IP address lies outside every private, local and reserved range, mapped ones included."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def origin(url: str | httpx2.URL) -> str:
    """Scheme, host and port of an address."""
    url = httpx2.URL(url)
    port = url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
    return f"{url.scheme}://{url.host.lower()}:{port}"


def public_url(url: str) -> str:
    """The address without login, fragment, and parameters that may be secrets."""
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError, ValueError):
        return "the address"
    kept = [
        (name, value)
        for name, value in parsed.params.multi_items()
        if name.lower() in SAFE_PARAMETERS and len(value) <= LONGEST_PARAMETER
    ]
    bare = parsed.copy_with(username=None, password=None, fragment=None, query=None)
    return str(bare.copy_with(params=kept) if kept else bare)


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host.strip("[]").partition("%")[0]))
    except ValueError:
        return None


def _private(url: httpx2.URL) -> DownloadFailed:
    return DownloadFailed(
        f"{public_url(str(url))} lies in a private network: it was not asked",
        "if you meant it, give that address itself, or fetch the PDF by hand",
    )


def _media_type(response: httpx2.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
