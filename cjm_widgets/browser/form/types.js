/**
 * The words in which the parts of the form speak to each other. Types only.
 *
 * @typedef {{
 *   name: string, kind: string, title: string, hint?: string, limit?: number, low?: number, high?: number,
 *   optional?: boolean, choices?: [any, string][], to?: string, fields?: Field[], noun?: string, nouns?: string,
 *   label?: string, layout?: string, fixed?: boolean, quiet?: boolean, whole?: boolean, small?: boolean, always?: boolean,
 *   more?: boolean | string[], when?: string[]
 * }} Field one thing that is asked; `name` is a path below the part of the journey it stands in;
 *   `quiet` hides the label from sight where a legend says the same; `whole` takes whole numbers only; `always` that one of its answers always stands; `small` is a
 *   scale in one short row; `when` names the states of rating apart in which it is asked; `more` puts a group, or the named fields of an item or a group, behind a disclosure
 *
 * @typedef {{ title: string, hint?: string, path: string, fields: Field[], layout?: string, more?: boolean }} Section
 * @typedef {{ sections: Section[] }} FormSpec
 *
 * @typedef {{
 *   value(path: string): any,
 *   edit(path: string, next: any): void,
 *   announce(text: string): void,
 *   lastDone(): import("../page/undo.js").Step | undefined,
 *   undo(step?: import("../page/undo.js").Step): void,
 *   link?(path: string): string,
 *   apart?(): import("../apart/apart.js").Apart | undefined,
 *   summary?: HTMLElement
 * }} FormHost
 *   value: what stands at a path, with this browser's unsaved edits; undefined where nothing is.
 *   edit: keeps the change until it is saved, then calls the form's update().
 *   announce: says a sentence in a polite live region.
 *   lastDone: what this person did last. undo: takes that back, or an earlier thing, and says so.
 *   apart: which state the round of this page is in, and what may be seen of it.
 *   link: the address of the page where a part of the journey is filled in.
 *   summary: where the error summary goes; the top of the form if not given.
 *
 * @typedef {{
 *   host: FormHost,
 *   spec: FormSpec,
 *   errors: import("./errors.js").Errors,
 *   level: number,
 *   value(path: string): any,
 *   edit(path: string, next: any): void,
 *   announce(text: string): void,
 *   active(): Element | null,
 *   changed(): void,
 *   go(path: string): void,
 *   opened(id: string): void,
 *   part(ctx: Ctx, field: Field, base: string): Control
 * }} Ctx
 *   level: of the next heading. active: what has focus. changed: draw again what the user's own action changed.
 *   go: moves focus to the control of a path. opened: a tab was opened. part: makes the control of any field (handed down, since lists hold fields and
 *   fields hold lists, and modules that import each other cannot be linked into one text).
 *
 * @typedef {{ element: HTMLElement, update(): void, focus(path: string): boolean, destroy(): void }} Control
 *   focus: true if the path is this control's, or stands within it, and it took focus.
 */
export {};
