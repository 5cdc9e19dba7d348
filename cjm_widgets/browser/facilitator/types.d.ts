/** What the page shows, of what it is told. Types only. */

import type { Agenda, Connected, SentByFacilitator, Starter, Step, Team } from "../lib/messages.js";

export interface State {
  teams: Map<string, Team>;
  people: Record<string, Connected[]>;
  workshop: Agenda;
  /** When the workshop was told, in ms. */
  toldAt: number;
  steps: Step[];
  starters: Starter[];
  /** Whether others reach this computer. */
  reached: boolean;
}

type Act = Extract<SentByFacilitator, { kind: "action" }>;
type Ask = Exclude<SentByFacilitator, Act>;

export interface Host {
  state: State;
  act<A extends Act["action"]>(action: A, content?: Omit<Extract<Act, { action: A }>, "kind" | "action" | "by">): void;
  ask<K extends Ask["kind"]>(kind: K, content?: Omit<Extract<Ask, { kind: K }>, "kind">): void;
  say(text: string): void;
}
