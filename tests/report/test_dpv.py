"""The record of processing in W3C DPV: read back as RDF, with terms of DPV 2.3 only."""

import json
from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS

from barlau import taxonomy
from barlau.model.policy import Recipient, Retention
from barlau.report import json_load, json_report
from barlau.report.exports import dpv
from barlau.taxonomy import contexts

from .fixture import POLICY, REPORT
from .hostile import NAMES, hostile, remembered
from .large import large

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, which uses it itself

DPV, PD = Namespace("https://w3id.org/dpv#"), Namespace("https://w3id.org/dpv/pd#")
POLICY_ID = URIRef("urn:barlau:policy:example-shop")
FULL_POLICY = replace(
    POLICY,
    recipients=(Recipient("authorities", {"en": "Authorities", "ru": "Госорганы"}),),
    retention=(Retention("five years from the service", 5.0), Retention("while the contract lasts")),
)
FULL = replace(REPORT, declared=(FULL_POLICY,))
TERMS = """
    ROPA hasDataController DataController hasName hasJurisdiction hasComplianceStatus hasProcess PersonalDataProcess
    hasPurpose Purpose hasLegalBasis hasPersonalData PersonalData hasDataSubject DataSubject hasDataSource hasRecipient
    Recipient hasStorageCondition StorageDuration hasDuration TemporalDuration hasSensitivityLevel Customer Employee
    DataSubjectDataSource ThirdPartyDataSource Consent Contract LegalObligation LegitimateInterest VitalInterest
    PublicInterest Compliant NonCompliant PartiallyCompliant ComplianceUnknown
"""
"""Of DPV 2.3's own namespace; purposes and categories are those of our taxonomies."""


def graph(report) -> Graph:
    return Graph().parse(data=dpv.render(report), format="json-ld")


@pytest.mark.parametrize("report", [FULL, remembered(), hostile(), large()])
def test_record_is_rdf_with_terms_of_dpv_alone(report):
    purposes = {kind.dpv.removeprefix("dpv:") for kind in contexts.load().purposes.values()}
    categories = {c.dpv.key.removeprefix("dpv:") for c in taxonomy.load().categories.values() if c.dpv}
    read = graph(report)
    assert len(read) > 20
    used = {str(part) for triple in read for part in triple if isinstance(part, URIRef)}
    ours = {name.removeprefix(str(DPV)) for name in used if name.startswith(str(DPV))}
    assert ours <= set(TERMS.split()) | purposes | categories
    assert len(list(read.subjects(RDF.type, DPV.ROPA))) == len(report.declared)


def test_process_has_purpose_basis_data_people_recipients_and_retention():
    read = graph(FULL)
    process = URIRef(f"{POLICY_ID}:purpose:contract")
    assert (POLICY_ID, DPV.hasProcess, process) in read
    assert list(read.objects(process, DPV.hasLegalBasis)) == [DPV.Contract]
    assert URIRef("urn:barlau:category:identity.iin") in set(read.objects(process, DPV.hasPersonalData))
    assert DPV.Customer in set(read.objects(process, DPV.hasDataSubject))
    assert set(read.objects(process, DPV.hasDataSource)) == {DPV.DataSubjectDataSource, DPV.ThirdPartyDataSource}
    (recipient,) = read.objects(process, DPV.hasRecipient)
    assert Literal("Госорганы", lang="ru") in set(read.objects(recipient, DCTERMS.title))
    durations = [read.value(kept, DPV.hasDuration) for kept in read.objects(process, DPV.hasStorageCondition)]
    extents = {str(value) for one in durations for value in read.objects(one, DCTERMS.extent)}
    assert extents == {"P5Y"}
    assert Literal("app") in set(read.objects(process, DCTERMS.source))


def test_what_was_found_without_being_stated_is_a_process_that_does_not_comply():
    read = graph(FULL)
    unstated = URIRef(f"{POLICY_ID}:not-stated")
    assert (unstated, DPV.hasComplianceStatus, DPV.NonCompliant) in read
    assert URIRef("urn:barlau:category:contact.phone") in set(read.objects(unstated, DPV.hasPersonalData))
    assert (POLICY_ID, DPV.hasComplianceStatus, DPV.NonCompliant) in read


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (FULL, DPV.NonCompliant),
        (replace(FULL, findings=REPORT.findings[8:11]), DPV.PartiallyCompliant),
        (replace(FULL, findings=()), DPV.ComplianceUnknown),
        (replace(FULL, findings=(), objects=REPORT.objects[:2]), DPV.Compliant),
    ],
    ids=["undeclared", "warnings", "incomplete", "clean"],
)
def test_record_says_truthfully_whether_the_policy_is_kept(report, status):
    assert list(graph(report).objects(POLICY_ID, DPV.hasComplianceStatus)) == [status]


def test_category_is_linked_to_the_nearest_term():
    read = graph(FULL)
    iin = URIRef("urn:barlau:category:identity.iin")
    assert (iin, SKOS.broadMatch, PD.OfficialID) in read
    assert (URIRef("urn:barlau:category:identity.name"), SKOS.exactMatch, PD.Name) in read
    assert {title.language for title in read.objects(iin, SKOS.prefLabel)} == {"en", "ru", "kk"}


def test_hostile_names_stay_in_their_place():
    evil = replace(FULL, declared=(replace(FULL_POLICY, id=NAMES[0], controller=NAMES[-1]),))
    read = graph(evil)
    (record,) = read.subjects(RDF.type, DPV.ROPA)
    assert str(record) == "urn:barlau:policy:%3Cscript%3Ealert%281%29%3C%2Fscript%3E"
    assert Literal(NAMES[-1]) in set(read.objects(None, DPV.hasName))


def test_report_without_policies_has_an_empty_record():
    assert json.loads(dpv.render(REPORT))["@graph"] == []


def test_stored_report_gives_the_same_record():
    assert dpv.render(json_load.load(json_report.render(FULL))) == dpv.render(FULL)
