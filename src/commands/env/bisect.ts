import { smallestSets } from '../../goenv/bisect.js';
import { type Candidate, type Clean, cleanEnvironments, type Parts, takeApart } from '../../goenv/candidates.js';
import { shownValue } from '../../goenv/changes.js';
import type { Bisection, BisectResult, Culprit, Traced } from '../../model/bisect.js';
import { rank } from '../../model/chain.js';
import { bisectText } from '../../report/bisect.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import type { Section } from '../sections.js';
import { toJson } from './goenv-json.js';
import type { EnvResult, EnvRun } from './index.js';
import { count, type FoundCause, MOST, type Outcome, scratchOf, Tries } from './tries.js';

/** The faster ones first: the first that fails is the one that is repeated. */
const STAGES: readonly (readonly Section[])[] = [['env'], ['env', 'dlv'], ['env', 'dlv', 'smoke']];
const CODES: Record<BisectResult, number> = {
  passes: EXIT.pass,
  found: EXIT.fail,
  'not-the-environment': EXIT.fail,
  flaky: EXIT.error,
  unclear: EXIT.error,
};

/** Which variables, lines of the GOENV file and folders of PATH make the check fail here, where a clean environment passes. */
export async function bisect(asked: EnvRun): Promise<EnvResult> {
  const started = performance.now();
  const { runs, ...found } = await search(asked);
  const ms = Math.round(performance.now() - started);
  const result: Bisection = { ...NOTHING, ...found, runs, ms };
  return {
    text: asked.args.format === 'json' ? toJson('bisect', result) : bisectText(result, pageOf(asked.args)),
    code: CODES[result.result],
  };
}

const NOTHING = { reason: null, causes: [], traced: [], clean: null, candidates: 0 };
type Found = Pick<Bisection, 'result' | 'runs'> & Partial<Bisection>;

async function search(asked: EnvRun): Promise<Found> {
  let runs = 0;
  for (const only of STAGES) {
    const tries = new Tries(asked, only);
    asked.say(`check here: ${only.join(', ')}`);
    const here = await tries.check(asked.env);
    runs += tries.runs;
    if ('broken' in here) return { result: 'unclear', runs, reason: `the check came to no verdict: ${here.broken}` };
    if (here.verdict === 'pass') continue;
    if (here.causes.length === 0) return { result: 'unclear', runs, reason: 'not everything could be checked, and no finding says why' };
    tries.runs = runs;
    const found = await compare(tries, here);
    return { causes: here.causes, ...found, runs: tries.runs };
  }
  return { result: 'passes', runs };
}

type Here = Extract<Outcome, { causes: FoundCause[] }>;

async function compare(tries: Tries, here: Here): Promise<Omit<Found, 'runs'>> {
  const { env, dir, say } = tries.asked;
  say('check here again: is it the same?');
  const again = await tries.check(env);
  if (names(again) !== names(here))
    return { result: 'flaky', reason: `two checks of this environment disagree: ${names(here)}, then ${names(again)}` };

  const { clean, there } = await cleanest(tries, here);
  const shown = { HOME: clean.env.HOME ?? null, PATH: clean.env.PATH ?? '', kept: clean.kept };
  const unclear = (reason: string) => ({ result: 'unclear' as const, clean: shown, reason });
  if ('broken' in there) return unclear(`the check in a clean environment came to no verdict: ${there.broken}`);
  if (there.verdict === 'error') return unclear('not everything could be checked in a clean environment, and no finding says why');
  const own = here.causes.filter(({ cause }) => count(there, cause) < count(here, cause));
  if (own.length === 0) return { result: 'not-the-environment', clean: shown };
  // What breaks earlier in a clean environment keeps it from getting to where this one breaks.
  const reached = Math.min(...there.causes.map(({ link }) => rank(link)));
  const comparable = new Map(own.filter(({ link }) => rank(link) <= reached).map((each) => [each.cause, each]));
  if (comparable.size === 0) return unclear(`a clean environment fails earlier, by a fault of its own: ${names(there)}`);

  const parts = takeApart(env, dir, clean);
  const candidates = parts.groups.flat().length;
  const traced = await trace(tries, parts, here, [...comparable.values()]);
  const untold = traced.find(({ sets }) => sets.length === 0);
  if (!untold) return { result: 'found', traced, clean: shown, candidates };
  const what = `${untold.cause} did not come back in an environment put together from all ${candidates} parts of this one`;
  return { ...unclear(what), candidates };
}

/** The clean environment that passes, or else the one that has the least of what is wrong here. */
async function cleanest(tries: Tries, here: Here): Promise<{ clean: Clean; there: Outcome }> {
  let best: { clean: Clean; there: Outcome; wrong: number } | undefined;
  for (const clean of cleanEnvironments(tries.asked.env)) {
    tries.asked.say('check in a clean environment');
    const there = await tries.check(clean.env);
    const wrong = 'broken' in there ? Number.POSITIVE_INFINITY : here.causes.filter(({ cause }) => count(there, cause) > 0).length;
    if (!best || wrong < best.wrong) best = { clean, there, wrong };
    if ('verdict' in there && there.verdict === 'pass') return { clean, there };
  }
  return best as { clean: Clean; there: Outcome };
}

async function trace(tries: Tries, parts: Parts, here: Here, causes: FoundCause[]): Promise<Traced[]> {
  const { say, scope } = tries.asked;
  const scratch = scratchOf(parts, scope);
  const before = tries.runs;
  const expected = expectedRuns(parts) * causes.length;
  const all = parts.groups.flat();
  const traced: Traced[] = [];
  for (const { cause, link, title } of causes) {
    const happens = async (some: readonly Candidate[]) => {
      say(
        `${cause}: check ${tries.runs - before + 1} of about ${expected} (at most ${MOST}), with ${some.length} of ${all.length} differences`,
      );
      return count(await tries.of(parts, some, scratch), cause) >= count(here, cause);
    };
    // Whatever is not in the environment cannot be put together from it.
    const { sets, complete } = (await happens(parts.groups.flat()))
      ? await smallestSets(parts.groups, happens)
      : { sets: [], complete: true };
    traced.push({ cause, link, title, sets: sets.map((set) => set.map((each) => culprit(each, parts))), complete });
  }
  return traced;
}

/** When one candidate alone does it: two for each halving, one for all of them, and one for what is left without it. */
function expectedRuns({ groups }: Parts): number {
  const halvings = (length: number) => Math.ceil(Math.log2(Math.max(1, length)));
  return 2 + 2 * halvings(groups.length) + 2 * halvings(Math.max(1, ...groups.map((group) => group.length)));
}

function culprit({ kind, name, value, line }: Candidate, { goenv }: Parts): Culprit {
  const place =
    kind.startsWith('goenv') && goenv.path !== null ? { place: { file: goenv.path, ...(line === undefined ? {} : { line }) } } : {};
  return { kind, name, value: shown(kind, name, value), ...place };
}

/** Not Go's, and still no secret. */
const HARMLESS = /^(PATH|HOME|TMPDIR|TMP|TEMP|XDG_.*|LD_.*|DYLD_.*|LANG|LC_.*|(C|CXX|CPP|LD|F)FLAGS)$/;

function shown(kind: Culprit['kind'], name: string, value: string): string | null {
  if (kind === 'path-order') return null;
  if (HARMLESS.test(name)) return value;
  const text = shownValue(name, value);
  return text === '(left out)' ? null : text;
}

/** The causes of an outcome, each once with how often, in an order that does not depend on the run. */
function names(outcome: Outcome): string {
  if ('broken' in outcome) return outcome.broken;
  const each = [...new Set(outcome.causes.map(({ cause }) => cause))].sort();
  return each.map((cause) => (count(outcome, cause) > 1 ? `${cause} (${count(outcome, cause)} times)` : cause)).join(', ') || 'nothing';
}
