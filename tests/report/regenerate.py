"""Writes the golden files anew: PYTHONPATH=tests python -m report.regenerate.

Look at the difference before you keep it.
"""

from pathlib import Path

from barlau.report import json_report, policy_view, terminal

from .fixture import POLICY, REPORT

GOLDEN = Path(__file__).parent / "golden"
WIDTH = 100


def golden() -> dict[str, str]:
    """File name and content."""
    out = {"report.json": json_report.render(REPORT)}
    for language in ("en", "ru", "kk"):
        out[f"terminal.{language}.txt"] = terminal.render(REPORT, language, width=WIDTH)
        out[f"policy.{language}.txt"] = policy_view.render(POLICY, language, width=WIDTH)
    return out


if __name__ == "__main__":
    for name, content in golden().items():
        (GOLDEN / name).write_text(content, "utf-8")
