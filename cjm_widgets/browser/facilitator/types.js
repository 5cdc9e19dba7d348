/**
 * What the page is told, as cjm_widgets/pages/facilitator.py makes it.
 *
 * @typedef {{ name: string, title: string, file: string, minutes: number }} Step
 * @typedef {{ name: string, state: "empty" | "started" | "done", say: string }} Done
 * @typedef {{ about: string, page: string, title: string, state: "off" | "apart" | "together", counted: number }} Round
 * @typedef {{ name: string, page: string, title: string }} Person
 * @typedef {object} Team
 * @property {string} id
 * @property {string} title
 * @property {string} problem
 * @property {number} changed  seconds since 1970
 * @property {Done[]} steps
 * @property {number} done
 * @property {number} advice
 * @property {any} pulse
 * @property {Round[]} rounds
 * @property {number} editions
 * @property {string} edition
 * @property {string} link
 * @typedef {{ step: string, left: number | null, paused: boolean, closed: string[], problem: string }} Workshop
 * @typedef {object} State
 * @property {Map<string, Team>} teams
 * @property {Record<string, Person[]>} people
 * @property {Workshop} workshop
 * @property {number} toldAt  when the workshop was told, in ms
 * @property {Step[]} steps
 * @property {{ name: string, title: string }[]} starters
 * @property {boolean} reached  whether others reach this computer
 * @typedef {object} Host
 * @property {State} state
 * @property {(action: string, content?: object) => void} act
 * @property {(kind: string, content?: object) => void} ask
 * @property {(text: string) => void} say
 */
export {};
