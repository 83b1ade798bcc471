import { createHash } from 'node:crypto';
import { inRepository } from './path.js';
import { type Result, type ShownFinding, told } from './result.js';
import { brief } from './sanitize.js';

/** Where the tool itself is told of. */
export const HOME = 'https://github.com/delve-gate/delve-gate';

/** A finding as tools take it that keep lists of them: at a file of the repository, and with a name that stays. Texts are safe to print. */
export interface Issue {
  finding: ShownFinding;
  cause: string;
  title: string;
  /** What was found and expected, and the fix, a line each. */
  text: string;
  /** Where the cause is explained: an address of the web. */
  page: string;
  place: Place;
  /**
   * 32 hexadecimal digits that are the same in another run, after lines moved, and whichever legs have it; no two issues of a result share
   * one.
   */
  fingerprint: string;
}

/** Where an issue is shown. */
export interface Place {
  /** As the repository names it. */
  file: string;
  /** One-based; absent when the issue is at no line of the repository, and `file` stands for the whole. */
  line?: number;
  column?: number;
  endLine?: number;
  /** Exclusive. */
  endColumn?: number;
}

/** All that was found, the gravest first. A verdict that is no pass, and that no finding explains, is an issue too: no list of it is empty. */
export function issuesOf(result: Result): Issue[] {
  const taken = new Map<string, number>();
  return [...unexplained(result), ...result.findings].map((finding) => {
    const place = placeOf(finding, result.anchor);
    return {
      finding,
      cause: brief(finding.cause, 200) || 'unknown',
      title: brief(finding.title, 500) || 'unknown',
      text: told(finding, result.legs, outside(finding, place)),
      page: isAddress(finding.page) ? finding.page : HOME,
      place,
      fingerprint: fingerprint(identity(finding, result.kind), taken),
    };
  });
}

/** The issue's text for a tool that shows nothing without a file: it says when that file only stands for the whole. */
export function textAt({ text, place }: Issue): string {
  return place.line === undefined ? `${text}\nat no line of the repository: shown at ${brief(place.file, 500)}` : text;
}

/** How many checks are named. */
const NAMED = 5;

function unexplained({ verdict, findings, checks }: Result): ShownFinding[] {
  if (verdict === 'pass' || findings.some(({ level }) => level === 'error')) return [];
  const open = checks.filter(({ status }) => status !== 'pass');
  const named = open.slice(0, NAMED).map(({ leg, target, name, status, reason }) => `${leg ?? target} ${name}: ${reason ?? status}`);
  if (open.length > NAMED) named.push(`+${open.length - NAMED} more`);
  return [
    {
      cause: 'could-not-check',
      link: 'gate',
      level: 'error',
      title: 'Not everything that the policy asks for could be checked',
      found: named.join('; ') || 'nothing was checked',
      expected: 'every check of the policy, tried to its end',
      fix: ['look at the log of what was not tried, or broke'],
      evidence: [],
      path: [],
      consequences: [],
      confidence: 'certain',
      page: `${HOME}/blob/main/docs/outputs.md#could-not-check`,
      legs: [...new Set(open.flatMap(({ leg }) => leg ?? []))],
      apart: [],
    },
  ];
}

/** The largest line or column that every reader of these files takes. */
const MOST = 2 ** 31 - 1;

/** The longest path that Linux opens. */
const LONGEST_PATH = 4096;

/** A report may say anything: an end that is before its start is none, and a name that no file can have names none. */
function placeOf({ location }: ShownFinding, anchor: string): Place {
  const file = location && inRepository(location.file);
  if (!location || file === undefined || file.length > LONGEST_PATH) return { file: anchor };
  const line = Math.min(location.line, MOST);
  const column = location.column && Math.min(location.column, MOST);
  const endLine = location.endLine && location.endLine >= line ? Math.min(location.endLine, MOST) : undefined;
  const endColumn = column && endLine && location.endColumn && Math.min(location.endColumn, MOST);
  return {
    file,
    line,
    ...(column ? { column } : {}),
    ...(endLine ? { endLine } : {}),
    ...(endColumn && column && (endLine !== line || endColumn >= column) ? { endColumn } : {}),
  };
}

function outside({ location }: ShownFinding, place: Place): string | undefined {
  return location && place.line === undefined ? `at: ${location.file}:${location.line}` : undefined;
}

/**
 * What makes a finding this one and no other: its cause, its file and what was found there, numbers left out, since lines, ports, process
 * ids and versions change. A gate puts legs together by cause where there is no file, for what each says differs from machine to machine.
 */
function identity({ cause, target, location, found }: ShownFinding, kind: Result['kind']): string {
  if (kind === 'gate' && !location) return JSON.stringify([cause]);
  const said = found.replace(/\b[0-9a-f]*\d[0-9a-f]*\b|\d+/gi, '#').replace(/\s+/g, ' ');
  return JSON.stringify([cause, location?.file ?? '', said, ...(kind === 'check' ? [target ?? ''] : [])]);
}

function fingerprint(identified: string, taken: Map<string, number>): string {
  const before = taken.get(identified) ?? 0;
  taken.set(identified, before + 1);
  return createHash('sha256').update(`${identified} ${before}`).digest('hex').slice(0, 32);
}

function isAddress(page: string): boolean {
  return /^https:\/\/[\w.-]+(\/[\w./~-]*)?(#[\w-]*)?$/.test(page);
}
