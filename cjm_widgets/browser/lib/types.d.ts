/** What the browser's modules share, as cjm_widgets/widgets sends it. Types only. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

// the heart monitor: cjm_widgets/widgets/monitor_view.py

export type Tick = [height: number, label: string, figure: string];

export interface Scale {
  name: string;
  title: string;
  low: number;
  high: number;
  better: string;
  unit: string;
  ticks: Tick[];
  /** At which ends of the picture the scale goes on beyond it. */
  cut?: string[];
}

export interface Point {
  step: string;
  value: number | null;
  /** From 0, the worst of the scale, to 1. */
  height: number | null;
  unknown: boolean;
  words: string;
  /** How many answered: “n = 410”, “n = 410 in all”. */
  asked?: string;
  /** The source's name and date. */
  source?: string;
  basis?: string;
  /** How many answered, and how far the figure can be trusted: “n = 410, 8 to 14 %”. */
  sample?: string;
  /** The second half of that. */
  reach?: string;
  /** Heights: of a room the lowest and the highest rating, of a share the ends of its interval. */
  low?: number | null;
  high?: number | null;
  middle?: number[];
  /** Heights: of a room, every rating. */
  ratings?: number[];
  /** What was felt there, in words: no figure is made of them. */
  felt?: string;
  /** What is aimed at there, and others' figures. */
  aims?: Aim[];
}

export interface Aim {
  kind: "target" | "benchmark";
  name: string;
  height: number;
  words: string;
}

export interface Look {
  shape: string;
  colour: string;
}

export interface Curve {
  rater: string;
  title: string;
  scale: Scale;
  points: Point[];
  /** Where a picture does not show all curves, each keeps the look that it has among all. */
  look?: Look;
  /** Among all curves of the journey: it looks alike on every page. */
  place?: number;
}

export interface MonitorStep {
  id: string;
  name: string;
  number: number | string;
  moment: boolean;
  hot: boolean;
  /** How customers are at its moments: "engaged", "challenged", "both", "". */
  felt?: string;
  disagrees?: boolean;
  /** Of a touchpoint: its step, and where it stands among the columns of the steps. */
  at?: string;
  place?: number;
}

export interface Monitor {
  steps: MonitorStep[];
  curves: Curve[];
  editable: boolean;
  narration: string;
  /** The same through the touchpoints, whose steps are `columns`; null where too few have a grade. */
  touchpoints?: Monitor | null;
  /** Why they are too few. */
  few?: string;
  columns?: string[];
  /** How wide each of the columns is, where not all are alike. */
  shares?: number[];
  /** How many curves of how many are drawn, where there are more than can be told apart. */
  fewer?: string;
  /** Moments of whole steps, where the points are touchpoints: `first` to `last` are the step's own points. */
  whole?: WholeStep[];
}

export interface WholeStep extends MonitorStep {
  first: number | null;
  last: number | null;
}

/** A rating of the room; null: not rated. */
export type Rating = number | "unknown" | null;

// the form: cjm_widgets/widgets/spec.py

/** One thing that is asked. */
export interface Field {
  /** A path below the part of the journey that it stands in. */
  name: string;
  kind: string;
  title: string;
  hint?: string;
  limit?: number;
  low?: number;
  high?: number;
  optional?: boolean;
  choices?: Choice[];
  to?: string;
  /** The field beside it that says of which item of the outer list. */
  within?: string;
  /** A new item can be named where it is chosen. */
  adds?: boolean;
  /** What it says where no item is chosen. */
  none?: string;
  /** Of a list: the fields in which its items are chosen, and which would lose their words with one. */
  held?: string[];
  /** Of a list: the field without which an item is not finished. */
  needs?: string;
  /** The field beside a date that keeps its words. */
  note?: string;
  /** Of what is only shown here: the page where it is asked. */
  at?: string;
  /** Of a list: the field that says under which heading an item stands. */
  groups?: string;
  fields?: Field[];
  /** In a word or two, for a column or a line that says what is folded. */
  short?: string;
  /** Of a list: the columns with which an empty table of it begins. */
  columns?: string[];
  /** Of a list of tabs: where in an item the way from its head leads on a phone, and what that is called. */
  reach?: { at: string; words: string };
  /** Of a list: what is asked on other pages, and can be a column here. */
  besides?: Field[];
  /** Of a column: where it is kept from which source that comes. */
  source?: string;
  noun?: string;
  nouns?: string;
  label?: string;
  layout?: string;
  fixed?: boolean;
  /** Hides the label from sight where a legend says the same. */
  quiet?: boolean;
  /** Takes whole numbers only. */
  whole?: boolean;
  /** One of its answers always stands. */
  always?: boolean;
  /** A scale in one short row. */
  small?: boolean;
  /** Puts a group, or the named fields of an item or a group, behind a disclosure. */
  more?: boolean | string[];
  /** In which states of rating apart it is asked. */
  when?: string[];
}

export type Choice = [value: Value, words: string];

export interface Section {
  title: string;
  hint?: string;
  path: string;
  fields: Field[];
  layout?: string;
  more?: boolean;
}

export interface FormSpec {
  sections: Section[];
}

// the journey: cjm_widgets/journey/model.py; whatever stands at a path

/** An answer, an item or a list: what its type is, the field's kind says. */
export type Value = any;

/** What stands at a path, with this browser's unsaved edits; undefined where nothing is. */
export type ValueAt = (path: string) => Value;

export interface Item {
  id: string;
  [field: string]: Value;
}
