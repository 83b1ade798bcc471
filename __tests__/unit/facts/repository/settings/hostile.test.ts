import { describe, expect, it } from '@jest/globals';
import { KINDS } from '../../../../../src/facts/repository/settings/kinds.js';
import { fileOf } from './told.js';

const SIZE = 40_000;
const fill = (text: string, size = SIZE) => text.repeat(Math.ceil(size / text.length));

/** Texts that cost a careless parser time that grows with the square of their length. */
const TEXTS: [string, string][] = [
  ['blanks', `GOOS=${fill(' ')}x`],
  ['blanks before', `${fill(' ')}GOOS=js`],
  ['blanks between', fill('GOOS =   ')],
  ['export and blanks', `export ${fill(' ')}:GOOS`],
  ['assignments on one line', `${fill(' ', SIZE / 2)}${fill('GOOS=js ', SIZE / 2)}`],
  ['exports in lines', fill('export GOOS=js\n')],
  ['exports in a step', `jobs:\n  a:\n    steps:\n      - run: |\n${fill('          export GOOS=js\n')}`],
  ['variables of a job', `env:\n${Array.from({ length: 5000 }, (_, n) => `  A${n}: GOOS\n`).join('')}`],
  ['ENV in lines', fill('ENV GOOS=js\n', SIZE / 4)],
  ['groups', `${fill('{ echo GOOS=js;', SIZE / 2)}${fill('} >> $GITHUB_ENV;', SIZE / 2)}`],
  ['quotes', fill('GOOS="')],
  ['lines that go on', fill('export GOOS=js \\\n', SIZE / 4)],
  ['backslashes', `GOOS=${fill('\\')}`],
  ['colons', fill('GOOS:')],
  ['braces', `GOOS${fill('{')}`],
  ['brackets', `GOOS: ${fill('[')}`],
  ['members', `{"go.toolsEnvVars": {${Array.from({ length: 8000 }, () => '"GOOS": "js"').join(',')}}}`],
  ['elements', `<component name="GOROOT">${fill('<a b="GOROOT">')}`],
  ['dollars', `GOOS=${fill('$')}`],
  ['expansions', `GOOS=${fill('${')}`],
  ['commands in commands', `GOOS=${fill('$(')}`],
  ['characters that are none', `GOOS=${fill('\u0000\uFFFF')}`],
];

describe.each(KINDS.map((kind) => [String(kind.path), kind] as const))('a hostile file %s', (_, kind) => {
  it.each(TEXTS)('is read or refused: %s', async (_name, text) => {
    const read = await kind.load();
    const outcome = (() => {
      try {
        const found = read(fileOf(text));
        return Array.isArray(found) ? found : found.settings;
      } catch (error) {
        return error;
      }
    })();
    expect(Array.isArray(outcome) || outcome instanceof Error).toBe(true);
  });
});
