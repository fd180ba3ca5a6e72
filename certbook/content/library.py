"""Everything that is authored, loaded and checked against itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from certbook.content.answers import Alternative, Mistake, read_alternatives, read_mistakes
from certbook.content.lab import Lab, read_lab
from certbook.content.lanes import Lane, Planned, read_lanes, read_planned
from certbook.content.models import Certification, ModuleFacts, parse, read_yaml
from certbook.content.questions import BankItem, read_bank
from certbook.content.roots import ContentRoot, find_content
from certbook.data.registry import DATA_SETS
from certbook.errors import CertbookError, ContentError


@dataclass(frozen=True)
class Module:
    """One certification domain: `name` is its folder's name and the nbgrader assignment's."""

    name: str
    folder: Path
    facts: ModuleFacts
    labs: tuple[Lab, ...]

    @property
    def lesson(self) -> Path:
        """The lesson's text."""
        return self.folder / "lesson.py"

    @property
    def short(self) -> str:
        """The name without its number, as people type it."""
        return self.name.split("-", 1)[1]


class Library:
    """All modules, labs, questions and certifications of one content root."""

    def __init__(self, root: ContentRoot) -> None:
        self.root = root

    @classmethod
    def open(cls) -> Library:
        """Return the library of the clone or the installed package."""
        return cls(find_content())

    @cached_property
    def misconceptions(self) -> dict[str, str]:
        """The one vocabulary of misconceptions: id → what the person believes."""
        value = read_yaml(self.root.modules / "misconceptions.yml")
        return {str(key): str(text) for key, text in value.items()}

    @cached_property
    def certifications(self) -> dict[str, Certification]:
        """Facts about exams by their id."""
        files = sorted((self.root.modules / "certifications").glob("*.yml"))
        return {file.stem: parse(Certification, read_yaml(file), file) for file in files}

    @cached_property
    def planned(self) -> dict[str, Planned]:
        """Modules that lanes ask for and that nobody has written yet, by their id."""
        named = read_planned(self.root.modules / "catalog.yml")
        written = {module.facts.id for module in self.modules}
        return {one: planned for one, planned in named.items() if one not in written}

    @cached_property
    def lanes(self) -> dict[str, Lane]:
        """Career paths by their name.

        Raises ContentError where one names a module or a certification that there is not.
        """
        return read_lanes(self.root.modules / "lanes.yml", self.modules, self.planned, self.certifications)

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """All modules in the order of their folders' numbers.

        Raises ContentError where they contradict each other.
        """
        folders = sorted(path.parent for path in self.root.modules.glob("[0-9][0-9]-*/module.yml"))
        modules = tuple(self._read_module(folder) for folder in folders)
        _check_between_modules(modules, self)
        return modules

    @property
    def labs(self) -> tuple[Lab, ...]:
        """All labs in order."""
        return tuple(lab for module in self.modules for lab in module.labs)

    def find_module(self, name: str) -> Module:
        """Return a module by its folder's name, its name without the number, or its id (`M04`)."""
        for module in self.modules:
            if name.rstrip("/") in (module.name, module.short, module.facts.id):
                return module
        known = ", ".join(module.name for module in self.modules)
        raise CertbookError(f"no domain is called '{name}'; there are: {known}")

    def find_lab(self, name: str) -> Lab:
        """Return a lab by its name, `domain/lab`, or the path of its notebook."""
        stem = Path(name).name.removesuffix(".ipynb")
        for lab in self.labs:
            if lab.name == stem:
                return lab
        known = ", ".join(lab.name for lab in self.labs)
        raise CertbookError(f"no lab is called '{name}'; there are: {known}")

    def module_of(self, lab: Lab) -> Module:
        """Return the module that a lab belongs to."""
        return next(module for module in self.modules if module.name == lab.module)

    def mistakes(self, lab: Lab) -> tuple[Mistake, ...]:
        """Return a lab's known wrong answers."""
        return read_mistakes(lab, self.misconceptions)

    def alternatives(self, lab: Lab) -> tuple[Alternative, ...]:
        """Return a lab's other right answers."""
        return read_alternatives(lab)

    def bank(self, module: Module) -> tuple[BankItem, ...]:
        """Return a module's question bank, checked against the skills and misconceptions."""
        return read_bank(module.folder / "questions.yml", set(module.facts.skills), set(self.misconceptions))

    def _read_module(self, folder: Path) -> Module:
        file = folder / "module.yml"
        facts = parse(ModuleFacts, read_yaml(file), file)
        labs = tuple(read_lab(folder / "labs" / f"{name}.py", folder.name) for name in facts.labs)
        stray = {path.stem for path in (folder / "labs").glob("*.py")} - set(facts.labs)
        if stray:
            raise ContentError(f"lab '{min(stray)}' stands in labs/ but not in the list", file, key="labs")
        for lab in labs:
            for cell in lab.cells:
                skill = cell.attributes.get("skill")
                if skill is not None and skill not in facts.skills:
                    raise ContentError(
                        f"unknown skill '{skill}'; this module teaches: {', '.join(facts.skills)}",
                        lab.file,
                        cell.line,
                        cell.key,
                    )
        return Module(folder.name, folder, facts, labs)


def _check_between_modules(modules: tuple[Module, ...], library: Library) -> None:
    ids = {module.facts.id for module in modules}
    owner: dict[str, Path] = {}
    for module in modules:
        file = module.folder / "module.yml"
        names = [("lab", lab.name) for lab in module.labs] + [("skill", skill) for skill in module.facts.skills]
        for kind, name in [*names, ("id", module.facts.id)]:
            first = owner.setdefault(f"{kind} {name}", file)
            if first is not file:
                raise ContentError(f"{kind} '{name}' is taken by {first}", file, key=name)
        for need in module.facts.needs:
            if need not in ids:
                raise ContentError(f"no module has the id '{need}'", file, key="needs")
        for name in module.facts.data:
            if name not in DATA_SETS:
                raise ContentError(f"no data set is called '{name}'", file, key="data")
        for served in module.facts.serves:
            certification = library.certifications.get(served.certification)
            if certification is None:
                raise ContentError(f"unknown certification '{served.certification}'", file, key="serves")
            if served.domain not in [domain.n for domain in certification.domains]:
                raise ContentError(f"{served.certification} has no domain {served.domain}", file, key="serves")
            stranger = next((skill for skill in served.skills if skill not in module.facts.skills), None)
            if stranger is not None:
                raise ContentError(f"unknown skill '{stranger}' for {served.certification}", file, key="serves")
