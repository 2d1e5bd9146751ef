from __future__ import annotations

import pytest

import onrecord


def _statuses(text: str) -> dict[str, str]:
    return {event.trigger.text: event.status for event in onrecord.read_text(text, published="2019-05-03").events}


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Residents said the army shelled Molve. The defence ministry rejected the accusation.", "shelled", "denied"),
        ("Residents said the army shelled Molve. The defence ministry confirmed it.", "shelled", "claimed"),
        ("The army shelled Molve on Monday. The defence ministry rejected the accusation.", "shelled", "happened"),
        ("Residents said the army shelled Molve. The mayor denied that he had left.", "shelled", "claimed"),
    ],
)
def test_a_denial_settles_what_only_a_source_told(text: str, trigger: str, status: str) -> None:
    assert _statuses(text)[trigger] == status
