import { describe, expect, test } from '@jest/globals';
import type { CheckArguments, GateArguments } from '../../../src/commands/arguments.js';
import { parseArguments } from '../../../src/commands/arguments.js';
import { render, renderGate } from '../../../src/commands/render.js';
import { gateReport } from '../report/gate-sample.js';
import { finding, report } from '../report/sample.js';

describe('a report as one HTML page', () => {
  test('is made of a check, with paths as the repository names them', async () => {
    const args = parseArguments(['check', '--format', 'html']) as CheckArguments;
    const file = `${process.cwd()}/ci.yml`;
    const page = await render(report({ findings: [finding({ location: { file, line: 3 } })] }), args);
    expect(page).toMatch(/^<!doctype html>\n/);
    expect(page.match(/<dt>Where<\/dt><dd><p><code>([^<]*)</)?.[1]).toBe('ci.yml:3');
  });

  test('is made of a gate', async () => {
    const args = parseArguments(['gate', '--plan', 'p', 'reports', '--format', 'html']) as GateArguments;
    expect((await renderGate(gateReport(), args)).match(/<h1[^>]*>([^<]*)</)?.[1]).toBe('Pass: all 2 legs reported and passed');
  });
});
