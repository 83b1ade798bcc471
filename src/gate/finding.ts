import type { GateFinding } from '../model/gate.js';
import type { Evidence, Level, Location } from '../model/report.js';
import { shorten } from '../report/sanitize.js';
import { GATE_CAUSES, type GateCauseId, gatePage } from './causes.js';

/** Characters of what was found, at most: it can quote a report. */
const LONGEST = 1000;

/** What is particular about a fault of the gate here. */
interface Particulars {
  found: string;
  legs?: readonly string[];
  evidence?: readonly Evidence[];
  location?: Location | undefined;
  level?: Level | undefined;
}

/** A fault of the gate itself, as a finding like any other. */
export function gateFinding(id: GateCauseId, { found, legs = [], evidence = [], location, level }: Particulars): GateFinding {
  const cause: { title: string; expected: string; fix: readonly string[]; level?: Level } = GATE_CAUSES[id];
  return {
    cause: id,
    link: 'gate',
    level: level ?? cause.level ?? 'error',
    title: cause.title,
    found: shorten(found, LONGEST),
    expected: cause.expected,
    fix: [...cause.fix],
    evidence: [...evidence],
    ...(location ? { location } : {}),
    path: [],
    consequences: [],
    confidence: 'certain',
    page: gatePage(id),
    legs: [...legs],
    apart: [],
  };
}
