// Reads the lab's files.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * A way to break a machine.
 * @typedef {object} Fault
 * @property {string} id its folder, the link of the chain that breaks, and its file's name
 * @property {string} name what is wrong, for people
 * @property {string} cause what the check must say
 * @property {string} why how it comes about, and why it breaks
 * @property {string | string[]} [needs] what the machine must have, by the names in needs.mjs
 * @property {boolean} [anywhere] whether it can be made on macOS and Windows too: by variables and files alone
 * @property {'error' | 'warning' | 'note'} [level] of the finding; error unless told
 * @property {string[]} [consequences] causes that the finding must list under it
 * @property {string} [at] the place that the finding must name, from HOME
 * @property {boolean} [installs] whether a dlv has to be fetched or built, which takes its time
 * @property {boolean} [waits] whether the fault is that something does not answer, which shows only in time
 * @property {boolean} [transcript] false where the page differs from run to run
 * @property {string} [target] what is to be proved, beside what the policy asks for
 * @property {(machine: import('./machine.mjs').Machine) => unknown} break makes it; may return `{ args, wrap }` for the check
 */

async function load(folder) {
  const files = readdirSync(join(here, folder), { recursive: true })
    .filter((name) => name.endsWith('.mjs') && !name.startsWith('support/'))
    .sort();
  const all = [];
  // One after the other: jest cannot load modules that share others at the same time.
  for (const name of files)
    all.push({ id: name.replace(/\.mjs$/, ''), ...(await import(pathToFileURL(join(here, folder, name)).href)).default });
  return all;
}

/**
 * A message that tells of a cause, printed for real.
 * @typedef {object} Message
 * @property {string} id its file's name, which is its cause
 * @property {string} name what is done, for people
 * @property {string} cause what `delve-gate diagnose` must say of what was printed
 * @property {string} why how it comes about
 * @property {string | string[]} [needs] what the machine must have, by the names in needs.mjs
 * @property {boolean} [shared] whether other causes print the same: then it must be one of the first three, and possible
 * @property {boolean} [typed] whether the commands are pasted with what they printed, as the message alone does not say who speaks
 * @property {(terminal: import('./messages/support/terminal.mjs').Terminal, machine: import('./machine.mjs').Machine) => unknown} say
 */

/** @returns {Promise<Fault[]>} every fault, by link and name */
export function loadFaults() {
  return load('faults');
}

/** @returns {Promise<Fault[]>} every fault of a guest, by link and name: a guest boots for most of them, which takes its time */
export async function loadGuests() {
  const all = await load('guests');
  return all.map((fault) => ({ target: 'linux/arm64', needs: 'guests', ...fault, installs: true }));
}

/** @returns {Promise<{ id: string, name: string, needs?: string | string[], make(machine: import('./machine.mjs').Machine): unknown }[]>} */
export function loadZoo() {
  return load('zoo');
}

/** @returns {Promise<Message[]>} every message that is printed for real */
export function loadMessages() {
  return load('messages');
}
