"""A file that replaces another is never open to more people than that one was, nor to fewer."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mss_gap.cli.save import UnwritableError, save
from mss_gap.ledger.edit.replace import rewrite
from mss_gap.ledger.explain.problems import LedgerUnwritableError
from mss_gap.ledger.find import Location

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of access control lists")

ACCESS_LIST = "system.posix_acl_access"
WAYS = ["add", "report"]


@dataclass(frozen=True)
class Changed:
    content: bytes


def replace(file: Path, way: str) -> None:
    """Replace a file as adding an entry does, or as writing a report does."""
    if way == "add":
        rewrite(Location(str(file), file), lambda content: Changed(content + b"two\n"))
    else:
        save(str(file), b"one\ntwo\n")


@pytest.fixture
def setfacl() -> Callable[..., None]:
    program = shutil.which("setfacl")
    if program is None:
        pytest.skip("setfacl is not installed")

    def run(*arguments: str | Path) -> None:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        if "not supported" in done.stderr:
            pytest.skip("this disk has no access control lists")
        assert (done.returncode, done.stderr) == (0, "")

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.html"
    path.write_bytes(b"one\n")
    return path


def rights(file: Path) -> tuple[str, dict[str, bytes]]:
    return stat.filemode(file.stat().st_mode), {name: os.getxattr(file, name) for name in os.listxattr(file)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("mode", "entries"),
    [
        (0o600, "u:1234:rw"),
        (0o600, "u:1234:rw,g:1234:r"),
        (0o640, "g::---,u:1234:r"),
        (0o644, "u:1234:---"),
        (0o664, "m::r,u:1234:rw"),
        (0o660, "g:1234:rw,o::---"),
        (0o600, "u:0:r,u:1:rw,u:2:rw,g:3:r,m::rw"),
    ],
)
def test_an_access_control_list_is_kept(
    mode: int, entries: str, way: str, file: Path, setfacl: Callable[..., None]
) -> None:
    file.chmod(mode)
    setfacl("-m", entries, file)
    before = rights(file)
    replace(file, way)
    assert rights(file) == before
    assert file.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_takes_no_access_control_list_from_its_folder(
    mode: int, way: str, file: Path, setfacl: Callable[..., None]
) -> None:
    file.chmod(mode)
    setfacl("-d", "-m", "u:1234:rw,g:2345:rw", file.parent)
    before = rights(file)
    replace(file, way)
    assert rights(file) == before == (stat.filemode(stat.S_IFREG | mode), {})


@pytest.mark.parametrize("way", WAYS)
def test_other_attributes_are_kept(way: str, file: Path) -> None:
    try:
        os.setxattr(file, "user.origin", b"a desk")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    replace(file, way)
    assert rights(file)[1] == {"user.origin": b"a desk"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "what"), [(ACCESS_LIST, "access control list"), ("user.origin", "attribute user.origin")]
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    name: str, what: str, way: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk of which the new file lies on another layer."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", lambda path: [name] if path == file else [])
    monkeypatch.setattr(os, "getxattr", lambda *_: b"")
    monkeypatch.setattr(os, "setxattr", refuse)
    reason = f"its {what} cannot be given to the file that replaces it"
    with pytest.raises((LedgerUnwritableError, UnwritableError), match=reason):
        replace(file, way)
    assert file.read_bytes() == b"one\n"
    assert [path.name for path in file.parent.iterdir()] == ["ledger.html"]


@pytest.mark.parametrize("way", WAYS)
def test_the_new_file_is_its_owners_only_until_it_is_like_the_old_one(
    way: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o604)
    modes = []
    real = os.fchmod

    def fchmod(descriptor: int, mode: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real(descriptor, mode)
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))

    monkeypatch.setattr(os, "fchmod", fchmod)
    old = os.umask(0)
    try:
        replace(file, way)
    finally:
        os.umask(old)
    assert modes[-2:] == [0o600, 0o604]


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can give a file away")
@pytest.mark.parametrize("way", WAYS)
def test_owner_and_group_are_kept(way: str, file: Path) -> None:
    os.chown(file, 1234, 2345)
    replace(file, way)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)
