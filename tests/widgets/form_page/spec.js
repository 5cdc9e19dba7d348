/** Every kind of field, under the names of a real journey. ?part= picks one of them. */

const text = (name, title, hint = "", more = {}) => ({ name, kind: "text", title, hint, limit: 200, ...more });
const long = (name, title, hint = "", more = {}) => ({ name, kind: "long", title, hint, limit: 4000, ...more });
const felt = [[-2, "Very dissatisfied"], [-1, "Dissatisfied"], [0, "Neither"], [1, "Satisfied"], [2, "Very satisfied"]];
const units = ["minutes", "hours", "days", "weeks", "months"].map((unit) => [unit, unit]);

const time = {
  name: "time", kind: "quantity", title: "How long does it take?", hint: "From the first contact to the last.", optional: true,
  fields: [{ name: "amount", kind: "number", title: "How long", low: 0, high: 100000 }, { name: "unit", kind: "select", title: "Unit", choices: units, always: true }],
};

const touchpoints = {
  name: "touchpoints", kind: "items", title: "Touchpoints", hint: "Everything the customer meets in this step, also what is not yours.",
  noun: "touchpoint", nouns: "touchpoints", layout: "rows",
  fields: [
    text("name", "Touchpoint", "A person, page, letter, place or thing that the customer meets here."),
    { name: "kind", kind: "select", title: "What kind of contact is it?", choices: [["human", "A person: by telephone or face to face"], ["digital", "Digital: website, app, e-mail"]] },
    { name: "place", kind: "select", title: "Where does it happen?", choices: [["on-site", "On our site"], ["online", "Online"]] },
    { name: "owner", kind: "select", title: "Whose is it?", choices: [["ours", "Ours"], ["others", "Somebody else’s"]] },
  ],
};

const stages = {
  name: "stages", kind: "items", title: "Stages", hint: "The larger phases, if they help you to find the steps.", noun: "stage", nouns: "stages",
  fields: [text("name", "Stage"), long("goal", "What does the customer want to achieve?")],
};

const steps = {
  name: "steps", kind: "items", title: "Steps", hint: "Six to ten, in the order in which they happen to the customer.", noun: "step", nouns: "steps", layout: "cards",
  fields: [
    text("name", "Step", "What the customer would call it, such as “I wait for an answer”.", { optional: false }),
    { name: "stage", kind: "reference", title: "Stage", to: "stages", optional: true },
    long("goal", "What does the customer want here?", "", { optional: true }),
    time,
    touchpoints,
    long("service_elements", "What the service offers here", "One thing a line.", { optional: true }),
  ],
};

const scope = {
  title: "From where to where", hint: "Agree on the two ends before you name what lies between.", path: "scope",
  fields: [
    text("journey_type", "Which journey is this?", "A process or a situation, such as “enrolling on a course”.", { optional: false, limit: 60 }),
    { name: "initiated_by", kind: "choice", title: "Who makes the first move?", hint: "Map them apart.", choices: [["customer", "The customer"], ["organisation", "We do"]], optional: true },
    long("why", "Why map this journey now?", "What do you hope to change?", { optional: true, limit: 400 }),
    { name: "mapped_by", kind: "choices", title: "How are you mapping it?", hint: "Tick all that apply.", choices: [["mental-walk", "Walking through it in our minds"], ["interviews", "Interviewing customers"], ["data", "Using surveys or other data"]], optional: true },
    { name: "people", kind: "number", title: "How many people make it in a month?", low: 0, optional: true },
    time,
    { name: "area", kind: "select", title: "What does it concern?", choices: [["staff", "Staff training"], ["communications", "Communications"]], optional: true },
    { name: "public", kind: "flag", title: "Others may see this map", hint: "Anybody with the link." },
  ],
};

const diagnostic = {
  title: "The five Cs", hint: "Rate each, and say why.", path: "diagnostic",
  fields: [["changeable", "Changeable"], ["costly", "Costly"]].map(([name, title]) => ({
    name, kind: "group", title, hint: "Relationships with customers, or what customers go through, are changing over time.",
    fields: [
      { name: "rating", kind: "scale", title: "How far is this true?", choices: [[0, "Not really"], [1, "Partly"], [2, "Very much"], ["unknown", "I do not know"]], optional: true },
      long("reason", "What makes you say so?", "An example, a figure or a story.", { optional: true }),
    ],
  })),
};

const satisfaction = {
  title: "", hint: "", path: "",
  fields: [{
    name: "steps", kind: "items", title: "Step by step", hint: "", noun: "step", nouns: "steps", layout: "tabs", fixed: true,
    fields: [
      { name: "ratings/room/value", kind: "scale", title: "How satisfied is the customer here?", hint: "What your group agrees on.", choices: [...felt, ["unknown", "I do not know"]] },
      {
        name: "experience", kind: "group", title: "What the customer goes through", hint: "See the step through their eyes.", layout: "two",
        fields: [
          long("actions", "Actions", "What they do, and what drives it."), long("responses", "Responses", "What they say, and how honest it is."),
          long("language", "Language", "How they say it: their words and their body language."), long("feelings", "Feelings", "Trust, comfort, irritation, frustration."),
          long("emotions", "Emotions", "What they love and what they hate about it."),
        ],
      },
    ],
  }],
};

const moments = {
  title: "Moments of truth", hint: "", path: "",
  fields: [{
    name: "moments", kind: "items", title: "Moments of truth", hint: "", noun: "moment of truth", nouns: "moments of truth",
    fields: [{ name: "step", kind: "reference", title: "At which step?", to: "steps" }, { name: "hot_spot", kind: "flag", title: "This is a hot spot" }],
  }],
};

const plan = {
  title: "", hint: "", path: "",
  fields: [{
    name: "solutions", kind: "items", title: "Solutions", hint: "", noun: "solution", nouns: "solutions", label: "title", layout: "tabs",
    fields: [text("title", "What will you do?"), long("note", "Note")],
  }],
};

const needs = {
  name: "needs", kind: "items", title: "Goals and questions", hint: "", noun: "goal or question", nouns: "goals and questions", layout: "rows",
  fields: [text("name", "Goal or question"), { name: "kind", kind: "select", title: "Which is it?", choices: [["goal", "A goal"], ["question", "A question"]] }],
};
const pointsToNeeds = { to: "stages/needs", noun: "goal or question", nouns: "goals and questions" };
const grade = { kind: "scale", small: true, choices: [...felt, ["unknown", "I do not know"]] };

/** A touchpoint whose essentials are in view, the rest behind a disclosure. */
const fullTouchpoints = (layout) => ({
  ...touchpoints, layout, more: ["serves", "responsible", "contacts", "time", "grade"],
  fields: [
    ...touchpoints.fields,
    { name: "serves", kind: "references", title: "Which goals or questions does it answer?", hint: "From the stages above.", ...pointsToNeeds },
    text("responsible", "Who is directly responsible?"),
    { name: "contacts", kind: "number", whole: true, title: "How many contacts does it take?", hint: "Calls, visits, letters.", low: 0, high: 1000 },
    { ...time, optional: false },
    { ...grade, name: "grade", title: "How does it feel to the customer?" },
  ],
});

const meeting = (layout) => [
  { title: "", hint: "", path: "", fields: [
    { ...stages, fields: [text("name", "Stage"), needs] },
    { ...steps, fields: [text("name", "Step"), steps.fields[1], long("goal", "Goal"), fullTouchpoints(layout)] },
  ] },
  { title: "Behind the scenes", hint: "Who and what makes it happen.", path: "scope", more: true, fields: [
    text("support", "Support"), long("rules", "Rules"), { ...time, optional: false },
  ] },
];

const pointing = [{ title: "", hint: "", path: "", fields: [{
  name: "solutions", kind: "items", title: "Solutions", hint: "", noun: "solution", nouns: "solutions", label: "title", layout: "tabs",
  fields: [
    text("title", "What will you do?"),
    { name: "need", kind: "reference", title: "Which need does it meet?", ...pointsToNeeds },
    { name: "moment", kind: "reference", title: "Which moment does it answer?", to: "moments", noun: "moment of truth", nouns: "moments of truth" },
    { name: "indicator", kind: "reference", title: "Which indicator should move?", to: "indicators", noun: "indicator or standard", nouns: "indicators and standards" },
    { name: "edition", kind: "reference", title: "For which edition?", to: "editions", noun: "edition", nouns: "editions" },
    { name: "needs", kind: "references", title: "Which needs does it touch?", ...pointsToNeeds },
    { name: "predicted", kind: "number", title: "Which figure should it reach?", low: -1e9, high: 1e9 },
  ],
}] }];

const personas = [{ title: "As each persona sees it", hint: "", path: "ratings", fields: ["Ana", "Ben", "Chidi", "Dorothea", "Emre"].map((name) => ({
  ...grade, name: `as-${name.toLowerCase()}/value`, title: name,
})) }];

const columns = [{ title: "Two by two", hint: "", path: "scope", layout: "two", fields: [
  text("starts", "Where does it start?"), text("ends", "Where does it end?"), long("rules", "Rules"), long("support", "Support"),
  { name: "kind", kind: "choice", title: "Who are they?", choices: [["existing", "Customers we have"], ["potential", "Customers we may win"]] },
  { name: "felt", kind: "choice", title: "How does it touch them?", choices: [["engaged", "Engaged: it can win them over"], ["challenged", "Challenged: it can lose them"]] },
  { name: "blueprint", kind: "group", title: "Blueprint", layout: "two", more: true, fields: [long("front", "Front stage"), long("back", "Back stage")] },
] }];

const dates = [{ title: "", hint: "", path: "scope", fields: [
  { name: "due", kind: "date", title: "By when?", note: "due_note" },
  { name: "since", kind: "date", title: "Since when?" },
  { name: "touchpoint", kind: "reference", title: "At which touchpoint?", to: "steps/touchpoints", within: "step" },
  text("why", "Why?"),
] }];

const teams = [{ title: "", hint: "", path: "", fields: [
  {
    name: "solutions", kind: "items", title: "Solutions", hint: "", noun: "solution", nouns: "solutions", label: "title", layout: "rows",
    fields: [text("title", "What will you do?"), { name: "team", kind: "reference", title: "Which team is responsible?", to: "teams", noun: "team", nouns: "teams", adds: true }],
  },
  { name: "teams", kind: "items", title: "Teams", hint: "", noun: "team", nouns: "teams", layout: "rows", held: ["solutions/team"], fields: [text("name", "Team")] },
] }];

export const PARTS = {
  teams,
  dates,
  scope: [scope],
  diagnostic: [diagnostic],
  steps: [{ title: "", hint: "", path: "", fields: [stages, steps] }],
  satisfaction: [satisfaction],
  moments: [moments],
  plan: [plan],
  meeting: meeting("rows"),
  cards: meeting("cards"),
  pointing,
  personas,
  columns,
};
PARTS.all = [scope, diagnostic, ...PARTS.steps, moments];
