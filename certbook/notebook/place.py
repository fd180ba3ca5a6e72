"""Which lab a call is about: the one whose notebook it stands in, or the one that it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.errors import CertbookError, DeskError
from certbook.learner.desk import MARKER, Desk, find_desk
from certbook.notebook.session import notebook_files

_MOST_NAMED = 12  # labs in one message


@dataclass(frozen=True)
class Place:
    """A lab and the desk that its notebook lies on."""

    desk: Desk
    library: Library
    lab: Lab

    @property
    def notebook(self) -> Path:
        """The file that is graded."""
        return self.desk.notebook(self.lab.module, self.lab.name)

    @property
    def shown(self) -> str:
        """The file as its owner knows it: from the desk on."""
        return self.notebook.relative_to(self.desk.path).as_posix()


def find_place(name: str | None) -> Place:
    """Return the place of a lab by its name, or of the notebook that calls.

    Without a name: the notebook that the client names; else the only lab in the current folder. Raises CertbookError
    in one line where neither says which lab is meant, or the notebook that calls is not the one that is graded.
    """
    library, files = Library.open(), list(notebook_files())
    desk = the_desk(library, files)
    if name is not None:
        return Place(desk, library, library.find_lab(name))
    for file in files:
        found = _lab_of(file, desk, library)
        if found is not None:
            return Place(desk, library, found)
    return Place(desk, library, _only_lab_here(desk, library))


def the_desk(library: Library, files: list[Path] | None = None) -> Desk:
    """Return the desk that the calling notebook lies on, else the one that commands find."""
    for file in list(notebook_files()) if files is None else files:
        for folder in file.parents:
            if (folder / MARKER).is_file():
                return find_desk(library.root, folder)
    try:
        return find_desk(library.root)
    except DeskError as error:  # what it advises is for a terminal
        said = str(error).replace("name yours with --desk DIR", "name yours: %env CERTBOOK_DESK=DIR")
        raise DeskError(said) from None


def _lab_of(file: Path, desk: Desk, library: Library) -> Lab | None:
    """Return the lab of a notebook's file, None where another client's word may be better.

    Raises CertbookError where the file is there and is none that is graded.
    """
    lab = next((lab for lab in library.labs if lab.name == file.stem), None)
    if not file.is_file():  # renamed since the kernel started, or named by somebody who knows no folders
        return lab
    if lab is not None and _is_same(file, desk.notebook(lab.module, lab.name)):
        return lab
    if file.stem == "lesson":
        raise CertbookError(f"{file.name} is a lesson: nothing in it is graded; its labs: {_calls(file, library)}")
    if lab is not None:
        own = desk.notebook(lab.module, lab.name)
        raise CertbookError(f'{file}: not on your desk; {own} is what is graded: check("{lab.name}")')
    raise CertbookError(f"{file.name} is no lab; what is graded are the labs on your desk: {_calls(file, library)}")


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _only_lab_here(desk: Desk, library: Library) -> Lab:
    here = Path.cwd().resolve()
    labs = [lab for lab in library.labs if desk.notebook(lab.module, lab.name).parent.resolve() == here]
    there = [lab for lab in labs if desk.notebook(lab.module, lab.name).is_file()]
    if len(there) == 1:
        return there[0]
    raise CertbookError(f"this client does not say which notebook calls; name the lab: {_calls(here / '_', library)}")


def _calls(file: Path, library: Library) -> str:
    """Return the calls to choose from: the labs of the notebook's folder, or all."""
    near = [lab for lab in library.labs if lab.module == file.parent.name] or list(library.labs)
    more = " …" if len(near) > _MOST_NAMED else ""
    return ", ".join(f'check("{lab.name}")' for lab in near[:_MOST_NAMED]) + more
