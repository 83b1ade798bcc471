import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../../src/diagnose/diagnose.js';
import { Literals } from '../../../src/diagnose/literals.js';
import { SIGNATURES } from '../../../src/diagnose/signatures/index.js';

const LOG = [
  'API server listening at: 127.0.0.1:2345',
  'Version of Delve is too old for Go version go1.26.8 (maximum supported version 1.25, suppress this error with --check-go-version=false)',
  'exit status 1',
].join('\n');
const EXPECTED = ['dlv-too-old-for-go', 'dlv-shadowed-by-another-copy', 'go-newer-than-delve'];

function causes(text: string): string[] {
  return diagnose(text).causes.map(({ cause }) => cause);
}

function each(prefix: (index: number) => string, log = LOG): string {
  return log
    .split('\n')
    .map((line, index) => prefix(index) + line)
    .join('\n');
}

describe('what stands around a message', () => {
  test.each([
    ['nothing', LOG],
    ['CRLF', LOG.replaceAll('\n', '\r\n')],
    ['colours', each(() => '\u001b[31m').replaceAll('\n', '\u001b[0m\n')],
    ['colours within', LOG.replace('Delve is', 'Delve\u001b[1m is\u001b[22m')],
    ['a window title', each(() => '\u001b]0;bash\u0007')],
    ['a progress bar', each(() => '10 %\r20 %\r')],
    ['a byte order mark', `\uFEFF${LOG}`],
    ['GitHub Actions', each((index) => `2026-01-02T10:00:0${index}.1234567Z `)],
    ['an error of GitHub Actions', each(() => '2026-01-02T10:00:00.1234567Z ##[error]')],
    ['a workflow command', each(() => '::error file=main.go,line=3::')],
    ['GitLab', each(() => '2026-01-02T10:00:00.123456Z 01O ')],
    ['Docker Compose', each(() => 'web-1  | ')],
    ['Docker Compose with a time', each(() => 'web-1  | 2026-01-02T10:00:00Z ')],
    ['BuildKit', each((index) => `#12 ${index}.345 `)],
    ['kubectl', each(() => '[pod/web-6d4b/app] ')],
    ['stern', each(() => 'web-6d4b app ')],
    ['act', each(() => '[ci/test]   | ')],
    ['journald', each(() => 'Jan 02 10:00:00 host dlv[812]: ')],
    ['quotes of an issue', each(() => '> ')],
    ['indentation', each(() => '    ')],
    ['a log of Delve', each(() => '2026-01-02T10:00:00Z error layer=debugger ')],
    ['JSON', JSON.stringify({ message: `Failed to launch: ${LOG}` })],
  ])('%s changes nothing', (_, text) => {
    expect(causes(text)).toEqual(EXPECTED);
  });

  test('the line is shown as it was given, with its number', () => {
    expect(diagnose(each(() => 'web-1  | ')).causes[0]?.lines).toEqual([{ line: 2, text: `web-1  | ${LOG.split('\n')[1]}` }]);
  });
});

describe('text that says nothing', () => {
  test.each(['', '\n\n', 'hello', 'It does not work :(', '\u0000\u0001', 'dlv', 'go', '你好', 'a'.repeat(100_000)])(
    '%j is unknown',
    (text) => {
      const { causes: none, decide } = diagnose(text);
      expect(none).toEqual([]);
      expect(decide).toHaveLength(1);
    },
  );

  test('words alone, without what is around them, are not enough', () => {
    expect(causes('the program attribute of delve and the GOROOT directory are explained in the manual; dlv: see there')).toEqual([]);
  });
});

describe('the order', () => {
  test('a broken link stands before its consequence', () => {
    expect(causes('bash: dlv: command not found\nbash: go: command not found')[0]).toBe('go-not-on-path');
    expect(causes('dlv: command not found\ngo: cannot find GOROOT directory: /opt/go')[0]).toBe('goroot-invalid');
  });

  test('why an installation failed stands before that dlv is not there', () => {
    const text = 'go: github.com/go-delve/delve@v1.27.2 requires go >= 1.25.0 (running go 1.24.1; GOTOOLCHAIN=local)\nsh: dlv: not found';
    expect(causes(text)[0]).toBe('install-needs-newer-go');
  });

  test('what says why stands before what only says that', () => {
    const text = 'Installing github.com/go-delve/delve/cmd/dlv@latest FAILED\ngo: missing Git command. See https://golang.org/s/gogetcmd';
    expect(causes(text)[0]).toBe('git-missing');
  });

  test('a certain cause needs no deciding, a shared message does', () => {
    expect(diagnose(LOG).decide).toEqual([]);
    const shared = diagnose('could not launch process: not an executable file');
    expect(shared.causes.length).toBeGreaterThan(2);
    expect(shared.causes[0]?.confidence).toBe('possible');
    expect(shared.decide[0]?.tells).toContain('not-a-main-package');
  });

  test('what stands beside a message decides', () => {
    expect(causes('GOPATH="/usr/local/go"\nGOROOT="/usr/local/go"')).toEqual(['gopath-equals-goroot']);
    expect(causes('GOPATH="/home/user/go"\nGOROOT="/usr/local/go"')).toEqual([]);
    expect(causes('GOARCH="arm64"\nGOHOSTARCH="amd64"')).toEqual(['target-arch-mismatch']);
    expect(causes('GOARCH="amd64"\nGOHOSTARCH="amd64"')).toEqual([]);
    expect(causes('#8 1.2 could not launch process: fork/exec /app/x: operation not permitted')[0]).toBe('container-ptrace-denied');
    expect(causes('could not launch process: fork/exec /mnt/c/x: operation not permitted')[0]).toBe('wsl1-unsupported');
  });

  test('the same words in another language mean the same', () => {
    for (const words of [
      'Access is denied.',
      'Zugriff verweigert',
      'Accès refusé.',
      'Отказано в доступе.',
      '拒绝访问。',
      'アクセスが拒否されました。',
    ]) {
      expect(causes(`could not launch process: ${words}`)).toEqual(causes('could not launch process: Access is denied.'));
    }
  });

  test('at most some lines are shown of a message that is repeated', () => {
    const { causes: all } = diagnose('bash: dlv: command not found\n'.repeat(1000));
    expect(all[0]?.lines).toHaveLength(5);
  });
});

describe('literals', () => {
  function found(words: readonly string[], text: string): [string, number][] {
    const all: [string, number][] = [];
    new Literals(words).find(text, (word, end) => all.push([words[word] as string, end]));
    return all;
  }

  test('are found where they end, whatever their case', () => {
    expect(found(['he', 'she', 'hers'], 'uSHErs')).toEqual([
      ['she', 4],
      ['he', 4],
      ['hers', 6],
    ]);
    expect(found(['нет'], 'НЕТ нет')).toHaveLength(2);
    expect(found(['dış', 'i'], 'I i')).toHaveLength(2);
    expect(found([], 'text')).toEqual([]);
  });

  test('are found as often as indexOf finds them, in any text of their own parts', () => {
    const words = [...new Set(SIGNATURES.flatMap(({ has }) => has))];
    const text = words.map((word, at) => word.slice(at % 3) + word.toUpperCase()).join('');
    const lower = text.toLowerCase();
    if (lower.length !== text.length) return;
    for (const word of words) expect(found([word], text).length > 0).toBe(lower.includes(word));
    expect(new Set(found(words, text).map(([word]) => word))).toEqual(new Set(words.filter((word) => lower.includes(word))));
  });
});
