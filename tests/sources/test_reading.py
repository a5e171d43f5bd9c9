import pyarrow as pa
import pytest

from barlau.errors import ReadError
from barlau.model.reading import Chunk, Column, ReadStatus, Reason, Sampling, SamplingMethod
from barlau.sources.reading import Progress, StreamReading

CHUNK = Chunk(Column("a", None, "text"), pa.array(["x"]))


@pytest.mark.parametrize(
    ("progress", "status", "reason"),
    [
        (Progress(rows_read=5), ReadStatus.SCANNED, None),
        (Progress(), ReadStatus.SCANNED, Reason.EMPTY),
        (Progress(rows_read=5, sampled=True), ReadStatus.SCANNED, Reason.SAMPLED),
        (Progress(rows_read=5, rows_bad=1), ReadStatus.PARTIAL, Reason.ROW_ERRORS),
        (Progress(rows_read=5, replaced=1), ReadStatus.PARTIAL, Reason.DECODE_ERROR),
        (Progress(rows_read=5, rows_bad=1, replaced=1), ReadStatus.PARTIAL, Reason.ROW_ERRORS),
        (Progress(rows_read=5, reason=Reason.CORRUPT, rows_bad=1), ReadStatus.PARTIAL, Reason.CORRUPT),
        (Progress(rows_read=5, sampled=True, rows_bad=1), ReadStatus.PARTIAL, Reason.ROW_ERRORS),
    ],
    ids=["full", "empty", "sample", "bad rows", "replaced", "both", "stopped", "bad sample"],
)
def test_coverage_says_the_worst(progress, status, reason):
    coverage = progress.coverage(Sampling(3, 9))
    assert (coverage.status, coverage.reason) == (status, reason)
    assert coverage.rows_bad == progress.rows_bad + progress.replaced
    assert coverage.method is (SamplingMethod.RANDOM if progress.sampled else SamplingMethod.FULL)


def test_first_reason_stays():
    progress = Progress()
    progress.stopped(Reason.TOO_DEEP)
    progress.stopped(Reason.TRUNCATED)
    assert progress.reason is Reason.TOO_DEEP


@pytest.mark.parametrize("rows", [0, 1])
def test_failure_after_the_first_row_is_partial_before_it_an_error(rows):
    def body(progress):
        if rows:
            progress.rows_read = rows
            yield CHUNK
        raise ReadError(Reason.TRUNCATED)

    reading = StreamReading(body, Sampling())
    if rows:
        assert list(reading.chunks()) == [CHUNK]
        assert reading.coverage().reason is Reason.TRUNCATED
    else:
        with pytest.raises(ReadError):
            list(reading.chunks())
