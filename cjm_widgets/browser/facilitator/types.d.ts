/** What the page is told, as cjm_widgets/pages/facilitator.py makes it. Types only. */

import type { Monitor } from "../lib/types.js";

export interface Step {
  name: string;
  title: string;
  file: string;
  minutes: number;
}

export interface Done {
  name: string;
  state: "empty" | "started" | "done";
  say: string;
}

export interface Round {
  about: string;
  page: string;
  title: string;
  state: "off" | "apart" | "together";
  counted: number;
}

export interface Person {
  name: string;
  page: string;
  title: string;
}

/** A team's heart monitor in small. */
export interface Pulse extends Pick<Monitor, "curves"> {
  title: string;
  say: string;
  felt: boolean;
  steps: (Monitor["steps"][number] & { split: boolean })[];
}

export interface Team {
  id: string;
  title: string;
  problem: string;
  /** Seconds since 1970. */
  changed: number;
  steps: Done[];
  done: number;
  advice: number;
  pulse: Pulse;
  rounds: Round[];
  editions: number;
  edition: string;
  link: string;
}

export interface Workshop {
  step: string;
  left: number | null;
  paused: boolean;
  closed: string[];
  problem: string;
}

export interface State {
  teams: Map<string, Team>;
  people: Record<string, Person[]>;
  workshop: Workshop;
  /** When the workshop was told, in ms. */
  toldAt: number;
  steps: Step[];
  starters: { name: string; title: string }[];
  /** Whether others reach this computer. */
  reached: boolean;
}

export interface Host {
  state: State;
  act(action: string, content?: object): void;
  ask(kind: string, content?: object): void;
  say(text: string): void;
}
