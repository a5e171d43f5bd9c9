"""The JSON of `barlau policy show` is fixed; scripts read it."""

import json
from dataclasses import replace

from barlau.model.policy import Claim, Ref
from barlau.policy import show

from .minimal import BOTH, policy, said


def test_listing_has_the_fixed_shape():
    shop = policy(
        said("identity.iin", by=["subject"], of=["customer"], why=["contract"], where=["ru", "kk"]),
        documents=BOTH,
        purposes=["contract"],
        claims=[Claim("no-minors", "minors-present", {"age": 18}, (Ref("ru", "7.7", "p1"),))],
    )
    assert show(shop) == {
        "policy": "shop",
        "declarations": [
            {
                "category": "identity.iin",
                "status": "declared",
                "collected_from": ["subject"],
                "subjects": ["customer"],
                "purposes": ["contract"],
                "open_ended": False,
                "refs": [
                    {"document": "ru", "section": "3.1", "item": None},
                    {"document": "kk", "section": "3.1", "item": None},
                ],
                "languages": ["kk", "ru"],
            }
        ],
        "purposes": [{"id": "contract", "title": {"en": "contract"}, "legal_basis": [], "refs": []}],
        "claims": [
            {
                "id": "no-minors",
                "rule": "minors-present",
                "params": {"age": 18},
                "refs": [{"document": "ru", "section": "7.7", "item": "p1"}],
            }
        ],
    }


def test_order_of_the_file_does_not_matter():
    claims = [Claim("b", "minors-present", {"age": 18}), Claim("a", "not-anonymised", {"purposes": ("x",)})]
    shop = policy(said("vehicle", "vague"), said("health"), said("health", of=["employee"]), claims=claims)
    turned = replace(
        shop,
        declarations=shop.declarations[::-1],
        claims=shop.claims[::-1],
        purposes=shop.purposes[::-1],
    )
    assert json.dumps(show(shop)) == json.dumps(show(turned))
    assert [row["category"] for row in show(shop)["declarations"]] == ["health", "health", "vehicle"]
