import * as z from 'zod';
import { commentOf, isWell } from '../../report/comment.js';
import { isMarked, marker } from './marker.js';
import { done, idle, kept, keptByFork, type Outcome, type Publishing } from './publisher.js';

/** Pages of comments that are looked through: ours is among the first. */
const MOST_PAGES = 10;
const Comment = z.object({ id: z.number().int(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullable() });
const Made = z.object({ id: z.number().int() });

/** One comment in a pull request, the same from run to run. None is made to say that all is well. */
export async function publishComment({ api, place, pull: ask, report, id }: Publishing): Promise<Outcome> {
  const keptOut = keptByFork(place);
  if (keptOut) return keptOut;
  const pull = await ask();
  if ('none' in pull) return idle(pull.none);
  const { owner, repo } = place;
  const mark = marker('gate', id);
  const login = await api.whoami();
  // A stranger can write our marker too: theirs is neither changed nor in our way.
  const isOurs = ({ body, user }: z.infer<typeof Comment>) => user?.login === login && isMarked(body, mark);
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const { all, more } = await api.pages(route, { owner, repo, issue_number: pull.number }, z.array(Comment), {
    most: MOST_PAGES,
    enough: (seen) => seen.some(isOurs),
  });
  const ours = all.find(isOurs);
  if (!ours && more)
    return kept(
      `#${pull.number} has more than ${all.length} comments, and ours is not among them`,
      'to find it before another is made',
      'delete comments that a program wrote',
    );
  if (!ours && isWell(report)) return idle(`all is well with #${pull.number}, and there is no comment`);
  const body = commentOf(report, { mark, url: place.url, head: place.head });
  if (!ours) {
    await api.create('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { owner, repo, issue_number: pull.number, body }, Made);
    return done(`written in #${pull.number}`);
  }
  await api.replace('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { owner, repo, comment_id: ours.id, body }, Made);
  return done(`brought up to date in #${pull.number}`);
}
