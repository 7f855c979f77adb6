"""Which ledger is meant: the option, else the variable, else the folder's, else the built-in one."""

from pathlib import Path

import pytest

from mss_gap.ledger import find
from mss_gap.ledger.find import Location, built_in_file, find_ledger, is_built_in

BUILT_IN = Location("built-in", built_in_file("data/commitments.toml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a ledger in each of the two places that are looked into."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/commitments.toml").touch()
    (tmp_path / "commitments.toml").touch()
    return tmp_path


def test_the_option_comes_before_the_variable_and_the_folder(folder: Path) -> None:
    assert find_ledger("a.toml", {"MSS_GAP_LEDGER": "b.toml"}, folder) == Location("a.toml", folder / "a.toml")


def test_a_path_that_is_no_text_is_named_in_characters(folder: Path) -> None:
    found = find_ledger("caf\udce9.toml", {}, folder)
    assert found == Location("caf\ufffd.toml", folder / "caf\udce9.toml")


def test_the_variable_comes_before_the_folder(folder: Path) -> None:
    assert find_ledger(None, {"MSS_GAP_LEDGER": "b.toml"}, folder) == Location("b.toml", folder / "b.toml")


def test_in_the_folder_data_comes_first(folder: Path) -> None:
    found = find_ledger(None, {}, folder)
    assert found == Location(str(Path("data/commitments.toml")), folder / "data/commitments.toml")


def test_without_data_the_folder_itself_is_looked_into(folder: Path) -> None:
    (folder / "data/commitments.toml").unlink()
    assert find_ledger(None, {}, folder) == Location("commitments.toml", folder / "commitments.toml")


def test_a_folder_of_that_name_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "commitments.toml").mkdir()
    assert find_ledger(None, {}, tmp_path) == BUILT_IN


@pytest.mark.parametrize("empty", [{}, {"MSS_GAP_LEDGER": ""}])
def test_an_empty_variable_counts_as_none(empty: dict[str, str], tmp_path: Path) -> None:
    assert find_ledger(None, empty, tmp_path) == BUILT_IN


def test_an_empty_option_is_never_another_ledger(folder: Path) -> None:
    assert find_ledger("", {"MSS_GAP_LEDGER": "b.toml"}, folder) == Location("", folder)


def test_a_file_is_never_called_as_the_built_in_ledger(tmp_path: Path) -> None:
    assert find_ledger("built-in", {}, tmp_path) == Location("./built-in", tmp_path / "built-in")


def test_the_ledger_of_an_installed_package_is_known_by_whichever_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "mss_gap")
    (tmp_path / "mss_gap" / "data").mkdir(parents=True)
    (tmp_path / "mss_gap" / "data" / "commitments.toml").touch()
    (tmp_path / "link.toml").symlink_to("mss_gap/data/commitments.toml")
    for path in ("mss_gap/data/commitments.toml", "link.toml"):
        assert is_built_in(find_ledger(path, {}, tmp_path))
    assert is_built_in(find_ledger(None, {}, tmp_path / "elsewhere"))
    assert not is_built_in(find_ledger("other.toml", {}, tmp_path))


def test_a_hyphen_is_standard_input(folder: Path) -> None:
    assert find_ledger("-", {}, folder) == Location("-", None)
    assert find_ledger(None, {"MSS_GAP_LEDGER": "-"}, folder) == Location("-", None)


def test_a_whole_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "a.toml"
    assert find_ledger(str(path), {}, tmp_path / "here") == Location(str(path), path)


def test_the_ledger_that_is_named_need_not_exist(tmp_path: Path) -> None:
    assert find_ledger("none.toml", {}, tmp_path) == Location("none.toml", tmp_path / "none.toml")


def test_the_built_in_ledger_exists() -> None:
    assert BUILT_IN.file is not None
    assert BUILT_IN.file.is_file()
