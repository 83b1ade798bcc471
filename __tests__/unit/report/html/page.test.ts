import { describe, expect, test } from '@jest/globals';
import { checkToHtml, toHtml } from '../../../../src/report/html/page.js';
import { gateFinding, gateReport, leg } from '../gate-sample.js';
import { check, finding, report } from '../sample.js';

const OURS = 'https://github.com/delve-gate/delve-gate/blob/main/docs/causes/debug-info-stripped.md';

/** What is read of a page, by lines. */
function read(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<\/(p|li|h\d|tr|dd|dt|div|th|summary)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n\s*/g, '\n');
}

describe('the page of a gate', () => {
  test('that passed says so, with commit, run and policy', () => {
    const text = read(toHtml(gateReport()));
    expect(text).toContain('\nPass: all 2 legs reported and passed\n');
    for (const fact of ['Commit\n0123456789ab\n', 'Run\n7\n', 'Policy\ndelve-gate.yml\n', 'Legs\n2 of 2 passed\n', 'Findings\nnone\n'])
      expect(text).toContain(fact);
    expect(text).toContain('Nothing was found that keeps a person from debugging here.');
  });

  test('that could not be checked is no pass, and no fail', () => {
    const legs = [leg(), leg({ targets: 'linux/arm64', verdict: 'error', reason: 'smoke/exec: skipped' })];
    const text = read(toHtml(gateReport({ verdict: 'error', legs })));
    expect(text).toContain('\nError: 1 of 2 legs passed\n');
    expect(text).toContain('smoke/exec: skipped');
  });

  test('whose legs passed and which did not says why', () => {
    const findings = [gateFinding({ cause: 'policy-loosened', link: 'gate', title: 'This change asks for less', legs: [] })];
    expect(read(toHtml(gateReport({ findings })))).toContain('\nFail: every leg passed, the gate did not: This change asks for less\n');
  });

  test('shows of a finding all that there is to it', () => {
    const one = gateFinding({
      target: 'linux/arm64',
      change: 'new',
      confidence: 'likely',
      location: { file: 'ci.yml', line: 7, column: 3 },
      evidence: [{ what: 'GOFLAGS', value: '-ldflags=-s\nand more' }],
      path: [{ question: 'Does it build?', answer: 'no: it does not' }],
      consequences: ['no-locals'],
      apart: [{ what: 'libc', here: ['musl'], elsewhere: ['glibc', 'none'] }],
      page: OURS,
    });
    const page = toHtml(gateReport({ findings: [one], legs: [leg(), leg({ targets: 'linux/arm64', verdict: 'fail' })] }));
    const text = read(page);
    expect(text).toContain('\n✗ Errordebug-info-strippedlink buildlinux/arm64likelynew\nThe program carries no debug information\n');
    for (const row of ['Found\nGOFLAGS holds', 'Expected\na program with DWARF', 'Where\nci.yml:7:3', 'Legs\n1 of 2 legs\nlinux-arm64'])
      expect(text).toContain(row);
    for (const row of ['Fix\nremove GOFLAGS', 'Breaks\nno-locals', 'libc\nmuslglibc, none', 'GOFLAGS\n-ldflags=-s\nand more'])
      expect(text).toContain(row);
    expect(text).toContain('Does it build? no: it does not');
    expect(page).toContain(`<a href="${OURS}" rel="noopener noreferrer">`);
  });

  test.each([
    'https://evil.example/x',
    'javascript:alert(1)',
    `${OURS}?x`,
    `${OURS.replace('causes', '../..')}`,
    '',
    'HTTPS://GITHUB.COM/',
  ])('links no page but ours: %j', (page) => {
    const links = [...toHtml(gateReport({ findings: [gateFinding({ page })] })).matchAll(/href="([^#"][^"]*)"/g)];
    expect(links).toEqual([]);
  });

  test('says what is new, unchanged and fixed against the base branch', () => {
    const findings = [gateFinding({ change: 'new' }), gateFinding({ change: 'unchanged', level: 'note' })];
    const text = read(toHtml(gateReport({ findings, fixed: [{ cause: 'proxy-off', title: 'No module can be had' }] })));
    expect(text).toContain('\nAgainst the base branch: 1 new, 1 unchanged, 1 fixed.\n');
    expect(text).toContain('\nFixed since the base branch\nproxy-off No module can be had\n');
    expect(read(toHtml(gateReport({ findings })))).not.toContain('base branch');
  });

  test('tells below a row of the matrix what did not pass, and why', () => {
    const checks = [
      check({ name: 'env' }),
      check({ name: 'smoke/exec', status: 'fail', reason: 'no breakpoint' }),
      check({ name: 'smoke/attach', status: 'skipped', reason: 'not tried' }),
      check({ name: 'smoke/debug', status: 'skipped', reason: 'not tried' }),
    ];
    const page = toHtml(
      gateReport({ legs: [leg({ checks, verdict: 'fail' }), leg({ name: 'lost', checks: [], verdict: 'error', reason: 'no report' })] }),
    );
    const text = read(page);
    expect(text).toContain('linux/amd64:exec: no breakpoint\ndebug, attach: not tried\n');
    expect(text).toContain('linux/amd64:env, exec, debug, attach: no report\n');
    expect(page).toContain('<td class="skipped"><span role="img" aria-label="skipped">–</span></td>');
  });

  test('has the times of the legs, the longest as a whole bar', () => {
    const page = toHtml(gateReport({ legs: [leg({ ms: 12_000 }), leg({ targets: 'linux/arm64', ms: 3000 })] }));
    expect([...page.matchAll(/class="fill" width="(\d+)"/g)].map((match) => match[1])).toEqual(['100', '25']);
    expect(read(page)).toContain('12.0 s');
  });
});

describe('the page of a check', () => {
  test('says what was tried and what it saw; without other targets it has no matrix', () => {
    const page = checkToHtml(report());
    expect(read(page)).toContain('\nPass: a person can debug here\n');
    expect(read(page)).toContain('\nsmoke/exec./cmd/app\n✓ passstopped in main.greet, line 6; 1 variable read90 ms\n');
    expect(page).not.toContain('id="matrix"');
    expect(page).not.toContain('id="legs"');
  });

  test('of several targets has their matrix', () => {
    const checks = ['linux/amd64', 'linux/arm64'].map((target) => check({ name: 'smoke/exec', target }));
    const page = checkToHtml(report({ checks }));
    expect(read(page)).toContain('Each target, and what was tried there');
    expect(read(page)).not.toContain(' · Go ');
    expect(page).toContain('<h2 id="matrix">');
  });

  test('that failed names the link; one that could not be made says so', () => {
    expect(read(checkToHtml(report({ findings: [finding()] })))).toContain('\nFail: the link build is broken\n');
    expect(read(checkToHtml(report({ verdict: 'error' })))).toContain(
      '\nError: not everything that the policy asks for could be checked\n',
    );
  });
});
