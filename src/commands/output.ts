import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file whole or not at all: to the side, then renamed. A pipe or a device stays what it is. */
export function writeWhole(file: string, text: string): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isFIFO() || there?.isCharacterDevice()) {
    writeFileSync(file, text);
    return;
  }
  const side = `${file}.${process.pid}.new`;
  try {
    writeFileSync(side, text);
    renameSync(side, file);
  } catch (error) {
    rmSync(side, { force: true });
    throw error;
  }
}

/** Progress on one line of a terminal, or as plain lines where there is none. Always on standard error. */
export function progress(options: { quiet: boolean }): { say: (text: string) => void; done: () => void } {
  const { stderr } = process;
  if (options.quiet) return { say: () => {}, done: () => {} };
  let last = '';
  let shown = 0;
  const say = (text: string) => {
    const line = text.replace(/[\p{Cc}]/gu, ' ').slice(0, (stderr.columns ?? 100) - 1);
    if (stderr.isTTY) stderr.write(`\r\x1b[2K${line}`);
    // A log is no terminal: a line every two seconds is enough.
    else if (line !== last && Date.now() - shown > 2000) {
      stderr.write(`${line}\n`);
      shown = Date.now();
    }
    last = line;
  };
  const done = () => {
    if (stderr.isTTY && last !== '') stderr.write('\r\x1b[2K');
  };
  return { say, done };
}
