import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The command lines of the processes that name this folder: what runs from it, and every dlv that was pointed at it. */
export function commandLinesNaming(folder: string): string[] {
  return commandLines().filter((line) => line.includes(folder));
}

function commandLines(): string[] {
  if (process.platform !== 'linux') return execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(linuxCommandLine);
}

/** Empty for a process that is gone or a zombie. */
function linuxCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
