"""`withdrawn-still-kept`, `biometric-after-withdrawal`, `marketing-after-opt-out`: what comes after a no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barlau.model.question import Apply, Constant, Expression, Found, Function, Lookup
from barlau.policy.claims.building import apply, before, both, day, either, given, listed, negated, present, term
from barlau.policy.claims.joining import join
from barlau.policy.claims.parts import Case, Part, Parts, Why, asked, unchecked
from barlau.policy.claims.survey import Field, Table

RECORD, MARKETING, BIOMETRIC = "consent.record", "consent.marketing", "biometric"


def still_kept(case: Case) -> Parts | Why:
    """Personal data of people who withdrew their consent longer ago than the term."""
    if listed(case.claim.params, "purpose", "purposes"):
        return _after(case, ("withdrawn", "opt_out"))
    sources = [(table, field) for table in case.survey.tables for field in _noes(table, ("withdrawn",))]
    if not sources:
        return Why("no_withdrawal")
    held = [(table, table.personal(case.people)) for table in case.survey.about(case.people)]
    return _held(case, [(table, found) for table, found in held if not table.is_called("consents")], sources)


def biometric(case: Case) -> Parts | Why:
    """Biometric data of people who withdrew their consent longer ago than the term."""
    tables = [(table, found) for table in case.survey.tables if (found := table.holding(BIOMETRIC, case.people))]
    if not tables:
        return Why("no_biometric")
    sources = [(table, field) for table in case.survey.tables for field in _noes(table, ("withdrawn",))]
    if not sources:
        return Why("no_withdrawal")
    return _held(case, tables, sources)


def _held(
    case: Case, tables: Sequence[tuple[Table, Sequence[Field]]], sources: Sequence[tuple[Table, Field]]
) -> Parts | Why:
    """Columns that should be empty for people who withdrew, in the row of the withdrawal or found by a key."""
    parts: list[Part] = []
    left: list[Part] = []
    for table, held in tables:
        found = [part for own, gone in sources if own is table and (part := _in_row(case, table, gone, held))]
        found += _in_other_table(case, table, held, sources)
        parts += found
        if not found and not any(own is table for own, _ in sources):
            left.append(unchecked(case, table, "no_key_in"))
    return [*parts, *left] if parts else Why("no_key")


def marketing(case: Case) -> Parts | Why:
    """Messages sent to people who had opted out longer before than the term."""
    return _after(case, ("opt_out", "withdrawn"))


def _noes(table: Table, groups: Sequence[str]) -> list[Field]:
    """Columns in which people take something back."""
    return list({id(field): field for group in groups for field in table.named(group)}.values())


def _in_row(case: Case, table: Table, gone: Field, held: Sequence[Field]) -> Part | None:
    """The withdrawal stands in the row of the data. A register of consents keeps its own rows as a proof."""
    others = [field for field in held if field is not gone]
    if table.is_called("consents") or not others:
        return None
    remains = either(present(field.cell) for field in others)
    category = others[0].result.detections[0].category
    return asked(
        table,
        remains,
        _long_gone(case, gone),
        at=others[0],
        category=category,
        day=day(gone.cell) if gone.is_dated else None,
        doubt=_undated(case, gone),
    )


def _in_other_table(
    case: Case, table: Table, held: Sequence[Field], sources: Sequence[tuple[Table, Field]]
) -> Iterator[Part]:
    for source, gone in sources:
        keys = join(table, source, case.people)
        if keys is None or not held:
            continue
        remains = either(present(field.cell) for field in held)
        long_gone = _long_gone(case, gone)
        yield asked(
            table,
            both(present(keys.left), remains),
            either([Found(keys.left, 0), both(Found(keys.left, 1), Constant(None))]),
            at=held[0],
            category=held[0].result.detections[0].category,
            lookups=[
                Lookup(source.ref, keys.right, long_gone),
                Lookup(source.ref, keys.right, Apply(Function.IS_NULL, (long_gone,))),
            ],
            doubt=_undated(case, gone),
        )


def _long_gone(case: Case, gone: Field) -> Expression:
    """Whether the withdrawal is longer ago than the term; null where there is one and its day cannot be told."""
    said_no = _said_no(gone)
    span = term(case.claim.params)
    return both(said_no, before(day(gone.cell), span.before(case.at))) if span else said_no


def _undated(case: Case, gone: Field) -> Why | None:
    return Why("no_withdrawal_date") if term(case.claim.params) and not gone.may_be_dated else None


def _after(case: Case, groups: Sequence[str]) -> Parts | Why:
    """Rows of tables that serve a purpose, dated after the no and the term."""
    tables = [(table, sent) for table in case.serving("advertising") for sent in _sent(table)[:1]]
    own = [
        (table, sent, gone)
        for table in case.survey.tables
        for sent in table.named("sent")[:1]
        for gone in _noes(table, groups)[:1]
        if sent.may_be_dated and gone.may_be_dated
    ]
    if not tables and not own:
        return Why("no_campaign", (("purposes", ", ".join(case.purposes("advertising")) or "advertising"),))
    sources = [(t, f) for t in case.survey.tables for f in _noes(t, groups)[:1] if f.may_be_dated]
    if not sources:
        return Why("no_opt_out")
    parts = [_sent_later(case, table, sent, _said_no(gone), day(gone.cell)) for table, sent, gone in own]
    for table, sent in tables:
        parts += _sent_to(case, table, sent, sources)
    return [*parts, *_unsent(case, parts)] if parts else Why("no_key")


def _sent_to(case: Case, table: Table, sent: Field, sources: Sequence[tuple[Table, Field]]) -> Iterator[Part]:
    """Messages to people whose no stands in another table."""
    for source, gone in sources:
        if keys := join(table, source, case.people):
            dated = Lookup(source.ref, keys.right, _said_no(gone), day(gone.cell))
            undated = both(_said_no(gone), negated(present(day(gone.cell))))
            lookups = [dated, Lookup(source.ref, keys.right, undated)]
            known = either([present(Found(keys.left, 0)), Found(keys.left, 1)])
            yield _sent_later(case, table, sent, known, Found(keys.left, 0), keys.left, lookups)


def _unsent(case: Case, parts: Sequence[Part]) -> Iterator[Part]:
    """The tables of the purpose with personal data that no part is about."""
    checked = {part.question.table for part in parts if part.question}
    for table in case.serving("advertising"):
        if table.ref not in checked and table.personal(case.people) and not table.is_called("consents"):
            yield unchecked(case, table, "no_key_in" if _sent(table) else "no_sent_in")


def _said_no(gone: Field) -> Expression:
    return both(present(gone.cell), given(gone.cell))


def _sent(table: Table) -> list[Field]:
    named = [field for field in table.named("sent") if field.may_be_dated]
    return named or [field for field in table.fields if field.is_dated and not field.is_personal]


def _sent_later(
    case: Case,
    table: Table,
    sent: Field,
    said_no: Expression,
    when: Expression,
    key: Expression | None = None,
    lookups: Sequence[Lookup] = (),
) -> Part:
    """Messages later than the term after `when` a no was said; `key` finds the person in a table of lookups."""
    span = term(case.claim.params)
    moment = day(sent.cell)
    late = before(apply(Function.LATER, when, span.months, span.days), moment)
    return asked(
        table,
        both(present(sent.cell), *([present(key)] if key else [])),
        both(said_no, late),
        at=sent,
        category=MARKETING,
        lookups=lookups,
        day=moment,
    )
