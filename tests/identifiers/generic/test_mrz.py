import pyarrow as pa
import pytest

from barlau.errors import InvalidChecksum, InvalidFormat
from barlau.identifiers.generic import mrz

TD3 = "P<KAZSPECIMEN<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<\nN123456785KAZ1107157M3001019110715399990<<46"
TD1 = "IDKAZ0123456784110715399990<<<\n1107157M3001019KAZ<<<<<<<<<<<8\nSPECIMEN<<ULGI<<<<<<<<<<<<<<<<"


def test_passport_fields():
    found = mrz.parse(TD3)
    assert (found.kind, found.issuer, found.nationality, found.document_number) == (
        "mrz_td3",
        "KAZ",
        "KAZ",
        "N12345678",
    )
    assert (found.birth_date, found.sex, found.expiry_date) == ("110715", "M", "300101")
    assert (found.surname, found.given_names, found.iin) == ("SPECIMEN", "ULGI", "110715399990")


def test_card_fields():
    found = mrz.parse(TD1)
    assert (found.kind, found.nationality, found.document_number) == ("mrz_td1", "KAZ", "012345678")
    assert (found.surname, found.iin) == ("SPECIMEN", "110715399990")


@pytest.mark.parametrize("zone", [TD3, TD1], ids=["td3", "td1"])
def test_every_changed_digit_is_detected(zone):
    changed = [
        zone[:place] + str((int(letter) + 1) % 10) + zone[place + 1 :]
        for place, letter in enumerate(zone)
        if letter.isdigit()
    ]
    assert len(changed) > 30
    assert mrz.is_valid_array(pa.array(changed)).to_pylist() == [False] * len(changed)
    assert not any(mrz.is_valid(one) for one in changed)


@pytest.mark.parametrize("break_", ["\n", "\r\n", " ", ""], ids=repr)
def test_lines_may_be_separated_by_anything(break_):
    assert mrz.is_valid(TD3.replace("\n", break_))


def test_document_of_another_state_has_no_iin():
    line = "N123456785UTO1107157M3001019<<<<<<<<<<<<<<0"
    composite = line[:10] + line[13:20] + line[21:43]
    found = mrz.parse("P<UTOSPECIMEN<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<" + line + mrz.check_digit(composite))
    assert (found.issuer, found.iin) == ("UTO", None)


@pytest.mark.parametrize(("value", "error"), [(TD3[:-1] + "7", InvalidChecksum), (TD3[:-1], InvalidFormat)])
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        mrz.validate(value)
