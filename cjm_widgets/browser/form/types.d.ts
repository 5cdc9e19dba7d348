/** The words in which the parts of the form speak to each other. Types only. */

import type { Apart } from "../apart/apart.js";
import type { Called } from "../lib/labels.js";
import type { Field, FormSpec, Value, ValueAt } from "../lib/types.js";
import type { Step } from "../page/undo.js";
import type { Errors } from "./errors.js";

export type { Choice, Field, FormSpec, Item, Section, Value, ValueAt } from "../lib/types.js";

export interface FormHost {
  value: ValueAt;
  /** What the answers of the model are called. */
  labels: Called;
  /** Keeps the change until it is saved, then calls the form's update(). */
  edit(path: string, next: Value): void;
  /** Says a sentence in a polite live region. */
  announce(text: string): void;
  /** What this person did last. */
  lastDone(): Step | undefined;
  /** Takes that back, or an earlier thing, and says so. */
  undo(step?: Step): void;
  /** The address of the page where a part of the journey is filled in. */
  link?(path: string): string;
  /** Which state the round of this page is in, and what may be seen of it. */
  apart?(): Apart | undefined;
  /** Where the error summary goes; the top of the form if not given. */
  summary?: HTMLElement;
}

/** Makes the control of a field at a path. */
export type Make = (ctx: Ctx, field: Field, path: string) => Control;

export interface Ctx {
  host: FormHost;
  spec: FormSpec;
  errors: Errors;
  /** Of the next heading. */
  level: number;
  value: ValueAt;
  edit(path: string, next: Value): void;
  announce(text: string): void;
  /** What has focus. */
  active(): Element | null;
  /** Draws again what the user's own action changed. */
  changed(): void;
  /** Moves focus to the control of a path. */
  go(path: string): void;
  /** A tab was opened. */
  opened(id: string | undefined): void;
  /**
   * Makes the control of any field. Handed down, since lists hold fields and fields hold lists, and modules that
   * import each other cannot be linked into one text.
   */
  part(ctx: Ctx, field: Field, base: string): Control;
}

export interface Control {
  element: HTMLElement;
  update(): void;
  /** True if the path is this control's, or stands within it, and it took focus. */
  focus(path: string): boolean;
  destroy(): void;
}

/** A control with one answer. */
export interface Leaf extends Control {
  /** Hands on what the person entered. */
  send(value: Value): void;
  /** Keeps it here, since it cannot be sent, and says why. */
  hold(value: Value, say: string): void;
}
