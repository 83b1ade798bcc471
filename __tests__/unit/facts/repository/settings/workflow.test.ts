import { describe, expect, it } from '@jest/globals';
import { readAction, readWorkflow } from '../../../../../src/facts/repository/settings/workflow.js';
import { fileOf, told } from './told.js';

const read = (text: string) => readWorkflow(fileOf(text)).map(told);
const step = (text: string) => read(`jobs:\n  test:\n    steps:\n${text}`);

describe('a workflow', () => {
  it('sets variables for all jobs, a job, its container and its steps', () => {
    const text = `name: ci
env:
  GOFLAGS: -v
jobs:
  test:
    env:
      GOFLAGS: "-x" # here
    container:
      image: golang
      env:
        GOPROXY: direct
    steps:
      - run: go test
        env:
          CGO_ENABLED: 0
          OTHER: 1
`;
    expect(read(text)).toEqual([
      '15:11 CGO_ENABLED=0 (environment) job test, step 1 |',
      '7:7 GOFLAGS=-x (environment) job test |',
      '11:9 GOPROXY=direct (environment) job test, its container |',
      '3:3 GOFLAGS=-v (environment) all jobs |',
    ]);
    expect(readWorkflow(fileOf(text)).map((each) => each.job)).toEqual(['test', 'test', 'test', undefined]);
  });

  it.each([
    ['env:\n  GOFLAGS: -v\n    -x\n', ['2:3 GOFLAGS=-v -x (environment) all jobs']],
    ['env:\n  GOFLAGS: >-\n    -v\n    -x\n', ['2:3 GOFLAGS=-v -x (environment) all jobs']],
    ['env:\n  GOFLAGS:\n    -v\n', ['2:3 GOFLAGS=-v (environment) all jobs']],
    ['env:\n  GOFLAGS:\n', ['2:3 GOFLAGS=? (environment) all jobs']],
    ['env: {GOOS: js, GOARCH: wasm}\n', ['1:7 GOOS=js (environment) all jobs', '1:17 GOARCH=wasm (environment) all jobs']],
    ['env:\n  CGO_ENABLED: false\n', ['2:3 CGO_ENABLED=false (environment) all jobs |']],
    ['env:\n  GOPATH: ${{ github.workspace }}/go\n', ['2:3 GOPATH=?${{ github.workspace }}/go (environment) all jobs |']],
    ['env: &e\n  GOOS: js\njobs:\n  a:\n    env: *e\n', ['2:3 GOOS=js (environment) job a |', '2:3 GOOS=js (environment) all jobs |']],
    ['env: ${{ fromJSON(x) }}\n', []],
    ['env:\n  GOFLAGS: [a]\n', []],
    ['on: push\n', []],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['      - run: echo "GOOS=js" >> $GITHUB_ENV\n', '4:20 GOOS=js (later-steps) job test, step 1'],
    ['      - run: |\n          cd x\n          echo "GOOS=js" >> "$GITHUB_ENV"\n', '6:17 GOOS=js (later-steps) job test, step 1'],
    ['      - run: >\n          cd x &&\n          export GOOS=js\n', '6:18 GOOS=js (script) job test, step 1 |'],
    ['      - run: "export GOOS=js"\n', '4:22 GOOS=js (script) job test, step 1'],
    ['      - run: |\n          echo GOOS\n          go env -w GOOS=js\n', '6:21 GOOS=js (go-env-w) job test, step 1'],
    [
      '      - run: |\n          cat >> $GITHUB_ENV <<EOF\n          GOOS=js\n          EOF\n',
      '6:11 GOOS=js (later-steps) job test, step 1 |',
    ],
    ['      - run: |\n          "GOOS=js" >> $env:GITHUB_ENV\n', '5:12 GOOS=js (later-steps) job test, step 1'],
    ["      - shell: pwsh\n        run: $env:GOOS = 'js'\n", '5:19 GOOS=js (script) job test, step 1'],
  ])('%j', (text, expected) => {
    expect(step(text)).toEqual([expected]);
  });

  it.each(['jobs: {test: {steps: 3}}', 'jobs: 3', '3', '', 'jobs:\n  test:\n', 'jobs:\n  test:\n    steps:\n      - 3\n'])(
    'sets nothing: %j',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it.each(['a: [', 'env: *x', 'a: 1\na: 2', `${'['.repeat(50)}`])('that is no YAML is refused: %j', (text) => {
    expect(() => read(text)).toThrow();
  });
});

describe('a composite action', () => {
  it('sets variables for its steps, and those of the job', () => {
    const text =
      'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo "GOOS=js" >> $GITHUB_ENV\n      env:\n        GOFLAGS: -v\n';
    expect(readAction(fileOf(text)).map(told)).toEqual(['7:9 GOFLAGS=-v (environment) step 1 |', '5:18 GOOS=js (later-steps) step 1']);
  });
});
