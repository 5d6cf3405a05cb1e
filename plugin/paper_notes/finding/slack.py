"""A day's new papers to a Slack channel, through Slack's own SDK."""

from __future__ import annotations

import os
from collections.abc import Sequence

from paper_notes.finding.news import slack_blocks
from paper_notes.finding.scan_state import Found
from paper_notes.finding.source import needs_extra

BLOCKS_A_MESSAGE = 48


def post_day(day: str, found: Sequence[Found], language: str, token: str, channel: str, base_url: str = "") -> str:
    """Post what is shown of a day; returns what went wrong in words, "" when all went well.

    ``base_url`` is another address of Slack's API (for a local server); the token is never part of a message.
    """
    try:
        from slack_sdk import WebClient
        from slack_sdk.errors import SlackApiError, SlackClientError
        from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
    except ImportError as error:
        raise needs_extra("slack_sdk") from error
    place = base_url or os.environ.get("SLACK_API_URL", "https://slack.com/api/")
    client = WebClient(token=token, base_url=place, retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=3)])
    blocks = slack_blocks(day, found, language)
    thread = None
    try:
        for first in range(0, len(blocks), BLOCKS_A_MESSAGE):
            part = blocks[first : first + BLOCKS_A_MESSAGE]
            answer = client.chat_postMessage(
                channel=channel, text=part[0]["text"]["text"], blocks=part, thread_ts=thread, unfurl_links=False
            )
            thread = thread or answer.get("ts")
    except SlackApiError as error:
        said = error.response.get("error", "") if error.response is not None else ""
        return f"Slack refused the message ({said or 'no reason given'})"
    except (SlackClientError, OSError) as error:
        return f"Slack can't be reached ({type(error).__name__})"
    return ""
