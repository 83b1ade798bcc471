import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Stat {
  state: string;
  parent: number;
  session: number;
}

/**
 * The living processes that come from some that we started, without these: their descendants and, on Linux, all that is left of their sessions.
 * dlv puts the debuggee into a process group of its own, so a kill of dlv's group does not reach it; but the debuggee stays in the session,
 * also when dlv was killed and it has another parent.
 */
export function family(...roots: number[]): number[] {
  const stats = process.platform === 'linux' ? linuxStats() : psStats();
  const found = new Set(roots);
  for (const [each, { session }] of stats) if (roots.includes(session)) found.add(each);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [each, { parent }] of stats) if (found.has(parent)) found.add(each);
  }
  return [...found].filter((each) => !roots.includes(each));
}

/**
 * The living processes whose environment holds this text, on Linux; none elsewhere.
 * It finds those that left our session too, as a daemon does.
 */
export function marked(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  return pids().filter((pid) => readProc(pid, 'environ')?.split('\0').includes(mark));
}

/** Sends a signal to a process and to the group that it leads; a process that is already gone is no error. */
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
  const others = family(pid);
  killGroup(pid, 'SIGKILL');
  for (const each of others) killGroup(each, 'SIGKILL');
}

/** Kills what is left of a process that has just ended; later its id may be another's. */
export function killRemnants(pid: number): void {
  for (const each of family(pid)) killGroup(each, 'SIGKILL');
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

/** `pid (name) state ppid pgrp session …`; the name may hold spaces and brackets (proc_pid_stat(5)). */
function readStat(pid: number): Stat | undefined {
  const text = readProc(pid, 'stat');
  if (text === undefined) return undefined;
  const [state = '', parent, , session] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent), session: Number(session) };
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** None where they cannot be read: a process with no file descriptor left has to clear up all the same. */
function pids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function linuxStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const pid of pids()) {
    const stat = readStat(pid);
    if (stat && !/[ZX]/.test(stat.state)) stats.set(pid, stat);
  }
  return stats;
}

/** macOS's `ps` shows no session that could be compared with a process id. */
function psStats(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  if (process.platform === 'win32') return stats;
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  for (const line of (stdout ?? '').split('\n')) {
    const [pid, parent, state = ''] = line.trim().split(/\s+/);
    if (pid && !state.startsWith('Z')) stats.set(Number(pid), { state, parent: Number(parent), session: 0 });
  }
  return stats;
}
