"""Which data sets there are, in which installed package each file lies, and its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataSet:
    """One file inside an installed package.

    `package` and `path` name the file, `sha256` is its fingerprint, `origin` says who made it and `licence`
    under which terms it may be read; both are shown to the learner.
    """

    name: str
    package: str
    path: str
    sha256: str
    reader: str
    origin: str
    licence: str


DATA_SETS: dict[str, DataSet] = {
    entry.name: entry
    for entry in (
        DataSet(
            name="breast_cancer",
            package="sklearn",
            path="datasets/data/breast_cancer.csv",
            sha256="fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed",
            reader="breast_cancer",
            origin="Breast Cancer Wisconsin (Diagnostic), UCI, as carried by scikit-learn",
            licence="UCI copy; the package states no other terms",
        ),
        DataSet(
            name="birth_weight",
            package="statsmodels",
            path="treatment/tests/results/cataneo2.csv",
            sha256="9511d52df46b08f39d67361b23b498ad607e9d7a687a42b6ebf9553ae5932e2a",
            reader="csv",
            origin="Cattaneo (2010), 4,642 singleton births in Pennsylvania, as carried by statsmodels",
            licence="not stated: read from the installed package, never copied",
        ),
        DataSet(
            name="docstring_tickets",
            package="certbook",
            path="data/files/docstring_tickets.jsonl.gz",
            sha256="e23fde38f66176891d6abed4ffe6e71246bde089c10343d15c246bf4dc344f4a",
            reader="json_lines",
            origin="First paragraphs of public docstrings of six scientific Python packages, by tools/harvest_docs.py",
            licence="BSD-3-Clause and the Matplotlib licence; notices in certbook/data/files/NOTICE",
        ),
        DataSet(
            name="pydoc_topics",
            package="certbook",
            path="data/files/pydoc_topics.json.gz",
            sha256="a12b9a3d7a0c30e0301b92c5b6d6d767cd9ed10c4563d5c150595df395ba0e33",
            reader="json",  # a collection, not a table: load_text
            origin="The 79 help topics of Python 3.11.7 and the 84 queries that its authors judged",
            licence="PSF License Version 2; notice in certbook/data/files/NOTICE",
        ),
        DataSet(
            name="titanic",
            package="sklearn",
            path="datasets/tests/data/openml/id_40945/data-v1-dl-16826755.arff.gz",
            sha256="516e961f519876e5f89b339a0364a08dd64160ac3a4d76d5ec62955bfd6d6ce5",
            reader="arff",
            origin="Titanic passenger list, OpenML 40945, 1,309 people, as carried by scikit-learn",
            licence="OpenML: public",
        ),
        DataSet(
            name="fair",
            package="statsmodels",
            path="datasets/fair/fair.csv",
            sha256="fd5f3f094a34fc35ca346a14c359e046ed27843038d6921efcd50a7ab21f6af0",
            reader="csv",
            origin="Fair (1978), magazine survey of 6,366 married women, as carried by statsmodels",
            licence="with permission of the author",
        ),
        DataSet(
            name="fair_second",
            package="statsmodels",
            path="datasets/fair/fair_pt.csv",
            sha256="44a840ec1f826b91135cd0e929daeb5d11a1194b7b54e5f7d34c05d20ab2d426",
            reader="csv",
            origin="Fair (1978), another magazine's survey of 601 married people, as carried by statsmodels",
            licence="with permission of the author",
        ),
        DataSet(
            name="rand",
            package="statsmodels",
            path="datasets/randhie/src/randhie.csv",
            sha256="fe64f3c8e987779daa6052dd756d9ce277e025330f5549126c7c2f6a3c9c5541",
            reader="csv",
            origin="RAND Health Insurance Experiment, 20,190 person-years, as carried by statsmodels",
            licence="public domain",
        ),
        DataSet(
            name="co2",
            package="statsmodels",
            path="datasets/co2/co2.csv",
            sha256="16695fa2786e53414e5a6b54767a3fdf5de99cfbc68617f69d1362d92776a92f",
            reader="csv",
            origin="Weekly CO2 at Mauna Loa 1958-2001, as carried by statsmodels",
            licence="public domain",
        ),
        DataSet(
            name="elnino",
            package="statsmodels",
            path="datasets/elnino/elnino.csv",
            sha256="b647be00e0fd264be9764e317e6b963f35030014ecca2b21b204521716e463ad",
            reader="csv",
            origin="Monthly sea-surface temperature off Peru 1950-2010, NOAA, as carried by statsmodels",
            licence="public domain",
        ),
        DataSet(
            name="fertility",
            package="statsmodels",
            path="datasets/fertility/fertility.csv",
            sha256="2219a1b039b2da46cb8b7fd0e1692de51851e02bfee4a996d64c75c466228e28",
            reader="csv",
            origin="Births per woman, 219 countries and groups, 1960-2013, World Bank, as carried by statsmodels",
            licence="World Bank terms of use",
        ),
        DataSet(
            name="macro_june",
            package="statsmodels",
            path="tsa/statespace/tests/results/frbny_nowcast/Nowcasting/data/US/2016-06-29.csv",
            sha256="e276bcd2ff98fe58e42a4e74abdef278b3a263221e7052d4749697e73cdbfc06",
            reader="csv",
            origin="29 US macroeconomic series as of 29 June 2016, FRED, as carried by statsmodels",
            licence="New York Fed nowcasting code, data from FRED: read from the installed package, never copied",
        ),
        DataSet(
            name="macro_july",
            package="statsmodels",
            path="tsa/statespace/tests/results/frbny_nowcast/Nowcasting/data/US/2016-07-29.csv",
            sha256="acf05d136be466c545b182a834d9b8c43b0746daec061fdac23b1b5d22b3d888",
            reader="csv",
            origin="29 US macroeconomic series as of 29 July 2016, FRED, as carried by statsmodels",
            licence="New York Fed nowcasting code, data from FRED: read from the installed package, never copied",
        ),
        DataSet(
            name="autos",
            package="statsmodels",
            path="gam/tests/results/autos.csv",
            sha256="a21aba02bf0f9144fd616122da33a03c4a1c1576feea944bd77b98b3ca902d64",
            reader="csv",
            origin="Automobile table of 1985, UCI, 205 cars of 22 makes, as carried by statsmodels",
            licence="not stated: read from the installed package, never copied",
        ),
        DataSet(
            name="demand_victoria",
            package="statsmodels",
            path="tsa/stl/tests/results/mstl_elec_vic.csv",
            sha256="e772d225333d969376ce7429e518c6a3b6b69d620c73c6c4959b806d3e947a23",
            reader="csv",
            origin="Hourly electricity demand of Victoria, January to May 2012, in MW, as carried by statsmodels",
            licence="not stated: read from the installed package, never copied",
        ),
        DataSet(
            name="party",
            package="statsmodels",
            path="datasets/anes96/anes96.csv",
            sha256="c124d8556d6f8c4329b1fea61e3dc6891c5e663f15b7fe5791235963420ba896",
            reader="tabs",
            origin="American National Election Study 1996, 944 people, as carried by statsmodels",
            licence="public domain",
        ),
    )
}
