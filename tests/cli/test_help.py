"""Help is instant: nothing heavy is loaded before a command runs."""

import subprocess
import sys

import pytest

HEAVY = ("pyarrow", "polars", "numpy", "yaml", "duckdb", "adbc_driver_manager", "python_calamine", "pymysql")
AFTER = """
import sys
from barlau.cli import main
sys.argv = ["barlau", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    print(f"exit {end.code or 0}")
print("loaded", *sorted(name for name in sys.modules if "." not in name))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["scan", "--help"],
        ["demo", "--help"],
        ["policy", "--help"],
        ["recognizers", "--help"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", AFTER, *arguments], capture_output=True, text=True, check=True)
    *_, end, loaded = done.stdout.splitlines()
    assert end == "exit 0"
    assert "typer" in loaded.split()
    assert not set(HEAVY) & set(loaded.split())
    if arguments[0].startswith("--"):
        assert "pydantic" not in loaded.split()  # typer itself needs it to read the options of a command


def test_help_names_every_command(run) -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    assert {"scan", "demo", "policy", "recognizers"} <= set(done.out.split())


def test_command_alone_shows_help(run) -> None:
    done = run()
    assert done.code == 2
    assert "scan" in done.out + done.err
