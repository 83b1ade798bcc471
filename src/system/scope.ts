import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killFamily, killGroup } from './process-tree.js';

/**
 * The warden: a shell that reads what a run has made from its standard input, and clears it away when that input ends
 * without a farewell, so that even SIGKILL on us leaves no process and no folder. Its text is constant; everything that
 * varies reaches it as data on standard input.
 */
const WARDEN = `
pids=; n=0
while IFS=' ' read -r op arg; do
  case $op in
    p) pids="$pids $arg" ;;
    x) keep=; for p in $pids; do [ "$p" = "$arg" ] || keep="$keep $p"; done; pids=$keep ;;
    d) set -- "$@" "$arg" ;;
    bye) exit 0 ;;
  esac
done
all=$pids
for p in $pids; do all="$all $(cat /proc/$p/task/*/children 2>/dev/null)"; done
for p in $all; do kill -TERM -- "-$p" "$p" 2>/dev/null; done
[ -z "$pids" ] || sleep 1
for p in $all; do kill -KILL -- "-$p" "$p" 2>/dev/null; done
for d in "$@"; do rm -rf -- "$d"; done
`;

/** Everything that one run starts or makes: child processes and temporary folders. Closing it leaves none of them. */
export class Scope {
  readonly #children = new Set<ChildProcess>();
  readonly #strays = new Set<number>();
  readonly #folders = new Set<string>();
  readonly #abort = new AbortController();
  #warden: ChildProcess | undefined;
  #closed: Promise<void> | undefined;

  /** Aborted when the scope closes; long work listens to it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Makes a temporary folder that goes with the scope.
   * @param prefix the start of its name
   * @param parent where to make it; the system's temporary folder if not given
   * @returns its real path, since Go resolves symbolic links in what it writes into DWARF
   * @throws the file system's error (ENOENT, EACCES, EROFS, ENOSPC)
   */
  folder(prefix: string, parent: string = process.env.RUNNER_TEMP || tmpdir()): string {
    const path = realpathSync(mkdtempSync(join(parent, `delve-gate-${prefix}-`)));
    this.#folders.add(path);
    this.#tell(`d ${path}`);
    return path;
  }

  /** Takes charge of a child that leads its own process group: it and its group end with the scope, at the latest. */
  adopt(child: ChildProcess): void {
    const { pid } = child;
    if (pid === undefined) return;
    this.#children.add(child);
    this.#tell(`p ${pid}`);
    child.once('exit', () => {
      this.#children.delete(child);
      this.#tell(`x ${pid}`);
    });
  }

  /** Takes charge of a process that a child of ours started in a group of its own, as dlv does with the debuggee. */
  adoptStray(pid: number): void {
    if (this.#strays.has(pid)) return;
    this.#strays.add(pid);
    this.#tell(`p ${pid}`);
  }

  /** Lets go of a process that is known to have ended, before its id can be given to another. */
  release(pid: number): void {
    if (this.#strays.delete(pid)) this.#tell(`x ${pid}`);
  }

  /** Ends everything, children first, and removes the folders. Safe to call twice. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#abort.abort();
    const children = [...this.#children];
    const gone = children.map((child) => new Promise<void>((resolve) => child.once('exit', () => resolve())));
    for (const child of children) killFamily(child.pid as number);
    for (const pid of this.#strays) killGroup(pid, 'SIGKILL');
    await Promise.all(gone);
    for (const folder of this.#folders) removeFolder(folder);
    this.#tell('bye');
    this.#warden?.stdin?.end();
  }

  #tell(line: string): void {
    if (process.platform === 'win32') return;
    if (this.#warden === undefined) {
      this.#warden = spawn('/bin/sh', ['-c', WARDEN], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
      this.#warden.on('error', () => {});
      this.#warden.stdin?.on('error', () => {});
      this.#warden.unref();
      (this.#warden.stdin as unknown as { unref?: () => void } | null)?.unref?.();
    }
    if (!line.includes('\n')) this.#warden.stdin?.write(`${line}\n`);
  }
}

/** Go makes its module cache read-only; what we copied out of it may be too. */
function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
}
