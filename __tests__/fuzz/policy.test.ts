import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { CAUSE_IDS } from '../../src/causes/index.js';
import { GO_VARIABLES } from '../../src/model/go-variables.js';
import { judgeDocument } from '../../src/policy/document.js';
import { rulesHere, rulesOf } from '../../src/policy/in-force.js';
import { type LoadedPolicy, loadLayers, type PolicyText } from '../../src/policy/load.js';
import { PolicyError } from '../../src/policy/mistake.js';
import { quickPolicy } from '../../src/policy/quick.js';
import { violations } from '../../src/policy/rules.js';
import { broken, heavy } from '../support/broken-yaml.js';
import { anyText, hostileValues, longTexts, policyTexts } from '../support/policies.js';
import { ROOT } from '../support/world.js';

/** DELVE_GATE_FUZZ_SEED=N tries another part of what there is; DELVE_GATE_FUZZ_RUNS=N more of it or less. */
const SEED = Number(process.env.DELVE_GATE_FUZZ_SEED ?? 7);
const RUNS = Number(process.env.DELVE_GATE_FUZZ_RUNS ?? 50_000);
const LIMIT_MS = 1000;
const FOUND = join(ROOT, '__tests__', 'fixtures', 'policy');

/** How many were accepted without the schema. */
let quickly = 0;

/**
 * Milliseconds that the work takes: by the clock; and when those are too many, of CPU time, at once again.
 * What a program waits for others on a busy machine is not its own.
 */
function timed(work: () => void): number {
  const started = performance.now();
  work();
  const ms = performance.now() - started;
  if (ms <= LIMIT_MS) return ms;
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Files of a policy, the lowest layer first. Each ends in a policy, or in mistakes that stand somewhere in one of them. */
function expectEnd(texts: readonly string[]): LoadedPolicy | PolicyError {
  const files = texts.map((text, at) => ({ file: `${at}.yml`, text }));
  let end: LoadedPolicy | PolicyError | undefined;
  const ms = timed(() => {
    end = outcome(files);
  });
  if (ms > LIMIT_MS) throw new Error(`reading took ${Math.round(ms)} ms of CPU time`);
  if (end instanceof PolicyError) expectPlaces(end, files);
  return end as LoadedPolicy | PolicyError;
}

function outcome(files: readonly PolicyText[]): LoadedPolicy | PolicyError {
  try {
    return loadLayers(files, CAUSE_IDS);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
}

/** The short way to a policy leads to the same, or nowhere. */
function expectQuick(text: string, end: LoadedPolicy | PolicyError): void {
  const quick = quickPolicy(text, '0.yml');
  if (!quick) return;
  quickly++;
  const loaded = end as LoadedPolicy;
  expect(quick.policy).toEqual(loaded.policy);
  for (const { path } of rulesOf(quick.policy)) expect(quick.at(path)).toEqual(loaded.at(path));
}

function expectPlaces({ mistakes, file: own }: PolicyError, files: readonly PolicyText[]): void {
  if (mistakes.length === 0) throw new Error('an error without a mistake');
  const lines = new Map(files.map(({ file, text }) => [file, text.replace(/^\ufeff/, '').split(/\r\n|[\r\n]/)]));
  for (const { file = own, line, column, message } of mistakes) {
    const there = lines.get(file)?.[line - 1];
    // One past the end of a line is where something is missing.
    if (there === undefined || !(column >= 1 && column <= there.length + 1))
      throw new Error(`${file}:${line}:${column} is no place of a file of ${lines.get(file)?.length} lines: ${message}`);
    if (message === '') throw new Error(`${file}:${line}:${column}: no message`);
  }
}

/** A policy that loads is held against any value without a crash, and in time. */
function expectJudged(loaded: LoadedPolicy, values: readonly string[]): void {
  const { policy } = loaded;
  const value = (at: number) => values[at % values.length] ?? '';
  // Names that GitHub gives: of a branch at most 255 bytes, of a runner fewer.
  const name = (at: number) => value(at).slice(0, 250);
  const here = { os: name(1), arch: name(2), go: '1.26.8', runner: [name(3)], event: name(4), branch: name(5) };
  const ms = timed(() => {
    rulesHere(policy, here);
    for (const [at, { variable, rule }] of rulesOf(policy).entries()) {
      const lookup = () => value(at + 1);
      const subject = { name: variable, value: value(at), origin: undefined, listSeparator: ':', caseless: false, lookup, sameAs: lookup };
      for (const { expected } of violations(rule, subject)) expect(expected).not.toBe('');
    }
  });
  const document = new Map(GO_VARIABLES.map((variable, at) => [variable, value(at)]));
  const ofDocument = timed(() => judgeDocument(loaded, document));
  if (Math.max(ms, ofDocument) > LIMIT_MS) throw new Error(`judging took ${Math.round(Math.max(ms, ofDocument))} ms of CPU time`);
}

/** Holds inputs to it, the seed in the name so that a failure can be had again. */
function fuzz<T>(what: string, inputs: Arbitrary<T>, share: number, check: (input: T, values: string[]) => void): void {
  const numRuns = Math.ceil(RUNS * share);
  test(`${what}: ${numRuns} inputs, seed ${SEED}`, () => {
    const property = fc.property(inputs, fc.array(hostileValues(), { minLength: 1, maxLength: 4 }), soonSmall(check));
    fc.assert(property, { numRuns, seed: SEED });
  }, 600_000);
}

/** What fails is made smaller for a minute: of inputs that take too long it would take hours. */
function soonSmall<T>(check: (input: T, values: string[]) => void): typeof check {
  let end = Number.POSITIVE_INFINITY;
  return (input, values) => {
    if (performance.now() > end) return;
    try {
      check(input, values);
    } catch (error) {
      end = Math.min(end, performance.now() + 60_000);
      throw error;
    }
  };
}

describe('a policy file ends in a policy or in mistakes with places, within a second', () => {
  let accepted = 0;
  let read = 0;
  const any = (text: string, values: string[]) => {
    read++;
    const end = expectEnd([text]);
    expectQuick(text, end);
    if (end instanceof PolicyError) return;
    accepted++;
    expectJudged(end, values);
  };

  fuzz('well-formed', policyTexts(), 0.3, any);

  test('of those that are well-formed, many are accepted and judged', () => {
    expect(accepted).toBeGreaterThan(read / 4);
    expect(quickly).toBeGreaterThan(accepted / 4);
  });

  fuzz('broken', broken(policyTexts()), 0.6, any);
  fuzz('anything', fc.oneof(anyText(200), yamlish()), 0.1, any);
  fuzz('layers', fc.array(fc.oneof(policyTexts(), broken(policyTexts())), { minLength: 2, maxLength: 4 }), 0.05, (texts, values) => {
    const end = expectEnd(texts);
    if (!(end instanceof PolicyError)) expectJudged(end, values);
  });
  fuzz('one text is long', longTexts(), 0.01, any);
  fuzz('heavy', heavy(), 0.01, any);

  test.each([
    ...readdirSync(FOUND)
      .filter((name) => name.endsWith('.yml'))
      .map((name) => ({ name, text: readFileSync(join(FOUND, name), 'utf8') })),
    { name: 'placeholders without an end', text: `version: 1\nenv: { GOFLAGS: { not: "${'$${'.repeat(80_000)}" } }` },
    { name: 'a long glob', text: `version: 1\nenv: { GOFLAGS: { set: true, when: { branch: "${'**/'.repeat(80_000)}" } } }` },
    {
      name: 'a path of slashes',
      text: `version: 1\nenv: { GOPATH: { under: "${'/'.repeat(200_000)}x", contains: "${'/'.repeat(50_000)}x" } }`,
    },
    ...['contains', 'not-contains', 'under', 'not-under'].map((part) => ({
      name: `a long list for ${part}`,
      text: `version: 1\nenv: { GOPATH: { ${part}: [${Array.from({ length: 19_000 }, (_, at) => `/x${at}`).join(', ')}] } }`,
    })),
  ])('found before: $name', ({ text }) => {
    for (const value of ['', `${'a'.repeat(5000)}!`, `/${'/'.repeat(100_000)}x`, '/y:'.repeat(20_000)]) any(text, [value]);
  });
});

/** Texts of the characters that mean something in YAML. */
function yamlish(): Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom(...'abv1: -?[]{},&*!|>\'"%@`#\n\n \t\r~<=.', 'version', 'env', '\ufeff', '\u2028'),
    maxLength: 60,
  });
}
