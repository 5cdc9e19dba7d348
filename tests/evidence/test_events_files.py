"""Logs as programs, spreadsheets and people write them: each is read right, or refused with a sentence."""

import re
import threading

import duckdb
import pytest

from cjm_widgets.evidence.events import EventLog, Question, Reading, Stopped, events_in
from cjm_widgets.evidence.plan import Plan
from cjm_widgets.evidence.problems import EvidenceError, NoDate

PLAN = Plan(layout="events", case="case", time="time", step="step")
HEAD = "case,time,step\n"
TWO = "a,2026-03-02 09:00,X\na,2026-03-03 09:00,Y\n"
DAY = 86_400


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8", name="log.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def refused(path, plan=PLAN, **more):
    with pytest.raises(EvidenceError) as error:
        events_in(path, plan, **more)
    said = str(error.value)
    assert said.endswith(".")
    assert not re.search(r"Traceback|Error:|read_csv|SELECT", said), said
    return said


def steps(log):
    assert isinstance(log, EventLog)
    return [(one.step, one.all.events) for one in log.steps]


def waited(log, step="Y"):
    return log.step(step).all.waiting.median


# ---- letters, separators, lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        "case,time,step\na,2026-03-02,Gespräch führen – Tag 1\nb,2026-03-02,Gebühr 20 €\n",
        "case;time;step\r\na;2026-03-02;Gespräch führen – Tag 1\r\nb;2026-03-02;Gebühr 20 €\r\n",
        "step\ttime\tcase\rGespräch führen – Tag 1\t2026-03-02\ta\rGebühr 20 €\t2026-03-02\tb",
        "sep=;\ncase;time;step\na;2026-03-02;Gespräch führen – Tag 1\n\n\nb;2026-03-02;Gebühr 20 €\n\n",
        "Log of the north;;\n\ncase;time;step\r\na;2026-03-02;Gespräch führen – Tag 1\nb;2026-03-02;Gebühr 20 €\r\n",
        'case,time,step,more\na,2026-03-02,"Gespräch\nführen – Tag 1"\n"b",2026-03-02,Gebühr 20 €,"say ""no"", now"\n',
    ],
)
def test_the_same_log_however_it_is_saved(written, encoding, text):
    log = events_in(written(text, encoding), PLAN)
    assert sorted(steps(log)) == [("Gebühr 20 €", 1), ("Gespräch führen – Tag 1", 1)]
    assert log.not_counted.sentences == ()


def test_a_file_that_a_plan_names_the_letters_of_is_read_so(written):
    path = written(HEAD + "a,2026-03-02,Ж\n", "cp1251")
    assert steps(events_in(path, PLAN.model_copy(update={"encoding": "cp1251"}))) == [("Ж", 1)]
    assert "no-such" in refused(path, PLAN.model_copy(update={"encoding": "no-such"}))


def test_cells_as_programs_and_attackers_write_them_are_words(written):
    hostile = [
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE raw; --",
        "<script>alert(1)</script>",
        "\u202eevil",
        "{{ 7*7 }}",
        "%s",
        "\\",
    ]
    rows = [[case, "2026-03-02", name] for name in hostile for case in ("a'b", 'say "x"', "$1")]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    log = events_in(written(HEAD + text), PLAN, ways=[(hostile[1], hostile[0])])
    assert sorted(steps(log)) == sorted((name, 3) for name in hostile)
    assert log.cases == 3


@pytest.mark.parametrize("name", ["log[1].csv", "l*g.csv", "it's, “mine”.csv", "100 %s {0}.csv", "log.csv.gz"])
def test_a_file_may_be_called_anything(written, tmp_path, name):
    written(HEAD + "z,2026-01-01,Z\n", name="log1.csv")
    written(HEAD + "z,2026-01-01,Z\n", name="leg.csv")
    assert steps(events_in(written(HEAD + TWO, name=name), PLAN)) == [("X", 1), ("Y", 1)]
    copied = written(HEAD + TWO, "utf-16", name=name)
    assert steps(events_in(copied, PLAN)) == [("X", 1), ("Y", 1)]
    as_parquet = parquet(tmp_path / f"{name}.parquet", "SELECT 1 AS \"case\", DATE '2026-01-01' AS time, 'X' AS step")
    assert steps(events_in(as_parquet, PLAN)) == [("X", 1)]


def test_a_column_may_be_called_anything(tmp_path):
    path = tmp_path / 'it\'s "mine".parquet'
    case, time, step = "the 'case'", 'so "called"', "; DROP TABLE raw"
    table = duckdb.sql(
        'SELECT i AS "the \'case\'", TIMESTAMP \'2026-03-02\' + INTERVAL (i) DAY AS "so ""called""", '
        "'X' AS \"; DROP TABLE raw\" FROM range(3) t(i)"
    )
    table.write_parquet(str(path))
    log = events_in(path, Plan(layout="events", case=case, time=time, step=step))
    assert (log.cases, steps(log)) == (3, [("X", 3)])


def test_a_cell_of_a_million_letters_is_cut_in_what_is_told(written):
    log = events_in(written(HEAD + f"a,2026-03-02,{'x' * 1_000_000}\n{TWO}"), PLAN)
    assert max(len(one.step) for one in log.steps) == 200
    assert log.events == 3


# ---- times


@pytest.mark.parametrize(
    ("first", "second", "seconds"),
    [
        ("2026-03-02", "2026-03-03", DAY),
        ("2026-03-02T09:00", "2026-03-02T10:30", 5_400),
        ("2026-03-02 09:00:00", "2026-03-02 09:00:07.5", 8),
        ("2026-03-02 09:00:00,250", "2026-03-02 09:00:05,250", 5),
        ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00-01:00", 3_600),
        ("2026-03-29T01:00:00+01:00", "2026-03-29T03:00:00+02:00", 3_600),
        ("2026-03-02 09:00+0100", "2026-03-02 09:30 UTC", 5_400),
        ("2026/3/2 9:00", "2026/3/2 21:00", 43_200),
        ("2026-03-02 9:00 AM", "2026-03-02 9:00 pm", 43_200),
        ("13/03/2026", "14/03/2026 12:00", 129_600),
        ("3/13/2026 9:00", "3/14/2026 9:00", DAY),
        ("13.3.26 9:00", "14.3.26, 9:00", DAY),
        ("03/03/2026", "04/04/2026", 32 * DAY),
        ("2 Mar 2026", "3 March 2026 12:00", 129_600),
        ("Mar 2, 2026 9:00 AM", "March 2, 2026 9:00 PM", 43_200),
        ("2-Mar-26", "3-Mar-2026", DAY),
    ],
)
def test_times_that_can_mean_one_moment_only_are_read(written, first, second, seconds):
    log = events_in(written(f'{HEAD}a,"{first}",X\na,"{second}",Y\n'), PLAN)
    assert log.problems == ()
    assert waited(log) == pytest.approx(seconds, rel=0.0005)


def test_days_and_months_that_can_be_taken_for_each_other_are_asked_about(written):
    path = written(HEAD + "a,02/03/2026 09:00,X\na,04/03/2026 09:00,Y\n")
    question = events_in(path, PLAN)
    assert isinstance(question, Question)
    assert (question.id, question.column, [one for one, _ in question.options]) == (
        "day-first",
        "time",
        ["day", "month"],
    )
    assert "02/03/2026 09:00" in question.say
    assert waited(events_in(path, PLAN.model_copy(update={"day_first": True}))) == 2 * DAY
    assert waited(events_in(path, PLAN.model_copy(update={"day_first": False}))) == pytest.approx(59 * DAY, rel=0.0005)


def test_days_first_and_months_first_in_one_file_are_refused_with_both_rows(written):
    said = refused(written(HEAD + "a,2026-01-01,X\n\na,13/03/2026,X\na,03/14/2026,Y\n"))
    assert "(row 4)" in said
    assert "(row 5)" in said


@pytest.mark.parametrize(
    "time",
    ["soon", "epoch", "infinity", "2026-02-30", "02/03/26 (BC)", "2026-03", "46083", "32/01/2026", "0026-03-02"],
)
def test_a_time_that_is_none_is_named_with_its_row(written, time):
    path = written(f"{HEAD}{TWO}\nb,{time},X\n\nc,2026-03-04,X\n")
    log = events_in(path, PLAN)
    assert log.problems == (NoDate(row=5, column="time", cell=time),)
    assert log.not_counted.sentences == ("1 row with a time that cannot be read does not count.",)
    assert (log.cases, log.events) == (2, 3)


def test_of_many_bad_times_a_dozen_is_named_and_all_are_counted(written):
    rows = "".join(f"b,no time {at},X\n" for at in range(40))
    log = events_in(written(HEAD + TWO * 30 + rows), PLAN)
    assert [one.row for one in log.problems] == list(range(62, 74))
    assert log.not_counted.unreadable == 40


def test_a_column_without_times_is_refused_without_a_word_of_what_it_holds(written):
    said = refused(written(HEAD + "a,Mary Miller,X\nb,John Smith,X\n"))
    assert "holds no times" in said
    assert "Mary" not in said


def test_rows_without_a_case_a_time_or_a_step_are_counted_and_said(written):
    log = events_in(written(HEAD + TWO + "\n,2026-03-02,X\nb,,X\nc,2026-03-02,\n,,\nb,2026-03-02\nd\n"), PLAN)
    counts = log.not_counted
    assert (counts.without_case, counts.without_time, counts.without_step) == (1, 1, 3)
    assert (log.cases, log.events) == (1, 2)


# ---- rows at fault


def test_a_row_with_too_many_cells_does_not_count_and_is_named(written):
    log = events_in(written(HEAD + TWO * 40 + "b,2026-03-02,X,2026-03-03,Y\n" + TWO + "b,soon,X\n"), PLAN)
    assert log.not_counted.broken == 1
    assert [one.sentence for one in log.problems if "cells" in one.sentence] == [
        "Line 82 has more cells than there are columns, or is too long: it does not count."
    ]
    assert [one.row for one in log.problems if isinstance(one, NoDate)] == [85]


@pytest.mark.parametrize("cell", ['"never closed', '"closed" too soon'])
def test_a_quotation_mark_at_fault_is_refused_with_its_line(written, cell):
    assert "Line 4 " in refused(written(HEAD + TWO + f"a,2026-03-02,{cell}\n" + TWO))


def test_what_is_no_log_is_refused(written, tmp_path):
    assert "There is no file" in refused(tmp_path / "none.csv")
    assert "cannot be read" in refused(tmp_path)
    assert "is empty" in refused(written(""))
    assert "no rows below" in refused(written(HEAD))
    assert "no row with a case, a time and a step" in refused(written(HEAD + "a,2026-01-01,\n"))
    assert "is a workbook" in refused(written(b"PK\x03\x04 and more"))
    assert "is no Parquet file" in refused(written(b"PAR1 and more"))
    assert "is not a text file" in refused(written(b"case,time,step\n\0\0\0\n"))
    assert "has no column “time”. There are “case”, “when”, “step”" in refused(written("case,when,step\na,1,2\n"))
    assert "no column says when" in refused(written(HEAD + TWO), PLAN.model_copy(update={"time": ""}))
    assert "Nothing happened at “Z”" in refused(written(HEAD + TWO), ways=[("X", "Z")])


# ---- Parquet


def parquet(path, query):
    duckdb.sql(query).write_parquet(str(path))
    return path


def test_parquet_is_read_as_it_is(tmp_path):
    path = parquet(
        tmp_path / "log.parquet",
        "SELECT * FROM (VALUES (7, TIMESTAMPTZ '2026-03-02 09:00+01', 'X'), "
        "(7, TIMESTAMPTZ '2026-03-02 09:00+00', 'Y'), "
        "(NULL, TIMESTAMPTZ '2026-03-02 09:00+00', 'Y'), (8, NULL, 'Y')) AS t(\"case\", time, step)",
    )
    log = events_in(path, PLAN)
    assert waited(log) == 3_600
    assert (log.not_counted.without_case, log.not_counted.without_time) == (1, 1)


def test_parquet_with_times_as_text_or_as_numbers(tmp_path):
    text = parquet(
        tmp_path / "a.parquet", "SELECT 'a' AS \"case\", '2026-03-0' || i AS time, 'Y' AS step FROM range(2, 4) t(i)"
    )
    assert waited(events_in(text, PLAN)) == DAY
    numbers = parquet(tmp_path / "b.parquet", "SELECT 'a' AS \"case\", i AS time, 'Y' AS step FROM range(2, 4) t(i)")
    assert "“time” of the file “b.parquet” holds no times that can be read" in refused(numbers)


# ---- long readings


@pytest.fixture
def long_log(tmp_path):
    path = tmp_path / "long.csv"
    duckdb.sql(
        "SELECT i % 50_000 AS \"case\", TIMESTAMP '2026-01-01' + INTERVAL (i) SECOND AS time, i % 7 AS step "
        "FROM range(300_000) t(i)"
    ).write_csv(str(path))
    return path


def test_a_reading_can_be_stopped_while_it_goes_on(long_log):
    reading = Reading()
    ask, asked = reading.ask, []

    def stopped_within(connection, query, values=(), *, until=0.0):
        if query.startswith("CREATE TABLE walked"):
            threading.Timer(0.001, reading.interrupt).start()
        asked.append(query)
        return ask(connection, query, values, until=until)

    reading.ask = stopped_within
    with pytest.raises(Stopped, match="was stopped"):
        events_in(long_log, PLAN, reading=reading)
    assert asked[-1].startswith(("CREATE TABLE walked", "DROP TABLE raw"))


def test_a_reading_that_was_stopped_before_it_began_reads_nothing(long_log):
    reading = Reading()
    reading.interrupt()
    with pytest.raises(Stopped):
        events_in(long_log, PLAN, reading=reading)


def test_how_far_a_reading_is_goes_up_to_the_end(written):
    reading = Reading()
    ask, seen = reading.ask, [reading.progress]

    def watched(*query, **until):
        seen.append(reading.progress)
        answer = ask(*query, **until)
        seen.append(reading.progress)
        return answer

    reading.ask = watched
    events_in(written(HEAD + TWO), PLAN, reading=reading)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 0.88)  # what is left is done for channels and groups only
    assert len(set(seen)) > 4


def test_within_a_query_it_is_as_far_as_duckdb_says():
    reading = Reading()
    seen = []

    class Connection:
        def __init__(self, told):
            self.told = told

        def query_progress(self):
            return self.told

        def execute(self, *_):
            seen.append(reading.progress)
            return self

        def fetchall(self):
            return []

    for told, until in ((50.0, 0.4), (25.0, 0.8), (-1.0, 0.9)):  # it says -1 where it does not know
        reading.ask(Connection(told), "SELECT 1", until=until)
    assert seen == pytest.approx([0.2, 0.5, 0.8])
