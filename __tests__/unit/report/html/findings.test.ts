import { describe, expect, test } from '@jest/globals';
import { findingCards, ranges } from '../../../../src/report/html/findings.js';
import { toHtml } from '../../../../src/report/html/page.js';
import { viewOfGate } from '../../../../src/report/html/view.js';
import { gateFinding, gateReport, leg } from '../gate-sample.js';
import { check } from '../sample.js';

const LEGS = ['a', 'b', 'c', 'd', 'e'].map((name) => leg({ name, targets: name === 'e' ? 'linux/arm64 linux/riscv64' : 'linux/amd64' }));

describe('where a finding is', () => {
  test.each([
    [[], ''],
    [['c'], '2'],
    [['b', 'a', 'c', 'a'], '0-2'],
    [['e', 'a', 'b', 'nobody'], '0-1 4'],
  ])('%j are the places %j', (names, expected) => {
    expect(ranges(names, new Map(LEGS.map(({ name }, at) => [name, at])))).toBe(expected);
  });

  test('is its target alone when it has one, else the targets of its legs', () => {
    const findings = [
      gateFinding({ legs: ['a', 'e'] }),
      gateFinding({ legs: ['e'], target: 'linux/riscv64' }),
      gateFinding({ legs: [], link: 'gate' }),
    ];
    const { cards } = findingCards(viewOfGate(gateReport({ legs: LEGS, findings })));
    const data = cards.map(({ text }) => /data-legs="([^"]*)" data-targets="([^"]*)"/.exec(text)?.slice(1));
    // linux/amd64, linux/arm64, linux/riscv64
    expect(data).toEqual([
      ['0 4', '0-2'],
      ['4', '2'],
      ['', ''],
    ]);
  });
});

describe('many findings', () => {
  const many = (count: number, more: Parameters<typeof gateFinding>[0] = {}) =>
    findingCards(
      viewOfGate(gateReport({ findings: Array.from({ length: count }, (_, at) => gateFinding({ cause: `cause-${at}`, ...more })) })),
    );

  test('are a thousand at most', () => {
    expect(many(1000)).toMatchObject({ left: 0 });
    const { cards, left } = many(1234);
    expect([cards.length, left]).toEqual([1000, 234]);
  });

  test('are shortened when they are large, so that none pushes the others off the page', () => {
    const huge = '&'.repeat(5000);
    const evidence = Array.from({ length: 100 }, () => ({ what: huge, value: huge }));
    const fix = Array.from({ length: 100 }, () => huge);
    const path = fix.map((each) => ({ question: each, answer: each }));
    const apart = fix.map((each) => ({ what: each, here: fix, elsewhere: fix }));
    const legs = fix.map((_, at) => `leg-${at}`);
    const { cards, left } = many(300, { title: huge, found: huge, expected: huge, evidence, fix, path, apart, legs, consequences: fix });
    expect(cards.length).toBeGreaterThan(100);
    expect(left).toBe(300 - cards.length);
    const size = cards.reduce((sum, { text }) => sum + text.length, 0);
    expect(size).toBeLessThan(4_000_000);
  });

  test('lie open up to the twenty-fifth; of the others it is said where they are', () => {
    const { cards } = many(30);
    expect(cards.map(({ text }) => text.includes('<details class="rest">')).indexOf(true)).toBe(25);
    expect(cards[25]?.text).toContain('What was found, and what mends it (1 of 2 legs)');
  });

  test('are counted on the page as far as they are there', () => {
    const findings = Array.from({ length: 1001 }, () => gateFinding());
    const page = toHtml(gateReport({ findings }));
    const between = (from: string, to: string) => page.slice(page.indexOf(from), page.indexOf(to, page.indexOf(from)));
    expect(between('role="status"', '</p>')).toBe('role="status" data-all="of 1001 findings shown">1000 of 1001 findings shown');
    expect(between('No finding', '</section>')).toBe(
      'No finding on this page is like that. Take a filter off.</p><p class="more">+1 more in the report file.</p>',
    );
  });
});

test('nothing leads to a finding that the page does not hold, or to filters that it does not have', () => {
  const linked = (count: number, last: Parameters<typeof gateFinding>[0]) => {
    const findings = Array.from({ length: count }, (_, at) =>
      gateFinding({ level: at === count - 1 ? 'error' : 'note', ...(at === count - 1 ? last : {}) }),
    );
    const page = toHtml(gateReport({ findings, legs: [leg(), leg({ targets: 'linux/arm64', verdict: 'fail' })] }));
    return [...page.matchAll(/<span class="name"><a href="#([^"]*)">|href="#(leg=[^"]*)"/g)].map((match) => match[1] ?? match[2]);
  };
  expect(linked(1000, { link: 'attach' })).toEqual(['finding-1000', 'leg=linux-arm64']);
  expect(linked(1001, { link: 'attach', consequences: ['x'] })).toEqual(['leg=linux-arm64']);
  expect(linked(1, {})).toEqual(['finding-1']);
});

test('a row of the matrix tells a few of many reasons', () => {
  const checks = ['env', 'dlv', 'build', 'smoke/exec', 'smoke/attach', 'smoke/dap'].map((name) =>
    check({ name, status: 'fail', reason: `of ${name}` }),
  );
  const page = toHtml(gateReport({ legs: [leg({ checks, verdict: 'fail' })] }));
  expect(page.match(/<li><b>[^<]*<\/b> of [^<]*<\/li>/g)).toHaveLength(4);
  expect(page.match(/<li>\+\d more<\/li>/)?.[0]).toBe('<li>+2 more</li>');
});

test('a matrix of many rows is cut, and scrolls by itself', () => {
  const legs = Array.from({ length: 300 }, (_, at) => leg({ name: `leg-${at}`, targets: 'linux/amd64 linux/arm64' }));
  const page = toHtml(gateReport({ legs }));
  expect(page.match(/\+\d+ more rows/)?.[0]).toBe('+88 more rows');
  expect(page.match(/<tr><th scope="row">linux\//g)).toHaveLength(512);
  expect(page.match(/<div class="scroll tall"/g)).toHaveLength(2);
});
