import type { Monitor } from "../lib/types.js";
import type { Whole } from "../picture/surveys.js";
import type { ChosenComment, ToldOfFile } from "../lib/messages.js";

export type Told = Partial<ToldOfFile>;
export interface Question { id: string; say: string; column: string; options: [string, string][] }
export interface Column { name: string; asks: string; is: string; cells: string[]; own_words: boolean }
export interface Scale { name: string; title: string; better: string; low: number; high: number; unit: string; fraction: boolean; columns: string[] }
export interface Group { name: string; ns: number[] }
export interface Figure { group: string; n: number | null; row: number; words: string }
export interface Name { name: string; is: "step" | "outcome"; to: string | null; new: boolean; near: string; why: string; figures: Figure[] }
export interface Problem { row: number | null; column: string; say: string }
export interface Says { about: string; say: string }
export interface Events { step: string; cases: number; contacts: number; repeats: number; stopped: number }
/** What a file seems to say: cjm_widgets/tasks/shown_file.py. */
export interface Looked {
  file: { name: string; encoding: string; separator: string; sheet: string; sheets: string[]; heading_rows: number[]; title: string; unused: string[]; remarks: string[]; when: string };
  layout: string; counts: "" | "people" | "shares"; planned: string; asked: Question[]; columns: Column[]; scales: Scale[]; groups: Group[];
  missing: { said: string[]; count: number; of: "answer" | "figure" }; least: number | null; names: Name[];
  left_out: { row: number | null; why: string }[]; more_left_out: number; flags: { row: number | null; why: string }[];
  comments: number; as_written?: boolean; targets: number; benchmarks: number; events: Events[];
  /** Columns that the files before had not, and of which nobody has said yet what they hold. */
  new_columns: string[];
  says: Says[]; wholes: Whole[]; monitor: Monitor | null; problems: Problem[]; placed: number; outcomes: number; say: string;
}
export interface Comment { number: number; column: string; words: string; step: string | null }
/** Some of the comments: cjm_widgets/pages/feedback_comments.py. */
export interface Comments {
  total: number; found: number; comments: Comment[]; words: Record<string, { word: string; here: number; elsewhere: number }[]>; masked: string;
}
export interface Survey { id: string; name: string; figures: number; when: string; curve: boolean }
/** What the page shows: cjm_widgets/pages/feedback_session.py. */
export interface Feedback {
  largest: number; brought: { id: string; name: string; how: string; size: number } | null;
  doing: "" | "receiving" | "looking" | "putting"; stage: string; told: Told | null; planned: boolean; least: number | null; as_written: boolean; leads: boolean;
  looked: Looked | null; columns: Column[]; problems: Problem[]; done: { say: string; name: string; was_there: boolean } | null;
  /** Who has answered, if only somebody who knows can tell: what is put on the map waits for it. */
  asking: { id: string; say: string; options: [string, string][] } | null; surveys: Survey[]; plans: string[];
}
export interface Host {
  labels: import("../lib/labels.js").Called;
  journey(): any;
  act(action: string, content: object): void;
  send(content: object): void;
  piece(content: object, bytes: ArrayBuffer): void;
  announce(text: string): void;
  link?(place: string): string;
}
/** `planned`: as the file before it; `least`: from how many people a group is shown; `as_written`: comments stay unmasked. */
export interface How { planned: boolean; least: number | null; as_written: boolean }
/** What a part of the page needs to know, and to do. */
export interface Page {
  host: Host;
  state(): Feedback;
  steps(): { id: string; name: string }[];
  /** The comments that were chosen to stand on the map. */
  quotes(): ChosenComment[];
  /** Those of them that no step is said for. */
  withoutStep(): ChosenComment[];
  /** Marks these, and goes to the first. */
  goToQuote(): void;
  /** What was said of the file so far. */
  told(): Told;
  /** Says more of the file; it is looked through again. */
  tell(more: Told): void;
  /** Says how the file is looked through. */
  how(more: Partial<How>): void;
}
