import pytest
from evidence_files import found
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence.masking import Masked, masked, masked_in_words


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("They rang back on 07700 900123", "They rang back on [telephone number]"),
        ("call +49 (0) 171 / 234 56 78 now", "call [telephone number] now"),
        ("(555) 123-4567.", "[telephone number]."),
        ("01.23.45.67.89", "[telephone number]"),
        ("tel.:0171-2345678", "tel.:[telephone number]"),
        ("0044 7700 900123 or 07700 900124", "[telephone number] or [telephone number]"),
        ("on 2 May 07700 900123", "on 2 May [telephone number]"),
        ("02/03/2026 07700 900123", "02/03/2026 [telephone number]"),
        ("write to a.b+c@x-y.co.uk.", "write to [e-mail address]."),
        ("jürgen@müller.de schrieb", "[e-mail address] schrieb"),
        ("Dr. Miller. The room was cold", "Dr. [name]. The room was cold"),
        ("Mr J. Smith said", "Mr [name] said"),
        ("mrs smith was rude", "mrs [name] was rude"),
        ("Nurse Mary Jones-Lee was kind", "Nurse [name] was kind"),
        ("Frau Dr. Müller war nett", "Frau Dr. [name] war nett"),
        ("M. Dupont et Mme de La Tour", "M. [name] et Mme [name]"),
        ("Sister O’Brien and Prof. van der Berg", "Sister [name] and Prof. [name]"),
        ("Frau Dr. med. Schmidt-Weber kam", "Frau Dr. med. [name] kam"),
        ("Prof. Dr. rer. nat. Dr. h. c. Lang", "Prof. Dr. rer. nat. Dr. h. c. [name]"),
        ("Dr.-Ing. Weber, Hr. Maier, Fr. Müller", "Dr.-Ing. [name], Hr. [name], Fr. [name]"),
        ("Mr A Smith and Mr.Jones", "Mr [name] and Mr.[name]"),
        ("Dr.Patel, dr smith, dr. jones's room", "Dr.[name], dr [name], dr. [name] room"),
        ("nurse Emily and NURSE EMILY", "nurse [name] and NURSE [name]"),
        ("nurse emily was kind, thanks to nurse tom!", "nurse [name] was kind, thanks to nurse [name]!"),
        ("nurse emily and matron jo helped", "nurse [name] and matron [name] helped"),
        ("M. dupont est venu", "M. [name] est venu"),
        ("dhr. de Vries, mevr. van den Berg, mw. Bos", "dhr. [name], mevr. [name], mw. [name]"),
        ("la Dott.ssa Rossi e la Sig.ra Bianchi", "la Dott.ssa [name] e la Sig.ra [name]"),
        ("Don Juan, don José, Doña Ana, la Dra. López", "Don [name], don [name], Doña [name], la Dra. [name]"),
        ("Docteur Martin et M Dupont", "Docteur [name] et M [name]"),
        ("Drs Smith and Jones were kind", "Drs [name] were kind"),
        ("Mr Smith and Jones", "Mr [name]"),
        ("Dr\nSmith, Dr 王", "Dr\n[name], Dr [name]"),
        ("Dr Ali Hassan Raza came", "Dr [name] came"),
        ("Mr Das said, Dr al-Sayed, M. d’Arc", "Mr [name] said, Dr [name], M. [name]"),
        ("Frau Mu\u0308ller\u00a0kam", "Frau [name]\u00a0kam"),
        ("Mr May and Dr Will Ward", "Mr [name] and Dr [name]"),
        ("prof. chen, prof chen and Professor Chen", "prof. [name], prof [name] and Professor [name]"),
        ("Dr Smith/Jones, Dr Smith / Jones", "Dr [name], Dr [name]"),
        ("dr smith/jones was late", "dr [name] was late"),
        ("Dr Smith/Reception, dr smith/nurse", "Dr [name]/Reception, dr [name]/nurse"),
        ("Dres. Müller und Schmidt, Dres. med. Weber/Lang", "Dres. [name], Dres. med. [name]"),
        ("dres. müller/weber", "dres. [name]"),
        ("Drs Smith, Jones and Patel. Then", "Drs [name]. Then"),
        ("Dr Smith, Anna came", "Dr [name], Anna came"),
        ("Dr Smith–Jones and Dr. Müller-Lüdenscheidt", "Dr [name] and Dr. [name]"),
        ("dr. van der berg, mevr. de vries", "dr. [name], mevr. [name]"),
        ("dr j. smith, dr j smith, mr j.-p. smith-jones", "dr [name], dr [name], mr [name]"),
        ("Dr. J. R. R. T. Tolkien", "Dr. [name]"),
        ("herr müller, herrn dr. weber, Frau Dr. lang/weber", "herr [name], herrn dr. [name], Frau Dr. [name]"),
        ("mme dupont et monsieur martin", "mme [name] et monsieur [name]"),
        ("la sig.ra rossi, il sig. bianchi", "la sig.ra [name], il sig. [name]"),
        ("el sr. garcía, señora lópez", "el sr. [name], señora [name]"),
        ("mevrouw jansen", "mevrouw [name]"),
        ("Mr.&Mrs. Smith", "Mr.&Mrs. [name]"),
        ("Frau Müller und Team", "Frau [name] und Team"),
        ("07700–900–123", "[telephone number]"),
        ("07700‑900123", "[telephone number]"),
        ("０７７００ ９００１２３", "[telephone number]"),
        ("ring 1-800-555-0199.", "ring [telephone number]."),
        ("Anna–07700 900123", "Anna–[telephone number]"),
        ("anna＠ex.org", "[e-mail address]"),
        ("to anna @ example.org now", "to [e-mail address] now"),
        ("anna[at]example.org, anna (at) example (dot) org", "[e-mail address], [e-mail address]"),
        ("anna at example dot org", "[e-mail address]"),
    ],
)
def test_what_tells_who_somebody_is_is_taken_out(text, without):
    assert masked(text).text == without


@pytest.mark.parametrize(
    "text",
    [
        "on 02/03/2026 09:30", "02.03.2026 – 04.03.2026", "02.03.2026 04.03.2026", "2026-03-02 09:00",
        "06/15/2026 12:00", "between 01/02/2026-05/02/2026", "from 09.00 - 17.00", "order 4711-0815-123456",
        "ORD-0123456789", "12-0123456789", "00123456789012345678", "0.123456789", "0.5 0.7 0.8 0.9 0.4", "1234567890",
        "room 0123", "we waited 100,000 times", "the nurse said", "Miss you", "Sister said no", "my dress. M was",
        "Dr I think not", "reply @home", "a@b", "M&S", "",
        "the doctor said we wait", "THE DOCTOR SAID NO", "Miss the bus", "Don't ask. Don’t", "I miss London",
        "the dr was late", "my dr prescribed tablets", "Dr. The room was cold", "a dr appointment", "HR Department",
        "Sister. Nobody came", "the nurse. Emily’s bed", "24 hr Service, 5 mm Hg, 20 ms Delay", "Mo-Fr Vormittag",
        "die Schwester und der Pfleger", "Frau war nett", "le docteur est venu", "nurse-led clinic",
        "the doctor's room", "doctors and nurses", "A&E nurse Monday", "size M, not L", "Father and son",
        "01.02.–05.02.2026", "01–05.02.2026", "01.02.-05.02.2026", "09.00–12.00 13.00–17.00", "１２:００",
        "the prof said", "our prof was kind", "professor of medicine", "sr nurse on duty", "size M/L, not S/M",
        "la señora dijo", "la señora compró pan", "der herr war nett", "le monsieur est venu", "de mevrouw zei",
        "madame est venue",
        "la sra. estaba", "el dr. me dijo", "le dr est venu", "dr recommended rest", "el dr. de guardia",
        "dr/nurse appointment", "dr. und schwester", "H&M Store", "an hr. late", "mr scan", "señor por favor",
        "dr i think not", "size M. perfect fit", "at 3 p.m. parking was full", "nurse listened and explained",
        "nurse staffing was poor", "nurse shortage is plain", "the nurse emergency was real",
        "seen by nurse practitioner",
        "nurse finally came", "nurse emily", "0800 1111", "open 0900 1700",
        "order 1-800-555-0199-22", "order 555-123-4567", "meet @ 9.30", "ﬁne ½ – “good”",
    ],
)  # fmt: skip
def test_dates_times_figures_and_other_words_stay(text):
    assert masked(text) == Masked(text)


@pytest.mark.parametrize(
    ("text", "numbers", "stays"),
    [
        ("02079460018 0044 20 7946 0018", 2, " "), ("020 7946 0018 020 7946 0019", 2, " "),
        ("07700900123/07700900124", 2, "/"), ("(020) 7946 0018 (020) 7946 0019", 2, " "),
        ("0171 2345678 0172 2345679", 2, " "), ("0171/2345678/0172/2345679", 2, "/"),
        ("01 23 45 67 89 06 12 34 56 78", 2, " "), ("01.23.45.67.89 06.12.34.56.78", 2, " "),
        ("030-1234567-0171-2345678", 2, "-"), ("(555) 123-4567 555-123-4568", 2, " "),
        ("0031 6 12345678 06 12345678", 2, " "), ("+44 (0)20 7946 0018 07700 900123", 2, " "),
        ("091 234 56 78 079 234 56 78 044 111 22 33", 3, "  "), ("020 7946 0018 020 7946 0019 " * 2, 4, "    "),
        ("07700 900123 02/03/2026", 1, " 02/03/2026"), ("+31 12 2034 5678", 1, ""), ("07700 900123 4.5", 1, ".5"),
        ("0171 23456 7", 1, ""), ("0800 1111 0800 1111", 2, " "),
        ("0800 1111 0800 1112", 2, " "), ("07700 900123 12345 07700 900124", 2, " 12345 "),
    ],
)  # fmt: skip
def test_of_telephone_numbers_beside_each_other_nothing_stays(text, numbers, stays):
    one = masked(text)
    assert one.kinds == (("telephone number", numbers),)
    assert one.text.replace("[telephone number]", "") == stays


def test_what_was_taken_out_is_counted_and_not_kept():
    one = masked("Mr Smith, Mr Jones: smith@x.org, 07700 900123")
    assert one == Masked(
        "Mr [name], Mr [name]: [e-mail address], [telephone number]",
        (("e-mail address", 1), ("name", 2), ("telephone number", 1)),
    )
    assert masked_in_words([one, one, masked("fine")]) == (
        "2 e-mail addresses, 4 names and 2 telephone numbers are left out of the comments; look for others."
    )
    assert masked_in_words([masked("Mr Smith")]) == "1 name is left out of the comments; look for others."
    assert masked_in_words([masked("fine")]) == ""


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab@.+0( 1-/DrMs\n\u00a0é7", max_size=60))
def test_what_was_masked_once_has_nothing_left_to_mask(text):
    once = masked(text)
    assert masked(once.text).text == once.text
    assert (once.kinds == ()) == (once.text == text)


@pytest.mark.parametrize(
    "piece", ["a", "0 ", "(0", "a@", "Dr ", "mr ", "A. ", "A-", "0(", ".+", " ", "a/", "j. ", "dr a/", "Drs A, "]
)
def test_long_words_of_an_attacker_take_no_longer_than_others(piece):
    text = "Dr " + piece * 50_000  # an expression that goes back and forth would take minutes for it
    assert len(masked(text).text) > 0


def test_what_a_file_that_is_added_up_says_beside_a_figure_is_masked_as_well():
    (gate,) = found("step,negative_pct,Comment\nGate,31,ring Mr Smith on 07700 900123\n", comments=("Comment",)).figures
    assert gate.note == "ring Mr [name] on [telephone number]"
