#!/usr/bin/env python3
"""Golden vectors of telephone numbers: phone.txt, by the phonenumbers package.

"plan_VN: code trunk least most" are the calling code, the trunk prefix ("-": none), and
the least and most digits of lines to a house and mobile numbers, without what makes more
than the 15 digits of E.164. "VN: national|international|e164|..." are each country's
example numbers; left out are those whose national form is not the trunk prefix and the
number, such as mobile numbers of Argentina.
"""

from pathlib import Path

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat, PhoneNumberType

HERE = Path(__file__).resolve().parent
PERSONS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)


def plan(country):
    data = PhoneMetadata.metadata_for_region(country)
    lengths = set()
    for kind in (data.fixed_line, data.mobile):
        lengths |= {n for n in (kind and kind.possible_length) or () if n > 0}
    lengths = lengths or set(data.general_desc.possible_length)
    most = min(max(lengths), 15 - len(str(data.country_code)))
    trunk = data.national_prefix or "-"
    return f"{data.country_code} {trunk} {min(lengths)} {most}"


def examples(country):
    data = PhoneMetadata.metadata_for_region(country)
    for kind in PERSONS:
        number = phonenumbers.example_number_for_type(country, kind)
        if not number:
            continue
        forms = [
            phonenumbers.format_number(number, form)
            for form in (
                PhoneNumberFormat.NATIONAL,
                PhoneNumberFormat.INTERNATIONAL,
                PhoneNumberFormat.E164,
            )
        ]
        own = "".join(c for c in forms[0] if c.isdigit())
        bare = phonenumbers.national_significant_number(number)
        if own in (bare, (data.national_prefix or "") + bare):
            yield "|".join(forms)


def main():
    countries = sorted(phonenumbers.SUPPORTED_REGIONS)
    lines = [f"plan_{country}: {plan(country)}" for country in countries]
    lines += [f"{country}: {'|'.join(examples(country))}" for country in countries]
    lines.append(f"countries: {' '.join(countries)}")
    (HERE / "phone.txt").write_text("\n".join(lines) + "\n")


main()
