"""Which server may have the user's key: Anthropic, or one that the user named; never one that only a project's files
name, and never in clear text over a network."""

from __future__ import annotations

import ipaddress
import os

import httpx2

from paper_notes.errors import UsageError
from paper_notes.writing.claude.options import ClaudeOptions

PROVIDER = "api.anthropic.com"
ALLOWED_SERVERS = "PAPER_NOTES_ALLOWED_SERVERS"
"""Environment variable: names of hosts, separated by commas, that a project's ``base_url`` may name."""


def allowed_url(options: ClaudeOptions) -> str | None:
    """The base URL to use; None for what the SDK finds. Raises UsageError for one that may not have the key."""
    if options.base_url is None:
        named = os.environ.get("ANTHROPIC_BASE_URL")
        if named:
            check_url(named, "ANTHROPIC_BASE_URL")
        return None
    check_url(options.base_url, "base_url")
    host = _url(options.base_url, "base_url").host.lower()
    allowed = {name.strip().lower() for name in os.environ.get(ALLOWED_SERVERS, "").split(",")} - {""}
    if options.base_url_chosen or is_loopback(host) or host == PROVIDER or host in allowed:
        return options.base_url
    raise UsageError(
        f"base_url in the project's settings would send your key and your papers to {host}: nothing was sent",
        f"if you want that, say so yourself: --base-url, ANTHROPIC_BASE_URL, or {ALLOWED_SERVERS}={host}",
    )


def check_url(url: str | httpx2.URL, where: str) -> None:
    """Raises UsageError for an address that is none, or that sends a key in clear text over a network."""
    parsed = _url(url, where)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise UsageError(f"{where} is no http(s) address", "check its spelling")
    if parsed.scheme == "http" and not is_loopback(parsed.host):
        raise UsageError(
            f"{where} would send your key to {parsed.host} in clear text: nothing was sent", "use https://"
        )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, judged by its name alone: no name server is asked."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(url: str | None) -> str:
    """The host that an address names, in lower case; "" without an address, or for one that is none."""
    try:
        return _url(url, "base_url").host.lower() if url else ""
    except UsageError:
        return ""


def at_home(options: ClaudeOptions) -> bool:
    """Whether requests stay on this machine."""
    url = options.base_url or os.environ.get("ANTHROPIC_BASE_URL")
    return is_loopback(host_of(url))


def _url(url: str | httpx2.URL, where: str) -> httpx2.URL:
    try:
        return httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError, ValueError) as error:
        raise UsageError(f"{where} is no address ({error})", "check its spelling") from error
