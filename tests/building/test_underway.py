"""Jobs and what follows them."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from paper_notes.building.underway import Underway


def test_what_follows_runs_in_the_order_in_which_jobs_end_and_may_add_jobs():
    first, second, third = Future(), Future(), Future()
    seen = []
    underway = Underway()

    def then_third(future):
        seen.append(future.result())
        underway.add(third, lambda last: seen.append(last.result()))
        third.set_result("third")

    underway.add(first, lambda future: seen.append(future.result()))
    underway.add(second, then_third)
    second.set_result("second")
    first.set_result("first")
    underway.finish()
    assert seen == ["second", "first", "third"]


def test_a_fault_in_what_follows_is_raised():
    job = Future()
    job.set_exception(OSError("disk full"))
    underway = Underway()
    underway.add(job, lambda future: future.result())
    with pytest.raises(OSError, match="disk full"):
        underway.finish()
