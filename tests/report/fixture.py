"""One report with every verdict, kind and way of not being read, three policies, and names that attack."""

from barlau.model.policy import (
    Claim,
    Declaration,
    DeclarationStatus,
    Document,
    Policy,
    Provider,
    Purpose,
    Ref,
    Verdict,
)
from barlau.model.reading import (
    Column,
    Coverage,
    DataObject,
    ObjectKind,
    ReadStatus,
    Reason,
    SamplingMethod,
)
from barlau.model.report import (
    ColumnResult,
    ColumnVerdict,
    Confidence,
    Detection,
    Evidence,
    EvidenceKind,
    Finding,
    Kind,
    Level,
    Location,
    Message,
    ObjectResult,
    PolicyResult,
    Report,
    RunStatus,
)

EVIL_COLUMN = "iin\x1b[2J\u202egpj.\u200b\r\nrm"
EVIL_FILE = "дамп\udcff\x07\u2028<script>=1+1.csv"
LONG_TABLE = "warehouse_archive_of_customer_applications_imported_from_the_old_system_2019"
HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


def evidence(kind: EvidenceKind, key: str, weight: float, **args: str) -> Evidence:
    return Evidence(kind, Message(key, tuple(args.items())), weight)


def detection(category: str, entity: str | None = None, share: float = 1.0, confidence: Confidence = HIGH) -> Detection:
    score = {HIGH: 0.97, MEDIUM: 0.7, LOW: 0.4}[confidence]
    proof = (
        evidence(EvidenceKind.HEADER, "header.phrase", 3.0, word=category.rpartition(".")[2]),
        evidence(EvidenceKind.CHECKSUM, "checksum.passed", 1.23456789, share=f"{share * 100:.3g}"),
        evidence(EvidenceKind.PATTERN, "values.inside", -0.0, count="21"),
    )
    return Detection(
        category, entity, max(1, round(1200 * share)), share, (share * 0.9, share), confidence, score, proof
    )


def column(
    table: str,
    name: str,
    *found: Detection,
    kind: Kind = Kind.UNIFORM,
    verdicts: tuple[ColumnVerdict, ...] = (),
    path: str | None = None,
    bound: float | None = None,
    source: str = "app",
) -> ColumnResult:
    return ColumnResult(
        source, table, Column(name, path, "text"), 1200, 3, 1100, kind, "customer", found, bound, verdicts
    )


def ref(*places: str) -> tuple[Ref, ...]:
    """`ru:3.4:b5`"""
    parts = (place.split(":") for place in places)
    return tuple(Ref(document, section, item or None) for document, section, item in parts)


def verdict(category: str, value: Verdict, policy: str, *places: str) -> ColumnVerdict:
    return ColumnVerdict(category, value, policy, ref(*places))


def finding(
    rule: str,
    level: Level,
    category: str,
    place: Location | None,
    policy: str | None = "example-shop",
    *places: str,
    confidence: Confidence = HIGH,
    state: str | None = None,
    **gaps: str,
) -> Finding:
    value = rule.replace("-", "_")
    args = {"category": category, "policy": policy or "", **gaps}
    return Finding(
        fingerprint=f"{abs(hash_of(rule, category, place, policy)):032x}",
        rule=rule,
        level=level,
        verdict=Verdict(value) if value in set(Verdict) else None,
        category=category,
        confidence=confidence,
        location=place,
        message=Message(f"rule.{rule}.message", tuple(args.items())),
        policy=policy,
        refs=ref(*places),
        state=state,
    )


def hash_of(*parts: object) -> int:
    """A number that stays the same from run to run."""
    import zlib

    return zlib.crc32(repr(parts).encode("utf-8", "surrogatepass"))


def at(table: str, name: str, path: str | None = None, source: str = "app") -> Location:
    return Location(source, table, name, path)


def _object(
    name: str,
    status: ReadStatus = ReadStatus.SCANNED,
    reason: Reason | None = None,
    read: int = 1200,
    total: int | None = 1200,
    bad: int = 0,
    kind: ObjectKind = ObjectKind.TABLE,
    source: str = "app",
    method: SamplingMethod = SamplingMethod.FULL,
) -> ObjectResult:
    return ObjectResult(DataObject(source, name, kind), Coverage(status, reason, read, total, bad, method, 7))


PART, SKIPPED = ReadStatus.PARTIAL, ReadStatus.NOT_SCANNED
OBJECTS = (
    _object("public.customers", read=1204332, total=1204332),
    _object("public.staff", read=214, total=214),
    _object("public.payments", PART, Reason.CONNECTION_LOST, 50000, 1000000),
    _object(LONG_TABLE),
    _object("public.tmp_x", ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE, 0, None),
    _object(EVIL_FILE, PART, Reason.ROW_ERRORS, 88, None, 2, ObjectKind.FILE, "dumps"),
    _object("old.zip!кадры.xlsx", SKIPPED, Reason.ENCRYPTED, 0, None, 0, ObjectKind.MEMBER, "dumps"),
    _object("big.zip!пайдаланушылар.csv", SKIPPED, Reason.ENCRYPTED, 0, None, 0, ObjectKind.MEMBER, "dumps"),
    _object("mail.parquet", PART, Reason.SAMPLED, 1000, 90000, 0, ObjectKind.FILE, "dumps", SamplingMethod.RANDOM),
)
_UNDECLARED, _DECLARED = Verdict.UNDECLARED, Verdict.DECLARED
COLUMNS = (
    column(
        "public.customers",
        "iin",
        detection("identity.iin", "KZ_IIN"),
        detection("identity.birth_date"),
        verdicts=(
            verdict("identity.iin", _DECLARED, "example-shop", "ru:3.4:b5", "kk:3.4:b5"),
            verdict("identity.iin", Verdict.CATCH_ALL, "example-bank", "ru:2.1:"),
        ),
    ),
    column(
        "public.customers",
        "photo_path",
        detection("biometric.face", share=0.123456789),
        kind=Kind.HEADER_ONLY,
        verdicts=(verdict("biometric.face", Verdict.DENIED, "example-shop", "ru:7.2:"),),
    ),
    column(
        "public.customers",
        "client_ip",
        detection("online.ip", "IP_ADDRESS", 0.42, MEDIUM),
        kind=Kind.MIXED,
        verdicts=(verdict("online.ip", Verdict.WRONG_PURPOSE, "example-shop", "ru:2.1:b4"),),
    ),
    column(
        "public.customers",
        "plate",
        detection("vehicle.plate", "KZ_PLATE"),
        verdicts=(verdict("vehicle.plate", Verdict.VAGUE, "example-shop", "ru:3.1:b2"),),
    ),
    column(
        "public.customers",
        "email",
        detection("contact.email", "EMAIL_ADDRESS"),
        verdicts=(verdict("contact.email", Verdict.IMPLIED, "example-shop", "ru:9.1:"),),
    ),
    column(
        "public.customers",
        "sex",
        detection("identity.sex"),
        verdicts=(verdict("identity.sex", Verdict.AMBIGUOUS, "example-shop", "ru:3.4:b2", "kk:3.4:b3"),),
    ),
    column(
        "public.customers",
        "org_bin",
        detection("org.bin", "KZ_BIN"),
        verdicts=(verdict("org.bin", Verdict.NOT_PERSONAL, "example-shop", "ru:3.9:p1"),),
    ),
    column("public.customers", "created_at", kind=Kind.NONE),
    column("public.customers", "later", kind=Kind.NOT_SCANNED),
    column(
        "public.staff",
        "fio",
        detection("identity.name", "PERSON"),
        verdicts=(verdict("identity.name", Verdict.OTHER_SUBJECT, "example-shop", "ru:3.4:b1"),),
    ),
    column(
        "public.payments",
        "payload",
        detection("finance.card.number", "CREDIT_CARD", 0.0004, MEDIUM),
        kind=Kind.SPARSE,
        path="$.card.pan",
        verdicts=(
            verdict("finance.card.number", Verdict.WRONG_SOURCE, "example-bank", "ru:4:r2"),
            verdict("finance.card.number", _UNDECLARED, "example-shop"),
        ),
    ),
    column(
        LONG_TABLE,
        "comment_of_the_manager_who_handled_the_application",
        detection("contact.phone", "KZ_PHONE", 0.07),
        kind=Kind.FREE_TEXT,
        verdicts=(verdict("contact.phone", _UNDECLARED, "example-shop"),),
    ),
    column(
        EVIL_FILE,
        EVIL_COLUMN,
        detection("identity.iin", "KZ_IIN"),
        source="dumps",
        verdicts=(verdict("identity.iin", _UNDECLARED, "example-app"),),
    ),
    column("mail.parquet", "адрес", detection("contact.address", None, 0.9995, LOW), source="dumps"),
    column("mail.parquet", "n", kind=Kind.NONE, bound=0.002996, source="dumps"),
)
ERROR, WARNING, NOTE = Level
FINDINGS = (
    finding(
        "undeclared",
        ERROR,
        "identity.iin",
        at(EVIL_FILE, EVIL_COLUMN, source="dumps"),
        "example-app",
        state="new",
    ),
    finding(
        "undeclared",
        ERROR,
        "contact.phone",
        at(LONG_TABLE, "comment_of_the_manager_who_handled_the_application"),
    ),
    finding(
        "undeclared",
        WARNING,
        "finance.card.number",
        at("public.payments", "payload", "$.card.pan"),
        confidence=MEDIUM,
    ),
    finding("denied", ERROR, "biometric.face", at("public.customers", "photo_path"), "example-shop", "ru:7.2:"),
    finding("prohibited", ERROR, "finance.card.cvv", at("public.payments", "cvv"), None),
    finding(
        "claim-broken",
        ERROR,
        "identity.age",
        at("public.customers", "iin"),
        "example-shop",
        "ru:7.7:",
        claim="no-minors",
    ),
    finding("catch-all", WARNING, "identity.iin", at("public.customers", "iin"), "example-bank", "ru:2.1:"),
    finding(
        "wrong-source",
        WARNING,
        "finance.card.number",
        at("public.payments", "payload", "$.card.pan"),
        "example-bank",
        "ru:4:r2",
        confidence=MEDIUM,
        provider="third_party",
        declared="subject",
        sections="§4 r2",
        basis="inferred",
    ),
    finding(
        "wrong-purpose",
        WARNING,
        "online.ip",
        at("public.customers", "client_ip"),
        "example-shop",
        "ru:2.1:b4",
        confidence=MEDIUM,
        purposes="advertising",
        declared="contract, security",
        sections="§2.1 b4",
        basis="",
    ),
    finding(
        "other-subject",
        WARNING,
        "identity.name",
        at("public.staff", "fio"),
        "example-shop",
        "ru:3.4:b1",
        subject="employee",
        declared="customer",
        sections="§3.4 b1",
        basis="inferred",
    ),
    finding(
        "ambiguous",
        WARNING,
        "identity.sex",
        at("public.customers", "sex"),
        "example-shop",
        "ru:3.4:b2",
        "kk:3.4:b3",
    ),
    finding("vague", NOTE, "vehicle.plate", at("public.customers", "plate"), "example-shop", "ru:3.1:b2"),
    finding("implied", NOTE, "contact.email", at("public.customers", "email"), "example-shop", "ru:9.1:"),
    finding(
        "declared-not-found",
        NOTE,
        "document.id.number",
        None,
        "example-shop",
        "ru:3.4:b6",
        "kk:3.4:b6",
        confidence=MEDIUM,
    ),
    finding(
        "derivable",
        NOTE,
        "identity.birth_date",
        at("public.customers", "iin"),
        "example-app",
        basis="identity.iin",
    ),
    finding("undeclared", ERROR, "contact.email", at("public.old", "mail"), state="gone"),
)
POLICY_RESULTS = (
    PolicyResult("example-shop", "identity.iin", DeclarationStatus.DECLARED, "found", (at("public.customers", "iin"),)),
    PolicyResult("example-shop", "document.id.number", DeclarationStatus.DECLARED, "not_found"),
    PolicyResult("example-bank", "media.photo", DeclarationStatus.VAGUE, "unverifiable"),
)
REPORT = Report(
    tool_version="1.2.3",
    pack_version="0123456789abcdef",
    status=RunStatus.INCOMPLETE,
    threshold_hit=True,
    started_at="2026-03-01T08:00:00Z",
    finished_at="2026-03-01T08:00:42Z",
    policies=(("example-shop", "a" * 64), ("example-bank", "b" * 64), ("example-app", "c" * 64)),
    objects=OBJECTS,
    columns=COLUMNS,
    findings=FINDINGS,
    policy_results=POLICY_RESULTS,
)
POLICY = Policy(
    id="example-shop",
    controller="Example Shop",
    sha256="a" * 64,
    documents=(Document("ru", "policy", "ru", "2026-03-01"), Document("kk", "consent", "kk")),
    prevailing_language="ru",
    purposes=(
        Purpose("contract", {"en": "Contract", "ru": "Договор", "kk": "Шарт"}, ("contract",), ref("ru:2.1:b1")),
        Purpose("advertising", {"en": "Advertising"}, ("consent",), ref("ru:2.1:b4", "kk:2.1:b4")),
    ),
    declarations=(
        Declaration(
            "identity.iin",
            DeclarationStatus.DECLARED,
            (Provider.SUBJECT, Provider.THIRD_PARTY),
            ("customer", "sole_proprietor"),
            ("contract",),
            refs=ref("ru:3.4:b5", "kk:3.4:b5"),
        ),
        Declaration("identity.name", DeclarationStatus.DECLARED, (Provider.SUBJECT,), refs=ref("ru:3.4:b1")),
        Declaration("vehicle", DeclarationStatus.VAGUE, (Provider.UNSTATED,), open_ended=True, refs=ref("ru:3.1:b2")),
        Declaration("biometric.face", DeclarationStatus.DENIED, refs=ref("ru:7.2:", "ru::p1")),
        Declaration("catch_all", DeclarationStatus.CATCH_ALL, refs=ref("ru:2.1:")),
    ),
    claims=(Claim("no-minors", "minors-present", {"age": 18}, ref("ru:7.7:")),),
    subjects=("customer", "sole_proprietor"),
)
