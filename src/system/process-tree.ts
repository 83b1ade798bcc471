import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * The living descendants of a process, children before grandchildren.
 * dlv puts the debuggee into a process group of its own, so a kill of dlv's group does not reach it.
 */
export function descendants(pid: number): number[] {
  const children = process.platform === 'linux' ? linuxChildren() : psChildren();
  const found: number[] = [];
  const queue = [pid];
  for (let at = 0; at < queue.length; at++) {
    for (const child of children.get(queue[at] as number) ?? []) {
      found.push(child);
      queue.push(child);
    }
  }
  return found;
}

/** Sends a signal to a process group and to its leader; a process that is already gone is no error. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    if (signal === 'SIGKILL') spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
    } catch {
      // ESRCH: gone already.
    }
  }
}

/** Kills a process, its group, and all that it started in groups of their own. */
export function killFamily(pid: number): void {
  const family = descendants(pid);
  killGroup(pid, 'SIGKILL');
  for (const each of family) killGroup(each, 'SIGKILL');
}

/** Whether a process lives (a zombie does not). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return linuxState(pid) !== 'Z';
}

/** The state letter of a process on Linux (`R`, `S`, `T`, `t` while traced, `Z`), undefined elsewhere or when it is gone. */
export function linuxState(pid: number): string | undefined {
  return readStat(pid)?.state;
}

function readStat(pid: number | string): { state: string; parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: state ?? '', parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function linuxChildren(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (stat && stat.state !== 'Z') add(children, stat.parent, Number(name));
  }
  return children;
}

function psChildren(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  if (process.platform === 'win32') return children;
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  for (const line of (stdout ?? '').split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid !== undefined && parent !== undefined) add(children, parent, pid);
  }
  return children;
}

function add(children: Map<number, number[]>, parent: number, pid: number): void {
  const known = children.get(parent);
  if (known) known.push(pid);
  else children.set(parent, [pid]);
}
