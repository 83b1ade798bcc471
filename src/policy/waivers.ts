import { matchesGlob } from '../model/glob.js';
import type { Policy, Waiver } from '../model/policy.js';
import type { Finding } from '../model/report.js';
import { type Circumstances, holds } from './when.js';

/** What waivers made of findings, and those that nothing needed. */
export interface Waived {
  findings: Finding[];
  /** Indices of waivers that met a finding. */
  used: number[];
  /** Of those that apply here and met none. */
  unused: number[];
}

/**
 * Accepts the findings that a policy waives: they become notes that say so. What a waiver accepted that has expired says that too, and
 * counts again.
 * @param today ISO 8601; the day that a waiver expires is its last
 */
export function waive(findings: readonly Finding[], waivers: Policy['waivers'], here: Circumstances, today: string): Waived {
  const used = new Set<number>();
  const made = findings.map((finding) => {
    const matching = waivers.map((waiver, index) => ({ waiver, index })).filter(({ waiver }) => covers(waiver, finding, here));
    for (const { index } of matching) used.add(index);
    const valid = matching.find(({ waiver }) => today.slice(0, 10) <= waiver.expires);
    if (valid) return accepted(finding, valid.waiver);
    const [expired] = matching;
    return expired
      ? {
          ...finding,
          evidence: [...finding.evidence, { what: 'waiver', value: `expired on ${expired.waiver.expires}; ${words(expired.waiver)}` }],
        }
      : finding;
  });
  const unused = waivers.flatMap(({ where }, index) => (!used.has(index) && holds(where, here) ? [index] : []));
  return { findings: made, used: [...used], unused };
}

function covers({ cause, rule, where }: Waiver, finding: Finding, here: Circumstances): boolean {
  const named = rule === undefined ? finding.cause === cause : finding.rule !== undefined && `${finding.rule}.`.startsWith(`${rule}.`);
  return (
    named &&
    holds(where, here) &&
    (where?.target === undefined || matchesGlob(where.target, finding.target ?? `${here.os}/${here.arch}`)) &&
    (where?.file === undefined || (finding.location !== undefined && isFile(where.file, finding.location.file)))
  );
}

/** A file is named from the folder of the repository; a finding can name it by its whole path. */
function isFile(pattern: string, file: string): boolean {
  const path = file.replaceAll('\\', '/');
  return matchesGlob(pattern, path) || matchesGlob(`**/${pattern}`, path);
}

function accepted(finding: Finding, waiver: Waiver): Finding {
  const { reason, owner, expires } = waiver;
  return {
    ...finding,
    level: 'note',
    waiver: { reason, owner, expires, level: finding.level },
    evidence: [...finding.evidence, { what: 'waiver', value: `accepted until ${expires}; ${words(waiver)}` }],
  };
}

function words({ reason, owner }: Waiver): string {
  return `${owner}: ${reason}`;
}
