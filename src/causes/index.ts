import { CHAIN, rank } from '../model/chain.js';
import type { Finding, Level } from '../model/report.js';
import type { Case, Cause, Hit } from './cause.js';
import { dlvCauses } from './links/dlv.js';
import { envCauses } from './links/env.js';
import { goCauses } from './links/go.js';
import { hostCauses } from './links/host.js';
import { smokeCauses } from './links/smoke.js';
import { toolchainCauses } from './links/toolchain.js';

/** Every cause that is known, along the chain. */
export const CAUSES: readonly Cause[] = [...hostCauses, ...goCauses, ...envCauses, ...toolchainCauses, ...dlvCauses, ...smokeCauses];
export const CAUSE_IDS: readonly string[] = CAUSES.map((cause) => cause.id);

/** Causes that only say that something failed: they speak when no other does, at their link or before it. */
const FALLBACKS = new Set(['go-command-broken', 'go-env-fails', 'dlv-install-failed', 'smoke-failed']);

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
  const all = CAUSES.flatMap((cause) => cause.detect(seen).map((hit) => ({ cause, hit })))
    .flatMap(({ cause, hit }) => {
      const level = seen.policy.levels[cause.id] ?? hit.level ?? cause.level;
      return level === 'off' ? [] : [{ cause, hit, finding: finding(cause, hit, level) }];
    })
    .sort((a, b) => rank(a.finding.link) - rank(b.finding.link));
  const specific = all.filter((each) => !FALLBACKS.has(each.cause.id) || !all.some((other) => explains(other, each)));
  return order(fold(specific));
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
    other.finding.level === 'error' &&
    rank(other.finding.link) <= rank(fallback.finding.link)
  );
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
  const { breaks } = earlier.cause;
  const reaches = typeof breaks === 'boolean' ? breaks : breaks.includes(later.finding.link);
  return earlier.finding.level === 'error' && reaches && rank(earlier.finding.link) < rank(later.finding.link);
}

const SEVERITY: Record<Level, number> = { error: 0, warning: 1, note: 2 };

function order(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => SEVERITY[a.level] - SEVERITY[b.level] || rank(a.link) - rank(b.link));
}

function finding(cause: Cause, hit: Hit, level: Level): Finding {
  const link = hit.link ?? cause.link;
  return {
    cause: cause.id,
    link,
    level,
    title: cause.title,
    found: hit.found,
    expected: hit.expected,
    fix: hit.fix,
    evidence: hit.evidence ?? [],
    ...(hit.location ? { location: hit.location } : {}),
    path: walked(link, cause.title),
    consequences: [],
    confidence: hit.confidence ?? 'certain',
  };
}

/** The questions on the way to a link, and the answer that ended there. */
function walked(link: Finding['link'], title: string): Finding['path'] {
  const steps = CHAIN.slice(0, rank(link) + 1);
  return steps.map((step) => ({ question: step.question, answer: step.link === link ? `no: ${title}` : 'yes' }));
}
