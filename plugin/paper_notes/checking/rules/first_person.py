"""I think, in my opinion."""

from __future__ import annotations

from paper_notes.checking.phrase_rule import PhraseRule


class FirstPerson(PhraseRule):
    """Each phrase of ``phrases/<language>/first-person.toml`` in the prose."""

    name = "first-person"
    severity = "error"
    what = "A needless first person: I think, in my opinion, my understanding is; 我认为, 我的理解是."
    why = (
        "A reader wants the judgement and its reason, not whose it is. What the paper does not say is marked "
        "as speculation."
    )
    example = "我认为这个设计是为了省显存。"
    instead = "推测：这个设计是为了省显存，因为……"
    bad = (
        "我认为它更快。\n",
        "我的理解是它更快。\n",
        "I think it is faster.\n",
        "In my opinion it is faster.\n",
    )
    good = (
        "推测：它更快，因为只算一次。\n",
        "“我认为它更快。”[p. 3](paper.pdf#page=3)\n",
        "Speculation: it is faster, since it runs once.\n",
    )
