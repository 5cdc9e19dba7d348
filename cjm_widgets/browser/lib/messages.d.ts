// Made from cjm_widgets/widgets/protocol by docs/make_messages.py: change it there.

export type PageName = "start" | "diagnostic" | "personas" | "steps" | "satisfaction" | "moments_of_truth" | "solutions" | "map" | "evaluate";
export type RoundName = "satisfaction" | "moments" | "solutions";
export type RoundState = "off" | "apart" | "together";

/** A change as a browser sends it: `cjm_widgets.journey.edits.Edit` without its time. */
export interface SentEdit {
  id: string;
  by?: string;
  path: string;
  old?: any;
  new?: any;
}

/** What somebody says of a file that they bring: `cjm_widgets.evidence.told.Told`, as it is sent. */
export interface ToldOfFile {
  step: string;
  values: string[];
  group: string;
  n: string;
  scale: string;
  scales: Record<string, string>;
  missing: string[];
  outcomes: string[];
  target: string;
  comments: string[];
  unused: string[];
  case: string;
  time: string;
  end: string;
  channel: string;
  steps: Record<string, string>;
  sheet: string;
  encoding: string;
  separator: string;
  decimal: "" | "." | ",";
  counted: "" | "people" | "shares";
  day_first: boolean | null;
}

/** A comment that somebody chose to stand on the map as a quote; `step` is what the map calls it. */
export interface ChosenComment {
  words: string;
  step: string;
  lens: "" | "actions" | "responses" | "language" | "feelings" | "emotions" | "thoughts";
  quotable: "" | "yes" | "no";
}

/** How many gave each answer to a question on paper; `at` is the path of what it was about. */
export interface TypedAnswers {
  at: string;
  counts: number[];
}

/** What became of what a page shows: journey, view, page, workshop. Whoever is not at `since` asks for the whole. */
export interface Change {
  since: number;
  to: number;
  changes: (Put | Keep | Typed)[];
}

/** A value stands at a path of what a page shows: keys of objects, ids of items, positions in other lists. */
export interface Put {
  path: (string | number)[];
  new: any;
}

/** Of what stands at a path these keys are left; of a list the items of these ids, in this order. */
export interface Keep {
  path: (string | number)[];
  keep: string[];
}

/** At a path stands what this edit of the receiver's own put there; they have the words already. */
export interface Typed {
  path: (string | number)[];
  edit: string;
}

/** Two people changed one place; what stood there before is one click away. `earlier` is the value to put back, `shown` the same in words, `kept` a removal that does not stand, `gone` an item that another had removed. */
export interface Clash {
  path: string;
  where: string;
  by: string;
  earlier: any;
  shown: string;
  say: string;
  kept: boolean;
  gone: boolean;
}

/** Somebody else on the same map; `where` is the place in words, `tint` the number of their colour. */
export interface Person {
  name: string;
  page: string;
  field: string;
  where: string;
  tint: number;
}

/** One team at a glance; of a map that cannot be opened only id, title, problem, changed and link. `pulse` is its heart monitor in small. */
export interface Team {
  id: string;
  title: string;
  problem: string;
  changed: number;
  link: string;
  steps: Progress[];
  done: number;
  advice: number;
  pulse: Record<string, any>;
  rounds: Round[];
  editions: number;
  edition: string;
  archived: boolean;
}

/** How far one step of the method is. */
export interface Progress {
  name: PageName;
  state: "empty" | "started" | "done";
  say: string;
}

/** What people rate apart, how many have, and how many of them are through. */
export interface Round {
  about: RoundName;
  page: PageName;
  title: string;
  state: RoundState;
  counted: number;
  finished: number;
}

/** Somebody who has a page of a team open; `title` is what the page is called. */
export interface Connected {
  name: string;
  page: string;
  title: string;
}

/** Where the workshop is: the current step, the seconds left, and which steps are closed. */
export interface Agenda {
  step: string;
  left: number | null;
  paused: boolean;
  closed: PageName[];
  problem: string;
}

/** A step of the method, and how long it usually takes. */
export interface Step {
  name: PageName;
  title: string;
  file: string;
  minutes: number;
}

/** A map to begin with. */
export interface Starter {
  name: string;
  title: string;
}

/** A piece of advice, and the page that it is about. */
export interface Advice {
  page: string;
  say: string;
  do: string;
}

/** A team's link, and the rows of its QR code: 1 is dark. */
export interface Link {
  link: string;
  code: string[];
}

/** A team for which something could not be done, and why. */
export interface Failure {
  title: string;
  say: string;
}

/** Changes of one person, in order; those that cannot be understood are refused one by one. */
export interface Edits {
  kind: "edits";
  edits: SentEdit[];
}

/** Is anybody there? */
export interface Ping {
  kind: "ping";
}

/** What the page shows is not what a change begins with, or is late: all of it is sent, as the widget's state. */
export interface Whole {
  kind: "whole";
}

/** Where the focus is and what its person is called; `gone` when the page is left. */
export interface Here {
  kind: "here";
  name?: string;
  field?: string;
  gone?: boolean;
}

/** Keep the map as it stands under a name. */
export interface KeepEdition {
  kind: "action";
  action: "keep-edition";
  by?: string;
  name?: string;
  note?: string;
}

/** Tell what the page on which feedback is brought shows. */
export interface AskFeedback {
  kind: "feedback";
}

/** Tell some of the comments in the table: the first `most` that hold the words and are about the step. */
export interface AskComments {
  kind: "comments";
  sought?: string;
  step?: string;
  most?: number;
}

/** A table is brought: its bytes follow in pieces. `told` is said of figures that were typed. */
export interface Bring {
  kind: "action";
  action: "bring";
  by?: string;
  id: string;
  name?: string;
  size: number;
  how?: "file" | "pasted" | "typed";
  told?: ToldOfFile | null;
}

/** A piece of what is brought, as the bytes that come with the message; `at` is where it begins. */
export interface Piece {
  kind: "piece";
  id: string;
  at: number;
}

/** What somebody says of the table that they brought; None leaves it to the plan that is kept. `least`: from how many people a group is shown, None for as many as before; `as_written`: comments stay unmasked. */
export interface TellOfFile {
  kind: "action";
  action: "tell";
  by?: string;
  told?: ToldOfFile | null;
  planned?: boolean;
  least?: number | null;
  as_written?: boolean;
}

/** Stop what is going on with the table or the map that is brought, and forget it. */
export interface StopBringing {
  kind: "action";
  action: "stop-bringing";
  by?: string;
}

/** Put what was understood on the map, as a survey of this name. `remember`: how it was read, for the next file; `answers`: bare, beside the map; `quotes`: chosen comments; `answered_by`: who has answered, and `replaces`: whether another survey's figures go, where the page was asked. */
export interface PutOnMap {
  kind: "action";
  action: "put-on-map";
  by?: string;
  name?: string;
  remember?: boolean;
  answers?: boolean;
  quotes?: ChosenComment[];
  date?: string;
  answered_by?: "" | "same" | "others";
  replaces?: boolean;
}

/** Take a survey off the map; `survey` is the id of its source. `history`: out of the history and editions too. */
export interface TakeOff {
  kind: "action";
  action: "take-off";
  by?: string;
  survey: string;
  history?: boolean;
}

/** Put the answers to the three questions of a day on the map, in the place of those of that day before. */
export interface TypeBack {
  kind: "action";
  action: "type-back";
  by?: string;
  day?: string;
  answers?: TypedAnswers[];
}

/** Make a map and go to it. */
export interface MakeMap {
  kind: "action";
  action: "make";
  by?: string;
  title?: string;
  starter?: string;
}

/** Make a map that begins as another stands. */
export interface CopyMap {
  kind: "action";
  action: "copy";
  by?: string;
  journey: string;
}

/** Say what a map is called, who looks after it and when it is looked at again. */
export interface DescribeMap {
  kind: "action";
  action: "describe";
  by?: string;
  journey: string;
  title: string;
  owner: string;
  review: string;
}

/** Put a map away, or take it out again. */
export interface ArchiveMap {
  kind: "action";
  action: "archive";
  by?: string;
  journey: string;
  archived: boolean;
}

/** Delete a map; for a while it can be brought back. */
export interface DeleteMap {
  kind: "action";
  action: "delete";
  by?: string;
  journey: string;
}

/** Bring back a map that was deleted. */
export interface BringBackMap {
  kind: "action";
  action: "bring-back";
  by?: string;
  journey: string;
}

/** Say of something that is due that it is done or still true, or move its date or its owner. */
export interface SettleDue {
  kind: "action";
  action: "settle-due";
  by?: string;
  journey: string;
  at: string;
  how: "done" | "still-true" | "move";
  due?: string;
  owner?: string;
}

/** Put back what this page settled last. */
export interface UndoDue {
  kind: "action";
  action: "undo-due";
  by?: string;
}

/** Make a calendar of what is due: of one owner, of one map, or of all. */
export interface AskCalendar {
  kind: "action";
  action: "calendar";
  by?: string;
  owner?: string;
  map?: string;
}

/** A map is brought, in a file or as text that was `pasted`: its bytes follow in pieces, as a table's do. */
export interface BringMap {
  kind: "action";
  action: "bring-map";
  by?: string;
  id: string;
  name?: string;
  size: number;
  pasted?: boolean;
}

/** Make a new map of what was brought. */
export interface MakeBrought {
  kind: "action";
  action: "make-brought";
  by?: string;
  title?: string;
}

/** Tell what is otherwise in what was brought than in a map; `whose`: the group whose ratings stay apart. */
export interface ProposeBrought {
  kind: "action";
  action: "propose-brought";
  by?: string;
  journey: string;
  whose?: string;
}

/** Take some of what is proposed into that map, by their places in the list. */
export interface TakeProposed {
  kind: "action";
  action: "take-proposed";
  by?: string;
  chosen: number[];
}

/** Take back what was made last of what was brought: a new map is deleted, what a map took is off it again. */
export interface UndoBrought {
  kind: "action";
  action: "undo-brought";
  by?: string;
}

/** Tell everything. */
export interface Hello {
  kind: "hello";
}

/** Tell the advice that is outstanding for one team. */
export interface AskAdvice {
  kind: "advice";
  journey: string;
}

/** Tell the links of all teams, with their QR codes. */
export interface AskLinks {
  kind: "links";
}

/** Make a map for each line; `begin` is “starter:NAME” or “copy:ID”. */
export interface MakeMaps {
  kind: "action";
  action: "make";
  by?: string;
  titles?: string;
  begin?: string;
}

/** Keep all maps as they stand under a name. */
export interface KeepEditions {
  kind: "action";
  action: "keep-edition";
  by?: string;
  name?: string;
  note?: string;
}

/** Show what people rated for themselves; `journey` is one team, "" for all. */
export interface Reveal {
  kind: "action";
  action: "reveal";
  by?: string;
  about: RoundName;
  journey?: string;
}

/** Let people rate apart again; as for `Reveal`. */
export interface Hide {
  kind: "action";
  action: "hide";
  by?: string;
  about: RoundName;
  journey?: string;
}

/** Everybody is at this step from now on. */
export interface Begin {
  kind: "action";
  action: "begin";
  by?: string;
  step: PageName;
}

/** Participants cannot work on this step. */
export interface Close {
  kind: "action";
  action: "close";
  by?: string;
  step: PageName;
}

/** Participants can work on this step again. */
export interface Open {
  kind: "action";
  action: "open";
  by?: string;
  step: PageName;
}

/** The current step takes so many minutes more, or fewer. */
export interface Longer {
  kind: "action";
  action: "longer";
  by?: string;
  minutes: number;
}

/** The clock stands still. */
export interface Pause {
  kind: "action";
  action: "pause";
  by?: string;
}

/** The clock goes on. */
export interface Resume {
  kind: "action";
  action: "resume";
  by?: string;
}

/** Everybody is at no step in particular. */
export interface Finish {
  kind: "action";
  action: "end";
  by?: string;
}

/** Draw the figures. */
export interface Draw {
  kind: "draw";
}

/** A rating in the monitor that stands alone in a notebook. */
export interface Rate {
  kind: "edit";
  path: string;
  next: any;
}

/** Yes, somebody is here; `revision` is the number of the last change that was sent. */
export interface Pong {
  kind: "pong";
  revision: number;
}

/** What the page shows has changed. */
export interface Changed {
  kind: "changed";
  change: Change;
}

/** These changes are on disk; `at` is when, in UTC, and `change` what became of what the page shows. */
export interface EditsSaved {
  kind: "saved";
  ids: string[];
  at: string;
  clashes: Clash[];
  change: Change | null;
}

/** This change will never be saved; `notice` where it is no matter of what was typed. */
export interface EditRefused {
  kind: "refused";
  id: string;
  path: string;
  say: string;
  notice: boolean;
}

/** These changes came across and could not be saved now; the browser keeps them and sends them again. */
export interface EditsUnsaved {
  kind: "unsaved";
  ids: string[];
  say: string;
}

/** A sentence to be shown for a moment. */
export interface Notice {
  kind: "notice";
  say: string;
}

/** Who else is here, all of them. */
export interface People {
  kind: "people";
  people: Person[];
}

/** Somebody else has just replaced what was written here: all places of one save. */
export interface Overwritten {
  kind: "overwritten";
  clashes: Clash[];
}

/** What was asked for was not done, and why. */
export interface ActionRefused {
  kind: "action-refused";
  action: string;
  say: string;
}

/** What the page on which feedback is brought shows: `cjm_widgets.pages.feedback_session`. */
export interface Feedback {
  kind: "feedback";
  state: Record<string, any>;
}

/** Some of the comments in the table that is brought: `cjm_widgets.pages.feedback_comments`. */
export interface Comments {
  kind: "comments";
  state: Record<string, any>;
}

/** So many bytes of what is brought are here: the next piece may come. */
export interface Taken {
  kind: "taken";
  id: string;
  at: number;
}

/** The map is made: go to this workbook of it. */
export interface Went {
  kind: "went";
  file: string;
  journey: string;
}

/** A calendar of what is due, to be kept as a file; "" where nothing of it has a date. */
export interface Calendar {
  kind: "calendar";
  name: string;
  text: string;
}

/** All that the facilitator's page shows; `reached` is whether others reach this computer. */
export interface Everything {
  kind: "all";
  teams: Team[];
  people: Record<string, Connected[]>;
  workshop: Agenda;
  steps: Step[];
  starters: Starter[];
  reached: boolean;
}

/** The teams that look otherwise now, and the ids of those that are gone. */
export interface Teams {
  kind: "teams";
  teams: Team[];
  gone: string[];
}

/** Who is connected, team by team. */
export interface TeamPeople {
  kind: "people";
  people: Record<string, Connected[]>;
}

/** What the agenda says now. */
export interface WorkshopAgenda {
  kind: "workshop";
  workshop: Agenda;
}

/** The advice that is outstanding for one team. */
export interface TeamAdvice {
  kind: "advice";
  journey: string;
  advice: Advice[];
}

/** The links of the teams, by their journeys' ids. */
export interface Links {
  kind: "links";
  links: Record<string, Link>;
}

/** What became of something that was to be done for several teams. */
export interface Done {
  kind: "done";
  action: string;
  say: string;
  done: string[];
  failed: Failure[];
}

/** The figures; all text of people in their markup is escaped. */
export interface Drawn {
  kind: "drawn";
  markup: string;
}

/** Why there are no figures. */
export interface NotDrawn {
  kind: "failed";
  say: string;
}

/** The rating is in the journey. */
export interface Rated {
  kind: "done";
}

/** The rating is not in the journey, and why. */
export interface NotRated {
  kind: "refused";
  say: string;
}

export type SentByPage = Edits | Ping | Whole | Here | KeepEdition | TypeBack;
export type SentToPage = Pong | Changed | EditsSaved | EditRefused | EditsUnsaved | Notice | People | Overwritten | ActionRefused;
export type SentByStart = Ping | Whole | Piece | StopBringing | MakeMap | CopyMap | DescribeMap | ArchiveMap | DeleteMap | BringBackMap | SettleDue | UndoDue | AskCalendar | BringMap | MakeBrought | ProposeBrought | TakeProposed | UndoBrought;
export type SentToStart = Pong | Changed | Notice | ActionRefused | Taken | Went | Calendar;
export type SentByFeedback = AskFeedback | AskComments | Bring | Piece | TellOfFile | StopBringing | PutOnMap | TakeOff;
export type SentToFeedback = Notice | ActionRefused | Feedback | Comments | Taken;
export type SentByFacilitator = Ping | Hello | AskAdvice | AskLinks | MakeMaps | KeepEditions | Reveal | Hide | Begin | Close | Open | Longer | Pause | Resume | Finish;
export type SentToFacilitator = Pong | ActionRefused | Everything | Teams | TeamPeople | WorkshopAgenda | TeamAdvice | Links | Done;
export type SentByPictures = Draw;
export type SentToPictures = Drawn | NotDrawn;
export type SentByMonitor = Rate;
export type SentToMonitor = Rated | NotRated;
