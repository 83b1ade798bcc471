import type { CheckResult, Report } from '../model/report.js';

/** What a passed check saw, in a few words. */
export function saw(report: Report, check: CheckResult): string {
  const { facts } = report;
  if (check.name === 'dlv') return facts.dlv?.chosen ? `${facts.dlv.chosen.version} from ${fromWhere(facts.dlv.chosen.from)}, proved` : '';
  if (check.name === 'env') return 'nothing that breaks a debug build';
  const session = facts.sessions.find((each) => `smoke/${each.mode}` === check.name && each.subject === check.subject);
  if (!session) return '';
  const count = Object.keys(session.observed.locals ?? {}).length;
  return `stopped in ${session.observed.function}, line ${session.observed.line}; ${count} variable${count === 1 ? '' : 's'} read`;
}

function fromWhere(from: string | null): string {
  return from === 'cache' ? 'the tool cache' : from === 'path' ? 'PATH' : 'go install';
}

/** How long a check took, in eight characters or less; nothing for what took no time. */
export function duration(ms: number): string {
  if (ms <= 0) return '';
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
