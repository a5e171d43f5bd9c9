"""A promise held against small tables: what a scan of them says of it. Everybody in the tables is invented."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa
from tests.policy.minimal import policy

from barlau.api import Options
from barlau.api.assembly import assemble
from barlau.api.plan import Plan
from barlau.identifiers.kz import iin
from barlau.model.policy import Claim, Policy, Purpose, Ref
from barlau.model.project import Project
from barlau.model.reading import Sampling
from barlau.model.report import ClaimOutcome, ClaimResult, Finding, Report
from barlau.recognizers.load import load as load_pack
from barlau.report.messages import translate

TODAY = date(2026, 6, 1)
PURPOSES = ("contract", "advertising", "statistics")
Columns = Mapping[str, Sequence[object]]


def promise(rule: str, **params: object) -> Claim:
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in params.items()}
    return Claim("p1", rule, given, (Ref("ru", "7.7"),))  # type: ignore[arg-type]


def shop(*claims: Claim, purposes: Sequence[str] = PURPOSES, subjects: Sequence[str] = ("customer",)) -> Policy:
    return policy(claims=claims, purposes=purposes, subjects=subjects)


def titled(key: str, title: str) -> Purpose:
    return Purpose(key, {"ru": title})


def scanned(
    of: Policy, tables: Mapping[str, Columns], *, sample: int | None = None, project: Project | None = None
) -> Report:
    """The report on tables that are in memory."""
    pack = load_pack(())
    options = Options(sampling=Sampling(sample) if sample else Sampling())
    gathering = options.gathering(pack)
    profiles = [p for name, columns in tables.items() for p in gathering.frame(pa.table(dict(columns)), name)]
    return assemble(profiles, pack, Plan([of], project), second=gathering.second_reading(), today=TODAY)


def judged(claim: Claim, tables: Mapping[str, Columns], **how: object) -> ClaimResult:
    """What became of one promise; a broken one has its findings, one that cannot be verified has one note."""
    of = how.pop("policy", None) or shop(claim)
    assert isinstance(of, Policy)
    report = scanned(of, tables, **how)  # type: ignore[arg-type]
    (result,) = report.claims
    told = [finding for finding in report.findings if finding.rule in ("claim-broken", "unverifiable")]
    assert all(finding.refs == claim.refs and finding.policy == of.id for finding in told)
    if result.outcome is ClaimOutcome.BROKEN:
        places = [place.location for place in result.places if place.broken]
        assert {f.location for f in told if f.rule == "claim-broken"} == set(places)
    elif result.outcome is ClaimOutcome.UNVERIFIABLE:
        assert [(f.rule, f.message) for f in told] == [("unverifiable", result.reason)]
    else:
        assert not told
    for finding in told:
        _is_written(finding)
    return result


def _is_written(finding: Finding) -> None:
    for language in ("en", "ru", "kk"):
        sentence = translate(finding.message, language)
        assert sentence
        assert "{" not in sentence


def broken(claim: Claim, tables: Mapping[str, Columns], **how: object) -> dict[str, tuple[int, int]]:
    """Rows that break it and rows checked, by column; only where it is broken."""
    result = judged(claim, tables, **how)
    assert result.outcome is ClaimOutcome.BROKEN, result
    return {f"{p.location.object}.{p.location.column}": (p.broken, p.checked) for p in result.places if p.broken}


def kept(claim: Claim, tables: Mapping[str, Columns], **how: object) -> int:
    """Rows that were checked for a promise that is kept."""
    result = judged(claim, tables, **how)
    assert result.outcome is ClaimOutcome.KEPT, result
    return sum(place.checked for place in result.places)


def why(claim: Claim, tables: Mapping[str, Columns], **how: object) -> str:
    """The reason why it cannot be verified, without `unverifiable.`."""
    result = judged(claim, tables, **how)
    assert result.outcome is ClaimOutcome.UNVERIFIABLE, result
    assert result.reason is not None
    return result.reason.key.removeprefix("unverifiable.")


def born(*days: str) -> list[str]:
    """IINs of invented people born on these days; serials from 9000 on, as in the sample data."""
    return [_iin(date.fromisoformat(day), number) for number, day in enumerate(days)]


def adults(count: int) -> list[str]:
    """IINs of invented people born in the eighties."""
    return born(*(f"198{n % 10}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(count)))


def _iin(day: date, number: int) -> str:
    century = (3 if day.year < 2000 else 5) + number % 2
    for serial in range(9000 + 7 * number, 10_000):
        stem = f"{day:%y%m%d}{century}{serial}"
        try:
            return stem + iin.check_digit(stem)
        except ValueError:
            continue
    raise AssertionError


def phones(count: int) -> list[str]:
    return [f"+7701000{1000 + n}" for n in range(count)]


def emails(count: int) -> list[str]:
    return [f"client{n}@example.kz" for n in range(count)]
