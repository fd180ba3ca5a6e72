"""Files that are none, which whoever opens them waits for or reads for ever."""

import os
from pathlib import Path

from attack import ALL, Attack, Expect
from cases.broken_files import NAME, placed


def put_pipes(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    os.mkfifo(folder / "timestamp.txt")


def put_pipe_as_copy(folder: Path) -> None:
    os.mkfifo(folder / "vault-Copy1.ipynb")


ATTACKS = [
    placed("is-a-pipe", "A named pipe in the notebook's place.", os.mkfifo),
    placed("is-an-endless-device", "A link to zeros without end.", lambda path: path.symlink_to("/dev/zero")),
    placed(
        "is-a-terminal",
        "A link to the terminal: it may wait for somebody to type.",
        lambda path: path.symlink_to("/dev/tty"),
    ),
    Attack("brings-pipes", "Pipes beside the notebook.", Expect(least=ALL), place=put_pipes),
    Attack(
        "brings-a-pipe-as-copy",
        "The notebook, and a pipe that is named like a copy of it.",
        Expect(least=ALL),
        place=put_pipe_as_copy,
    ),
    Attack(
        "brings-only-a-pipe",
        "A pipe that is named like a copy, and no notebook.",
        Expect(("unreadable", "missing"), most=0),
        place=lambda folder: (put_pipe_as_copy(folder), (folder / NAME).unlink()),
    ),
]
