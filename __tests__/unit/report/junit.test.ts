import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import { junit } from '../../../src/report/junit.js';
import { type Result, resultOf, resultOfGate } from '../../../src/report/result.js';
import { ROOT } from '../../support/world.js';
import { gateFinding, gateReport, leg } from './gate-sample.js';
import { HOSTILE, hostileResult } from './hostile.js';
import { check, finding, report } from './sample.js';

const xsd = (name: string) => ({
  fileName: `${name}.xsd`,
  contents: readFileSync(join(ROOT, '__tests__/fixtures/junit', `${name}.xsd`), 'utf8'),
});
const JENKINS = xsd('jenkins-junit-10');
const WINDYROAD = xsd('windyroad-junit');

async function mistakes(files: string[], schema: typeof JENKINS): Promise<string[]> {
  const xml = files.map((contents, at) => ({ fileName: `${at}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema, maxMemoryPages: 16_384 });
  return errors.map(({ rawMessage }) => rawMessage);
}

const failing = () =>
  report({
    verdict: 'fail',
    findings: [finding({ location: { file: 'a.yml', line: 3 } }), finding({ cause: 'several-go', level: 'warning', link: 'go' })],
    checks: [
      check({ ms: 1234.5 }),
      check({ name: 'build', subject: './cmd/app', status: 'fail', reason: 'what was built has no debug information', ms: 90 }),
      check({ name: 'smoke/exec', status: 'skipped', reason: 'not tried, since debug-info-stripped (build) breaks it' }),
      check({ name: 'smoke/attach', status: 'error', reason: 'it broke' }),
    ],
  });

describe('JUnit XML', () => {
  it('of a check has a suite for the target, a case for each check, and the verdict', () => {
    expect(junit(resultOf(failing()))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="linux/amd64" package="delve-gate" timestamp="2026-11-22T10:00:00" hostname="localhost" tests="4" failures="1" errors="1" skipped="1" time="1.325">
    <properties>
      <property name="version" value="0.1.0"/>
      <property name="verdict" value="fail"/>
    </properties>
    <testcase name="env" classname="delve-gate.linux/amd64" time="1.234"/>
    <testcase name="build ./cmd/app" classname="delve-gate.linux/amd64" time="0.090">
      <failure type="build" message="what was built has no debug information">what was built has no debug information

error debug-info-stripped: The program carries no debug information
found: GOFLAGS holds -ldflags=-s
expected: a program with DWARF
fix: remove GOFLAGS
more: https://example.org/causes/x.md</failure>
    </testcase>
    <testcase name="smoke/exec" classname="delve-gate.linux/amd64" time="0.000">
      <skipped message="not tried, since debug-info-stripped (build) breaks it">not tried, since debug-info-stripped (build) breaks it</skipped>
    </testcase>
    <testcase name="smoke/attach" classname="delve-gate.linux/amd64" time="0.000">
      <error type="smoke/attach" message="it broke">it broke</error>
    </testcase>
    <system-out>warning several-go: The program carries no debug information
found: GOFLAGS holds -ldflags=-s
expected: a program with DWARF
fix: remove GOFLAGS
more: https://example.org/causes/x.md</system-out>
    <system-err></system-err>
  </testsuite>
  <testsuite id="1" name="check" package="delve-gate" timestamp="2026-11-22T10:00:00" hostname="localhost" tests="1" failures="1" errors="0" time="1.234">
    <properties>
      <property name="version" value="0.1.0"/>
      <property name="verdict" value="fail"/>
    </properties>
    <testcase name="verdict" classname="delve-gate.check" time="1.234">
      <failure type="verdict" message="the verdict is fail">more: https://github.com/delve-gate/delve-gate</failure>
    </testcase>
    <system-out></system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
`);
  });

  it('of a check over several targets has a suite for each, and tells what is wrong with one there', () => {
    const arm = { target: 'linux/arm64' };
    const checks = [check(), check({ ...arm, name: 'dlv', status: 'fail', reason: 'no dlv' })];
    const made = junit(
      resultOf(report({ verdict: 'fail', checks, findings: [finding({ ...arm, link: 'dlv', cause: 'dlv-not-installed' })] })),
    );
    expect([...made.matchAll(/<testsuite id="\d" name="([^"]*)".* failures="(\d)"/g)].map(([, ...each]) => each)).toEqual([
      ['linux/amd64', '0'],
      ['linux/arm64', '1'],
      ['check', '1'],
    ]);
    expect(made).toMatch(/<failure type="dlv" message="no dlv">no dlv\n\nerror dlv-not-installed: /);
  });

  it('of a gate has a suite for each leg, names that are unique over all of them, and what the gate has against the legs', () => {
    const findings = [
      gateFinding({ cause: 'leg-missing', link: 'gate', legs: ['linux-riscv64'] }),
      gateFinding({ cause: 'policy-loosened', link: 'gate', level: 'warning', legs: [] }),
      gateFinding({ cause: 'proxy-off', link: 'install', legs: ['linux-arm64'] }),
    ];
    const legs = [
      leg(),
      leg({ name: 'linux-amd64-stable' }),
      leg({ targets: 'linux/arm64', verdict: 'fail' }),
      leg({ name: 'linux-riscv64', targets: 'linux/riscv64', verdict: 'error', checks: [], reason: 'no report of linux-riscv64' }),
    ];
    const made = junit(resultOfGate(gateReport({ verdict: 'fail', findings, legs }), '2026-11-22T10:00:00.000Z'));
    const cases = [...made.matchAll(/<testcase name="([^"]*)" classname="([^"]*)"/g)].map(([, name, classname]) => `${classname} ${name}`);
    expect(new Set(cases).size).toBe(cases.length);
    expect(cases).toContain('delve-gate.linux-amd64-stable.linux/amd64 smoke/exec');
    expect(made).toContain('<error type="report" message="no report of linux-riscv64">');
    // No check failed by it: it is a case of its own.
    expect(made).toContain(
      '<testcase name="finding proxy-off" classname="delve-gate.linux-arm64" time="0.000">\n      <failure type="proxy-off"',
    );
    expect(made).toMatch(/<testsuite id="4" name="gate".*tests="2" failures="2"/);
    expect(made).toContain('<testcase name="leg-missing" classname="delve-gate.gate" time="0.000">\n      <failure type="leg-missing"');
    expect(made).toMatch(/<system-out>warning policy-loosened: /);
  });

  it.each([
    ['fail', 'failure'],
    ['error', 'error'],
  ] as const)('of a verdict "%s" has a %s whatever else is in it', (verdict, kind) => {
    for (const result of [
      resultOf(report({ checks: [], verdict })),
      resultOfGate(gateReport({ verdict })),
      resultOfGate(gateReport({ verdict, legs: [] })),
    ])
      expect(junit(result)).toContain(`<${kind} type="verdict" message="the verdict is ${verdict}">`);
  });

  it('of a pass has nothing red: what failed and the policy accepts is skipped', () => {
    const made = junit(
      resultOf(report({ verdict: 'pass', checks: [check(), check({ name: 'dlv', status: 'fail', reason: 'shadowed' })] })),
    );
    expect(made).not.toMatch(/<(failure|error)/);
    expect(made).toContain('<skipped message="failed, and the policy accepts it: shadowed">');
  });

  it('keeps cases of one name apart, since readers keep the first alone', () => {
    const made = junit(resultOf(report({ checks: [check(), check(), check()] })));
    expect([...made.matchAll(/testcase name="([^"]*)"/g)].map(([, name]) => name)).toEqual(['env', 'env (2)', 'env (3)', 'verdict']);
  });

  it('stays smaller than 30 MB with the same findings in every leg', () => {
    const legs = Array.from({ length: 256 }, (_, at) => leg({ name: `leg-${at}` }));
    const names = legs.map(({ name }) => name);
    const findings = Array.from({ length: 50 }, (_, at) => gateFinding({ cause: `c-${at}`, found: '<'.repeat(3000), legs: names }));
    const made = junit(resultOfGate(gateReport({ legs, findings })));
    expect(Buffer.byteLength(made)).toBeLessThan(30_000_000);
    expect(made.match(/<testcase name="finding c-49"/g)).toHaveLength(256);
    expect(made).toContain('>told in the report file (JSON)</failure>');
  });
});

describe('the schemas', () => {
  const some = (): Result[] => [
    resultOf(report()),
    resultOf(failing()),
    resultOf(report({ checks: [], verdict: 'error' })),
    resultOfGate(gateReport(), '2026-11-22T10:00:00.000Z'),
    resultOfGate(gateReport({ legs: [], verdict: 'error' })),
    resultOfGate(gateReport({ findings: [gateFinding(), gateFinding({ link: 'gate', cause: 'leg-missing' })] }), 'x'),
  ];

  it("Jenkins' takes every one, hostile ones too", async () => {
    const hostile = HOSTILE.flatMap((text) => [junit(hostileResult(text)), junit(hostileResult(text, 'check'))]);
    expect(await mistakes([...some().map(junit), ...hostile], JENKINS)).toEqual([]);
  });

  it("Windy Road's takes every one that has a time and nothing skipped, which it does not know", async () => {
    const known = (result: Result): Result => ({
      ...result,
      at: '2026-11-22T10:00:00.000Z',
      checks: result.checks.filter(({ status }) => status !== 'skipped'),
    });
    const hostile = HOSTILE.flatMap((text) => [hostileResult(text), hostileResult(text, 'check')]);
    expect(
      await mistakes(
        [...some(), ...hostile].map((result) => junit(known(result))),
        WINDYROAD,
      ),
    ).toEqual([]);
  });

  it('refuse what is wrong', async () => {
    const good = junit(resultOf(failing()));
    expect(await mistakes([good.replace('<failure', '<failed').replace('</failure', '</failed')], JENKINS)).not.toEqual([]);
    expect(await mistakes([good.replace(' hostname="localhost"', '')], WINDYROAD)).not.toEqual([]);
  });
});
