import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../../src/commands/arguments.js';
import { planLegs, planText } from '../../../src/commands/plan.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { PolicyError } from '../../../src/policy/mistake.js';

function plan(text: string, asked: string[] = []) {
  return planLegs(loadPolicy(`version: 1\n${text}`, 'p.yml', []), asked, { version: '0.1.0', commit: 'c0ffee', run: '7', sha256: null });
}

/** The legs in short: name, runner, how, targets. */
function legs(targets: string[], more = ''): string[] {
  const { matrix, legs: names } = plan(`targets: [${targets.join(', ')}]\n${more}`);
  expect(names).toEqual(matrix.include.map(({ name }) => name));
  return matrix.include.map((leg) => `${leg.name}: ${leg.targets} on ${leg['runs-on']}, ${leg.how}`);
}

describe('a plan', () => {
  test('is native where GitHub has runners', () => {
    expect(legs(['linux/arm64', 'windows/amd64', 'windows/arm64', 'darwin/arm64', 'darwin/amd64'])).toEqual([
      'linux-arm64: linux/arm64 on ubuntu-24.04-arm, native',
      'windows-amd64: windows/amd64 on windows-latest, native',
      'windows-arm64: windows/arm64 on windows-11-arm, native',
      'darwin-arm64: darwin/arm64 on macos-latest, native',
      'darwin-amd64: darwin/amd64 on macos-15-intel, native',
    ]);
  });

  test('proves 386 beside amd64, on one runner', () => {
    expect(legs(['linux/amd64', 'linux/arm64', 'linux/386'])).toEqual([
      'linux-amd64-386: linux/amd64 linux/386 on ubuntu-latest, native',
      'linux-arm64: linux/arm64 on ubuntu-24.04-arm, native',
    ]);
    expect(legs(['linux/386'])).toEqual(['linux-386: linux/386 on ubuntu-latest, native']);
  });

  test('puts as many guests into a leg as its runner boots at a time', () => {
    expect(legs(['linux/riscv64', 'linux/amd64', 'linux/ppc64le', 'linux/loong64'])).toEqual([
      'linux-amd64: linux/amd64 on ubuntu-latest, native',
      'linux-riscv64-ppc64le: linux/riscv64 linux/ppc64le on ubuntu-latest, guest',
      'linux-loong64: linux/loong64 on ubuntu-latest, guest',
    ]);
  });

  test('has one leg for all of user-mode emulation', () => {
    expect(legs(['linux/riscv64', 'linux/arm64', 'linux/ppc64le', 'linux/loong64'], 'emulation: user\n')).toEqual([
      'linux-arm64: linux/arm64 on ubuntu-24.04-arm, native',
      'linux-riscv64-ppc64le-loong64: linux/riscv64 linux/ppc64le linux/loong64 on ubuntu-latest, user',
    ]);
  });

  test('names a target that is there twice once', () => {
    expect(legs(['linux/arm64', 'linux/arm64'])).toHaveLength(1);
  });

  test('of a policy without targets is linux/amd64: a plan has no machine of its own', () => {
    expect(plan('').matrix.include).toEqual([
      { name: 'linux-amd64', targets: 'linux/amd64', 'runs-on': 'ubuntu-latest', how: 'native', go: '', modes: 'exec' },
    ]);
  });

  test('takes the targets that are asked for instead', () => {
    expect(plan('targets: [freebsd/amd64]', ['linux/arm64']).legs).toEqual(['linux-arm64']);
  });

  test('refuses targets that no leg could prove, each on its line', () => {
    const text = 'targets:\n  - linux/amd64\n  - freebsd/amd64\n  - linux/s390x\n';
    const refused = () => plan(text);
    expect(refused).toThrow(PolicyError);
    expect(refused).toThrow(
      /^p\.yml:4:5: target "freebsd\/amd64" has no hosted runner at GitHub and no guest here; expected linux\/amd64, .*linux\/loong64, or its label in runners\np\.yml:5:5: target "linux\/s390x" /,
    );
    expect(() => plan('', ['plan9/386'])).toThrow(UsageError);
  });

  test('is a table for people', () => {
    expect(planText(plan('targets: [linux/amd64, linux/386, linux/arm64, linux/riscv64]'))).toBe(`3 legs
  linux-amd64-386  ubuntu-latest     native  linux/amd64 linux/386
  linux-arm64      ubuntu-24.04-arm  native  linux/arm64
  linux-riscv64    ubuntu-latest     guest   linux/riscv64
`);
  });
});
