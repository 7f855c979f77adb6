"""The HTML is valid, by the checker that the W3C runs."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path


def test_the_nu_html_checker_finds_nothing(
    pages: Mapping[str, Path], java: str, node_module: Callable[[str], Path]
) -> None:
    checker = node_module("vnu-jar/build/dist/vnu.jar")
    # It guesses the language of a text by chance, and one of hostile words has none.
    options = ["--format", "json", "--exit-zero-always", "--no-langdetect"]
    done = subprocess.run(
        [java, "-jar", checker, *options, *pages.values()],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    names = {file.as_uri().replace("file:///", "file:/"): name for name, file in pages.items()}
    found = [(names[it["url"]], it["type"], it["message"]) for it in json.loads(done.stderr)["messages"]]
    assert found == []
