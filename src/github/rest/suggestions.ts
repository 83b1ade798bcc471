import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { GateFinding } from '../../model/gate.js';
import type { Edit } from '../../model/report.js';
import { suggestionOf } from '../../report/comment.js';
import { inWorkspace } from '../../report/path.js';
import type { Api } from './api.js';
import { linesInPatch } from './diff.js';
import { PAGE } from './limits.js';
import { digest, isMarked, marker } from './marker.js';
import type { Place } from './place.js';
import { count, done, idle, kept, keptByFork, type Outcome, type Publishing } from './publisher.js';

/** Lines that are suggested in one run at most. */
const MOST = 20;
/** Pages of changed files, and of comments in reviews, that are looked through. GitHub lists 3,000 files. */
const MOST_PAGES = { files: 30, comments: 10 } as const;
/** Bytes of a file of which a line is read. */
const MAX_FILE = 1 << 20;

const Files = z.array(z.object({ filename: z.string(), patch: z.string().optional() }));
const Comments = z.array(z.object({ body: z.string(), user: z.object({ login: z.string() }).nullable() }));
const Made = z.object({ id: z.number().int() });

/** A change of a line with the finding that asks for it, and the marker that tells whether it was suggested before. */
interface Suggestion {
  finding: GateFinding;
  edit: Edit;
  mark: string;
}

/** Suggests the changes of lines that findings know, where the pull request shows those lines; in one review, and each once. */
export async function publishSuggestions({ api, place, pull: ask, report, workspace, id }: Publishing): Promise<Outcome> {
  const keptOut = keptByFork(place);
  if (keptOut) return keptOut;
  const wanted = editsOf(report.findings, id).filter(({ edit }) => place.second || stillThere(edit, workspace));
  if (wanted.length === 0) return idle('no finding is mended by a change of one line');
  const pull = await ask();
  if ('none' in pull) return idle(pull.none);
  const shown = await inDiff(api, place, pull.number, wanted);
  if (shown.length === 0) return idle(`#${pull.number} shows none of the lines that are to be changed`);
  const fresh = await notYetMade(api, place, pull.number, shown);
  if (fresh === undefined)
    return kept(
      `#${pull.number} has more than ${MOST_PAGES.comments * PAGE} comments in reviews`,
      'to see which suggestions are there already',
      'delete comments that a program wrote',
    );
  if (fresh.length === 0) return idle(`#${pull.number} has all suggestions already`);
  const comments = fresh.slice(0, MOST).flatMap(({ finding, edit, mark }) => {
    const body = suggestionOf(finding, edit.becomes, mark);
    return body === undefined ? [] : [{ path: edit.file, line: edit.line, side: 'RIGHT', body }];
  });
  if (comments.length === 0) return idle('the lines hold what cannot be seen, and are not repeated');
  const { owner, repo, head } = place;
  const body = `${marker('edits', id)}\ndelve-gate: ${count(comments.length, 'line')} that can be mended here.`;
  await api.create(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    { owner, repo, pull_number: pull.number, commit_id: head, event: 'COMMENT', body, comments },
    Made,
  );
  return done(`${count(comments.length, 'suggestion')} in #${pull.number}`);
}

/** Errors and warnings with a change that we know; one for a line. */
function editsOf(findings: readonly GateFinding[], id: string): Suggestion[] {
  const byLine = new Map<string, Suggestion>();
  for (const finding of findings) {
    const { edit, cause, level } = finding;
    if (!edit || level === 'note' || byLine.has(`${edit.file}:${edit.line}`)) continue;
    byLine.set(`${edit.file}:${edit.line}`, { finding, edit, mark: marker('edit', digest(id, cause, edit.file, edit.was, edit.becomes)) });
  }
  return [...byLine.values()];
}

/** Whether the line in the workspace is what the finding saw. */
function stillThere({ file, line, was }: Edit, workspace: string): boolean {
  try {
    const path = join(workspace, file);
    const stat = statSync(path);
    if (inWorkspace(file, workspace) !== file || !stat.isFile() || stat.size > MAX_FILE) return false;
    return readFileSync(path, 'utf8').split('\n')[line - 1] === was;
  } catch {
    return false;
  }
}

/** Those whose line the pull request shows, as it is to be changed: the merge that was checked out may have moved it. */
async function inDiff(api: Api, { owner, repo }: Place, number: number, wanted: readonly Suggestion[]): Promise<Suggestion[]> {
  const names = new Set(wanted.map(({ edit }) => edit.file));
  const { all } = await api.pages('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { owner, repo, pull_number: number }, Files, {
    most: MOST_PAGES.files,
    enough: (seen) => seen.filter(({ filename }) => names.has(filename)).length === names.size,
  });
  const patches = new Map(
    all.filter(({ filename }) => names.has(filename)).map(({ filename, patch = '' }) => [filename, linesInPatch(patch)]),
  );
  return wanted.filter(({ edit }) => patches.get(edit.file)?.get(edit.line) === edit.was);
}

/**
 * Those that we did not make before: as many are left out as there are comments of ours with the same marker, answered, outdated or not.
 * @returns undefined when there are too many comments to tell
 */
async function notYetMade(
  api: Api,
  { owner, repo }: Place,
  number: number,
  shown: readonly Suggestion[],
): Promise<Suggestion[] | undefined> {
  const login = await api.whoami();
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const { all, more } = await api.pages(route, { owner, repo, pull_number: number }, Comments, { most: MOST_PAGES.comments });
  if (more) return undefined;
  const ours = all.filter(({ user }) => user?.login === login);
  const before = new Map<string, number>();
  return shown.filter(({ mark }) => {
    const made = before.get(mark) ?? ours.filter(({ body }) => isMarked(body, mark)).length;
    before.set(mark, made - 1);
    return made <= 0;
  });
}
