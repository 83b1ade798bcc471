import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A shell that reads what a run has made from its standard input, and clears it away when that input ends without a farewell.
 * Its text is constant; everything that varies reaches it as data. SIGINT goes first, since the go command removes its work
 * folder only on that signal. A process that was forked but has not become another program yet still holds our end of that
 * input, so it has its mark before the end can be seen.
 */
const SCRIPT = `
pids= mark=
while IFS=' ' read -r op arg; do
  case $op in
    m) mark=$arg ;;
    p) pids="$pids $arg" ;;
    x) keep=; for p in $pids; do [ "$p" = "$arg" ] || keep="$keep $p"; done; pids=$keep ;;
    d) set -- "$@" "$arg" ;;
    bye) exit 0 ;;
  esac
done
living() {
  if [ -r /proc/self/environ ]; then
    grep -lF -e "$mark" /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ p _; do echo "$p"; done
  else
    for p in $pids; do kill -0 "$p" 2>/dev/null && echo "$p"; done
  fi
}
signal() { for p in $pids $(living); do kill "$1" -- "-$p" 2>/dev/null; kill "$1" "$p" 2>/dev/null; done; }
wait_a_moment() { sleep 0.1 2>/dev/null || sleep 1; }
signal -INT
i=0; while [ $i -lt 10 ] && [ -n "$(living)" ]; do wait_a_moment; i=$((i + 1)); done
signal -KILL
i=0; while [ $i -lt 50 ] && [ -n "$(living)" ]; do signal -KILL; wait_a_moment; i=$((i + 1)); done
for d in "$@"; do rm -rf -- "$d" 2>/dev/null || { chmod -R u+rwX -- "$d"; rm -rf -- "$d"; }; done
`;

/** Clears away after us even when SIGKILL ends us: no process and no folder is left. Not on Windows, which has no such shell. */
export class Warden {
  #shell: ChildProcess | undefined;

  /** @param mark a text in the environment of all that we start: `NAME=value` */
  constructor(private readonly mark: string) {}

  /** A process that leads a group. */
  watch(pid: number): void {
    this.#tell(`p ${pid}`);
  }

  /** A process that has ended, before its id can be given to another. */
  forget(pid: number): void {
    this.#tell(`x ${pid}`);
  }

  /** A folder to remove; also one that is not made yet. */
  folder(path: string): void {
    this.#tell(`d ${path}`);
  }

  /** Starts it, when it does not run yet: before there is something to watch. */
  start(): void {
    if (this.#shell !== undefined || process.platform === 'win32') return;
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
    this.#shell.on('error', () => {});
    this.#shell.stdin?.on('error', () => {});
    this.#shell.unref();
    (this.#shell.stdin as unknown as { unref?: () => void } | null)?.unref?.();
    this.#tell(`m ${this.mark}`);
  }

  /** There is nothing left to clear away. */
  dismiss(): void {
    if (this.#shell === undefined) return;
    this.#tell('bye');
    this.#shell.stdin?.end();
    this.#shell = undefined;
  }

  #tell(line: string): void {
    this.start();
    if (!line.includes('\n')) this.#shell?.stdin?.write(`${line}\n`);
  }
}
