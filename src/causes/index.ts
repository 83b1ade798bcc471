import { CHAIN, rank } from '../model/chain.js';
import type { Facts, TargetFacts } from '../model/facts.js';
import type { Policy, Waiver } from '../model/policy.js';
import type { Edit, Finding, Level } from '../model/report.js';
import { waive } from '../policy/waivers.js';
import { circumstancesOf } from '../policy/when.js';
import { type Case, type Cause, type Hit, policyLocation } from './cause.js';
import { buildCauses } from './links/build.js';
import { cgoCauses } from './links/cgo.js';
import { dlvCauses } from './links/dlv.js';
import { editorCauses } from './links/editor.js';
import { envCauses } from './links/env.js';
import { fetchCauses } from './links/fetch.js';
import { goCauses } from './links/go.js';
import { guestCauses } from './links/guest.js';
import { hostCauses } from './links/host.js';
import { moduleCauses } from './links/module.js';
import { policyCauses } from './links/policy.js';
import { ptraceCauses } from './links/ptrace.js';
import { shortageCauses } from './links/shortage.js';
import { smokeCauses } from './links/smoke.js';
import { toldCauses } from './links/told.js';
import { toolchainCauses } from './links/toolchain.js';
import { userModeCauses } from './links/user-mode.js';
import { versionCauses } from './links/versions.js';

/** Every cause that is known, along the chain. */
export const CAUSES: readonly Cause[] = [
  ...hostCauses,
  ...guestCauses,
  ...userModeCauses,
  ...goCauses,
  ...envCauses,
  ...editorCauses,
  ...policyCauses,
  ...toolchainCauses,
  ...versionCauses,
  ...dlvCauses,
  ...fetchCauses,
  ...shortageCauses,
  ...moduleCauses,
  ...cgoCauses,
  ...buildCauses,
  ...ptraceCauses,
  ...smokeCauses,
  ...toldCauses,
];
/** What can be wrong with a target beside this machine; the rest is the machine's. */
const TARGET_CAUSES: readonly Cause[] = [
  ...guestCauses,
  ...userModeCauses,
  ...dlvCauses,
  ...fetchCauses,
  ...buildCauses,
  ...ptraceCauses,
  ...smokeCauses,
];
export const CAUSE_IDS: readonly string[] = CAUSES.map((cause) => cause.id);

/** Causes that only say that something failed: they speak when no other does, at their link or before it. */
export const FALLBACKS: ReadonlySet<string> = new Set([
  'go-command-broken',
  'go-env-fails',
  'dlv-install-failed',
  'package-does-not-build',
  'smoke-failed',
]);

interface Seen {
  cause: Cause;
  hit: Hit;
  finding: Finding;
}

/**
 * Judges what was seen. The first broken link is the cause; an error at a later link that it can explain is its consequence,
 * and is listed under it, not beside it.
 */
export function judge(seen: Case): Finding[] {
  const views = seen.facts.targets.map((target) => ({ ...seen, facts: viewOf(seen.facts, target), target }));
  const here = detect(CAUSES, seen);
  const elsewhere = views.flatMap((view) => detect(TARGET_CAUSES, view));
  const all = [...here, ...elsewhere.filter((each) => !here.some((other) => isSame(each, other)))].sort(
    (a, b) => rank(a.finding.link) - rank(b.finding.link),
  );
  const specific = all.filter((each) => !FALLBACKS.has(each.cause.id) || !all.some((other) => explains(other, each)));
  return order(accept(fold(specific), seen));
}

/** What the policy waives becomes a note; a waiver that nothing needs is told when all was looked at. */
function accept(findings: Finding[], seen: Case): Finding[] {
  const { waivers } = seen.policy;
  if (waivers.length === 0) return findings;
  const made = waive(findings, waivers, circumstancesOf(seen.facts), seen.facts.host.clock);
  const cause = CAUSES.find(({ id }) => id === 'waiver-unused') as Cause;
  const level = seen.policy.levels[cause.id] ?? cause.level;
  if (!seen.whole || level === 'off') return made.findings;
  const unused = made.unused.map((index) => {
    const waiver = waivers[index] as Waiver;
    const hit: Hit = {
      found: `${waiver.cause ?? waiver.rule} is waived (${waiver.owner}: ${waiver.reason}), and is not found here`,
      expected: 'waivers of what is found; a gate tells of those that no leg needs',
      fix: ['remove the waiver, or say where it applies: where: { os: windows }'],
      location: policyLocation(seen, ['waivers', index]),
    };
    return finding(cause, hit, level, undefined);
  });
  return [...made.findings, ...unused];
}

function detect(causes: readonly Cause[], seen: Case): Seen[] {
  return causes
    .flatMap((cause) => cause.detect(seen).map((hit) => ({ cause, hit })))
    .flatMap(({ cause, hit }) => {
      const level = hit.asked ?? seen.policy.levels[cause.id] ?? atLeast(leastLevel(cause, seen.policy), hit.level ?? cause.level);
      return level === 'off' ? [] : [{ cause, hit, finding: finding(cause, hit, level, seen.target?.target) }];
    });
}

/** What was seen where a target ran, in the words of a machine: so the causes of a dlv and of a session need not know of guests. */
function viewOf(facts: Facts, target: TargetFacts): Facts {
  const [os = '', arch = ''] = target.target.split('/');
  const running = target.guest?.running;
  const guest = {
    container: null,
    emulated: null,
    apparmor: null,
    ptrace: { yamaScope: running?.yamaScope ?? null, capability: true, seccomp: 0, noNewPrivs: false },
  };
  return {
    ...facts,
    host: {
      ...facts.host,
      os,
      arch,
      ...(target.how === 'guest' || target.how === 'user' ? guest : {}),
      ...(running ? { kernel: running.kernel } : {}),
    },
    ...(target.dlv ? { dlv: { found: [], chosen: target.dlv } } : { dlv: { found: [] } }),
    builds: target.builds,
    sessions: target.sessions,
    targets: [],
  };
}

/** The same fault with the same words, seen on this machine too. */
function isSame(a: Seen, b: Seen): boolean {
  return a.cause === b.cause && a.hit.found === b.hit.found;
}

/**
 * Whether a finding leaves no sense in going on to a link: what stands there would only show its consequences.
 * @returns the first such finding
 */
export function blocker(findings: readonly Finding[], link: Finding['link']): Finding | undefined {
  return findings.find((each) => {
    const breaks = CAUSES.find((cause) => cause.id === each.cause)?.breaks;
    return each.level === 'error' && breaks === true && rank(each.link) < rank(link);
  });
}

function explains(other: Seen, fallback: Seen): boolean {
  return (
    other !== fallback &&
    !FALLBACKS.has(other.cause.id) &&
    other.cause.breaks !== false &&
    other.finding.level === 'error' &&
    reachesTarget(other, fallback) &&
    rank(other.finding.link) <= rank(fallback.finding.link)
  );
}

/** What is wrong with the machine and its Go can break every target; what is wrong with a dlv or a program breaks its own. */
function reachesTarget({ finding: earlier }: Seen, { finding: later }: Seen): boolean {
  return earlier.target === later.target || (earlier.target === undefined && rank(earlier.link) < rank('install'));
}

/** Puts consequences under their cause. What breaks nothing stays by itself. */
function fold(all: Seen[]): Finding[] {
  const kept: Seen[] = [];
  for (const each of all) {
    const root = each.finding.level === 'error' ? kept.find((other) => isConsequence(each, other)) : undefined;
    if (!root) kept.push(each);
    else if (!root.finding.consequences.includes(each.cause.id)) root.finding.consequences.push(each.cause.id);
  }
  return kept.map((each) => each.finding);
}

function isConsequence(later: Seen, earlier: Seen): boolean {
  if (later.cause.stands && later.hit.link === undefined) return false;
  const { breaks } = earlier.cause;
  const reaches = typeof breaks === 'boolean' ? breaks : breaks.includes(later.finding.link);
  return (
    earlier.finding.level === 'error' && reaches && reachesTarget(earlier, later) && rank(earlier.finding.link) < rank(later.finding.link)
  );
}

const SEVERITY: Record<Level, number> = { error: 0, warning: 1, note: 2 };

function order(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => SEVERITY[a.level] - SEVERITY[b.level] || rank(a.link) - rank(b.link));
}

function finding(cause: Cause, hit: Hit, level: Level, target: string | undefined): Finding {
  const link = hit.link ?? cause.link;
  return {
    cause: cause.id,
    link,
    level,
    ...(target === undefined ? {} : { target }),
    title: cause.title,
    found: hit.found,
    expected: hit.expected,
    fix: hit.fix,
    evidence: hit.evidence ?? [],
    ...(hit.location ? { location: hit.location } : {}),
    ...(hit.rule === undefined ? {} : { rule: hit.rule }),
    ...edited(cause, hit.location, hit.text),
    path: walked(link, cause.title),
    consequences: [],
    confidence: hit.confidence ?? 'certain',
    page: pageOf(cause.id),
  };
}

/** The lowest level that a finding of a cause can have; what the policy turned off is not found at all. */
export function leastLevel({ id, level, least = level }: Cause, { levels }: Pick<Policy, 'levels'>): Level {
  const asked = levels[id] ?? least;
  return asked === 'off' ? 'note' : asked;
}

/** The graver of two levels. */
export function atLeast(least: Level, level: Level): Level {
  return SEVERITY[least] < SEVERITY[level] ? least : level;
}

/** Characters of a line that is mended, at most: no line that people write is longer. */
const MAX_LINE = 500;

/** What a cause makes of a line; nothing where it knows no other. */
export function edited(cause: Cause, at: Pick<Edit, 'file' | 'line'> | undefined, was: string | undefined): { edit?: Edit } {
  const becomes = was === undefined || was.length > MAX_LINE ? undefined : cause.mend?.(was);
  if (at === undefined || was === undefined || becomes === undefined || becomes === was) return {};
  return { edit: { file: at.file, line: at.line, was, becomes } };
}

/** Where a cause is explained. */
export function pageOf(id: string): string {
  return `https://github.com/delve-gate/delve-gate/blob/main/docs/causes/${id}.md`;
}

/** The questions on the way to a link, and the answer that ended there. */
function walked(link: Finding['link'], title: string): Finding['path'] {
  const steps = CHAIN.slice(0, rank(link) + 1);
  return steps.map((step) => ({ question: step.question, answer: step.link === link ? `no: ${title}` : 'yes' }));
}
