import { describe, expect, test } from '@jest/globals';
import { ofWorkflow } from '../../../../../src/facts/repository/versions/workflow.js';
import { describeRange } from '../../../../../src/match/go-range.js';

/** A workflow with one job `test`: lines of the job, and of setup-go's `with`. */
function workflow(inputs: string, { job = '', uses = 'actions/setup-go@v6', before = '' } = {}): string {
  return `${before}jobs:\n  test:\n${job}    steps:\n      - uses: actions/checkout@v5\n      - uses: ${uses}\n        with:\n          ${inputs}\n`;
}

const said = (text: string) =>
  ofWorkflow(text).map(
    ({ line, column, range, reason, alternative }) =>
      `${line}:${column} ${range ? describeRange(range) : reason}${alternative ? ' (one of several)' : ''}`,
  );

const MATRIX = '    strategy:\n      matrix:\n        go: ';

describe('the version that setup-go is told', () => {
  test.each([
    ['in quotes', workflow("go-version: '1.26'"), ['7:23 1.26.x']],
    ['bare', workflow('go-version: 1.26.8 # why'), ['7:23 1.26.8']],
    ['a range', workflow("go-version: '^1.20'"), ['7:23 1.20.0 or newer']],
    ['stable', workflow('go-version: stable'), ['7:23 the newest']],
    ['tip', workflow('go-version: tip'), ['7:23 "tip" names no version of Go']],
    [
      'a list of the matrix',
      workflow('go-version: ${{ matrix.go }}', { job: `${MATRIX}['1.25', '1.26']\n` }),
      ['5:14 1.25.x (one of several)', '5:22 1.26.x (one of several)'],
    ],
    ['a matrix of one', workflow('go-version: ${{ matrix.go }}', { job: `${MATRIX}['1.26']\n` }), ['5:14 1.26.x']],
    ['a part of each', workflow('go-version: ${{ matrix.go }}.x', { job: `${MATRIX}['1.26']\n` }), ['5:14 1.26.x']],
    ['objects of the matrix', workflow('go-version: ${{ matrix.go.v }}', { job: `${MATRIX}[{ v: '1.26' }]\n` }), ['5:19 1.26.x']],
    [
      'include',
      workflow('go-version: ${{ matrix.go }}', {
        job: '    strategy:\n      matrix:\n        include:\n          - { os: a, go: "1.25" }\n          - { os: b, go: "1.26" }\n',
      }),
      ['6:26 1.25.x (one of several)', '7:26 1.26.x (one of several)'],
    ],
    [
      'the same for each system',
      workflow('go-version: ${{ matrix.go }}', {
        job: '    strategy:\n      matrix:\n        include:\n          - { os: a, go: "1.26" }\n          - { os: b, go: "1.26" }\n',
      }),
      ['6:26 1.26.x', '7:26 1.26.x'],
    ],
    [
      'a matrix that is made when it runs',
      workflow('go-version: ${{ matrix.go }}', { job: `${MATRIX}\${{ fromJSON(needs.x.outputs.y) }}\n` }),
      ['8:23 it is only known when it runs'].map((each) => each.replace('8', '10')),
    ],
    ['env of the workflow', workflow('go-version: ${{ env.GO }}', { before: "env:\n  GO: '1.26'\n" }), ['2:7 1.26.x']],
    [
      'env of the job goes before it',
      workflow('go-version: ${{ env.GO }}', { before: "env:\n  GO: '1.24'\n", job: "    env:\n      GO: '1.26'\n" }),
      ['6:11 1.26.x'],
    ],
    ['an output', workflow('go-version: ${{ steps.x.outputs.go }}'), ['7:23 it is only known when it runs']],
    ['an expression', workflow("go-version: ${{ inputs.go || '1.26' }}"), ['7:23 it is only known when it runs']],
    [
      'env that names itself',
      workflow('go-version: ${{ env.GO }}', { before: 'env:\n  GO: ${{ env.GO }}\n' }),
      ['9:23 it is only known when it runs'],
    ],
    ['nothing', workflow('cache: false'), []],
  ])('%s', (_, text, expected) => expect(said(text)).toEqual(expected));

  test('an unquoted 1.20 is the number 1.2, and its line can be mended', () => {
    const [found] = ofWorkflow(workflow('go-version: 1.20'));
    expect(found).toMatchObject({ written: '1.20, which YAML reads as the number 1.2', text: '          go-version: 1.20' });
    expect(found?.range && describeRange(found.range)).toBe('1.2.x');
    expect(ofWorkflow(workflow('go-version: 1.26'))[0]?.text).toBeUndefined();
  });

  test('go-version goes before go-version-file', () => {
    expect(ofWorkflow(workflow("go-version: '1.26'\n          go-version-file: go.mod"))).toMatchObject([{ written: '1.26' }]);
  });

  test('a file is followed, and its folder is meant', () => {
    expect(ofWorkflow(workflow('go-version-file: ./cli/go.mod'))).toMatchObject([{ follows: 'cli/go.mod', folder: 'cli', range: null }]);
    expect(ofWorkflow(workflow('go-version-file: ${{ inputs.dir }}/go.mod'))).toMatchObject([{ range: null, aside: true }]);
  });

  test.each([
    ['actions/setup-go@v6', false],
    ['actions/setup-go@v7.0.0', false],
    ['actions/setup-go@v5', true],
    ['actions/setup-go@0a12ed9d6a96ab950c8f026ed9f722fe0da7ef32 # v5.0.2', true],
    ['actions/setup-go@4dc6199c7b1a012772edbd06daecab0f50c9053c # v6.1.0', false],
    ['actions/setup-go@main', true],
    ['WillAbides/setup-go-faster@v1', true],
  ])('%s lets Go fetch another: %s', (uses, switches) =>
    expect(ofWorkflow(workflow("go-version: '1.26'", { uses }))).toMatchObject([{ switches }]),
  );
});

test('a workflow that only says that files say it is read by its lines', () => {
  const text = `${workflow('go-version-file: ./cli/go.mod')}      - uses: actions/setup-go@v6\n        with: { 'go-version-file': "go.work", cache: false }\n# go-version-file: x\n`;
  expect(ofWorkflow(text)).toMatchObject([
    { line: 7, column: 28, follows: 'cli/go.mod', folder: 'cli', role: 'ci' },
    { line: 9, column: 36, follows: 'go.work', folder: '.', role: 'ci' },
  ]);
  expect(ofWorkflow(text)).toHaveLength(2);
});

describe('what a job is for', () => {
  const steps = (...lines: string[]) => `jobs:\n  test:\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
  const setup = "{ uses: actions/setup-go@v6, with: { go-version: '1.26' } }";

  test.each([
    ['checks out its repository', steps('uses: actions/checkout@v5', setup), false],
    ['clones one', steps('run: git clone https://example.com/x', setup), false],
    ['checks out another only', steps('{ uses: actions/checkout@v5, with: { repository: a/b } }', setup), true],
    ['has no sources', steps(setup, 'run: go install example.com/x@latest'), true],
    [
      'works where only the matrix knows',
      steps('uses: actions/checkout@v5', setup, '{ run: go test, working-directory: "${{ matrix.dir }}" }'),
      true,
    ],
  ])('one that %s is aside: %s', (_, text, aside) => expect(ofWorkflow(text).map((each) => each.aside ?? false)).toEqual([aside]));

  test('its folder is that of its defaults, or that of all its steps', () => {
    expect(
      ofWorkflow(workflow("go-version: '1.26'", { job: '    defaults:\n      run:\n        working-directory: ./cli/\n' })),
    ).toMatchObject([{ folder: 'cli' }]);
    expect(ofWorkflow(steps('uses: actions/checkout@v5', setup, '{ run: go test, working-directory: cli }'))).toMatchObject([
      { folder: 'cli' },
    ]);
    const two = steps('uses: actions/checkout@v5', setup, '{ run: a, working-directory: x }', '{ run: b, working-directory: y }');
    expect(ofWorkflow(two)[0]?.folder).toBeUndefined();
  });

  test('a container is its Go', () => {
    expect(ofWorkflow('jobs:\n  test:\n    container: golang:1.25\n    steps:\n      - uses: actions/checkout@v5\n')).toMatchObject([
      { written: 'golang:1.25', switches: false, line: 3 },
    ]);
    expect(ofWorkflow('jobs:\n  test:\n    container:\n      image: golang:1.25\n    steps: []\n')).toMatchObject([{ line: 4 }]);
  });

  test('an action has the default of its input, which nobody need take', () => {
    const action =
      "inputs:\n  go:\n    default: '1.26'\nruns:\n  steps:\n    - uses: actions/setup-go@v6\n      with:\n        go-version: ${{ inputs.go }}\n";
    expect(ofWorkflow(action)).toMatchObject([{ line: 3, written: '1.26', aside: true, user: 'setup-go of an action' }]);
  });

  test('a version that is handed to an action or a workflow of the repository', () => {
    const text =
      "jobs:\n  a:\n    steps:\n      - uses: ./.github/actions/go\n        with:\n          go-version: '1.26'\n  b:\n    uses: ./.github/workflows/test.yml\n    with:\n      go-version: '1.25'\n";
    expect(ofWorkflow(text).map(({ user, written, aside }) => [user, written, aside ?? false])).toEqual([
      ['./.github/actions/go of job a', '1.26', false],
      ['./.github/workflows/test.yml of job b', '1.25', false],
    ]);
  });

  test("hugo's version is not Go's", () => {
    expect(
      ofWorkflow(
        "jobs:\n  a:\n    steps:\n      - uses: peaceiris/actions-hugo@v3\n        with:\n          hugo-version: '0.164.0'\n          go-version: '0.164.0'\n",
      ),
    ).toEqual([]);
  });

  test.each(['', '[]', 'jobs: 3', 'jobs:\n  a:\n', 'jobs:\n  a:\n    steps: x\n'])('%j says nothing', (text) =>
    expect(ofWorkflow(text)).toEqual([]),
  );
});
