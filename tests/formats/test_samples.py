"""Maps that others wrote are read as they were meant, and nothing is guessed in silence."""

from __future__ import annotations

import pytest

from cjm_widgets.formats import csv_file, json_file, markdown, mermaid, openjourney
from cjm_widgets.formats.base import FormatError, Incoming

DOWN = "Stage,Step,Touchpoints,Feelings,Satisfaction (-2 to 2)\nBefore,Find out,Poster; friend,Curious,1\n"
DOWN += "Before,Apply,Form,Confused,-2\nAfter,First day,Trainer,Welcome,\n"
SECTIONS = """# Notes

```mermaid
journey
    title Joining the pension fund
    section Before
      Read the offer letter: 4: Member,@
      Ask a colleague at 09#58;30: 3: Member, Colleague
    section After
      First pay slip: 1: Member
      Read the offer letter: 5: Member
```
""".replace("@", " ")
ACROSS = """## Map

| **Stage** | **Discover** | **Choose** | **Join** |
|---|---|---|---|
| **Actions** | Sees a poster | Compares \\| asks a friend | Signs<br>Pays |
| **Touchpoints** | Poster | Website, friend | Desk |
| **Feelings** | 😐 Curious | 😟 Unsure | |
| **Quote** | | "Which one is mine?" | |
"""


def values(found: Incoming) -> list[list[object]]:
    return [[one.value for one in step.ratings] for step in found.journey.steps]


def test_our_own_layout_with_steps_down() -> None:
    found = csv_file.read(DOWN.encode(), "own.csv")
    steps = found.journey.steps
    stages = {one.id: one.name for one in found.journey.stages}
    assert [stages[step.stage or ""] for step in steps] == ["Before", "Before", "After"]
    assert values(found) == [[1], [-2], []]
    assert [len(step.touchpoints) for step in steps] == [2, 1, 1]
    assert [step.experience.feelings for step in steps] == ["Curious", "Confused", "Welcome"]
    assert (found.left_out, found.changed) == ((), ())


def test_steps_across_with_their_stages_above() -> None:
    rows = "Stage;Before;;After\nStep;Find out;Apply;First day\nFeelings;Curious;;Welcome\nTime;3 days;;an age\n"
    found = csv_file.read(rows.encode(), "across.csv")
    stages = {one.id: one.name for one in found.journey.stages}
    assert [stages[step.stage or ""] for step in found.journey.steps] == ["Before", "Before", "After"]
    assert [step.name for step in found.journey.steps] == ["Find out", "Apply", "First day"]
    assert [step.time.amount for step in found.journey.steps] == [3, None, None]
    assert [(one.line, "an age" in one.why) for one in found.left_out] == [(4, True)]


def test_a_diagram_in_a_note_keeps_two_steps_of_one_name_apart_and_drops_an_actor_without_a_name() -> None:
    found = markdown.read(SECTIONS.encode(), "notes.md")
    journey = found.journey
    assert journey.title == "Joining the pension fund"
    assert [step.name for step in journey.steps] == [
        "Read the offer letter",
        "Ask a colleague at 09:30",
        "First pay slip",
        "Read the offer letter",
    ]
    assert len({step.id for step in journey.steps}) == len(journey.steps)
    assert [one.name for one in journey.personas] == ["Member", "Colleague"]
    assert values(found) == [[4], [3], [1], [5]]
    assert {one.scale for step in journey.steps for one in step.ratings} == {"five-points"}
    assert {one.source for step in journey.steps for one in step.ratings} == {None}, "assumed, as nobody was asked"


def test_a_score_that_is_no_figure_leaves_the_step_unrated_and_is_said_with_its_line() -> None:
    text = "journey\ntitle [Your title]\nsection [Phase 1]\n[Task 1]: [Score]: [Actor 1]\n[Task 2]: 3: [Actor 1]\n"
    found = mermaid.read(text.encode(), "placeholders.mmd")
    assert values(found) == [[], [3]]
    assert [one.line for one in found.left_out] == [4]
    assert "[Score]" in found.left_out[0].why


@pytest.mark.parametrize("score", ["0", "6", "-1"])
def test_a_score_beyond_the_scale_is_no_rating(score: str) -> None:
    found = mermaid.read(f"journey\nA: {score}: Me\nB: 2: Me\n".encode(), "x.mmd")
    assert values(found) == [[], [2]]
    assert found.left_out[0].line == 2


def test_stages_across_a_table_in_a_note() -> None:
    found = markdown.read(ACROSS.encode(), "map.md")
    steps = found.journey.steps
    assert [one.name for one in found.journey.stages] == ["Discover", "Choose", "Join"]
    assert [step.experience.actions for step in steps] == ["Sees a poster", "Compares | asks a friend", "Signs\nPays"]
    assert [[one.name for one in step.touchpoints] for step in steps] == [["Poster"], ["Website", "friend"], ["Desk"]]
    assert [step.experience.feelings for step in steps] == ["😐 Curious", "😟 Unsure", ""]
    assert [[one.words for one in step.quotes] for step in steps] == [[], ["Which one is mine?"], []]
    assert all(step.quotes[0].quotable is None for step in steps if step.quotes), "nobody said that it may be quoted"
    assert values(found) == [[], [], []]


def test_an_outline_of_headings_and_points() -> None:
    text = "# Visit\n\n## Before\n\n### 1. Book\n\n- Feelings: calm\n- **Satisfaction (-2 to 2):** -1\n- Colour: red\n"
    found = markdown.read(text.encode(), "o.md")
    assert (found.journey.title, found.journey.stages[0].name, found.journey.steps[0].name) == (
        "Visit",
        "Before",
        "Book",
    )
    assert values(found) == [[-1]]
    assert [(one.line, "Colour" in one.why) for one in found.left_out] == [(9, True)]


@pytest.mark.parametrize(
    ("text", "stages", "steps"),
    [
        (
            "# Visit\n\n## Before\n- Book\n- Pay\n\n## After\n- Rate it\n",
            ["Before", "After"],
            ["Book", "Pay", "Rate it"],
        ),
        (
            "- Before\n  - Book\n    - Feelings: calm\n  - Pay\n- After\n  - Rate it\n",
            ["Before", "After"],
            ["Book", "Pay", "Rate it"],
        ),
        ("1. Book\n2. Pay\n3. Rate it\n", [], ["Book", "Pay", "Rate it"]),
    ],
)
def test_an_outline_of_lists(text: str, stages: list[str], steps: list[str]) -> None:
    found = markdown.read(text.encode(), "o.md")
    assert [one.name for one in found.journey.stages] == stages
    assert [one.name for one in found.journey.steps] == steps
    assert found.left_out == ()


def test_a_note_among_the_points_of_a_step_is_no_step() -> None:
    text = "## Before\n\n### Book\n\n- Feelings: calm\n- see the photo\n"
    found = markdown.read(text.encode(), "o.md")
    assert [one.name for one in found.journey.steps] == ["Book"]
    assert [one.line for one in found.left_out] == [6]


def test_either_header_of_an_openjourney_file_is_read_and_no_score_is_no_rating() -> None:
    nodes = (
        '[{"stageId":"a","swimlaneId":"l","title":"Looks","score":-3},{"stageId":"b","swimlaneId":"l","title":"Pays"}]'
    )
    shape = '"stages":[{"id":"a","title":"Find"},{"id":"b","title":"Pay"}],"swimlanes":[{"id":"l","title":"Actions"}]'
    for head in ('"persona":"Ana"', '"metadata":{"persona":{"name":"Ana"}}'):
        found = openjourney.read(f'{{"version":"1",{head},{shape},"nodes":{nodes}}}'.encode(), "x.ojf")
        assert [one.name for one in found.journey.personas] == ["Ana"]
        assert values(found) == [[-3], []]
        assert found.journey.steps[0].ratings[0].scale == "-5-5"
        assert [step.experience.actions for step in found.journey.steps] == ["Looks", "Pays"]


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (csv_file.read, "Colour,Size\nred,3\nblue,4\n", "Call one of them “Step”"),
        (csv_file.read, "", "is empty"),
        (mermaid.read, "flowchart TD\nA-->B\n", "begins with “journey”"),
        (mermaid.read, "journey\ntitle Nothing\n", "No step was found"),
        (markdown.read, "Dear all, see you on Monday.\n", "There is no journey in"),
        (markdown.read, "# Only a title\n\nWords.\n", "There is no journey in"),
        (openjourney.read, "[1,2]", "it has no stages"),
        (openjourney.read, "{", "it is not JSON"),
        (json_file.read, '{"a":1}', "no journey of this workbook"),
        (json_file.read, '{"id":"x","steps":[{"id":"BAD ID"}],"schema_version":7}', "cannot be read"),
        (json_file.read, "[" * 100_000, "it is not JSON"),
    ],
)
def test_what_is_no_map_gets_a_sentence(read: object, text: str, says: str) -> None:
    with pytest.raises(FormatError) as error:
        read(text.encode(), "x.file")  # type: ignore[operator]
    assert says in str(error.value)


def test_a_scale_that_is_not_said_is_not_guessed() -> None:
    found = csv_file.read(b"Step,Satisfaction\nBook,1\n", "x.csv")
    assert values(found) == [[]]
    assert "does not say its scale" in found.left_out[0].why


def test_ratings_of_a_survey_keep_its_name_and_scale() -> None:
    found = csv_file.read(b'Step,"Visitors (Negative answers, %)"\nBook,12\n', "x.csv")
    (rating,) = found.journey.steps[0].ratings
    assert (rating.rater, rating.scale, rating.value) == ("Visitors", "negative-share", 12)


def test_no_file_can_slip_in_what_single_people_rated() -> None:
    found = csv_file.read(b"Step,p-ana (-2 to 2)\nBook,1\n", "x.csv")
    assert not found.journey.steps[0].ratings[0].id.startswith("p-")
    raw = '{"id":"x","schema_version":7,"steps":[{"id":"a","ratings":[{"id":"p-ana","value":1}]}]}'
    own = json_file.read(raw.encode(), "x.json")
    assert own.journey.steps[0].ratings == ()
    assert len(own.left_out) == 1
