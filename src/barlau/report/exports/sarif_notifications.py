"""What a SARIF run was not told by data: objects that were not read in full, and what is wrong in the project file."""

from typing import TYPE_CHECKING

from barlau.model.reading import ObjectKind, ReadStatus, Reason
from barlau.model.report import Location, Notice, ObjectResult, Report
from barlau.report.exports.uris import file_uri
from barlau.report.json_values import Json, string
from barlau.report.messages import text, translate
from barlau.report.places import where
from barlau.report.summary import object_key

if TYPE_CHECKING:
    from barlau.report.exports.sarif_descriptors import Descriptors


def notifications(report: Report, descriptors: "Descriptors", language: str) -> list[Json]:
    """One for each object that was not read in full, excluded ones among them."""
    unread = [item for item in report.objects if item.coverage.status is not ReadStatus.SCANNED]
    return [_notification(item, descriptors, language) for item in sorted(unread, key=object_key)]


def _notification(item: ObjectResult, descriptors: "Descriptors", language: str) -> Json:
    reading = item.coverage
    reason = reading.reason.value if reading.reason else "UNKNOWN"
    place = Location(item.object.source, item.object.name)
    said = f"{where(place)}: {text(f'reason.{reason}', language)}. {text(f'todo.{reason}', language)}"
    logical: dict[str, Json] = {"fullyQualifiedName": where(place), "kind": item.object.kind.value}
    uri = file_uri(place.source, place.object, item.object.kind)
    physical: dict[str, Json] = {"physicalLocation": {"artifactLocation": {"uri": uri}}} if uri else {}
    return {
        "descriptor": {"id": reason, "index": descriptors.reason_index(reason)},
        "level": _level(reading.status, reading.reason),
        "message": {"text": string(said)},
        "locations": [{"logicalLocations": [logical], **physical}],
        "properties": {
            "status": reading.status.value,
            "rowsRead": reading.rows_read,
            "rowsBad": reading.rows_bad,
            **({} if reading.rows_total is None else {"rowsTotal": reading.rows_total}),
        },
    }


def _level(status: ReadStatus, reason: Reason | None) -> str:
    if status is ReadStatus.EXCLUDED or reason is Reason.SAMPLED:
        return "note"
    return "warning" if status is ReadStatus.PARTIAL else "error"


def notices(report: Report, language: str) -> list[Json]:
    """What the owner of the project file should know."""
    return [_notice(notice, language) for notice in report.notices]


def _notice(notice: Notice, language: str) -> Json:
    return {
        "level": notice.level.value,
        "message": {"text": string(translate(notice.message, language))},
        **({"locations": [_place(notice.place)]} if notice.place else {}),
    }


def _place(place: str) -> Json:
    file, _, line = place.rpartition(":")
    if not file or not line.isdecimal() or not int(line):
        file, line = place, ""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": file_uri(file, file, ObjectKind.FILE)},
            **({"region": {"startLine": int(line)}} if line else {}),
        }
    }
