"""What people write plainly, in five languages: who somebody is goes, and ordinary words stay."""

from __future__ import annotations

import pytest

from cjm_widgets.evidence.masking import masked

GOES = {
    "Please write to anna.smith@example.org about it": "anna",
    "my number is +44 (0)20 7946 0958": "7946",
    "ring 0800 123 4567 nobody answers": "123 4567",
    "tel. 0113.496.0999 ask for me": "496",
    "Meine Nummer: 0171/1234567": "1234567",
    "Appelez le 06 12 34 56 78 svp": "12 34",
    "Mi teléfono es 612 34 56 78": "34 56",
    "Dr. Sarah Jones-Brown explained it": "Jones",
    "Schwester Anna hat mir geholfen": "Anna",
    "Mme Dupont m'a bien aidée": "Dupont",
    "Dhr. van den Berg belde niet terug": "Berg",
    "La señora García fue muy amable": "García",
    "my nurse Julie was great": "Julie",
    "The receptionist Karen was rude": "Karen",
    "my physio Dave": "Dave",
    "l'infirmière Sophie était super": "Sophie",
    "L’infirmière Sophie était super": "Sophie",
    "Verpleegster Els was lief": "Els",
    "my doctor, Tom, listened": "Tom",
    "the midwife, Sandra, stayed with us": "Sandra",
    "A lady called Margaret at the desk was kind": "Margaret",
    "My name is Peter Parker and I waited": "Parker",
    "Ich heiße Karl Weber und wartete": "Weber",
    "je m’appelle Claire Martin": "Martin",
    "Me llamo Juan Pérez": "Pérez",
    "Mijn naam is Jan Jansen": "Jansen",
    "Kind regards, Susan Miller": "Miller",
    "Mit freundlichen Grüßen, Karl Weber": "Weber",
}
STAYS = [
    "Miss the bus and you wait an hour",
    "Mark as read did not work",
    "We came on 12.03.2026 at 14:30",
    "It cost £12.50 and 3,000 points",
    "Order 123456789012 was lost",
    "My nurse and I talked",
    "The receptionist Monday morning was rude",
    "the receptionist, the nurse, and the doctor",
    "the nurse, Thursday, and again on Friday",
    "My name is on the list",
    "I am called the wrong name",
    "je m'appelle comme ça",
    "a lady called Monday",
    "The nurse called Reception twice",
    "Regards to all",
    "Will you call back?",
    "May was busy; June was not",
    "Schwester war nett",
    "zwischen 8 und 10 Uhr",
    "l'infirmière était aimable",
]


@pytest.mark.parametrize(("text", "word"), GOES.items())
def test_who_somebody_is_goes(text: str, word: str) -> None:
    assert word.casefold() not in masked(text).text.casefold()


@pytest.mark.parametrize("text", STAYS)
def test_ordinary_words_stay(text: str) -> None:
    assert masked(text).text == text
