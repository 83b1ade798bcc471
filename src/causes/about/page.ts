import type { Signature } from '../../diagnose/signature.js';
import { CHAIN } from '../../model/chain.js';
import type { Confidence } from '../../model/diagnosis.js';
import type { Cause } from '../cause.js';
import { type About, type Fixes, p } from './about.js';

/** A message that hints at a cause, as it stands on the page of that cause. */
export interface Message {
  example: string;
  confidence: Confidence;
  /** The other causes that print the same. */
  others: readonly string[];
  source?: string | undefined;
}

/** What of a cause stands on its page, beside what is told of it. */
type Shown = Pick<Cause, 'id' | 'title' | 'link' | 'level' | 'aliases'>;

const SYSTEMS: readonly [keyof Fixes, string][] = [
  ['any', 'Everywhere'],
  ['linux', 'Linux'],
  ['darwin', 'macOS'],
  ['windows', 'Windows, in PowerShell'],
];
/** A line of a fix that is to be read, and not to be run. */
const ADVICE = '# ';
const WEIGHT: Record<Confidence, string> = {
  certain: 'this cause alone',
  likely: 'most likely this cause',
  possible: 'possibly this cause',
};

/** The messages that tell of a cause, the surest first. */
export function messagesOf(id: string, signatures: readonly Signature[]): Message[] {
  const order = Object.keys(WEIGHT);
  return signatures
    .flatMap(({ example, tells, source }) => {
      const confidences = tells.filter((each) => each.cause === id).map((each) => each.confidence);
      const [confidence] = confidences.sort((a, b) => order.indexOf(a) - order.indexOf(b));
      const others = [...new Set(tells.map((each) => each.cause))].filter((each) => each !== id);
      return confidence ? [{ example, confidence, others, source }] : [];
    })
    .sort((a, b) => order.indexOf(a.confidence) - order.indexOf(b.confidence));
}

/**
 * The page of a cause.
 * @param transcript what the lab printed when it made the fault; undefined where it was not made
 * @throws an error where nothing shows the cause: neither a transcript, nor what it was read in
 */
export function causePage(cause: Shown, about: About, messages: readonly Message[], transcript: string | undefined): string {
  const question = CHAIN.find((step) => step.link === cause.link)?.question ?? '';
  const names = cause.aliases?.length ? [`Also known as ${cause.aliases.map(code).join(', ')}.`] : [];
  return page([
    `# ${prose(cause.title)}`,
    `${code(cause.id)} · [${cause.link}](README.md#${cause.link}): ${question} · ${cause.level}`,
    ...names,
    ...told(about),
    ...section('## What it is taken for', about.confused.length > 0 ? [about.confused.map(confusion).join('\n')] : []),
    ...section('## Messages', messages.map(message)),
    '## Seen in the lab',
    seen(cause.id, about, transcript),
  ]);
}

/** What is told of a cause, in Markdown, for a page that is not beside the others: without links between them. */
export function causeHelp(about: About): string {
  return page(told(about));
}

function told(about: About): string[] {
  return ['## What it means', prose(about.meaning), '## How it is found', prose(about.look), '## What mends it', ...mends(about.fix)];
}

/** The index of all pages, along the chain. */
export function causesIndex(causes: readonly Shown[]): string {
  return page([
    '# Causes',
    p(
      'A debug session is a chain of links, each needing the ones before it. Every cause belongs to one link, and the first broken link',
      'is the one to mend. `delve-gate explain CAUSE` prints these pages; [widespread advice that is wrong](../myths.md) has a page of',
      'its own. Written by `npm run pages`.',
    ),
    ...CHAIN.flatMap(({ link, question }) => {
      const here = causes.filter((cause) => cause.link === link);
      const rows = here.map((cause) => `| [${code(cause.id)}](${cause.id}.md) | ${cause.level} | ${cell(cause.title)} |`);
      return [
        `## ${link}`,
        question,
        ...(here.length > 0 ? [['| cause | level | what is wrong |', '| --- | --- | --- |', ...rows].join('\n')] : []),
      ];
    }),
  ]);
}

/** Prose with `code` in it, so that nothing outside of the code means anything to Markdown. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\*<>[\]|]|(?<!\w)_|_(?!\w)/g, '\\$&')))
    .join('');
}

/** Prose in a cell of a table, where a pipe ends the cell even within code. */
function cell(text: string): string {
  return prose(text).replace(/\\?\|/g, '\\|');
}

function code(text: string): string {
  return `\`${text}\``;
}

function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [title, ...parts];
}

/** Commands in a fence by system; systems with the same lines share one. */
function mends(fix: Fixes): string[] {
  const groups = new Map<string, { names: string[]; lines: readonly string[]; language: string }>();
  for (const [system, name] of SYSTEMS) {
    const lines = fix[system];
    if (!lines?.length) continue;
    const known = groups.get(lines.join('\n'));
    if (known) known.names.push(name.replace(/,.*/, ''));
    else groups.set(lines.join('\n'), { names: [name], lines, language: system === 'windows' ? 'powershell' : 'sh' });
  }
  const only = fix.any && groups.size === 1;
  // Advice for all systems says what to do besides, so it comes after the commands.
  const ordered = [...groups.values()].sort((a, b) => Number(isBesides(a)) - Number(isBesides(b)));
  return ordered.flatMap(({ names, lines, language }) => [
    ...(only ? [] : [`**${names.join(' and ')}**`]),
    ...runs(lines).map((run) =>
      run.advice ? run.lines.map((line) => `- ${prose(line)}`).join('\n') : fence(run.lines.join('\n'), language),
    ),
  ]);
}

function isBesides({ names, lines }: { names: string[]; lines: readonly string[] }): boolean {
  return names[0] === 'Everywhere' && lines.every((line) => line.startsWith(ADVICE));
}

/** Neighbouring lines of one kind: to be run, or to be read. */
function runs(lines: readonly string[]): { advice: boolean; lines: string[] }[] {
  const found: { advice: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const advice = line.startsWith(ADVICE);
    const text = advice ? line.slice(ADVICE.length) : line;
    const last = found.at(-1);
    if (last?.advice === advice) last.lines.push(text);
    else found.push({ advice, lines: [text] });
  }
  return found;
}

function confusion(each: About['confused'][number]): string {
  return `- [${code(each.with)}](${each.with}.md): ${prose(each.decides)}`;
}

function message(each: Message): string {
  const others = each.others.map((id) => `[${code(id)}](${id}.md)`).join(', ');
  const source = each.source ? ` Printed by: ${prose(each.source)}.` : '';
  return `${fence(each.example, 'text')}\n\nTells ${WEIGHT[each.confidence]}${others ? `; else ${others}` : ''}.${source}`;
}

function seen(id: string, about: About, transcript: string | undefined): string {
  if (transcript !== undefined) return fence(transcript.trimEnd(), 'text');
  if (about.from) return `It cannot be made in our lab. Read in ${prose(about.from)}.`;
  throw new Error(`${id}: no transcript shows it, and no \`from\` says where it was read: make it in the lab, or tell why it cannot be`);
}

/** A block of code, fenced by more backticks than it holds in a row. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}
