"""Articles for measuring cost: made from templates, of the length and make-up of news reports. Not for quality."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

PLACES = ("Aleppo", "Idlib", "Homs", "Mosul", "Kunduz", "Kandahar", "Maiduguri", "Goma", "Mogadishu", "Donetsk")
GROUPS = ("the Taliban", "Boko Haram", "al-Shabaab", "the Free Syrian Army", "Hezbollah", "M23", "Islamic State")
FORCES = (
    "Syrian government forces",
    "the Iraqi army",
    "Afghan security forces",
    "the Nigerian army",
    "Ukrainian troops",
)
SPEAKERS = ("the Interior Ministry", "a hospital official", "residents", "the regional governor", "a UN spokeswoman")
SENTENCES = (
    "{force} shelled the outskirts of {place} on {day}, killing at least {n} people, {speaker} said.",
    "{group} claimed responsibility for the attack and said that {n} soldiers had been captured.",
    "{speaker} denied that {force} had fired on civilians, accusing {group} of using them as shields.",
    "“We heard three explosions before dawn,” {speaker} told reporters in {place}.",
    "An agreement between {group} and the government to evacuate the wounded from {place} collapsed on {day}.",
    "More than {m} people have fled the province since {month}, according to {speaker}.",
    "The United States, which backs {force}, has sent {m} rifles and ammunition to {place} since last year.",
    "Of the dead, {n} were children, a doctor at the main hospital in {place} said.",
    "Officials from Turkey and Russia will meet in Geneva next week to discuss a ceasefire.",
    "The road between {place} and the border has been closed for two weeks, and traders say that prices have doubled.",
    "Witnesses described how armed men entered the village at night and took away at least {n} men.",
    "If the talks fail, diplomats warned, fighting could spread to {place} and beyond.",
)


def articles(count: int, *, seed: int = 7, sentences: int = 22) -> Iterator[tuple[str, str]]:
    """Texts with their day of publication."""
    chance = random.Random(seed)  # noqa: S311 - a fixed course of numbers is wanted
    for number in range(count):
        published = date(2016, 1, 4) + timedelta(days=number % 700)
        parts = []
        for position in range(sentences):
            parts.append(
                chance.choice(SENTENCES).format(
                    force=chance.choice(FORCES),
                    group=chance.choice(GROUPS),
                    place=chance.choice(PLACES),
                    speaker=chance.choice(SPEAKERS),
                    day=chance.choice(("Monday", "Tuesday", "Friday")),
                    month=chance.choice(("March", "June", "November")),
                    n=chance.randint(2, 60),
                    m=f"{chance.randint(2, 90) * 100:,}",
                )
            )
            if position % 3 == 0:
                parts.append("\n\n")
        text = " ".join(part[:1].upper() + part[1:] for part in parts).replace(" \n\n ", "\n\n")
        yield f"Report {number} from the front\n\n{text}\n", published.isoformat()
