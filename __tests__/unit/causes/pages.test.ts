import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { About } from '../../../src/causes/about/about.js';
import { ABOUT } from '../../../src/causes/about/index.js';
import { causePage, causesIndex, messagesOf, prose } from '../../../src/causes/about/page.js';
import { CAUSES } from '../../../src/causes/index.js';
import { SIGNATURES } from '../../../src/diagnose/signatures/index.js';
import { rank } from '../../../src/model/chain.js';
import { ROOT } from '../../support/world.js';

const DOCS = join(ROOT, 'docs', 'causes');
const ALONG = [...CAUSES].sort((a, b) => rank(a.link) - rank(b.link));

function transcriptOf(id: string): string | undefined {
  const file = join(DOCS, 'transcripts', `${id}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

describe('docs/causes is what npm run pages writes', () => {
  test.each(CAUSES.map((cause) => ({ id: cause.id, cause })))('$id', ({ id, cause }) => {
    const expected = causePage(cause, ABOUT[id] as About, messagesOf(id, SIGNATURES), transcriptOf(id));
    expect(readFileSync(join(DOCS, `${id}.md`), 'utf8')).toBe(expected);
  });

  test('the index', () => {
    expect(readFileSync(join(DOCS, 'README.md'), 'utf8')).toBe(causesIndex(ALONG));
  });

  test('no page and no transcript without a cause', () => {
    const ids = CAUSES.map(({ id }) => id);
    const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md') && name !== 'README.md');
    expect(pages.map((name) => name.slice(0, -3)).sort()).toEqual([...ids].sort());
    const folder = join(DOCS, 'transcripts');
    const transcripts = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
    expect(transcripts.filter((name) => !ids.includes(name.slice(0, -4)))).toEqual([]);
  });

  test('every link in them leads to a file', () => {
    for (const name of readdirSync(DOCS).filter((each) => each.endsWith('.md'))) {
      const links = [...readFileSync(join(DOCS, name), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[\w-]+)?\)/g)].map((match) => match[1] as string);
      expect({ name, missing: links.filter((link) => !existsSync(join(DOCS, link))) }).toEqual({ name, missing: [] });
    }
  });
});

describe('a page', () => {
  const cause = { id: 'no-lo', title: 'A `port` of a|b_c in _d is *taken*', link: 'host', level: 'error', aliases: ['old'] } as const;
  const about: About = {
    meaning: 'It <fails>. `a|b` stays.',
    look: 'One looks.',
    fix: { any: ['a'], linux: ['one', 'two', '# read `this`', 'three'], darwin: ['one', 'two', '# read `this`', 'three'], windows: ['w'] },
    confused: [{ with: 'other', decides: 'that' }],
    from: 'a thread',
  };
  const signature = { example: 'x: ```no```', has: 'x', pattern: /x/, source: 'dlv 1.27.2' };
  const told = messagesOf('no-lo', [
    { ...signature, example: 'later', tells: [{ cause: 'no-lo', confidence: 'possible' }] },
    {
      ...signature,
      tells: [
        { cause: 'other', confidence: 'possible' },
        { cause: 'no-lo', confidence: 'likely' },
      ],
    },
    { ...signature, tells: [{ cause: 'other', confidence: 'certain' }] },
  ]);
  const page = causePage(cause, about, told, undefined);

  test('escapes what means something to Markdown, and leaves code alone', () => {
    expect(page).toContain('# A `port` of a\\|b_c in \\_d is \\*taken\\*\n');
    expect(page).toContain('It \\<fails\\>. `a|b` stays.');
    expect(prose('1. `$x` and $y and [z]')).toBe('1. `$x` and $y and \\[z\\]');
    expect(causesIndex([{ ...cause, title: 'a `b|c` d|e' }])).toContain('| [`no-lo`](no-lo.md) | error | a `b\\|c` d\\|e |');
  });

  test('says where it stands in the chain', () => {
    expect(page).toContain('`no-lo` · [host](README.md#host): Can this machine run and trace programs? · error\n\nAlso known as `old`.');
  });

  test('has one fence for systems with the same commands, and advice as text', () => {
    expect(page).toContain(
      '**Linux and macOS**\n\n```sh\none\ntwo\n```\n\n- read `this`\n\n```sh\nthree\n```\n\n**Windows, in PowerShell**',
    );
    expect(page).toContain('```powershell\nw\n```');
    const besides = causePage(cause, { ...about, fix: { any: ['# too'], windows: ['w'] } }, [], undefined);
    expect(besides).toContain('```powershell\nw\n```\n\n**Everywhere**\n\n- too');
    expect(causePage(cause, { ...about, fix: { any: ['a'] } }, [], undefined)).toContain('## What mends it\n\n```sh\na\n```');
  });

  test('has the messages, the surest first, in fences that they cannot close', () => {
    expect(told.map(({ example }) => example)).toEqual(['x: ```no```', 'later']);
    expect(page).toContain(
      '````text\nx: ```no```\n````\n\nTells most likely this cause; else [`other`](other.md). Printed by: dlv 1.27.2.',
    );
    expect(causePage(cause, about, [], undefined)).not.toContain('## Messages');
  });

  test('has the transcript of the lab, or what it was read in; else there is no page', () => {
    expect(page).toContain('It cannot be made in our lab. Read in a thread.');
    const unseen = { ...about };
    delete unseen.from;
    expect(() => causePage(cause, unseen, [], undefined)).toThrow('no-lo: no transcript shows it');
    expect(causePage(cause, unseen, [], '$ go\nno\n\n')).toMatch(/## Seen in the lab\n\n```text\n\$ go\nno\n```\n$/);
  });
});
