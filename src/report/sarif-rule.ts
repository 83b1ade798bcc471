import { ABOUT, fixesFor } from '../causes/about/index.js';
import { causeHelp, prose } from '../causes/about/page.js';
import { CAUSES } from '../causes/index.js';
import { GATE_CAUSES } from '../gate/causes.js';
import type { Level } from '../model/report.js';
import type { Issue } from './issue.js';
import { markdown, plain, shorten } from './sanitize.js';

/** What GitHub shows of a rule, in characters. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object */
const NAME = 255;
const DESCRIPTION = 1024;
const HELP = 20_000;

const SEVERITY: Record<Level, string> = { error: 'error', warning: 'warning', note: 'recommendation' };

/** What a rule says of its cause. */
interface Told {
  level: Level;
  title: string;
  meaning: string;
  help: { text: string; markdown: string };
}

/** A cause as a SARIF reporting descriptor: what the catalog says of it, whatever was found; what a report says where it is not in there. */
export function ruleOf(issue: Issue): object {
  const { cause: id, finding, page } = issue;
  const { level, title, meaning, help } = ofCatalog(id) ?? ofGate(id) ?? ofFinding(issue);
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: shorten(title, DESCRIPTION) },
    fullDescription: { text: shorten(meaning, DESCRIPTION) },
    help: { text: shorten(help.text, HELP), markdown: shorten(help.markdown, HELP) },
    helpUri: page,
    defaultConfiguration: { level },
    properties: {
      tags: ['debugging', 'delve', finding.link],
      precision: finding.confidence === 'certain' ? 'very-high' : 'high',
      'problem.severity': SEVERITY[level],
    },
  };
}

/** `env-not-allowed` as `EnvNotAllowed`. */
function nameOf(id: string): string {
  const name = id.replace(/[^a-z0-9]*([a-z0-9])([a-z0-9]*)/gi, (_, first: string, rest: string) => first.toUpperCase() + rest);
  return shorten(name, NAME);
}

function ofCatalog(id: string): Told | undefined {
  const cause = CAUSES.find((each) => each.id === id);
  const about = cause && ABOUT[cause.id];
  if (!about) return undefined;
  const text = [about.meaning, about.look, ...fixesFor(about.fix, undefined)].join('\n');
  return { level: cause.level, title: cause.title, meaning: about.meaning, help: { text, markdown: causeHelp(about) } };
}

function ofGate(id: string): Told | undefined {
  const causes: Record<string, { title: string; expected: string; fix: readonly string[]; level?: Level }> = GATE_CAUSES;
  const cause = Object.hasOwn(causes, id) ? causes[id] : undefined;
  if (!cause) return undefined;
  const meaning = `${cause.title}. Expected: ${cause.expected}.`;
  const lines = [meaning, '', ...cause.fix.map((fix) => `- ${fix}`)];
  return {
    level: cause.level ?? 'error',
    title: cause.title,
    meaning,
    help: { text: lines.join('\n'), markdown: lines.map(prose).join('\n') },
  };
}

function ofFinding({ title, finding }: Issue): Told {
  const meaning = plain(`${title}. Expected: ${shorten(finding.expected, DESCRIPTION)}.`);
  return { level: finding.level, title, meaning, help: { text: meaning, markdown: markdown(meaning) } };
}
