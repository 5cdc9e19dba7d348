// Made from cjm_widgets/journey/model.py by docs/make_model_types.py: change it there.

/** What stands behind a step (Ten layers, 9: the organisational structure underlying each service). */
export interface Blueprint {
  evidence: string;
  front_stage: string;
  back_stage: string;
  support: string;
  organisation: string;
}

/** Who looks after the map, so that it stays a living document (Factsheet, introduction). */
export interface Care {
  owner: string;
  review: string;
  still_true: string;
}

/** Is this journey worth mapping? The five Cs (Improving the service, '5Cs' diagnostic). */
export interface Diagnostic {
  changeable: FiveC;
  challenged: FiveC;
  complex: FiveC;
  climactic: FiveC;
  costly: FiveC;
  override: "go" | "no" | null;
  override_reason: string;
}

/** How many of their dots one person put on an item, or all who voted on paper; the id is the person's. */
export interface Dot {
  id: string;
  n: number;
}

/** The map as it stood on a day, with a note: a map is a living document (Factsheet, introduction). */
export interface Edition {
  id: string;
  name: string;
  date: string;
  date_note: string;
  note: string;
  by: string;
  revision: string;
}

/** The five lenses through which a step is seen (Oxford/HMRC notes, step 3; QIA), and thoughts beside them. */
export interface Experience {
  actions: string;
  responses: string;
  language: string;
  feelings: string;
  emotions: string;
  thoughts: string;
}

/** One of the five Cs: how strongly it applies, and why. */
export interface FiveC {
  rating: 0 | 1 | 2 | "unknown" | null;
  reason: string;
}

/** A performance indicator or a standard, with its target (Improving the service, “performance indicators”). */
export interface Indicator {
  id: string;
  name: string;
  kind: "indicator" | "standard" | null;
  unit: string;
  better: "higher" | "lower" | null;
  step: string | null;
  today: number | null;
  today_source: string | null;
  today_n: number | null;
  target: number | null;
  due: string;
  due_note: string;
  results: Result[];
}

/** One customer journey with everything that a group has put on its map. */
export interface Journey {
  schema_version: 8;
  id: string;
  revision: string;
  title: string;
  language: string;
  archived: boolean;
  copied_from: string;
  scope: Scope;
  diagnostic: Diagnostic;
  sources: Source[];
  stakeholders: Stakeholder[];
  relationships: Relationship[];
  personas: Persona[];
  outcomes: Outcome[];
  stages: Stage[];
  steps: Step[];
  moments: Moment[];
  solutions: Solution[];
  teams: Team[];
  indicators: Indicator[];
  care: Care;
  editions: Edition[];
  overruled: Overrule[];
  rounds: Round[];
  voices: Voice[];
}

/** A moment of truth: a step where the customer may stay or go (Oxford/HMRC notes, step 4; QIA). */
export interface Moment {
  id: string;
  name: string;
  step: string | null;
  touchpoint: string | null;
  risk: ("quit" | "come-back-later" | "go-elsewhere")[];
  felt: "engaged" | "challenged" | null;
  why: string;
  hot_spot: boolean;
  dots: Dot[];
}

/** A goal or a question that the customer has in a stage (Factsheet, step 3). */
export interface Need {
  id: string;
  name: string;
  kind: "goal" | "question" | null;
}

/** What customers want to achieve through their relationship with the organisation (Ten layers, 3). */
export interface Outcome {
  id: string;
  name: string;
  persona: string | null;
  actions: string;
  steps: string[];
}

/** Advice that the group decided not to follow; its id is the advice's own. */
export interface Overrule {
  id: string;
  reason: string;
  by: string;
}

/** A composite picture of one segment of the customers (Factsheet, step 1; Ten layers, 2). */
export interface Persona {
  id: string;
  name: string;
  job: string;
  demographics: string;
  goals: string;
  values: string;
  message: string;
  pitch: string;
  current: string;
  ideal: string;
  source: string | null;
}

/** What somebody said or did at a step, as it was heard or seen (Oxford/HMRC notes, step 3: the five lenses). */
export interface Quote {
  id: string;
  words: string;
  voice: "customer" | "carer" | "front-line" | "behind-the-scenes" | "manager" | null;
  touchpoint: string | null;
  lens: "actions" | "responses" | "language" | "feelings" | "emotions" | "thoughts" | null;
  source: string | null;
  quotable: "yes" | "no" | null;
}

/** How satisfied customers are at a step: one rater's or one survey's figure, on its own scale. */
export interface Rating {
  id: string;
  rater: string;
  scale: string;
  value: number | "unknown" | null;
  source: string | null;
  n: number | null;
  low: number | null;
  high: number | null;
  note: string;
}

/** A line between two on the stakeholder map (Ten layers, 1: “describe relationships”). */
export interface Relationship {
  id: string;
  from_whom: string | null;
  to_whom: string | null;
  kind: "helps" | "informs" | "pays" | "decides" | null;
  state: "good" | "neutral" | "strained" | null;
  name: string;
}

/** One measurement of an indicator. */
export interface Result {
  id: string;
  date: string;
  date_note: string;
  value: number | null;
  kind: "share" | "mean" | "count" | null;
  n: number | null;
  spread: number | null;
  edition: string | null;
  source: string | null;
}

/** One thing that people rate or vote on: each by themselves first, then seen together. */
export interface Round {
  id: string;
  state: "off" | "apart" | "together" | null;
  on_paper: number;
}

/** Which journey is mapped, for whom, and from where to where (Oxford/HMRC notes, steps 1 and 2; QIA). */
export interface Scope {
  journey_type: string;
  segment: string;
  initiated_by: "customer" | "organisation" | null;
  customer_kind: "existing" | "potential" | null;
  contact: ("marketing" | "human" | "physical")[];
  starts: string;
  ends: string;
  why: string;
  mapped_by: ("mental-walk" | "front-line-staff" | "accompanying" | "interviews" | "mystery-shopping" | "data")[];
}

/** Something to change, to put in place or to keep (Oxford/HMRC notes, step 5; QIA, priority activities). */
export interface Solution {
  id: string;
  title: string;
  action: "change" | "put-in-place" | "keep" | null;
  activity: "check" | "verify" | "change" | null;
  step: string | null;
  moment: string | null;
  need: string | null;
  area: "staff-training" | "communications" | "process-or-service" | null;
  control: "ours" | "shared" | "not-ours" | null;
  impact: 1 | 2 | 3 | 4 | 5 | null;
  effort: 1 | 2 | 3 | 4 | 5 | null;
  team: string | null;
  owner: string;
  due: string;
  due_note: string;
  state: "not-begun" | "under-way" | "done" | "dropped" | null;
  since: string;
  sure: "sure" | "fairly" | "guess" | null;
  indicator: string | null;
  expected: string;
  predicted: number | null;
  dots: Dot[];
}

/** Something that figures and quotes rest on; it is entered once and chosen where it is needed. */
export interface Source {
  id: string;
  name: string;
  kind: "survey" | "count" | "interviews" | "focus-group" | "observation" | "complaints" | "front-line" | "judgement" | "other-figures" | "other-words" | null;
  who: string;
  n: number | null;
  each: boolean;
  when: string;
  when_note: string;
  where: string;
  least: number | null;
  figures: SourceFigure[];
}

/** A figure of a source that stands on no curve: of the journey as a whole, an aim, somebody else's, or a count. */
export interface SourceFigure {
  id: string;
  kind: "outcome" | "target" | "benchmark" | "cases" | "contacts" | "repeats" | "waiting" | "doing" | "stopped" | "goes-with" | "weight" | "lowest" | "differs" | "against";
  name: string;
  step: string | null;
  group: string;
  scale: string | null;
  unit: string;
  value: number | null;
  n: number | null;
  low: number | null;
  high: number | null;
  at_least: boolean;
  at_most: boolean;
  other: string;
  than: string | null;
  called: boolean;
  first: boolean;
  more: number | null;
}

/** A phase of behaviour that the customer goes through (Factsheet, steps 2, 3 and 5). */
export interface Stage {
  id: string;
  name: string;
  needs: Need[];
  time: TimeSpan;
  time_source: string | null;
}

/** Somebody who has a part in the customer's world; the customer is at the centre (Ten layers, 1). */
export interface Stakeholder {
  id: string;
  name: string;
  influence: "strong" | "medium" | "slight" | null;
  angle: number | null;
  relationship: string;
  we_do: string;
  they_do: string;
}

/** One key step of the journey, in the customer's words; the order of the list is the order in time. */
export interface Step {
  id: string;
  name: string;
  stage: string | null;
  goal: string;
  time: TimeSpan;
  time_source: string | null;
  waiting: TimeSpan;
  touchpoints: Touchpoint[];
  experience: Experience;
  quotes: Quote[];
  service_elements: string;
  wanted: string;
  great: string;
  know: string;
  nothing_needed: boolean;
  blueprint: Blueprint;
  ratings: Rating[];
}

/** Somebody who can be responsible: a team, a firm or an office (Factsheet, step 6; Ten layers, 7). */
export interface Team {
  id: string;
  name: string;
  lead: string;
}

/** A length of time with its unit (Factsheet, step 5). */
export interface TimeSpan {
  amount: number | null;
  unit: "minutes" | "hours" | "days" | "weeks" | "months";
}

/** One interaction between the customer and an organisation (QIA; Factsheet, step 4; Ten layers, 5). */
export interface Touchpoint {
  id: string;
  name: string;
  kind: "marketing" | "human" | "physical" | "digital" | null;
  where: "ours" | "theirs" | "elsewhere" | null;
  by: ("in-person" | "telephone" | "post" | "online" | "marketing")[];
  owner: "ours" | "others" | null;
  serves: string[];
  responsible: string | null;
  contacts: number | null;
  time: TimeSpan;
  time_source: string | null;
  grade: -2 | -1 | 0 | 1 | 2 | "unknown" | null;
}

/** As whom one person in the room speaks; the id is the person's. "unsaid" is who would rather not say. */
export interface Voice {
  id: string;
  speaks_as: "customer" | "front-line" | "behind-the-scenes" | "manager" | "unsaid" | null;
}
