"""Read what others own, write where others read, and hand in files that stand for libraries."""

import os

from attack import ALL, Attack, Expect, call, cell, clean, harmless, last_cell

# Prints what a file holds, as it is and in no disguise: whatever can be read is to be found on the page.
READ = """
def read(*paths):
    for path in paths:
        try:
            with open(path, 'rb') as stream: print(path, stream.read(200_000))
        except (OSError, ValueError) as error: print(path, type(error).__name__)
"""
WRITE = """
import os
def write(*paths):
    for path in paths:
        try:
            with open(path, 'a') as stream: stream.write('hostile')
        except (OSError, ValueError): pass
"""


def reads(name, story, code, **more):
    return Attack(name, story, harmless("tampered"), cell(READ + clean(code)), **more)


def writes(name, story, code):
    return Attack(name, story, harmless("tampered"), cell(WRITE + clean(code)))


def beside(name, story, files, **more):
    return Attack(
        name,
        story,
        Expect(("graded", "tampered", "crashed"), most=ALL),
        cell("import random, json, decimal, sklearn.tree"),
        files=files,
        **more,
    )


SHADOW = "import os\nopen('@OUT@/shadowed', 'w').write('hostile')\n"


def link_into(folder):
    os.symlink("/etc/passwd", folder / "link.txt")
    os.symlink("../../../source", folder / "sealed")
    os.symlink("../../../gradebook.db", folder / "gradebook.db")
    os.symlink("../../honest-a/01-vault/vault.ipynb", folder / "neighbour.txt")


def put_a_loop_of_links(folder):
    os.symlink(".", folder / "loop")
    os.symlink("b", folder / "a")
    os.symlink("a", folder / "b")


def put_strange_names(folder):
    for name in (b"\xff\xfe.txt", b"new\nline.txt", b"-rf", b"x" * 250, "ü\u202e.txt".encode()):
        with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as stream:
            stream.write("mine")


def put_many_files(folder):
    for number in range(2000):
        (folder / f"data-{number}.csv").write_text("1,2")


def put_a_deep_folder(folder):
    deep = folder.joinpath(*["d"] * 100)
    deep.mkdir(parents=True)
    (deep / "data.csv").write_text("1")


def put_sparse_file(folder):
    with open(folder / "sparse.csv", "wb") as stream:
        stream.truncate(2**31)


def put_nested_notebooks(folder):
    inside = folder / "more" / "vault.ipynb"
    inside.parent.mkdir()
    inside.write_bytes((folder / "vault.ipynb").read_bytes())


ATTACKS = [
    reads("reads-the-password-file", "/etc/passwd.", "read('/etc/passwd', '/proc/1/root/etc/passwd')"),
    reads(
        "reads-the-graders-secret",
        "A file of the person who grades, by its path, by ..s and by /proc.",
        """
        up = '../' * 12
        read('@SECRET@', up + '@SECRET@'[1:], '/proc/1/root@SECRET@', '/proc/self/root@SECRET@')
        read('/proc/self/cwd/' + up + '@SECRET@')
        """,
    ),
    reads("reads-the-gradebook", "And the configuration.", "read('@ROOT@/gradebook.db', '@ROOT@/nbgrader_config.py')"),
    reads(
        "reads-the-source",
        "The labs with sealed checks, in every folder that may hold them.",
        """
            import glob
            read('@ROOT@/source/01-vault/vault.ipynb', '@ROOT@/modules/01-vault/labs/vault.py')
            read(*glob.glob('**/*.ipynb', recursive=True), *glob.glob('../**/*.ipynb', recursive=True)[:20])
            """,
    ),
    reads(
        "reads-a-neighbours-work",
        "Submissions and graded notebooks of the others.",
        """
        theirs = 'honest-a/01-vault/'
        read('@ROOT@/submitted/' + theirs + 'vault.ipynb', '@ROOT@/submitted/' + theirs + 'notes.txt')
        read('@ROOT@/autograded/' + theirs + 'vault.ipynb')
        """,
    ),
    reads(
        "reads-the-staging",
        "Temporary folders of the grading that runs.",
        """
            import glob
            read(*glob.glob('/tmp/certbook-*/**/*.ipynb', recursive=True)[:20], *glob.glob('/tmp/*/vault.ipynb')[:20])
            """,
    ),
    reads(
        "reads-its-environment",
        "Its own variables and those of the processes above; says only what it looks for.",
        """
            import os, re
            data = repr(dict(os.environ)).encode()
            for pid in ('1', 'self', str(os.getppid())):
                try: data += open(f'/proc/{pid}/environ', 'rb').read()
                except OSError: pass
            print(re.findall(rb'CERTBOOK_TEST_SECRET\\W+([\\w-]+)', data))
            """,
    ),
    reads(
        "reads-other-processes",
        "Command lines, folders and open files of whatever has a number; says only what it looks for.",
        """
import os, re
for pid in filter(str.isdigit, os.listdir('/proc')):
    try:
        for name in ('cmdline', 'environ'):
            print(re.findall(rb'badger[\\w-]+', open(f'/proc/{pid}/{name}', 'rb').read()))
        for handle in os.listdir(f'/proc/{pid}/fd'):
            place = os.readlink(f'/proc/{pid}/fd/{handle}')
            if '@ROOT@' in place: read(f'/proc/{pid}/fd/{handle}')
    except OSError: pass
""",
    ),
    reads(
        "reads-inherited-handles",
        "Every handle that is open in the process, from its begin.",
        """
import os, stat
for handle in range(3, 256):
    try:
        kind = os.fstat(handle).st_mode
        if stat.S_ISREG(kind): print(os.pread(handle, 100_000, 0))
        if stat.S_ISDIR(kind): print(os.listdir(handle))
    except OSError: pass
""",
    ),
    reads(
        "links-out-of-the-folder",
        "Symbolic and hard links to what it may not read.",
        """
import os
targets = ('/etc/passwd', '@SECRET@', '@ROOT@/gradebook.db', '@ROOT@/source/01-vault/vault.ipynb')
for number, target in enumerate(targets):
    for make in (os.symlink, os.link):
        try: make(target, f'link-{number}-{make.__name__}.txt')
        except OSError: continue
        read(f'link-{number}-{make.__name__}.txt')
""",
    ),
    reads(
        "imports-the-source",
        "runpy, importlib and pandas as readers of others' files.",
        """
import importlib.util, runpy
for path in ('@ROOT@/modules/01-vault/labs/vault.py', '@ROOT@/nbgrader_config.py'):
    try: print(importlib.util.spec_from_file_location('x', path).loader.get_source('x'))
    except Exception: pass
    try: runpy.run_path(path)
    except Exception: pass
for path in ('@SECRET@', '@ROOT@/source/01-vault/vault.ipynb'):
    for reader in (pd.read_csv, np.fromfile, np.loadtxt):
        try: print(reader(path))
        except Exception: pass
""",
    ),
    reads(
        "reads-by-magic",
        "IPython's magics: %cat, %load, %run, !.",
        """
shell = get_ipython()
for line in ('!cat @SECRET@ /etc/passwd', '%pycat @SECRET@', '%run @SECRET@', '%sx cat @SECRET@', '%load @SECRET@'):
    try: shell.run_line_magic(*line[1:].split(' ', 1)) if line[0] == '%' else shell.system(line[1:])
    except BaseException as error: print(type(error).__name__)
""",
    ),
    writes(
        "writes-outside",
        "By path and by ..s.",
        """
        write('@OUT@/escaped', '../' * 12 + '@OUT@/escaped-too'[1:], '/proc/1/root@OUT@/escaped-by-proc')
        """,
    ),
    writes(
        "writes-into-the-course",
        "Source, neighbours, gradebook, feedback.",
        """
        write('@ROOT@/source/01-vault/hostile.ipynb', '@ROOT@/submitted/honest-a/01-vault/hostile.txt')
        write('@ROOT@/hostile.db', '@ROOT@/feedback-hostile')
        """,
    ),
    writes(
        "writes-into-python",
        "A module for everyone who comes later.",
        """
            import certbook, sysconfig
            place = os.path.dirname(certbook.__file__)
            write(place + '/hostile_@RUN@.py', sysconfig.get_paths()['purelib'] + '/hostile_@RUN@.pth')
            """,
    ),
    writes(
        "leaves-files-for-the-next",
        "Temporary folders, shared memory, queues.",
        """
        for place in ('/tmp', '/var/tmp', '/dev/shm', '/dev/mqueue', '/run', '/run/lock'):
            write(place + '/hostile-@RUN@-left')
        """,
    ),
    Attack(
        "leaves-shared-memory",
        "multiprocessing's shared memory outlives its maker.",
        harmless("tampered"),
        cell(
            """
            try:
                from multiprocessing import resource_tracker, shared_memory
                resource_tracker.register = lambda *a: None
                shared_memory.SharedMemory('hostile-@RUN@-shared', create=True, size=64)
            except OSError: pass
            """
        ),
    ),
    writes(
        "changes-rights",
        "Mode, owner, times, attributes and name of a folder that is not its own.",
        """
changes = [
    lambda path: os.chmod(path, 0o700),
    lambda path: os.chown(path, 4242, 4242),
    lambda path: os.utime(path, (0, 0)),
    lambda path: os.setxattr(path, 'user.hostile', b'1'),
    lambda path: os.rename(path, path + '-gone'),
    lambda path: os.rmdir(path),
]
for change in changes:
    try: change('@OUT@')
    except OSError: pass
""",
    ),
    Attack(
        "pickles-for-the-grader",
        "Leaves objects that run code when somebody unpickles or displays them.",
        harmless("tampered"),
        cell(
            """
            import pickle
            class Bomb:
                def __reduce__(self): return (eval, ("open('@OUT@/unpickled', 'w')",))
            open('model.pkl', 'wb').write(pickle.dumps(Bomb()))
            """
        ),
    ),
    Attack(
        "shows-script",
        "HTML and JavaScript in outputs and messages: a page that is opened by the grader.",
        Expect(("graded", "tampered"), least=9, most=ALL),
        call(
            """
                from IPython.display import display, HTML
                display(HTML('<script>hostile()</script>'))
                raise ValueError('</pre><script>hostile()</script>')
                """
        ),
        last_cell("print('</pre><img src=x onerror=hostile()>')"),
    ),
    beside(
        "brings-a-numpy",
        "numpy.py beside the notebook.",
        {"numpy.py": SHADOW, "pandas.py": SHADOW, "sklearn/__init__.py": SHADOW},
    ),
    beside(
        "shadows-the-standard-library",
        "random.py, json.py, socket.py.",
        {f"{name}.py": SHADOW for name in ("random", "json", "decimal", "socket", "struct", "ast", "traceback")},
    ),
    beside(
        "shadows-certbook",
        "A package called certbook, and one called IPython.",
        {
            "certbook/__init__.py": SHADOW,
            "certbook/lab/__init__.py": SHADOW + "def explain(**k): return ''\n",
            "IPython/__init__.py": SHADOW,
        },
    ),
    beside(
        "brings-sitecustomize",
        "What Python runs at its start.",
        {
            f"{name}.py": SHADOW
            for name in (
                "sitecustomize",
                "usercustomize",
                "conftest",
                "nbgrader_config",
                "ipython_config",
                "jupyter_config",
                "jupyter_nbgrader_config",
            )
        }
        | {"hostile.pth": "import os; open('@OUT@/shadowed', 'w')"},
    ),
    beside(
        "brings-startup-files",
        "Configuration and kernelspecs where libraries look for them.",
        {
            "profile_default/startup/00-hostile.py": SHADOW,
            "kernels/python3/kernel.json": '{"argv": ["touch", "@OUT@/x"], "display_name": "x", "language": "python"}',
            "matplotlibrc": "backend: module://hostile",
            "hostile.py": SHADOW,
            "pyvenv.cfg": "home = .",
            ".env": "PYTHONPATH=.",
        },
    ),
    beside(
        "brings-links",
        "Links to files and folders outside.",
        {},
        place=link_into,
        bend=last_cell(
            """
                import glob
                for path in ('link.txt', 'gradebook.db', 'neighbour.txt', 'sealed/01-vault/vault.ipynb'):
                    try: print(open(path, 'rb').read())
                    except OSError: pass
                """
        ),
    ),
    beside("brings-a-loop-of-links", "Links that go round.", {}, place=put_a_loop_of_links),
    beside(
        "brings-strange-names", "Names that are no text, or mean something to a shell.", {}, place=put_strange_names
    ),
    beside("brings-many-files", "Two thousand files.", {}, place=put_many_files),
    beside("brings-a-deep-folder", "A hundred folders, one in the other.", {}, place=put_a_deep_folder),
    beside("brings-a-sparse-file", "2 GiB that are not there.", {}, place=put_sparse_file),
    beside("brings-nested-notebooks", "The lab once more, one folder below.", {}, place=put_nested_notebooks),
    beside("brings-a-forged-time", "timestamp.txt of the year 1.", {"timestamp.txt": "0001-01-01 00:00:00 UTC"}),
]
