// What a check may leave behind nowhere.
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds for what ends by itself, as dlv's child that counts its uses. */
const PATIENCE = 10_000;

/** Processes of this machine, told by its HOME, which no other has, and what lies in its temporary folder. */
function leftovers({ home, temp }) {
  const pids = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).split('\0').includes(`HOME=${home}`),
  );
  const processes = pids.map((pid) => `process ${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
  return [...processes, ...list(temp).map((name) => `${temp}/${name}`)];
}

/** What is still there when there was time for it to go. */
export async function left(machine) {
  const end = performance.now() + PATIENCE;
  for (let seen = leftovers(machine); ; seen = leftovers(machine)) {
    if (seen.length === 0 || performance.now() > end) return seen;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Of a process that has ended meanwhile, or of another user, nothing. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A fault may have taken the folder away. */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
