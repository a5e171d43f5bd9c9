from io import StringIO

import pytest

from barlau.model.reading import ReadStatus
from barlau.report.progress import Progress


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_off_a_terminal_a_line_comes_every_30_seconds():
    out, clock = StringIO(), Clock()
    with Progress(stream=out, clock=clock) as progress:
        for clock.now in (1, 29.9, 30, 31, 59, 60.5):
            progress.update("public.t", int(clock.now) * 1000)
        progress.finish_object(ReadStatus.SCANNED)
        progress.finish_object(ReadStatus.PARTIAL)
    assert out.getvalue().splitlines() == [
        "0 objects done; now public.t, 30,000 rows",
        "0 objects done; now public.t, 60,000 rows",
        "2 objects done, 1 of them not in full",
    ]


@pytest.mark.parametrize("stream", [StringIO, Terminal])
def test_quiet_writes_nothing(stream):
    out, clock = stream(), Clock()
    with Progress(3, stream=out, clock=clock, quiet=True) as progress:
        clock.now = 100
        progress.set_total(4)
        progress.update("public.t", 1)
        progress.finish_object(ReadStatus.NOT_SCANNED)
    assert out.getvalue() == ""


def test_on_a_terminal_a_bar_shows_objects_rows_and_a_harmless_name(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    with Progress(stream=out, language="ru") as progress:
        progress.set_total(3)
        progress.update("[red]\u202et\n", 1500)
        progress.finish_object(ReadStatus.SCANNED)
    shown = out.getvalue()
    assert "Чтение" in shown
    assert "1/3" in shown
    assert "\u202e" not in shown


def test_a_name_with_controls_stays_on_its_line():
    out, clock = StringIO(), Clock()
    with Progress(stream=out, clock=clock) as progress:
        clock.now = 31
        progress.update("a\nb\x1b[2J" + "x" * 500, 1)
    first, last = out.getvalue().splitlines()
    assert "a\\u{a}b\\u{1b}[2J" in first
    assert len(first) < 120
    assert last.startswith("0 objects done")
