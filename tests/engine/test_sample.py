"""The bottom-k sample of distinct values does not depend on how the rows arrive."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine.sample import HITS, SIZE, DistinctSample, HashSketch, estimate

DISTINCT = 5000
SEEDS = st.integers(0, 2**32 - 1)


def _hash(numbers):
    """SplitMix64: uniform over 64 bits."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _rows(seed, distinct=DISTINCT):
    """Each number at least once, some many times, in random order."""
    rng = np.random.default_rng(seed)
    return rng.permutation(np.concatenate([np.arange(distinct), rng.zipf(1.5, 3000) % distinct]))


def _sampled(numbers):
    sample = DistinctSample()
    sample.add(_hash(numbers), pa.array(numbers))
    return sample


def _state(sample):
    return sample.hashes.tolist(), sample.counts.tolist(), sample.texts().to_pylist()


def _expected(numbers):
    values, counts = np.unique(numbers, return_counts=True)
    order = np.argsort(_hash(values))[:SIZE]
    return _hash(values)[order].tolist(), counts[order].tolist(), [str(v) for v in values[order]]


def _pieces(numbers, seed, count):
    rng = np.random.default_rng(seed)
    return np.split(numbers, np.sort(rng.integers(0, len(numbers) + 1, count)))


def _merged(samples, seed):
    """Merge two of them at random until one is left."""
    rng = np.random.default_rng(seed)
    while len(samples) > 1:
        one = samples.pop(int(rng.integers(len(samples))))
        samples[int(rng.integers(len(samples)))].merge(one)
    return samples[0]


@settings(max_examples=15)
@given(SEEDS, st.integers(0, 12))
def test_any_split_and_order_gives_the_smallest_hashes_with_exact_counts(seed, cuts):
    numbers = _rows(seed)
    sample = DistinctSample()
    for piece in _pieces(numbers, seed, cuts):
        sample.add(_hash(piece), pa.array(piece))
    assert _state(sample) == _expected(numbers)


@settings(max_examples=15)
@given(SEEDS, st.integers(1, 8))
def test_any_tree_of_merges_gives_the_same_sample(seed, cuts):
    numbers = _rows(seed)
    sample = _merged([_sampled(piece) for piece in _pieces(numbers, seed, cuts)], seed)
    assert _state(sample) == _expected(numbers)
    assert sample.distinct == _sampled(numbers).distinct


@settings(max_examples=15)
@given(SEEDS, st.integers(0, 6))
def test_weights_stand_for_repeated_rows(seed, cuts):
    numbers = _rows(seed)
    sample = DistinctSample()
    for piece in _pieces(numbers, seed, cuts):
        values, weights = np.unique(piece, return_counts=True)
        sample.add(_hash(values), pa.array(values), weights.astype(np.int64))
    assert _state(sample) == _expected(numbers)


def test_a_weighted_sample_goes_on_with_plain_rows():
    sample = _sampled(np.arange(10_000))
    kept = sample.texts().cast(pa.int64()).to_numpy()
    sample.add(_hash(kept), pa.array(kept), np.full(len(kept), 5, np.int64))
    assert set(sample.counts.tolist()) == {6}


@pytest.mark.parametrize("distinct", [0, 1, 100, SIZE - 1])
def test_fewer_values_than_places_are_all_kept_and_counted_exactly(distinct):
    numbers = np.repeat(np.arange(distinct), 3)
    sample = _sampled(numbers)
    assert sample.complete
    assert sample.distinct == distinct
    assert sorted(sample.texts().cast(pa.int64()).to_pylist()) == list(range(distinct))
    assert set(sample.counts.tolist()) <= {3}


@pytest.mark.parametrize("distinct", [10_000, 100_000])
def test_many_distinct_values_are_estimated_within_three_standard_errors(distinct):
    sample = _sampled(np.arange(distinct))
    assert not sample.complete
    assert abs(sample.distinct / distinct - 1) < 3 / np.sqrt(SIZE)


@pytest.mark.parametrize("distinct", [10_000, 100_000])
def test_the_sample_is_uniform_over_the_distinct_values(distinct):
    numbers = np.concatenate([np.arange(distinct), np.zeros(distinct, np.int64)])  # one value has half of the rows
    low = (_sampled(numbers).texts().cast(pa.int64()).to_numpy() < distinct // 2).mean()
    assert abs(low - 0.5) < 3 * 0.5 / np.sqrt(SIZE)


def test_an_empty_sample_merges_both_ways():
    full, empty = _sampled(np.arange(5)), DistinctSample()
    before = _state(full)
    full.merge(empty)
    empty.merge(full)
    assert _state(full) == _state(empty) == before
    assert DistinctSample().texts().to_pylist() == []
    assert DistinctSample().distinct == 0


@settings(max_examples=25)
@given(SEEDS, st.integers(1, 8))
def test_a_sketch_keeps_the_smallest_hashes_whatever_the_split(seed, cuts):
    numbers = _rows(seed, 1000)
    sketches = []
    for piece in _pieces(numbers, seed, cuts):
        sketches.append(HashSketch())
        sketches[-1].add(_hash(piece))
    assert _merged(sketches, seed).hashes.tolist() == np.sort(_hash(np.arange(1000)))[:HITS].tolist()


@pytest.mark.parametrize("distinct", [0, 1, HITS - 1])
def test_a_sketch_below_its_size_counts_exactly(distinct):
    sketch = HashSketch()
    sketch.add(_hash(np.repeat(np.arange(distinct), 4)))
    assert sketch.distinct == distinct


@pytest.mark.parametrize("distinct", [10_000, 100_000])
def test_a_sketch_estimates_within_three_standard_errors(distinct):
    sketch = HashSketch()
    sketch.add(_hash(np.arange(distinct)))
    assert abs(sketch.distinct / distinct - 1) < 3 / np.sqrt(HITS)


def test_the_estimate_is_exact_below_k():
    assert estimate(np.arange(10, dtype=np.uint64), 11) == 10


def test_the_estimate_reads_the_density_of_the_hashes():
    hashes = np.linspace(0, 2.0**60, 101)[1:].astype(np.uint64)  # a hundred of them in a sixteenth of the space
    assert estimate(hashes, 100) == pytest.approx(99 * 16, rel=1e-6)
