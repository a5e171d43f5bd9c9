"""Reports for catalogues: databases under their own URL and under a name, nested columns, decisions of a reviewer."""

from dataclasses import replace

from barlau.model.policy import Verdict
from barlau.model.reading import ObjectKind, ReadStatus
from barlau.model.report import Decision, Kind, Level, Location, Report

from .fixture import POLICY, REPORT, _object, column, detection, finding, verdict

MYSQL = "mysql://10.0.0.5/shop"
IIN = detection("identity.iin", "KZ_IIN")
REJECTED = Decision(False, "dpo", "test data", "2026-02-02T00:00:00Z")
CONFIRMED = Decision(True, "dpo", "checked", "2026-02-02T00:00:00Z")


def catalogued() -> Report:
    """`app` is a PostgreSQL database of a project file; the others speak for themselves."""
    undeclared = (verdict("identity.iin", Verdict.UNDECLARED, "example-shop"),)
    columns = (
        column("public.customers", "iin", IIN, verdicts=undeclared),
        column("public.customers", "note", detection("contact.phone", "KZ_PHONE")),
        column("public.customers", "created_at", kind=Kind.NONE),
        column("public.customers", "payload", kind=Kind.NONE),
        column("public.customers", "payload", detection("contact.email"), path="$.client.email"),
        column("public.customers", "payload", IIN, path="$.client.iin"),
        column("public.customers", "org_bin", detection("org.bin", "KZ_BIN")),
        column("orders", "phone", detection("contact.phone", "KZ_PHONE"), source=MYSQL),
        column("clients.jsonl", "client.iin", IIN, path="$.client.iin", source="dumps"),
    )
    findings = (
        replace(_undeclared("iin", "identity.iin"), decision=CONFIRMED),
        replace(_undeclared("note", "contact.phone"), decision=REJECTED),
    )
    objects = (
        _object("public.customers"),
        _object("public.later", ReadStatus.NOT_SCANNED, read=0, total=None),
        _object("orders", source=MYSQL),
        _object("clients.jsonl", kind=ObjectKind.FILE, source="dumps"),
    )
    return replace(
        REPORT,
        objects=objects,
        columns=columns,
        findings=findings,
        policy_results=(),
        declared=(POLICY,),
        addresses=(("app", "postgresql://db.internal:5433/crm"),),
    )


def _undeclared(name: str, category: str):
    return finding("undeclared", Level.ERROR, category, Location("app", "public.customers", name))
