import { describe, expect, it } from '@jest/globals';
import { azure } from '../../../src/report/azure.js';
import { codeQuality } from '../../../src/report/code-quality.js';
import { junit } from '../../../src/report/junit.js';
import { rdjson } from '../../../src/report/rdjson.js';
import { sarif } from '../../../src/report/sarif.js';
import { acting, HOSTILE, hostileResult } from './hostile.js';

const OURS = /^##vso\[task\.(logissue type=(error|warning);|complete result=Failed;)/;

it('what would act is seen', () => {
  for (const text of HOSTILE.slice(0, 11).filter((each) => !each.startsWith(']]>')))
    expect({ text, acting: acting(text) }).not.toEqual({ text, acting: [] });
  expect(acting('found: a <b> c\n  ok')).toEqual([]);
});

describe.each(['check', 'gate'] as const)('a hostile %s', (kind) => {
  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j is text everywhere', (_, text) => {
    const result = hostileResult(text, kind);
    for (const format of [sarif, codeQuality, rdjson]) {
      const made = format(result);
      JSON.parse(made);
      expect({ format: format.name, acting: acting(made) }).toEqual({ format: format.name, acting: [] });
      expect(made.length).toBeLessThan(200_000);
    }
    expect(acting(junit(result))).toEqual([]);
    // A log is no page: there a tag is text.
    expect(acting(azure(result).replaceAll('<', ''), OURS)).toEqual([]);
    expect(junit(result).length + azure(result).length).toBeLessThan(200_000);
  });
});
