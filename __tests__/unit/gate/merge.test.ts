import { describe, expect, test } from '@jest/globals';
import { finding } from '../report/sample.js';
import { Scene } from './scene.js';

const LEGS = ['linux-amd64', 'linux-arm64', 'windows-amd64'];

/** What three legs found, as the gate tells it. */
function found(edit: (scene: Scene) => void) {
  const scene = new Scene();
  edit(scene);
  return scene.judge().findings.filter(({ link }) => link !== 'gate');
}

function fails(scene: Scene, leg: string, ...findings: ReturnType<typeof finding>[]): void {
  scene.edit(leg, (report) => {
    report.findings.push(...findings);
    report.verdict = findings.some(({ level }) => level === 'error') ? 'fail' : report.verdict;
  });
}

describe('what several legs found', () => {
  test('is one finding for one cause, with its legs; what only some say differently is kept', () => {
    const [one, ...more] = found((scene) => {
      fails(scene, 'linux-amd64', finding({ found: 'GOFLAGS in /home/a' }));
      fails(scene, 'linux-arm64', finding({ found: 'GOFLAGS in /home/b' }));
    });
    expect(more).toEqual([]);
    expect(one).toMatchObject({ legs: ['linux-amd64', 'linux-arm64'], found: 'GOFLAGS in /home/a' });
    expect(one?.evidence).toContainEqual({ what: 'on linux-arm64', value: 'GOFLAGS in /home/b' });
  });

  test('is two where it is written in two places, whatever the checkout is called', () => {
    const at = (file: string, line: number) => finding({ location: { file, line } });
    const all = found((scene) => {
      fails(scene, 'linux-amd64', at('/w/go.mod', 3));
      fails(scene, 'linux-arm64', at('/w/go.mod', 3), at('/w/go.mod', 5));
      scene.edit('windows-amd64', (report) => {
        report.origin.workspace = 'D:\\a\\w';
      });
      fails(scene, 'windows-amd64', at('D:\\a\\w\\go.mod', 3));
    });
    expect(all.map(({ location, legs }) => [location, legs])).toEqual([
      [{ file: 'go.mod', line: 3 }, LEGS],
      [{ file: 'go.mod', line: 5 }, ['linux-arm64']],
    ]);
  });

  test('has the gravest level that a leg gives it, and comes before what fewer legs have', () => {
    const all = found((scene) => {
      for (const leg of LEGS) fails(scene, leg, finding({ cause: 'several-go', link: 'go', level: 'warning' }));
      fails(scene, 'linux-arm64', finding({ level: 'warning' }));
      fails(scene, 'windows-amd64', finding());
    });
    expect(all.map(({ cause, level, legs }) => [cause, level, legs.length])).toEqual([
      ['debug-info-stripped', 'error', 2],
      ['several-go', 'warning', 3],
    ]);
  });

  test('is told with the facts that only its legs share', () => {
    const [one] = found((scene) => {
      for (const leg of LEGS) {
        scene.edit(leg, (report) => {
          report.versions.go = leg === 'linux-arm64' ? 'go1.21.13' : 'go1.26.8';
          report.facts.host.libc = 'glibc';
        });
      }
      fails(scene, 'linux-arm64', finding());
    });
    expect(one?.apart).toEqual([{ what: 'Go', here: ['go1.21.13'], elsewhere: ['go1.26.8'] }]);
  });

  test('has nothing to be told apart by when every leg has it, or the others did not report', () => {
    const everywhere = found((scene) => {
      for (const leg of LEGS) fails(scene, leg, finding());
    });
    expect(everywhere[0]?.apart).toEqual([]);
    const alone = found((scene) => {
      fails(scene, 'linux-arm64', finding());
      for (const leg of ['linux-amd64', 'windows-amd64']) scene.files.delete(`${leg}.json`);
    });
    expect(alone[0]?.apart).toEqual([]);
  });

  test('keeps neither title nor link of a report: they are those of our catalog', () => {
    const hostile = finding({ title: 'click here', page: 'https://evil.example.org/' });
    const [one, two] = found((scene) => fails(scene, 'linux-arm64', hostile, { ...hostile, cause: 'no-such-cause' }));
    expect(one?.title).toBe('The program carries no debug information');
    expect(one?.page).toMatch(/docs\/causes\/debug-info-stripped\.md$/);
    expect(two?.page).toMatch(/docs\/causes\/README\.md$/);
  });

  test('is compared with an earlier gate, by cause and file', () => {
    const scene = new Scene();
    fails(
      scene,
      'linux-arm64',
      finding({ location: { file: '/w/go.mod', line: 9 } }),
      finding({ cause: 'go-version-drift', link: 'toolchain' }),
    );
    const earlier = new Scene();
    fails(earlier, 'linux-arm64', finding({ location: { file: '/w/go.mod', line: 3 } }), finding({ cause: 'gopath-invalid', link: 'env' }));
    earlier.files.delete('windows-amd64.json');
    scene.before = earlier.judge();
    const report = scene.judge();
    expect(report.findings.map(({ cause, change }) => [cause, change])).toEqual([
      ['debug-info-stripped', 'unchanged'],
      ['go-version-drift', 'new'],
    ]);
    expect(report.fixed?.map(({ cause }) => cause)).toEqual(['gopath-invalid']);
  });
});

describe('legs', () => {
  test('that failed say by what, those that could not check say why', () => {
    const scene = new Scene();
    fails(scene, 'linux-arm64', finding());
    scene.edit('windows-amd64', (report) => {
      Object.assign(report.checks[3] as object, { status: 'error', reason: 'dlv went away' });
      report.verdict = 'error';
    });
    const { legs, verdict } = scene.judge();
    expect(verdict).toBe('fail');
    expect(legs.map(({ verdict: each, reason }) => [each, reason])).toEqual([
      ['pass', undefined],
      ['fail', 'debug-info-stripped'],
      ['error', 'smoke/exec: dlv went away'],
    ]);
  });

  test.each([
    ['1.26.8', 'go1.26.8', true],
    ['1.26.x', 'go1.26.8', true],
    ['1.26', 'go1.26rc1', true],
    ['1.26.8', 'go1.26.8 X:nodwarf5', true],
    ['1.26.x', 'go1.26.8 (Red Hat 1.26.8-1.el9)', true],
    ['1.26.8', 'go1.26.7', false],
    ['1.2', 'go1.26.7', false],
    ['1.26.x', 'go1.27.0', false],
    ['1.27rc1', 'go1.27.0', false],
    ['stable', 'go1.26.8', true],
  ])('planned with Go %s that ran %s', (planned, seen, right) => {
    const scene = new Scene();
    for (const plan of [scene.plan, scene.expected]) (plan.matrix.include[1] as { go: string }).go = planned;
    scene.edit('linux-arm64', (report) => {
      report.versions.go = seen;
    });
    expect(scene.judge().findings.map(({ cause }) => cause)).toEqual(right ? [] : ['leg-go-differs']);
  });

  test('that warn fail a gate that fails on warnings, and the job that failed for it is explained', () => {
    const scene = new Scene();
    scene.failOn = 'warning';
    scene.needs = new Map([['legs', 'failure']]);
    fails(scene, 'linux-arm64', finding({ cause: 'go-newer-than-delve', level: 'warning' }));
    expect(scene.judge().findings.map(({ cause }) => cause)).toEqual(['go-newer-than-delve']);
  });
});
