import { describe, expect, test } from '@jest/globals';
import { compareWho } from '../../../src/match/who.js';
import type { Declared } from '../../../src/model/declared.js';
import type { Ran, WhoFacts } from '../../../src/model/who.js';

const ran = (who: string, version: string | null, more: Partial<Ran> = {}): Ran => ({
  who,
  version,
  path: version && '/go/bin/go',
  note: '',
  ...more,
});

function declared(written: string, from: string | null, below: string | null, more: Partial<Declared> = {}): Declared {
  const place = { file: '/app/Dockerfile', line: 1 };
  const base = {
    by: 'dockerfile',
    role: 'image',
    place,
    path: 'Dockerfile',
    user: 'stage 0',
    switches: false,
    alternative: false,
    ours: true,
  } as const;
  return { ...base, written, range: { from, below }, ...more };
}

function facts(more: Partial<WhoFacts> = {}): WhoFacts {
  const version = 'go1.26.8';
  return {
    dir: '/app',
    shell: ran('this shell', version),
    project: ran('in the project', version),
    compile: ran('go tool compile', version),
    others: [],
    declared: [],
    ...more,
  };
}

const standings = (more: Partial<WhoFacts>) =>
  compareWho(facts(more))
    .rows.slice(3)
    .map(({ standing }) => standing);

describe('who stands how to the Go that runs in the project', () => {
  test.each([
    ['the same', ran('gofmt', 'go1.26.8'), 'same'],
    ['another patch level: it is another Go all the same', ran('gofmt', 'go1.26.7'), 'differs'],
    ['another', ran('VS Code', 'go1.24.3'), 'differs'],
    ['none', ran('login shell', null, { lacks: 'go' }), 'differs'],
    ['one that nobody can tell', ran('GoLand', null, { note: 'there is no .idea here' }), 'unknown'],
  ])('%s', (_, other, standing) => expect(standings({ others: [other] })).toEqual([standing]));

  test.each([
    ['all of the minor version', declared('golang:1.26', '1.26', '1.27'), 'same'],
    ['another patch level', declared('golang:1.26.6', '1.26.6', '1.26.7'), 'patch'],
    ['another minor version', declared('golang:1.25', '1.25', '1.26'), 'differs'],
    ['a range', declared('^1.20', '1.20.0', '2.0'), 'same'],
    ['the newest', declared('golang', null, null), 'moves'],
    ['one that cannot be told', declared('golang:$X', null, null, { range: null, reason: 'why' }), 'unknown'],
    ['a go line that is met', declared('1.25.0', '1.25.0', null, { role: 'needs' }), 'same'],
    ['a go line that is not', declared('1.26.9', '1.26.9', null, { role: 'needs' }), 'differs'],
    ['a linter', declared('1.20', '1.20', '1.21', { role: 'reader' }), 'unknown'],
  ])('%s', (_, place, standing) => expect(standings({ declared: [place] })).toEqual([standing]));

  test('another module is not in the table, and lines that say the same are one', () => {
    const one = declared('golang:1.26', '1.26', '1.27');
    const { rows } = compareWho(
      facts({ declared: [one, { ...one, place: { ...one.place, line: 9 }, user: 'stage 1' }, { ...one, ours: false }] }),
    );
    expect(rows.slice(3)).toEqual([
      { where: 'repository', who: 'dockerfile', go: '1.26.x', at: 'Dockerfile:1', standing: 'same', note: 'golang:1.26; 2 users' },
    ]);
  });

  test('an editor starts what is installed, so a switch by go.mod is no difference of its own', () => {
    const switched = facts({
      project: ran('in the project', 'go1.27.2'),
      compile: ran('go tool compile', 'go1.27.2'),
      others: [ran('VS Code', 'go1.26.8')],
    });
    expect(compareWho(switched).rows.map(({ standing }) => standing)).toEqual(['differs', 'same', 'same', 'same']);
  });
});

describe('the verdict', () => {
  const none = (name: string) => ran(name, null, { lacks: 'go' });
  test.each<[string, Partial<WhoFacts>, string]>([
    ['all agree', {}, 'agree'],
    ['what nobody can tell is no difference', { others: [ran('GoLand', null)] }, 'agree'],
    ['one differs', { others: [ran('gofmt', 'go1.24.0')] }, 'disagree'],
    ['one has none', { others: [none('login shell')] }, 'disagree'],
    ['one could not be asked', { others: [ran('login shell', null, { lacks: 'answer' })] }, 'error'],
    ['go fails in the project', { project: ran('in the project', null, { lacks: 'answer' }) }, 'error'],
    ['none is anywhere', { shell: none('a'), project: none('b'), compile: none('c'), others: [none('d')] }, 'error'],
  ])('%s', (_, more, verdict) => expect(compareWho(facts(more)).verdict).toBe(verdict));
});
