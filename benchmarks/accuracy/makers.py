"""The makers of values by the names that the kinds use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import person_values as person
import plain_values as plain
import thing_values as thing
from draw import Cell

MAKERS: Mapping[str, Callable[..., list[Cell]]] = {
    "iin": person.iin_values,
    "bin": person.business_number,
    "hex": thing.hexadecimal,
    **{
        maker.__name__: maker
        for maker in (
            person.address, person.address_part, person.age, person.birth_date, person.birth_year, person.company,
            person.email, person.full_name, person.given_name, person.iin_or_bin, person.json_text, person.login,
            person.office, person.patronymic, person.phone, person.phonebook, person.place, person.remark, person.sex,
            person.surname,
            thing.bcrypt, thing.blob_text, thing.card, thing.card_expiry, thing.driver_licence, thing.file_path,
            thing.foreign_passport, thing.frame, thing.future_date, thing.ga_cookie, thing.iban, thing.id_card,
            thing.imei, thing.ipv4, thing.ipv6, thing.latitude, thing.log_line, thing.mac, thing.page, thing.passport,
            thing.password, thing.plate, thing.point, thing.push_token, thing.recent_date, thing.route,
            thing.several_nicks, thing.social_link, thing.social_nick, thing.ticket, thing.user_agent, thing.uuid,
            thing.version, thing.vin,
            plain.amount, plain.big_amount, plain.bik, plain.check_digit_orders, plain.choice, plain.digits,
            plain.epoch, plain.flag, plain.fraction, plain.gtin, plain.integer, plain.kato, plain.moment,
            plain.part_number, plain.pattern, plain.pick, plain.quantity_code, plain.sentence, plain.serial,
            plain.stamp,
        )
    },
}  # fmt: skip
