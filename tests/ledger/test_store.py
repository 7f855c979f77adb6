"""Replacing a ledger's file: what stays, what is refused, and what happens when somebody else writes, too."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from mss_gap.ledger.find import BUILT_IN, Location
from mss_gap.ledger.problems import LedgerUnreadableError, LedgerUnwritableError
from mss_gap.ledger.store import create, rewrite


@dataclass(frozen=True)
class Changed:
    content: bytes


def with_two(content: bytes) -> Changed:
    return Changed(content + b"two\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.toml"
    path.write_bytes(b"one\n")
    return path


def at(path: Path) -> Location:
    return Location(str(path), path)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_holds_the_new_bytes_and_nothing_else_is_left(file: Path) -> None:
    assert rewrite(at(file), with_two) == Changed(b"one\ntwo\n")
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_stays(mode: int, file: Path) -> None:
    file.chmod(mode)
    rewrite(at(file), with_two)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can give a file away")
def test_owner_and_group_stay(file: Path) -> None:
    os.chown(file, 1234, 2345)
    rewrite(at(file), with_two)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


def test_a_symbolic_link_stays_one_and_its_target_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.toml"
    link.symlink_to("../ledger.toml")
    rewrite(at(link), with_two)
    assert link.readlink() == Path("../ledger.toml")
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(link.parent) == ["link.toml"]
    assert names_in(file.parent) == ["elsewhere", "ledger.toml"]


def test_what_a_killed_process_left_is_replaced(file: Path) -> None:
    file.with_name(".ledger.toml.new").write_bytes(b"half an ent")
    file.with_name(".ledger.toml.lock").write_bytes(b"")
    rewrite(at(file), with_two)
    assert file.read_bytes() == b"one\ntwo\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_what_an_editor_saved_meanwhile_is_kept(file: Path) -> None:
    seen = []

    def change(content: bytes) -> Changed:
        seen.append(content)
        if len(seen) == 1:
            file.write_bytes(b"by hand\n")
        return with_two(content)

    rewrite(at(file), change)
    assert seen == [b"one\n", b"by hand\n"]
    assert file.read_bytes() == b"by hand\ntwo\n"


def test_a_file_that_never_rests_is_given_up(file: Path) -> None:
    def change(content: bytes) -> Changed:
        file.write_bytes(content + b"more\n")
        return with_two(content)

    with pytest.raises(LedgerUnwritableError, match="another program keeps changing it"):
        rewrite(at(file), change)
    assert file.read_bytes() == b"one\n" + 10 * b"more\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_a_change_that_fails_leaves_everything_as_it_was(file: Path) -> None:
    def change(_: bytes) -> Changed:
        raise LedgerUnreadableError("x", "no", "no")

    with pytest.raises(LedgerUnreadableError):
        rewrite(at(file), change)
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


def test_a_read_only_file_is_refused_even_to_an_administrator(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(LedgerUnwritableError, match="the file is read-only") as raised:
        rewrite(at(file), with_two)
    assert raised.value.hint == f"make it writable (chmod u+w {file}), or copy it"
    assert file.read_bytes() == b"one\n"
    assert names_in(file.parent) == ["ledger.toml"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        (Location("-", None), "standard input cannot be added to"),
        (Location(BUILT_IN, Path("/built/in.toml")), "the ledger inside the program cannot be added to"),
    ],
)
def test_what_is_no_file_of_a_user_is_refused(location: Location, reason: str) -> None:
    with pytest.raises(LedgerUnwritableError, match=reason):
        rewrite(location, with_two)


def test_a_missing_folder_is_told_from_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritableError, match="there is no folder"):
        rewrite(at(tmp_path / "nowhere/ledger.toml"), with_two)
    with pytest.raises(LedgerUnreadableError, match="there is no such file"):
        rewrite(at(tmp_path / "nothing.toml"), with_two)
    assert names_in(tmp_path) == []


def test_a_name_too_long_to_stand_beside_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 250 + ".toml")
    file.write_bytes(b"one\n")
    with pytest.raises(LedgerUnwritableError, match="cannot be written"):
        rewrite(at(file), with_two)
    assert file.read_bytes() == b"one\n"


def test_a_new_file_is_made_and_never_over_one_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    create(file, b"one\n")
    with pytest.raises(LedgerUnwritableError, match="this exists already"):
        create(file, b"two\n")
    assert file.read_bytes() == b"one\n"
    assert names_in(tmp_path) == ["new.toml"]


def test_a_new_file_is_not_made_through_a_link_to_nowhere_nor_without_a_folder(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("target.toml")
    with pytest.raises(LedgerUnwritableError, match="this exists already"):
        create(tmp_path / "link.toml", b"one\n")
    with pytest.raises(LedgerUnwritableError, match="there is no folder"):
        create(tmp_path / "nowhere/new.toml", b"one\n")
    assert names_in(tmp_path) == ["link.toml"]
