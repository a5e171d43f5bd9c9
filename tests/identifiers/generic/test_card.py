import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.generic import card

SETTINGS = settings(max_examples=50)
LEADS = ["4", "51", "55", "2221", "2720", "2200", "2204", "62", "34", "37", "30", "6011", "1"]


def numbers_of(size):
    return st.builds(
        lambda lead, rest: (stem := (lead + rest)[: size - 1]) + card.check_digit(stem),
        st.sampled_from(LEADS),
        st.text("0123456789", min_size=size, max_size=size),
    )


@SETTINGS
@given(st.integers(13, 19).flatmap(numbers_of), st.integers(1, 9))
def test_changed_check_digit_is_rejected(number, shift):
    assert not card.is_valid(number[:-1] + str((int(number[-1]) + shift) % 10))


@pytest.mark.parametrize(
    ("number", "scheme"),
    [
        ("4111111111111111", "visa"),
        ("2720990000000007", "mastercard"),
        ("2204000000000000", "mir"),
        ("378282246310005", "amex"),
        ("6200000000000005", "unionpay"),
    ],
)
def test_scheme_by_prefix(number, scheme):
    assert card.parse(number).scheme == scheme


@pytest.mark.parametrize("size", range(13, 20))
def test_kernel_agrees_with_the_scalar_for_bare_digits(run_kernel, run_integers, size):
    @SETTINGS
    @given(st.lists(numbers_of(size), min_size=1, max_size=20))
    def agree(cells):
        expected = [card.is_valid(cell) for cell in cells]
        assert run_kernel(card.check_cells, cells) == expected
        assert run_integers(card.check_integers, [min(int(cell), 2**63 - 1) for cell in cells]) == [
            known and int(cell) < 2**63 for known, cell in zip(expected, cells, strict=True)
        ]

    agree()


@pytest.mark.parametrize("size", [16, 15], ids=["4-4-4-4", "4-6-5"])
@pytest.mark.parametrize("separator", [" ", "-"])
def test_kernel_agrees_with_the_scalar_for_groups(run_kernel, size, separator):
    cuts = (4, 8, 12) if size == 16 else (4, 10)

    @SETTINGS
    @given(st.lists(st.text("0123456789", min_size=size - 1, max_size=size - 1), min_size=1, max_size=20))
    def agree(stems):
        numbers = [stem + card.check_digit(stem) for stem in stems] + ["4" + "0" * (size - 1)]
        cells = [separator.join(n[a:b] for a, b in zip((0, *cuts), (*cuts, None), strict=True)) for n in numbers]
        assert run_kernel(card.check_cells, cells) == [card.is_valid(cell) for cell in cells]

    agree()


@SETTINGS
@given(st.lists(st.integers(-(2**62), 2**63 - 1), min_size=1, max_size=60))
def test_integer_kernel_agrees_with_the_scalar(run_integers, numbers):
    assert run_integers(card.check_integers, numbers) == [card.is_valid(number) for number in numbers]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("4111111111111112", InvalidChecksum, id="checksum"),
        pytest.param("0000000000000000", InvalidComponent, id="no-scheme"),
        pytest.param("411111******1111", InvalidFormat, id="masked"),
        pytest.param("411111111111", InvalidLength, id="short"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        card.validate(value)
