"""The promises of policies as JSON, and read back."""

from collections.abc import Callable, Mapping
from typing import Any

from barlau.model.policy import Ref
from barlau.model.report import ClaimOutcome, ClaimPlace, ClaimResult, Location, Message
from barlau.report.json_values import Json, args, location, location_key, refs, string
from barlau.report.messages import translate

Entry = Mapping[str, Any]


def write(item: ClaimResult) -> Json:
    """One promise and what became of it."""
    out: dict[str, Json] = {
        "policy": string(item.policy),
        "claim": string(item.claim),
        "rule": string(item.rule),
        "result": item.outcome.value,
        "params": {string(name): string(value) for name, value in item.params},
        "places": [_place(place) for place in sorted(item.places, key=lambda place: location_key(place.location))],
        "refs": refs(item.refs),
    }
    if item.reason is not None:
        out["reason"] = {"text": string(translate(item.reason)), "key": item.reason.key, "args": args(item.reason)}
    return out


def _place(place: ClaimPlace) -> Json:
    counts = {"rows": place.rows, "checked": place.checked, "broken": place.broken, "unknown": place.unknown}
    return {"location": location(place.location), **counts, "sampled": place.sampled}


def read(
    entry: Entry,
    message: Callable[[Entry, str], Message],
    place: Callable[[Entry], Location],
    sections: Callable[[Entry], tuple[Ref, ...]],
) -> ClaimResult:
    """The value that `write` was given; the functions read its parts."""
    return ClaimResult(
        policy=entry["policy"],
        claim=entry["claim"],
        rule=entry["rule"],
        outcome=ClaimOutcome(entry["result"]),
        reason=message(entry["reason"], "text") if "reason" in entry else None,
        params=tuple((str(name), str(value)) for name, value in entry["params"].items()),
        places=tuple(
            ClaimPlace(
                place(item["location"]),
                item["rows"],
                item["checked"],
                item["broken"],
                item["unknown"],
                sampled=item["sampled"],
            )
            for item in entry["places"]
        ),
        refs=sections(entry),
    )


def key(item: ClaimResult) -> tuple[str, str]:
    """The order of promises."""
    return item.policy, item.claim
