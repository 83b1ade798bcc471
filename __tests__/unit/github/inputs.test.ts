import { afterEach, describe, expect, it } from '@jest/globals';
import { UsageError } from '../../../src/commands/arguments.js';
import { needsApi, readInputs } from '../../../src/github/inputs.js';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

function inputs(given: Record<string, string>) {
  for (const [name, value] of Object.entries(given)) process.env[`INPUT_${name.toUpperCase()}`] = value;
  return readInputs();
}

describe('the inputs of the step', () => {
  it('may all be absent', () => {
    expect(inputs({})).toEqual({
      command: 'check',
      policy: undefined,
      layers: [],
      workingDirectory: '.',
      targets: [],
      only: ['env', 'dlv', 'smoke'],
      failOn: 'error',
      dlvVersion: undefined,
      report: 'delve-gate-report.json',
      write: [],
      leg: undefined,
      plan: '',
      needs: undefined,
      reports: ['delve-gate-reports'],
      base: undefined,
      compare: undefined,
      annotate: true,
      summary: true,
      guard: false,
      checkRun: false,
      checkName: 'delve-gate',
      comment: false,
      suggestions: false,
      uploadSarif: false,
      token: '',
    });
  });

  it('are read as people write them', () => {
    expect(inputs({ write: '\n sarif = out/a b.sarif\njunit=r.xml\n\n' }).write).toEqual([
      { format: 'sarif', file: 'out/a b.sarif' },
      { format: 'junit', file: 'r.xml' },
    ]);
    expect(inputs({ targets: 'linux/amd64\n  linux/arm64, darwin/arm64', only: 'env, dlv', summary: 'FALSE' })).toMatchObject({
      targets: ['linux/amd64', 'linux/arm64', 'darwin/arm64'],
      only: ['env', 'dlv'],
      summary: false,
    });
  });

  it.each([
    [{ command: 'chek' }, 'input command "chek" is unknown; expected check, plan, gate, publish'],
    [{ command: 'gate', comment: 'yes' }, 'input comment "yes" is unknown; expected true, false'],
    [{ 'check-name': 'x'.repeat(101) }, 'input check-name has 101 characters; expected at most 100'],
    [{ 'upload-sarif': 'true' }, 'input upload-sarif is of a gate, and the command is check; give it to the step with command: gate'],
    [{ leg: '../x' }, 'input leg "../x" is no name of a leg; expected one of the plan: ${{ matrix.name }}'],
    [{ 'fail-on': 'eror' }, 'input fail-on "eror" is unknown; expected error, warning, never'],
    [{ annotate: 'yes' }, 'input annotate "yes" is unknown; expected true, false'],
    [{ write: 'sarif' }, 'input write "sarif" names no file; expected FORMAT=FILE, such as sarif=delve-gate.sarif'],
    [
      { write: 'json=./delve-gate-report.json' },
      'input write names "./delve-gate-report.json", which is written already; expected a file of its own',
    ],
    [{ targets: 'linux-arm64' }, 'input targets "linux-arm64" is not GOOS/GOARCH, such as linux/amd64'],
  ])('%j is refused: a typo never means false', (given: Record<string, string>, message) => {
    expect(() => inputs(given)).toThrow(new UsageError(message));
  });

  it('take the token out of the environment, which programs that are started are given', () => {
    expect(inputs({ command: 'gate', 'check-run': 'true', token: 'secret' })).toMatchObject({ checkRun: true, token: 'secret' });
    expect(JSON.stringify(process.env)).not.toContain('secret');
  });

  it.each([
    [{ compare: 'base' }, true],
    [{ 'check-run': 'true' }, true],
    [{ compare: './base' }, false],
    [{}, false],
  ])('%j need the API: %s', (given, needs) => {
    expect(needsApi(inputs({ command: 'gate', ...given }))).toBe(needs);
  });
});
