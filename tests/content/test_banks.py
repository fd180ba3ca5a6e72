"""What must hold of every question that ships: full banks, a reason for each choice, nothing for a guesser."""

from collections import Counter

import pytest

from certbook.content.library import Library
from certbook.content.questions import ManyQuestion, OneQuestion

LIBRARY = Library.open()
BANKS = {module.name: [item.question for item in LIBRARY.bank(module)] for module in LIBRARY.modules}


def of_kind(name, kind):
    return [one for one in BANKS[name] if isinstance(one, kind)]


@pytest.mark.parametrize("name", BANKS)
def test_bank_is_full(name):
    assert len(BANKS[name]) >= 12


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


@pytest.mark.parametrize("name", BANKS)
def test_every_choice_has_its_reason(name):
    for one in of_kind(name, (OneQuestion, ManyQuestion)):
        assert all(len(choice.why) >= 20 for choice in one.choices), one.id
        assert "of the above" not in str(one.choices).lower(), one.id


def test_ids_are_unique_over_all_modules():
    ids = Counter(one.id for bank in BANKS.values() for one in bank)
    assert max(ids.values()) == 1
