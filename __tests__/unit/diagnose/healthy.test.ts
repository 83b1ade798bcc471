import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../../src/diagnose/diagnose.js';

const FOLDER = join('__tests__', 'unit', 'diagnose', 'healthy-logs');

/** Excerpts of logs in which nothing is wrong with a debug environment: each after a line "=== name". */
const excerpts = readdirSync(FOLDER).flatMap((file) =>
  readFileSync(join(FOLDER, file), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part, index) => {
      const end = part.indexOf('\n');
      return [`${file} ${index + 1}: ${part.slice(0, end)}`, part.slice(end + 1)] as const;
    }),
);

describe('a log with nothing wrong for a debugger', () => {
  test('is there in all sorts', () => {
    expect(excerpts.length).toBeGreaterThanOrEqual(300);
  });

  test.each(excerpts)('%s: gives no cause', (_, text) => {
    expect(diagnose(text).causes).toEqual([]);
  });

  test('all of them together give no cause, and a way to look', () => {
    const { causes, decide } = diagnose(
      excerpts
        .filter(([name]) => !name.startsWith('dlv-sessions'))
        .map(([, text]) => text)
        .join('\n'),
    );
    expect(causes.filter(({ confidence }) => confidence === 'certain')).toEqual([]);
    if (causes.length === 0) expect(decide[0]?.run).toBe('delve-gate check');
  });
});
