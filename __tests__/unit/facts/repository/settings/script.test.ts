import { describe, expect, it } from '@jest/globals';
import { assignmentsIn } from '../../../../../src/facts/repository/settings/script.js';

/** `VARIABLE=value (reach)`, `?` for what is only known when it runs. */
function read(script: string, dialect: 'sh' | 'pwsh' = 'sh'): string[] {
  return assignmentsIn(script, dialect).map((each) => {
    expect(script.slice(each.at).startsWith(each.variable)).toBe(true);
    expect(each.end).toBeGreaterThan(each.at);
    return `${each.variable}=${each.value ?? `?${each.written}`} (${each.reach})`;
  });
}

describe('a line of a shell script that sets a variable', () => {
  it.each([
    ['export GOFLAGS=-mod=mod', 'GOFLAGS=-mod=mod (script)'],
    ['export GOFLAGS="-tags a -v"', 'GOFLAGS=-tags a -v (script)'],
    ["export GOFLAGS='-tags=$x'", 'GOFLAGS=-tags=$x (script)'],
    ['export GOFLAGS="-tags \\"a b\\""', 'GOFLAGS=-tags "a b" (script)'],
    ['export GOFLAGS=-tags\\ a', 'GOFLAGS=-tags a (script)'],
    ['export GOFLAGS=', 'GOFLAGS= (script)'],
    ['export FOO=1 GOOS=js BAR=2', 'GOOS=js (script)'],
    ['declare -x GOOS=js', 'GOOS=js (script)'],
    ['typeset -gx GOOS=js', 'GOOS=js (script)'],
    ['GOOS=js; export GOOS', 'GOOS=js (script)'],
    ['GOOS=js\nexport PATH GOOS', 'GOOS=js (script)'],
    ['if true; then export GOOS=js; fi', 'GOOS=js (script)'],
    ['case x in\n  a) export GOOS=js ;;\nesac', 'GOOS=js (script)'],
    ['f() { export GOOS=js; }', 'GOOS=js (script)'],
    ['export \\\n  GOOS=js', 'GOOS=js (script)'],
    ['export GOFLAGS=-a\\\n-b', 'GOFLAGS=-a-b (script)'],
    ['true && export GOOS=js || false', 'GOOS=js (script)'],
    ['export GOOS=js # for the web', 'GOOS=js (script)'],
    ['export GOOS=js\r\necho\r\n', 'GOOS=js (script)'],
    ['CGO_ENABLED=0 go build ./...', 'CGO_ENABLED=0 (command)'],
    ['FOO=$(pwd) GOOS=linux  GOARCH=arm64 \\\n go build', 'GOOS=linux (command)', 'GOARCH=arm64 (command)'],
    ['env -i GOFLAGS=-v go test', 'GOFLAGS=-v (command)'],
    ['sudo GOBIN=/usr/local/bin go install x', 'GOBIN=/usr/local/bin (command)'],
    ['go env -w GOPROXY=direct GOSUMDB=off', 'GOPROXY=direct (go-env-w)', 'GOSUMDB=off (go-env-w)'],
    ['/usr/local/go/bin/go env -w "GOFLAGS=-mod=mod"', 'GOFLAGS=-mod=mod (go-env-w)'],
    ['sudo go env -w GOFLAGS=-v', 'GOFLAGS=-v (go-env-w)'],
    ['set GOOS=js', 'GOOS=js (script)'],
    ['mkdir -p x && \\\n    export GOOS=js && \\\n  x', 'GOOS=js (script)'],
    ['for a in b; do \\\n  echo;\\\n  GOOS=js go build; \\\ndone', 'GOOS=js (command)'],
    ['\\\r\n GOOS=js go build', 'GOOS=js (command)'],
  ])('is found: %j', (script, ...settings) => {
    expect(read(script)).toEqual(settings);
  });

  it.each([
    ['export GOPATH=$HOME/go', 'GOPATH=?$HOME/go'],
    ['export GOPATH=${X:-/go}', 'GOPATH=?${X:-/go}'],
    ['export GOROOT=$(go env GOROOT)', 'GOROOT=?$(go env GOROOT)'],
    ['export GOROOT="$(dirname "$(which go)")/.."', 'GOROOT=?$(dirname "$(which go)")/..'],
    ['export GOROOT=`go env GOROOT`', 'GOROOT=?`go env GOROOT`'],
    ['export GOPATH=~/go', 'GOPATH=?~/go'],
    ['export GOFLAGS+=" -v"', 'GOFLAGS=? -v'],
    ['export GOOS=${{ matrix.os }}', 'GOOS=?${{ matrix.os }}'],
  ])('has no value where that is known only when it runs: %j', (script, expected) => {
    expect(read(script)).toEqual([`${expected} (script)`]);
  });

  it.each([
    'echo GOOS=js',
    '# export GOOS=js',
    'GOOS=js',
    'export GOOS',
    'export MYGOOS=js GOOSE=1',
    "echo 'export GOOS=js'",
    'cat <<EOF\nexport GOOS=js\nEOF',
    'cat > file <<-"EOF"\n\texport GOOS=js\n\tEOF',
    'go env GOOS',
    'go env -u GOOS',
    'x=$(export GOOS=js)',
    'unset GOOS',
    'docker run -e GOOS=js image',
    'docker build --build-arg GOOS=js .',
    'if [ "$GOOS" = js ]; then echo; fi',
    'test GOOS=js',
    'echo "GOOS=js" >> file',
    'set -x',
    'make GOOS=js',
  ])('is not in %j', (script) => {
    expect(read(script)).toEqual([]);
  });
});

describe('what is written for the steps that follow', () => {
  it.each([
    'echo "GOOS=js" >> $GITHUB_ENV',
    'echo "GOOS=js" >> "$GITHUB_ENV"',
    'echo GOOS=js>>${GITHUB_ENV}',
    'echo \'GOOS=js\' >> "${GITHUB_ENV}"',
    'echo "GOOS=js" | tee -a "$GITHUB_ENV"',
    'printf "GOOS=js\\n" >> "$GITHUB_ENV"',
    'echo "GOOS=js" > $GITHUB_ENV',
    'if x; then echo "GOOS=js" >> $GITHUB_ENV; fi',
    '{\n  echo "A=1"\n  echo "GOOS=js"\n} >> "$GITHUB_ENV"',
    '(echo A=1; echo GOOS=js) >> "$GITHUB_ENV"',
    'cat >> "$GITHUB_ENV" <<EOF\nA=1\nGOOS=js\nEOF\n',
    'cat <<EOF >> $GITHUB_ENV\nA=$x\nGOOS=js\nEOF\n',
    'cat <<EOF | tee -a $GITHUB_ENV\nGOOS=js\nEOF\n',
    'tee -a $GITHUB_ENV <<< "GOOS=js"',
    'echo "A=1\nGOOS=js" >> $GITHUB_ENV',
    'echo -e "A=1\\nGOOS=js" >> $GITHUB_ENV',
    'echo GOOS=js>>%GITHUB_ENV%',
    'echo "GOOS=js" >> ${{ github.env }}',
  ])('by a shell: %j', (script) => {
    expect(read(script)).toEqual(['GOOS=js (later-steps)']);
  });

  it.each([
    'echo "GOOS=js" >> $env:GITHUB_ENV',
    '"GOOS=js" >> $env:GITHUB_ENV',
    '"GOOS=js" | Out-File -FilePath $env:GITHUB_ENV -Encoding utf8 -Append',
    "'GOOS=js' | Out-File $env:GITHUB_ENV -Append",
    'Add-Content -Path $env:GITHUB_ENV -Value "GOOS=js"',
    'Write-Output "GOOS=js" >> $Env:GITHUB_ENV',
  ])('by PowerShell: %j', (script) => {
    expect(read(script, 'pwsh')).toEqual(['GOOS=js (later-steps)']);
  });

  it('knows a value that is computed, of several lines, or holds a folder of Windows', () => {
    expect(read('echo "GOPATH=$HOME/go" >> $GITHUB_ENV')).toEqual(['GOPATH=?$HOME/go (later-steps)']);
    expect(read('echo "GOFLAGS<<EOF" >> $GITHUB_ENV')).toEqual(['GOFLAGS=?EOF (later-steps)']);
    expect(read('"GOPATH=D:\\new\\go" >> $env:GITHUB_ENV', 'pwsh')).toEqual(['GOPATH=D:\\new\\go (later-steps)']);
  });

  it('is not what another file gets', () => {
    expect(read('echo "GOOS=js" >> "$GITHUB_OUTPUT"; echo x >> $GITHUB_ENV')).toEqual([]);
    expect(read('echo "GOOS=js" | tee file')).toEqual([]);
  });
});

describe('PowerShell', () => {
  it.each([
    ["$env:GOOS = 'js'", 'GOOS=js (script)'],
    ['$Env:GOFLAGS="-tags a"; go build', 'GOFLAGS=-tags a (script)'],
    ['$env:GOPATH = "$HOME\\go"', 'GOPATH=?$HOME\\go (script)'],
    ['${env:GOOS}="js"', 'GOOS=js (script)'],
    ['go env -w GOFLAGS=-v', 'GOFLAGS=-v (go-env-w)'],
  ])('%j', (script, expected) => {
    expect(read(script, 'pwsh')).toEqual([expected]);
  });
});

describe('a script that makes no sense', () => {
  it.each([
    ['quotes', 'export GOOS="'],
    ['brackets', '$('.repeat(100_000)],
    ['groups', '{ '.repeat(100_000)],
    ['redirections', 'a >> $GITHUB_ENV <<E '.repeat(20_000)],
    ['groups that are written', `${'{ echo GOOS=js;'.repeat(3000)}${'} >> $GITHUB_ENV;'.repeat(3000)}`],
    ['backslashes', '\\'.repeat(200_001)],
    ['assignments', 'GOOS=js '.repeat(30_000)],
    ['lines', `echo "${'GOOS=\n'.repeat(30_000)}" >> $GITHUB_ENV`],
  ])('ends all the same: %s', (_, script) => {
    expect(Array.isArray(assignmentsIn(script))).toBe(true);
  });
});
