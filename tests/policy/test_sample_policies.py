"""The policies that come with barlau load, and every category gets its verdict under each of them."""

import json

import pytest

from barlau import package_data, taxonomy, yamlfile
from barlau.model.policy import Provider
from barlau.model.report import Level
from barlau.policy import Context, check, load, parse, show, verdict

FILES = sorted((package_data.folder("sample_data") / "policies").glob("*.yaml"))
PROVIDERS = (None, *Provider)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_every_category_gets_its_verdict_in_every_context(path):
    policy, known = load(path), taxonomy.load()
    for category in known.categories:
        for subject in known.subjects:
            for provider in PROVIDERS:
                answer = verdict(policy, category, Context(subject, provider))
                assert answer is not None or category == "catch_all" or not known.is_personal(category)


def test_what_every_document_declares_for_those_addressed_is_declared(path):
    policy = load(path)
    every = {document.id for document in policy.documents}
    stated = [d for d in policy.declarations if not d.subjects and every == {ref.document for ref in d.refs}]
    assert stated
    for said in stated:
        if said.status in ("declared", "vague") and taxonomy.load().is_personal(said.category):
            answer = verdict(policy, said.category, Context())
            assert answer is not None
            assert answer[0] in ("declared", said.status), said.category


def test_check_finds_no_error(path):
    file = yamlfile.read(path)
    assert [problem for problem in check(parse(file), file) if problem.level is Level.ERROR] == []


def test_listing_is_json(path):
    policy = load(path)
    listing = json.loads(json.dumps(show(policy)))
    assert len(listing["declarations"]) == len(policy.declarations)
    assert len(listing["claims"]) == len(policy.claims)


def test_there_are_sample_policies():
    assert FILES
