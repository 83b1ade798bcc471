// A terminal of a scratch machine: what is typed into it is run for real, and what it shows is kept.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** No command of a message takes longer. */
const LIMIT = 60_000;
/** A folder of the go command, whose name is as long as it likes. */
const BUILD_FOLDER = /(\/go-build)\d+/g;
/** What speaks to dlv as an editor does. */
export const EDITOR = fileURLToPath(new URL('dap.mjs', import.meta.url));
/** How long what has ended leaves its last words on the way. */
const SETTLE = 150;

export class Terminal {
  /** What was typed, and what was shown, in order. */
  #shown = [];
  /** What differs from run to run, and what stands for it. */
  #aliases = [];
  #left = [];
  #taken = 0;

  /** @param {import('../../machine.mjs').Machine} machine */
  constructor(machine) {
    this.machine = machine;
    chmodSync(machine.folder, 0o755);
    machine.undo(() => this.#end());
  }

  /** Puts a real dlv on PATH: the one that a check would install, or another. @returns where it is */
  async dlv(version = '1.27.2', go = undefined) {
    const { machine } = this;
    const folder = join(machine.home, 'go', 'bin');
    const from = await machine.dlv(version, go);
    mkdirSync(folder, { recursive: true });
    try {
      linkSync(from, join(folder, 'dlv'));
    } catch {
      copyFileSync(from, join(folder, 'dlv'));
    }
    machine.env.PATH = `${folder}${delimiter}${machine.env.PATH}`;
    return join(folder, 'dlv');
  }

  /** The project's program, built for a debugger; it stays until it is ended. */
  async program({ stays = true } = {}) {
    const { machine } = this;
    if (stays) machine.write('main.go', 'package main\n\nimport "time"\n\nfunc main() {\n\ttime.Sleep(time.Hour)\n}\n');
    await machine.sh("go build -gcflags='all=-N -l' -o app .");
  }

  /** A port that nothing listens on. @param {number} as what a page shows instead of it */
  async port(as = 2345) {
    const server = createServer();
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address();
    await new Promise((done) => server.close(done));
    this.alias(port, as);
    return port;
  }

  /** @param {string | number} from what differs from run to run @param {string | number} to what a page shows instead of it */
  alias(from, to) {
    this.#aliases.push([new RegExp(`(?<![\\w.])${String(from).replace(/[^\w]/g, '\\$&')}(?![\\w])`, 'g'), String(to)]);
  }

  /**
   * Runs a line in a shell without a terminal, and keeps all that it prints.
   * @param {{ shell?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} options quiet: it is not shown
   */
  async run(script, { shell = '/bin/sh', env = {}, quiet = false } = {}) {
    const started = this.#start(script, shell, env);
    const code = await new Promise((done) => {
      const timer = setTimeout(() => done(null), LIMIT);
      started.child.once('close', (ended) => {
        clearTimeout(timer);
        done(ended);
      });
    });
    if (code === null) this.#kill(started);
    if (!quiet) this.#keep(script, started);
    return { code, text: started.text };
  }

  /** Runs a program that goes on in the background, until it prints something. */
  async background(script, until = undefined, { shell = '/bin/sh', env = {}, as = 4194 } = {}) {
    const started = this.#start(`exec ${script}`, shell, env);
    await waitFor(
      () => !until || until.test(started.text) || started.child.exitCode !== null,
      script,
      () => started.text,
    );
    if (!until) await pause(SETTLE);
    this.#keep(`${script} &`, started);
    const { pid } = started.child;
    if (as !== undefined) this.alias(pid, as);
    return { pid, text: () => started.text };
  }

  /** What all commands printed, as it was. */
  get text() {
    return this.#shown
      .filter((each) => each.started)
      .map((each) => each.started.text.trimEnd())
      .filter(Boolean)
      .join('\n');
  }

  /** The page: commands and what they printed. */
  get page() {
    this.#flush();
    return this.#shown
      .map((each) => (each.typed === undefined ? each.started.text.trimEnd() : `$ ${each.typed}`))
      .filter(Boolean)
      .join('\n');
  }

  /** With what stays the same instead of what differs. */
  same(text) {
    return this.#aliases.reduce((all, [from, to]) => all.replace(from, to), text).replace(BUILD_FOLDER, '$11');
  }

  #flush() {
    const { shown } = this.machine;
    for (const typed of shown.slice(this.#taken)) this.#shown.push({ typed });
    this.#taken = shown.length;
  }

  #keep(typed, started) {
    this.#flush();
    this.#shown.push({ typed }, { started });
    return started;
  }

  /** In a session of its own, so that all of it can be ended. */
  #start(script, shell, env) {
    const { machine } = this;
    const child = spawn(shell, ['-c', `exec 2>&1; ${script}`], {
      cwd: machine.project,
      env: { ...machine.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    const started = { child, text: '' };
    child.stdout.on('data', (part) => {
      started.text += part;
    });
    this.#left.push(started);
    return started;
  }

  #kill({ child }) {
    let members = [];
    try {
      members = execFileSync('ps', ['-o', 'pid=', '-s', String(child.pid)], { encoding: 'utf8' })
        .trim()
        .split(/\s+/)
        .map(Number);
    } catch {
      // None is left.
    }
    for (const pid of members.filter((each) => each > 1)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  async #end() {
    for (const each of this.#left) this.#kill(each);
    await pause(SETTLE);
  }
}

export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

/** Until a condition holds. */
export async function waitFor(holds, what, seen = () => '') {
  const end = performance.now() + LIMIT;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what}: nothing came of it in time: ${seen()}`);
    await pause(20);
  }
}
