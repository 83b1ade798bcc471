import { plain } from '../report/sanitize.js';

/** Milliseconds between two lines. */
const PAUSE = 2000;

/**
 * Progress in a job's log: whole lines, though a runner may give a terminal (act does), for half a line would swallow the command after it.
 * It names packages of the pull request, so nothing of it starts a line.
 */
export function logProgress(write: (text: string) => unknown, now: () => number = Date.now): (text: string) => void {
  let last = '';
  let shown = Number.NEGATIVE_INFINITY;
  return (text) => {
    if (text === last || now() - shown < PAUSE) return;
    last = text;
    shown = now();
    write(`delve-gate: ${plain(text)}\n`);
  };
}
