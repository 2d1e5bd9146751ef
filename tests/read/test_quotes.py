from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.quotes import find_quotations, holds
from onrecord.syntax import Parsed


def quoted(parsed: Parsed) -> list[str]:
    text = parsed.view.text
    return [text[q.inner_start : q.inner_end] for q in find_quotations(parsed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” he said. “All of us.”", ["We stay,", "All of us."]),
        ('"We stay," he said, "all of us."', ["We stay,", "all of us."]),
        ("''We stay,'' he said.", ["We stay,"]),
        ("``We stay,'' he said.", ["We stay,"]),
        ("«We stay», he said.", ["We stay"]),
        ("„We stay“", []),  # opened twice, never closed
        ("‘We stay,’ she said of the ’90s.", ["We stay,"]),
        ("'We stay,' the rebels' man said.", ["We stay,"]),
        # apostrophes are no marks
        ("He told 'em that it's John's, and the soldiers' guns were the guards'.", []),
        # one mark inside the other, and the same mark nested
        ("“He said ‘no’ to us,” she said.", ["He said ‘no’ to us,"]),
        ("“A “nested” word,” he said.", ["A “nested” word,"]),
        # an opening mark that is never closed does not swallow what follows
        ("He called it “war. “We stay,” he said.", ["We stay,"]),
        ('A 6" gun stood there. No one fired it.', []),
        ("He said: “We stay.", ["We stay."]),  # unclosed, but all of the paragraph's end
        ("", []),
        ('"', []),
        ('""', [""]),
    ],
)
def test_quotations(parse: Callable[..., Parsed], text: str, expected: list[str]) -> None:
    assert quoted(parse(text)) == expected


def test_a_quotation_runs_on_over_paragraphs(parse: Callable[..., Parsed]) -> None:
    parsed = parse("He said: “The first thing.\n\n“The second thing.”\n\nNobody answered.")
    first, second = find_quotations(parsed)
    assert first.runs_on
    assert not second.runs_on


def test_holds(parse: Callable[..., Parsed]) -> None:
    parsed = parse("“We stay,” he said.")
    quotations = find_quotations(parsed)
    assert holds(quotations, 3)
    assert not holds(quotations, 12)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet="ab .,'\"“”‘’«»\n", max_size=60))
def test_any_text_gives_quotations_in_order(parse: Callable[..., Parsed], text: str) -> None:
    parsed = parse(text)
    end = 0
    for q in find_quotations(parsed):
        assert end <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(parsed.view.text)
        end = q.end
