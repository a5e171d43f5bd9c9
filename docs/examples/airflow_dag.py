"""An audit every night in Airflow 3 (for Airflow 2, import `dag` and `task` from `airflow.decorators`).

The worker needs barlau, the project file and a folder that stays between runs; the password of the database comes from
the worker's environment or from a secrets backend.
"""

from __future__ import annotations

import subprocess
from datetime import datetime

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.sdk import dag, task

PROJECT = "/etc/barlau/barlau.yaml"
STATE = "/var/lib/barlau"
CLEAN, NEW, INCOMPLETE, NEW_AND_INCOMPLETE = 0, 1, 3, 4
INTERRUPTED = (130, 143)


@dag(schedule="15 3 * * *", start_date=datetime(2026, 1, 1), catchup=False, max_active_runs=1, tags=["privacy"])
def barlau_audit() -> None:
    """Personal data against privacy policies."""

    @task(retries=1)
    def audit() -> int:
        """Run the audit: what is new fails the task without another try, what was interrupted is tried again."""
        history, reports = f"--history={STATE}/history.sqlite", f"--output={STATE}/reports"
        command = ["barlau", "audit", PROJECT, "--quiet", "--fail-on=new", history, "--format=html", "--format=json"]
        done = subprocess.run([*command, reports], stderr=subprocess.PIPE, text=True, check=False)
        print(done.stderr)  # one line, for the task's log
        if done.returncode in INTERRUPTED:
            raise AirflowException("the audit was interrupted")
        if done.returncode in (NEW, NEW_AND_INCOMPLETE):
            raise AirflowFailException(f"new findings: {STATE}/reports/report.html")
        if done.returncode not in (CLEAN, INCOMPLETE):
            raise AirflowFailException(f"the audit failed with exit status {done.returncode}")
        return done.returncode

    audit()


barlau_audit()
