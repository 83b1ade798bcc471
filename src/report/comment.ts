import type { GateReport } from '../model/gate.js';
import { gateMarkdown } from './gate-markdown.js';
import { markdown, plain, shorten } from './sanitize.js';

/** Characters of a comment that GitHub takes. */
const LIMIT = 65_536;

/** Nothing that anybody has to do: every leg passed, and there is neither an error nor a warning. */
export function isWell({ verdict, findings }: Pick<GateReport, 'verdict' | 'findings'>): boolean {
  return verdict === 'pass' && findings.every(({ level }) => level === 'note');
}

/**
 * The gate as a comment of a pull request; one line when all is well.
 * @param mark the line that we know it by
 * @param url the page of the run
 * @param head the commit that people look at, where the report names the merge of it
 */
export function commentOf(report: GateReport, { mark, url, head }: { mark: string; url: string; head: string }): string {
  const run = `<a href="${url.replace(/[^\w./:%-]/g, '')}">the run</a>`;
  if (isWell(report)) {
    const commit = markdown(head.slice(0, 12));
    return `${mark}\n✅ delve-gate: pass: all ${report.legs.length} legs passed for ${commit} (${run})\n`;
  }
  const tail = `\nWhat was judged, and the whole report: ${run}\n`;
  return `${mark}\n${gateMarkdown(report, LIMIT - mark.length - tail.length - 2)}${tail}`;
}

/**
 * A change of one line that can be taken over by a click; undefined where the line holds what cannot be seen.
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/commenting-on-a-pull-request
 * @param becomes the line as it is to be, without its line end
 */
export function suggestionOf(
  { title, cause, page }: { title: string; cause: string; page: string },
  becomes: string,
  mark: string,
): string | undefined {
  if (/[\r\n]/.test(becomes) || becomes.replaceAll('\t', ' ') !== plain(becomes)) return undefined;
  const longest = Math.max(0, ...[...becomes.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${mark}\n${markdown(shorten(title, 300))} (${markdown(shorten(cause, 100))})\n\n${fence}suggestion\n${becomes}\n${fence}\n\n${page}\n`;
}
