"""Whatever happens while a ledger is added to: every acknowledged entry is there, once, and the file is whole."""

import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from subprocess import CompletedProcess, Popen

import pytest

from mss_gap import load
from mss_gap.ledger.read.load import parse_ledger

Run = Callable[..., CompletedProcess[str]]

PROGRAM = (sys.executable, "-m", "mss_gap")
LEDGER = b'# Ours.\n[commitments.men]\nunit = "personnel"\npledged = 2500\n'
HANGING = 600
"""Seconds after which something has hung: no computer is so slow."""
ADD = ("add", "actual", "men", "--date", "2025-01-01")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "commitments.toml"
    path.write_bytes(LEDGER)
    return path


def start(file: Path, amount: int, before: Callable[[], None] | None = None) -> Popen[bytes]:
    """Start a process that adds an entry with an amount of its own."""
    return Popen(
        [*PROGRAM, *ADD, "--country", "KE", "--amount", str(amount), "--ledger", str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=before,  # noqa: PLW1509 - the tests run no threads of their own
    )


def amounts(file: Path) -> list[int]:
    return [int(entry.amount or 0) for entry in load(file).actuals]


def amounts_in(content: bytes) -> list[int]:
    return [int(entry.amount or 0) for entry in parse_ledger(content, "read").actuals]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


AT_ONCE = """
import os, sys
from mss_gap.cli.main import main

def add(*options):
    try:
        main([*command, *options, "--ledger", file])
    except SystemExit as ended:
        return ended.code

file, *command = sys.argv[1:]
add("--amount", "1", "--dry-run")  # loads what each child would load
children = []
for number in range(1, 51):
    child = os.fork()
    if not child:
        os._exit(add("--amount", str(number)))
    children.append(child)
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""


def test_fifty_processes_at_once_each_add_their_entry_once(file: Path) -> None:
    arguments = [sys.executable, "-c", AT_ONCE, file, *ADD, "--country", "KE"]
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(amounts(file)) == list(range(1, 51))
    assert file.read_bytes().startswith(LEDGER)
    assert names_in(file.parent) == ["commitments.toml"]


KILLING = """
import os, signal, sys
from pathlib import Path
from random import Random
import filelock
from mss_gap.cli.main import main

# Each call of the system that writing makes is two moments to die at: before it, and after it.
CALLS = ("open", "fstat", "fchmod", "fsync", "rename", "replace", "unlink", "close", "dup")
KILLS = 200

def mortal(call, left):
    def calls(*arguments, **named):
        live(left)
        done = call(*arguments, **named)
        live(left)
        return done
    return calls

def live(left):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

def add(number, left):
    # How a child ends that adds an entry and dies at a moment; or how many moments it had.
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        for name in CALLS:
            setattr(os, name, mortal(getattr(os, name), left))
        try:
            main([*command, "--amount", str(number), "--ledger", file])
        except SystemExit as ended:
            os.write(writer, str(-left[0]).encode())
            os._exit(ended.code)
    os.close(writer)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    moments = os.read(reader, 20)
    os.close(reader)
    return status, int(moments or 0)

file, *command = sys.argv[1:]
random = Random(2025)
sys.stdout = open(os.devnull, "w")
try:
    main([*command, "--amount", "1", "--dry-run", "--ledger", file])  # loads what each child would load
except SystemExit:
    pass
_, moments = add(0, [0])  # it counts below zero and lives
killed = number = 0
while killed < KILLS and number < 2 * KILLS:
    number += 1
    before = Path(file).read_bytes()
    status, _ = add(number, [random.randrange(1, moments + 1)])
    killed += status == -signal.SIGKILL
    after = Path(file).read_bytes()
    entry = f'\\n[[actuals]]\\ncommitment = "men"\\ncountry = "KE"\\ndate = 2025-01-01\\namount = {number}\\nsource = "https://example.org/a"\\n'
    state = "old" if after == before else "new" if after == before + entry.encode() else "broken"
    print(number, status, state, *sorted(set(os.listdir(Path(file).parent)) - {Path(file).name}), file=sys.stderr)
"""


def test_a_process_killed_at_any_moment_leaves_the_old_ledger_or_the_new_one(file: Path) -> None:
    arguments = [sys.executable, "-c", KILLING, file, *ADD, "--country", "KE", "--source", "https://example.org/a"]
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True)
    lines = [line.split() for line in done.stderr.splitlines() if not line.startswith("mss-gap: ")]
    assert [line[1] for line in lines].count("-9") == 200
    assert {(line[1], line[2]) for line in lines} <= {("0", "new"), ("-9", "old"), ("-9", "new")}
    assert {("-9", "old"), ("-9", "new")} <= {(line[1], line[2]) for line in lines}
    left = {re.sub("[0-9a-f]{16}", "…", name) for line in lines for name in line[3:]}
    assert left == {".commitments.toml.lock", ".mss-gap-….part"}
    assert max(len(line) for line in lines) == 5  # what one leaves, the next removes
    assert amounts(file) == [0, *(int(line[0]) for line in lines if line[2] == "new")]
    last = start(file, 401)
    last.communicate()
    assert last.returncode == 0
    assert names_in(file.parent) == ["commitments.toml"]


@pytest.mark.slow
def test_a_process_killed_by_the_clock_leaves_the_old_ledger_or_the_new_one(file: Path) -> None:
    """The clock starts when the process holds the lock, and a long remark gives it something to read and write.

    How long that takes is measured first, so that most of the moments lie within it.
    """
    file.write_bytes(LEDGER + b"# remark remark remark remark remark remark\n" * 50_000)
    random = Random(9)  # noqa: S311 - moments, not secrets
    lock = file.with_name(".commitments.toml.lock")
    seconds = 0.0
    for number in range(1, 31):
        before = file.read_bytes()
        lock.unlink(missing_ok=True)  # what the one before left
        process = start(file, number)
        while not lock.exists() and process.poll() is None:
            time.sleep(0.001)
        locked = time.monotonic()
        try:
            process.communicate(timeout=random.uniform(0, seconds) if seconds else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        seconds = seconds or time.monotonic() - locked
        after = file.read_bytes()
        assert after.startswith(before)
        assert amounts(file).count(number) == (after != before)
        assert process.returncode in (0, -signal.SIGKILL)
        assert process.returncode or after != before


def test_a_full_disk_leaves_the_ledger_as_it_was(file: Path) -> None:
    limit = len(LEDGER) + 10

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start(file, 1, fill)
    said = process.communicate()[1].decode()
    assert process.returncode == 4
    assert said == (
        f"mss-gap: {file}: cannot be written: File too large; "
        "nothing was changed; make room or choose another folder, and try again\n"
    )
    assert file.read_bytes() == LEDGER
    assert names_in(file.parent) == ["commitments.toml"]


def test_a_file_system_without_room_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """On a disk of its own, 64 KB large; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    mounted = (
        mount
        and unmount
        and subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True, check=False)
    )
    if not mounted or mounted.returncode:
        pytest.skip("no right to mount a file system")
    try:
        file = disk / "commitments.toml"
        file.write_bytes(LEDGER)
        (disk / "filling").write_bytes(b"x" * 60_000)
        process = start(file, 1)
        said = process.communicate()[1].decode()
        assert (process.returncode, "No space left on device" in said) == (4, True)
        assert file.read_bytes() == LEDGER
        assert names_in(disk) == ["commitments.toml", "filling"]
    finally:
        subprocess.run([str(unmount), disk], check=True)


@pytest.mark.slow
def test_an_editor_that_saves_while_entries_are_added_loses_nothing_that_it_saw(file: Path) -> None:
    """An editor reads, changes and renames without a lock, as editors do, each time that it sees an entry more.

    It may overwrite what came after it had read: that is its own doing. What it saw stays.
    """
    processes = [start(file, number) for number in range(1, 25)]
    saved, seen = 0, set[int]()
    written = LEDGER
    while any(process.poll() is None for process in processes):
        read = file.read_bytes()
        if read == written:
            continue
        found = amounts_in(read)
        assert seen <= set(found)
        assert len(set(found)) == len(found)
        saved += 1
        seen = set(found)
        written = read.replace(read.splitlines()[0], f"# Ours, saved {saved} times.".encode(), 1)
        other = file.with_name("commitments.toml~")
        other.write_bytes(written)
        other.replace(file)
    ends = [process.communicate() and process.returncode for process in processes]
    assert ends == [0] * 24
    assert seen <= set(amounts(file))
    assert names_in(file.parent) == ["commitments.toml"]


@pytest.mark.parametrize(
    ("ledger", "reason"),
    [
        ("-", "-: standard input cannot be added to; start a ledger of your own with mss-gap init"),
        ("nowhere/ledger.toml", "nowhere/ledger.toml: there is no folder "),
        (".", ".: this is a folder, which cannot be added to; start a ledger of your own with mss-gap init"),
        ("/dev/null", "/dev/null: this is a device, which cannot be added to; "),
        (f"{'x' * 300}.toml", f"{'x' * 300}.toml: cannot be written: File name too long; give it a shorter name"),
        ("read-only.toml", "read-only.toml: the file is read-only; make it writable (chmod u+w read-only.toml)"),
    ],
)
def test_what_cannot_be_added_to_is_refused_with_what_to_do(ledger: str, reason: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "read-only.toml").write_bytes(LEDGER)
    (tmp_path / "read-only.toml").chmod(0o444)
    done = run(*ADD, "--total", "1", "--ledger", ledger, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(f"mss-gap: {reason}")
    assert (tmp_path / "read-only.toml").read_bytes() == LEDGER
    assert names_in(tmp_path) == ["read-only.toml"]


def test_a_pipe_in_place_of_a_file_is_refused_at_once(file: Path) -> None:
    command = f"{shlex.join([*PROGRAM, *ADD])} --total 1 --ledger <(cat {file})"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False, timeout=HANGING)
    assert (done.returncode, done.stdout) == (4, "")
    assert re.fullmatch(r"mss-gap: /dev/fd/\d+: this is a pipe, which cannot be added to; start .+\n", done.stderr)


@pytest.mark.parametrize("path", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
def test_a_ledger_on_standard_input_is_refused_by_any_name(path: str, file: Path) -> None:
    command = f"{shlex.join([*PROGRAM, *ADD])} --total 1 --ledger {path} < {file}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        f"mss-gap: {path}: standard input, or another file that is open already, cannot be added to; "
        "name the file itself with --ledger\n"
    )
    assert file.read_bytes() == LEDGER


def test_the_built_in_ledger_is_refused(run: Run, root: Path, tmp_path: Path) -> None:
    before = (root / "data/commitments.toml").read_bytes()
    done = run("add", "actual", "personnel", "--total", "1", "--date", "2025-01-01", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "mss-gap: built-in: the ledger inside the program cannot be added to; "
        "start a ledger of your own with mss-gap init, or copy one, and name it with --ledger\n"
    )
    assert (root / "data/commitments.toml").read_bytes() == before


def test_an_inline_list_is_refused_with_the_reason(run: Run, file: Path) -> None:
    content = b"actuals = []\n" + LEDGER
    file.write_bytes(content)
    done = run(*ADD, "--total", "1", cwd=file.parent)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == (
        "mss-gap: commitments.toml: actuals = [ … ] is a closed list, which no entry at the end of the file can join; "
        "give each of its entries a heading of its own: [[actuals]]\n"
    )
    assert file.read_bytes() == content


def test_a_lock_that_a_process_holds_is_waited_for_and_gone_with_the_process(file: Path) -> None:
    holder = (
        "import sys, filelock\n"
        "lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); sys.stdin.read()"
    )
    lock = file.with_name(".commitments.toml.lock")
    with Popen([sys.executable, "-c", holder, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        waiting = start(file, 1)
        assert waiting.stderr is not None
        assert waiting.stderr.readline().decode() == f"mss-gap: {file}: another program is writing to it; waiting\n"
        assert waiting.poll() is None
        assert file.read_bytes() == LEDGER
        process.kill()
        waiting.communicate()
    assert waiting.returncode == 0
    assert amounts(file) == [1]
