"""Exports to OpenMetadata, DataHub and OpenLineage, by their schemas, classes and rules."""

import json
import re
import uuid
from dataclasses import replace
from functools import cache
from pathlib import Path

import fastavro
import pytest
from openlineage.client.event_v2 import InputDataset, Job, Run, RunEvent, RunState
from openlineage.client.generated.data_quality_assertions_dataset import Assertion, DataQualityAssertionsDatasetFacet
from openlineage.client.generated.schema_dataset import SchemaDatasetFacet, SchemaDatasetFacetFields
from openlineage.client.generated.tags_dataset import TagsDatasetFacet, TagsDatasetFacetFields
from openlineage.client.naming.dataset import MySQL, Postgres
from openlineage.client.serde import Serde

from barlau.report.exports import datahub, openlineage, openmetadata
from barlau.report.exports.catalogue import datasets

from .catalogued import catalogued
from .fixture import REPORT
from .hostile import hostile, remembered
from .large import large

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
REPORTS = [REPORT, remembered(), hostile(), large(), catalogued()]


def document(export, report):
    return json.loads(export.render(report))


@pytest.mark.parametrize("report", REPORTS)
def test_openmetadata_bodies_have_what_its_api_takes(report):
    """CreateClassification, CreateTag and TagLabel of OpenMetadata 2.0, where further fields are refused."""
    told = document(openmetadata, report)
    assert set(told["classification"]) == {"name", "description", "mutuallyExclusive"}
    known = {told["classification"]["name"]}
    for tag in told["tags"]:
        assert set(tag) <= {"classification", "parent", "name", "displayName", "description"}
        parent = tag.get("parent", tag["classification"])
        assert parent in known, "a parent is made before its children"
        assert 1 <= len(tag["name"]) <= 256
        assert not re.search(r'::|[">]', tag["name"])
        known.add(f"{parent}.{openmetadata.quoted(tag['name'])}")
    for column in told["columns"]:
        assert len({label["tagFQN"] for label in column["tags"]}) == len(column["tags"])
        for label in column["tags"]:
            assert set(label) == {"tagFQN", "source", "labelType", "state", "reason", "appliedBy", "metadata"}
            assert label["tagFQN"] in known
            assert (label["source"], label["labelType"]) == ("Classification", "Generated")
            assert label["state"] in ("Suggested", "Confirmed")
            recognizer = label["metadata"]["recognizer"]
            assert set(recognizer) == {"recognizerId", "recognizerName", "score"}
            assert str(uuid.UUID(recognizer["recognizerId"])) == recognizer["recognizerId"]
            assert 0 <= recognizer["score"] <= 1


def test_openmetadata_names_tables_in_full():
    tables = {column["table"] for column in document(openmetadata, catalogued())["columns"]}
    assert tables == {"app.crm.public.customers", '"mysql://10.0.0.5/shop".default.shop.orders'}
    assert document(openmetadata, catalogued())["filesLeftOut"] == 1


def test_openmetadata_label_is_confirmed_when_it_is_certain_or_a_reviewer_said_so():
    states = {}
    for column in document(openmetadata, REPORT)["columns"]:
        for label in column["tags"]:
            states[column["column"], label["tagFQN"].partition(".")[2]] = label["state"]
    assert states["iin", "identity.iin"] == "Confirmed"
    assert states["client_ip", "online.ip"] == "Suggested"


@cache
def avro(name):
    return fastavro.parse_schema(json.loads((SCHEMAS / "datahub-1.7.json").read_text("utf-8"))[name])


@pytest.mark.parametrize("report", REPORTS)
def test_datahub_proposals_follow_its_schemas(report):
    """As its file source reads them: an aspect in JSON is packed, a patch is packed already."""
    for proposal in document(datahub, report):
        assert set(proposal) == {"entityType", "entityUrn", "changeType", "aspectName", "aspect"}
        aspect = proposal["aspect"]
        if proposal["entityType"] == "tag":
            fastavro.validate(aspect["json"], avro("TagProperties"))
            packed = {"value": json.dumps(aspect["json"]).encode(), "contentType": "application/json"}
        else:
            operations = json.loads(aspect["value"])
            fastavro.validate({"tags": [one["value"] for one in operations]}, avro("GlobalTags"))
            assert {one["op"] for one in operations} == {"add"}
            packed = {**aspect, "value": aspect["value"].encode()}
            assert aspect["contentType"] == "application/json-patch+json"
        fastavro.validate({**proposal, "aspect": packed}, avro("MetadataChangeProposal"))


@pytest.mark.parametrize("report", REPORTS)
def test_datahub_urns_have_their_parts(report):
    tags = set()
    for proposal in document(datahub, report):
        if proposal["entityType"] == "tag":
            tags.add(proposal["entityUrn"])
            assert re.fullmatch(r"urn:li:tag:[^,()]+", proposal["entityUrn"])
            continue
        assert re.fullmatch(
            r"urn:li:dataset:\(urn:li:dataPlatform:[a-z]+,[^,()]+,PROD\)", proposal["entityUrn"], re.DOTALL
        )
        for one in json.loads(proposal["aspect"]["value"]):
            root, field, *rest = one["path"].removeprefix("/").split("/")
            assert (root, rest[:2]) == ("editableSchemaFieldInfo", ["globalTags", "tags"])
            assert field
            assert one["value"]["tag"] in tags
            assert rest[2:] == [one["value"]["tag"].replace("~", "~0").replace("/", "~1")]


def test_datahub_tells_tables_of_two_unknown_databases_apart():
    urns = {one["entityUrn"] for one in document(datahub, replace(catalogued(), addresses=()))}
    assert "urn:li:dataset:(urn:li:dataPlatform:file,app.public.customers,PROD)" in urns


def test_datahub_says_why_a_tag_is_there():
    proposals = {one["entityUrn"]: one for one in document(datahub, catalogued())}
    customers = proposals["urn:li:dataset:(urn:li:dataPlatform:postgres,crm.public.customers,PROD)"]
    assert "urn:li:dataset:(urn:li:dataPlatform:mysql,shop.orders,PROD)" in proposals
    iin, *_ = json.loads(customers["aspect"]["value"])
    assert iin["path"].startswith("/editableSchemaFieldInfo/iin/")
    assert iin["value"]["attribution"]["sourceDetail"]["verdict.example-shop"] == "undeclared"
    assert iin["value"]["attribution"]["time"] == 1772352042000


def rebuilt(told) -> RunEvent:
    """The event, made anew by OpenLineage's own classes, which refuse an unknown or a missing field."""
    producer = told["producer"]

    def facet(data, kind, **parts):
        assert data["_schemaURL"] == kind._get_schema()
        return kind(**parts, producer=data["_producer"])

    inputs = []
    for item in told["inputs"]:
        facets, own = item["facets"], {}
        fields = [SchemaDatasetFacetFields(**field) for field in facets["schema"]["fields"]]
        own["schema"] = facet(facets["schema"], SchemaDatasetFacet, fields=fields)
        if "tags" in facets:
            tags = [TagsDatasetFacetFields(**tag) for tag in facets["tags"]["tags"]]
            own["tags"] = facet(facets["tags"], TagsDatasetFacet, tags=tags)
        checked = {}
        for key, data in item["inputFacets"].items():
            checks = [Assertion(**check) for check in data["assertions"]]
            checked[key] = facet(data, DataQualityAssertionsDatasetFacet, assertions=checks)
        inputs.append(InputDataset(item["namespace"], item["name"], facets=own, inputFacets=checked))
    return RunEvent(
        eventType=RunState(told["eventType"]),
        eventTime=told["eventTime"],
        run=Run(told["run"]["runId"]),
        job=Job(**told["job"]),
        inputs=inputs,
        outputs=[],
        producer=producer,
    )


@pytest.mark.parametrize("report", REPORTS)
def test_openlineage_event_is_what_its_client_would_send(report):
    told = document(openlineage, report)
    sent = json.loads(Serde.to_json(rebuilt(told)))
    assert {item["name"] for item in sent["inputs"]} == {item["name"] for item in told["inputs"]}
    assert without_empty(sent) == without_empty(told)


def without_empty(data):
    if isinstance(data, dict):
        kept = {key: without_empty(value) for key, value in data.items() if key != "_deleted"}
        return {key: value for key, value in kept.items() if value not in (None, {}, [])}
    return [without_empty(value) for value in data] if isinstance(data, list) else data


def test_openlineage_names_datasets_as_its_naming_rules_do():
    found = {item.name: item for item in datasets(catalogued())}
    customers, orders = found["public.customers"], found["orders"]
    rule = Postgres("db.internal", "5433", "crm", "public", "customers")
    assert openlineage.namespace(customers) == rule.get_namespace()
    assert openlineage.name(customers) == rule.get_name()
    rule = MySQL("10.0.0.5", "3306", "shop", "orders")
    assert (openlineage.namespace(orders), openlineage.name(orders)) == (rule.get_namespace(), rule.get_name())
    assert (openlineage.namespace(found["clients.jsonl"]), openlineage.name(found["clients.jsonl"])) == (
        "file",
        "dumps/clients.jsonl",
    )


def test_openlineage_assertion_fails_where_the_policy_does_not_declare():
    by_name = {item["name"]: item for item in document(openlineage, REPORT)["inputs"]}
    checks = by_name["public.customers"]["inputFacets"]["dataQualityAssertions"]["assertions"]
    success = {(check["column"], check["name"]): (check["success"], check["actual"]) for check in checks}
    assert success["iin", "example-shop: identity.iin"] == (True, "declared")
    assert success["iin", "example-bank: identity.iin"] == (False, "catch_all")
    assert success["photo_path", "example-shop: biometric.face"] == (False, "denied")
