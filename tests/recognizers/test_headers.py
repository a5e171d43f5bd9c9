"""Column names as companies write them: each announces its category, and everyday names announce nothing."""

import pytest

from barlau.engine.decision.lexicon import Lexicon
from barlau.engine.decision.phrases import Clarity
from barlau.recognizers import load

LEXICON = Lexicon(load())

NAMES = {
    "identity.iin": "iin, client_iin, ИИН клиента, zhsn, ЖСН, iin_bin, IINBIN, jsn_bsn",
    "identity.birth_date": (
        "data_rozhd, data_rozhdeniya, DataRojdenia, tugan_kuni, туған күні, dob, birthDate, "
        "date_of_birth, god_rozhdeniya, d_r"
    ),
    "identity.birth_place": "mesto_rozhdeniya, tugan_jeri, birth_place",
    "identity.sex": "pol, gender, jynysy, zhynysy, sex",
    "identity.ethnicity": "nacionalnost, nationality, ulty, natsionalnost, nac",
    "identity.citizenship": "grazhdanstvo, citizenship, azamattygy, gr_vo",
    "family.marital_status": "sem_pol, semeynoe_polozhenie, marital_status, otbasy_jagdaiy",
    "family.dependants": "kol_vo_izhdivencev, dependents_count",
    "family.children": "kol_detei, children_count, balalar_sany",
    "contact.phone": (
        "tel, mob_tel, phone_number, sotovyi, uialy_tel, telefon, nomer_telefona, msisdn, phone2, MobilePhone"
    ),
    "contact.email": "email, e_mail, client_email, el_pochta, эл. почта",
    "contact.address": "adres, address, mekenjai, mekenzhay",
    "contact.address.residence": "adres_prozhivaniya",
    "contact.address.registration": "adres_propiski, propiska, tirkelgen_mekenjaiy, registration_address",
    "contact.address.postal": "delivery_address, адрес доставки",
    "document.id.number": "nomer_udostovereniya, doc_num, udl, zheke_kualik, kualik_no, passport_no, document_number",
    "document.id.issue_date": "data_vyd, data_vydachi, berilgen_kuni, DOCUMENT_GIVED_DATE",
    "document.id.issuer": "kem_vyd, kem_vydan, kem_vidan, issued_by, DOCUMENT_GIVED_BY",
    "document.id.expiry_date": "srok_deistviya_dokumenta",
    "document.driver_licence": "vod_udost, driver_license, DRIVER_CERTIFICATE, nomer_vu",
    "finance.card.number": "card_number, pan, nomer_karty",
    "finance.card.cvv": "cvv",
    "finance.card.expiry": "card_exp",
    "finance.card.last4": "last4, card_mask",
    "finance.bank.account": "iik, iban, zhsk, rasch_schet, bank_account",
    "finance.income": "zp, zarplata, dohod, income, oklad, jalaqy, salary, tabys",
    "finance.obligations": "zadolzhennost, prosrochka_dnei, loan_amount",
    "finance.credit_history": "credit_history, pkb_score",
    "finance.insurance": "nomer_polisa, policy_number, ogpo",
    "vehicle.plate": "gos_nomer, grnz, memnomir, plate_no, gosnomer, TF_NUMBER, mem_nomir",
    "vehicle.vin": "vin_code, VIN, nomer_kuzova",
    "vehicle.registration_cert": "srts, tehpasport, tech_passport",
    "vehicle.make": "marka_avto",
    "vehicle.model": "car_model",
    "vehicle.year": "god_vypuska",
    "vehicle.colour": "car_color, tsvet_avto",
    "vehicle.registration": "probeg_avto",
    "vehicle.inspection": "tehosmotr",
    "vehicle.owner": "car_owner",
    "vehicle.fines": "shtraf, ayyppul_somasy",
    "career.profession": "dolzhn, dolzhnost, lauazymy",
    "career.education": "obraz, obrazovanie, bilimi",
    "career.employer": "mesto_rab, mesto_raboty, jumys_orny, employer",
    "media.photo": "photo_path, foto",
    "biometric.face": "face_embedding",
    "biometric.fingerprint": "fingerprint_template",
    "biometric.match_result": "face_match_score, liveness",
    "health.diagnosis": "diagnoz",
    "health": "invalidnost",
    "criminal": "sudimost",
    "belief": "religion, dini",
    "online.ip": "ip_address, ip, last_login_ip",
    "online.device.id": "device_id, imei",
    "online.user_agent": "user_agent",
    "online.push_token": "push_token",
    "online.geolocation": "lat, longitude",
    "online.browsing.time": "last_login",
    "online.referrer": "utm_source",
    "online.cookie": "ga_client_id",
    "online.user_agent.browser": "browser",
    "social.account": "instagram, tg_username",
    "auth.account": "login, username",
    "auth.password": "password, parol, password_hash, kupiya_soz, құпиясөз",
    "auth.secret": "secret_answer, code_word",
    "consent.record": "soglasie_na_obrabotku, consent_date",
    "consent.marketing": "marketing_consent",
    "contract.number": "nomer_dogovora, contract_no, shart_nomiri",
    "comms.call.recording": "call_recording",
    "comms.support": "message_text, tekst_obrashcheniya",
    "org.name": "company_name, naimenovanie_organizacii",
    "org.bin": "company_bin, bin_org",
    "org.address": "yur_adres",
    "internal.subject_id": "tab_nomer",
    "behaviour.profile": "client_score",
    "behaviour.satisfaction": "nps_score",
    "behaviour.promo": "bonus_balance",
    "identity.name": (
        "fio, full_name, familiya, last_name, otchestvo, aty_joni, tegi, akesinin_aty, client_name, "
        "First_Name, card_holder, Middle_Name"
    ),
}
# Columns of shops, warehouses, logs and policies, and names that only look like ours.
HARMLESS = """
id order_id product_id sku price qty quantity total_amount discount currency created_at updated_at status
order_status type code name title description comment category category_id brand model color size weight
barcode ean warehouse_id stock shelf bin_location warehouse_bin card_bin log_level message error_code
stack_trace duration_ms request_id url method http_status product_name product_code file_name table_name
policy_id polygon pol_id combine province vin_price wine_vin hiina iin_status iin_verified email_verified
phone_verified email_count phone_type is_active is_deleted version position rank rating score amount
sum_total tax vat invoice_no invoice_date order_date delivery_date shipped_at payment_method
payment_status supplier_id branch_id department city_id region_code country_code language currency_code
exchange_rate unit measure stock_qty min_stock reorder_level batch_no serial_no expiry_date manufacturer
year month week quarter day hour price_with_vat margin cost image_url product_image slug seo_title
meta_description sort_order parent_id level path tags notes attachments task_name job_name queue_name
server_name hostname port db_name schema_name event_type event_time page_size naimenovanie
tovar kol_vo cena summa skidka sklad nomenklatura edinica artikul data_zakaza nomer_zakaza status_zakaza
data_sozdaniya kategoriya gruppa tip vid kod ostatok nds atauy bagasy sany kuni turi tauar qoima
tapsyrys_nomiri color_code doc_type doc_date document_type number period rate count wine_year book_title
author temperature humidity sensor_id device_count customer_id user_id client_id owner_id manager_id
account_type account_status user_count total_users email_template sms_template template_id campaign_name
channel source medium target_url ip_count mac_os state zip_file index table_index primary_key is_default
enabled timeout retries config key value property setting phone_brand phone_model
"""


@pytest.mark.parametrize(
    ("name", "category"),
    [(name, category) for category, names in NAMES.items() for name in names.split(", ")],
)
def test_a_column_name_announces_its_category(name, category):
    assert category in {match.rule.category for match in LEXICON.matches(name) if match.against is None}


@pytest.mark.parametrize("name", HARMLESS.split())
def test_an_everyday_name_announces_nothing_by_itself(name):
    found = [match for match in LEXICON.matches(name) if match.against is None]
    alone = [match for match in found if match.clarity is not Clarity.NEARBY]
    assert [match for match in alone if not match.weak or match.rule.entity is None] == []


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("customers", "customer"),
        ("клиенты", "customer"),
        ("borrower_iin", "customer"),
        ("sotrudniki", "employee"),
        ("қызметкерлер", "employee"),
        ("guarantor_phone", "third_party"),
        ("poruchitel_fio", "third_party"),
        ("company_phone", "organisation"),
        ("kontragenty", "organisation"),
        ("ұйым_телефоны", "organisation"),
        ("yur_adres", "organisation"),
        ("director_name", "representative"),
        ("bank_account", None),
        ("ip_address", None),
        ("orders", None),
    ],
)
def test_a_name_tells_whose_data_it_holds(name, subject):
    assert LEXICON.subjects.subject(name) == subject
