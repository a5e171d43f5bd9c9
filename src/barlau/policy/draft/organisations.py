"""Data of an organisation: the same words as those of a person once the text speaks of a company."""

_OF_COMPANY = {
    "finance.bank": "org.bank",
    "finance.bank.account": "org.bank",
    "contact.address": "org.address",
    "contact.address.registration": "org.address",
    "contact.address.postal": "org.address",
    "contact.address.residence": "org.address",
    "contact.phone": "org.phone",
    "online.geolocation": "org.address",
    "vehicle.registration": "org.registration",
    "document.id.number": "org.registration",
    "career.employer": "org.name",
    "identity.name": "org.name",
    "auth.account": "org.bank",
}


def as_organisation(category: str) -> str:
    """The category that a word names where a company is spoken of."""
    return _OF_COMPANY.get(category, category)
