"""What must hold of every question that ships: full banks, a reason for each choice, nothing for a guesser."""

import re
from collections import Counter

import pytest

from certbook.content.library import Library
from certbook.content.questions import ManyQuestion, OneQuestion

LIBRARY = Library.open()
BANKS = {module.name: [item.question for item in LIBRARY.bank(module)] for module in LIBRARY.modules}


def module_of(name):
    return next(module for module in LIBRARY.modules if module.name == name)


def of_kind(name, kind):
    return [one for one in BANKS[name] if isinstance(one, kind)]


@pytest.mark.parametrize("name", BANKS)
def test_bank_is_full(name):
    assert len(BANKS[name]) >= 20
    assert {one.kind for one in BANKS[name]} == {"one", "many", "order", "match", "number"}
    assert sum(item.scenario is not None for item in LIBRARY.bank(module_of(name))) >= 4


@pytest.mark.parametrize("name", BANKS)
def test_place_of_the_key_tells_nothing(name):
    asked = of_kind(name, OneQuestion)
    places = Counter(next(n for n, choice in enumerate(one.choices) if choice.right) for one in asked)
    assert max(places.values()) <= len(asked) // 2, f"the key stands too often in one place: {places}"


@pytest.mark.parametrize("name", BANKS)
def test_length_of_the_key_tells_nothing(name):
    asked = of_kind(name, OneQuestion)
    longest = sum(max(one.choices, key=lambda choice: len(choice.text)).right for one in asked)
    assert longest <= len(asked) * 0.4, f"the key is the longest choice in {longest} of {len(asked)}"
    shortest = sum(min(one.choices, key=lambda choice: len(choice.text)).right for one in asked)
    assert shortest <= len(asked) * 0.5, f"the key is the shortest choice in {shortest} of {len(asked)}"


def words(text):
    return set(re.findall(r"[a-z]{4,}", text.lower()))


# What somebody who knows nothing may go by; each would give the right choice away if it worked.
HABITS = {
    "the longest": lambda one, choice: len(choice.text),
    "the shortest": lambda one, choice: -len(choice.text),
    "most words of the stem": lambda one, choice: len(words(choice.text) & words(one.stem)),
    "fewest words of the stem": lambda one, choice: -len(words(choice.text) & words(one.stem)),
    "most like the other choices": lambda one, choice: sum(
        len(words(choice.text) & words(other.text)) for other in one.choices
    ),
    "no absolute word": lambda one, choice: -len(words(choice.text) & {"always", "never", "every", "only", "nothing"}),
    "a hedge": lambda one, choice: len(words(choice.text) & {"some", "most", "often", "usually", "mostly", "about"}),
    "two parts": lambda one, choice: sum(choice.text.count(sign) for sign in ",;:"),
}


@pytest.mark.parametrize("habit", HABITS)
def test_no_habit_of_a_guesser_pays(habit):
    asked = [one for name in BANKS for one in of_kind(name, OneQuestion)]
    gained = 0.0
    for one in asked:
        liked = [HABITS[habit](one, choice) for choice in one.choices]
        best = [choice for choice, mark in zip(one.choices, liked, strict=True) if mark == max(liked)]
        gained += sum(choice.right for choice in best) / len(best)
    assert gained / len(asked) <= 0.40, f"picking {habit} is right in {gained / len(asked):.0%}"


@pytest.mark.parametrize("name", BANKS)
def test_every_choice_has_its_reason(name):
    for one in of_kind(name, (OneQuestion, ManyQuestion)):
        assert all(len(choice.why) >= 20 for choice in one.choices), one.id
        assert "of the above" not in str(one.choices).lower(), one.id


def test_ids_are_unique_over_all_modules():
    ids = Counter(one.id for bank in BANKS.values() for one in bank)
    assert max(ids.values()) == 1
