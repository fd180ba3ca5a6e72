"""Data sets come by name, checked, or say in one line what is wrong."""

import dataclasses

import pytest

from certbook.data import data_file, load_data, load_text, registry
from certbook.errors import MissingPart


@pytest.mark.parametrize("name", registry.DATA_SETS)
def test_every_data_set_is_here_as_it_was_proven(name):
    assert data_file(name).stat().st_size > 1000


def test_tables_are_fresh_copies():
    first = load_data("breast_cancer")
    first.iloc[0, 0] = -1
    assert load_data("breast_cancer").iloc[0, 0] != -1
    assert load_data("birth_weight").shape == (4642, 28)


def test_arff_knows_its_gaps():
    people = load_data("titanic")
    assert people.shape == (1309, 14)
    assert set(people["embarked"].dropna()) == {"C", "Q", "S"}
    assert people[["age", "boat", "body", "embarked"]].isna().sum().tolist() == [263, 823, 1188, 2]


def test_vintages_differ_where_figures_were_revised():
    june, july = (load_data(f"macro_{month}").set_index("Date") for month in ("june", "july"))
    later = july.reindex(june.index)[june.columns]
    assert (june.notna() & later.notna() & (june != later)).sum().sum() == 85


def test_autos_and_demand_are_whole():
    assert load_data("autos").shape == (205, 26)
    assert load_data("autos")["make"].nunique() == 22
    assert load_data("demand_victoria").shape == (3600, 2)


def test_tabs_and_quoted_names():
    people = load_data("party")
    assert people.shape == (944, 10)
    assert people["PID"].value_counts().sort_index().tolist() == [200, 180, 108, 37, 94, 150, 175]


def test_texts_are_no_tables():
    assert len(load_text("pydoc_topics")["topics"]) == 79
    with pytest.raises(MissingPart, match="not a table: load_text"):
        load_data("pydoc_topics")


def test_unknown_name_lists_what_there_is():
    with pytest.raises(MissingPart, match=r"no data set is called 'iris'; there are: autos, birth_weight"):
        load_data("iris")


def test_changed_file_is_refused(monkeypatch):
    entry = registry.DATA_SETS["birth_weight"]
    monkeypatch.setitem(registry.DATA_SETS, "birth_weight", dataclasses.replace(entry, sha256="0" * 64))
    with pytest.raises(MissingPart, match="is not the file that the labs were proven on"):
        load_data("birth_weight")


def test_absent_package_says_what_to_install(monkeypatch):
    entry = registry.DATA_SETS["birth_weight"]
    monkeypatch.setitem(registry.DATA_SETS, "birth_weight", dataclasses.replace(entry, package="nowhere_to_be_found"))
    with pytest.raises(MissingPart, match="pip install nowhere_to_be_found"):
        load_data("birth_weight")
