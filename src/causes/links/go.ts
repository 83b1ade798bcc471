import satisfies from 'semver/functions/satisfies.js';
import { formatGo, parseGoVersion } from '../../match/go-version.js';
import { errorIn, valueIn } from '../../model/seen.js';
import {
  blamed,
  type Case,
  type Cause,
  describeOrigin,
  evidenceOf,
  goValue,
  goVersion,
  type Hit,
  isSet,
  originOf,
  policyLocation,
  unset,
} from '../cause.js';
import { emptied } from '../mend.js';

/** Causes of the link `go`: the go command itself. */
export const goCauses: Cause[] = [
  {
    id: 'go-not-on-path',
    link: 'go',
    level: 'error',
    title: 'There is no go command on PATH',
    breaks: true,
    detect: ({ facts }) => {
      if (!facts.go || facts.go.path !== null) return [];
      const [elsewhere] = facts.go.elsewhere;
      const folder = elsewhere?.replace(/[\\/]go(\.exe)?$/, '');
      return [
        {
          found: elsewhere ? `no go on PATH, though ${elsewhere} is there` : 'no go on PATH, nor where Go is usually installed',
          expected: 'a go command on PATH: delve-gate, dlv debug and every editor start it',
          fix: folder
            ? [facts.host.os === 'windows' ? `$env:Path = "${folder};$env:Path"` : `export PATH=${folder}:$PATH`]
            : ['install Go (https://go.dev/doc/install), or in a workflow: uses: actions/setup-go'],
          evidence: [{ what: 'go elsewhere', value: facts.go.elsewhere.join(', ') || 'none found' }],
        },
      ];
    },
  },
  {
    id: 'gccgo-toolchain',
    link: 'go',
    level: 'error',
    title: "The go command is gccgo's, whose programs Delve does not debug",
    breaks: true,
    detect: (seen) => {
      if (!/gccgo/.test(goVersion(seen))) return [];
      return [
        {
          found: `${seen.facts.go?.path} is ${goVersion(seen)}`,
          expected: 'the Go of go.dev, or of the distribution: package golang-go',
          fix: ['sudo apt-get install golang-go, or https://go.dev/doc/install', 'sudo update-alternatives --config go'],
          evidence: [{ what: 'go env GOVERSION', value: goVersion(seen) }],
        },
      ];
    },
  },
  {
    id: 'go-32bit-on-64bit-host',
    link: 'go',
    level: 'error',
    title: 'This is a 32-bit Go on a 64-bit system',
    breaks: true,
    detect: (seen) => {
      const { host } = seen.facts;
      const own = valueIn(seen.facts.go?.env)?.GOHOSTARCH;
      if (own !== '386' || host.arch !== 'amd64') return [];
      return [
        {
          found: `${seen.facts.go?.path} is a Go for 386, and this machine is ${host.os}/${host.arch}`,
          expected: 'a Go for amd64: programs for 386 are debugged with the target linux/386, and on Windows not at all',
          fix: ['install the amd64 Go: https://go.dev/dl'],
          evidence: [{ what: 'go env GOHOSTARCH', value: own }],
        },
      ];
    },
  },
  {
    id: 'goroot-invalid',
    link: 'go',
    level: 'error',
    title: 'GOROOT does not name a Go tree',
    breaks: true,
    mend: emptied('GOROOT'),
    detect: (seen) => {
      const { go } = seen.facts;
      if (!go?.goroot || !isSet(seen, 'GOROOT') || (go.goroot.exists && go.goroot.complete)) return [];
      const what = !go.goroot.exists ? 'does not exist' : 'has no src/runtime, so it is no Go tree';
      return [gorootHit(seen, `GOROOT is ${go.goroot.path}, which ${what}`)];
    },
  },
  {
    id: 'goroot-mismatch',
    link: 'go',
    level: 'error',
    title: 'The go command and its compiler and standard library come from two Go installations',
    breaks: true,
    mend: emptied('GOROOT'),
    detect: (seen) => {
      const { go } = seen.facts;
      const command = valueIn(go?.env)?.GOVERSION?.split(' ')[0];
      if (!go?.goroot?.complete || !command || command.startsWith('devel')) return [];
      const compiler = valueIn(go.compiler ?? undefined);
      const tree = go.goroot.version;
      if ((!tree || tree === command) && (!compiler || compiler.startsWith('devel') || compiler === command)) return [];
      const other = tree && tree !== command ? tree : compiler;
      const hit = gorootHit(seen, `the go command is ${command}, but its GOROOT ${go.goroot.path} is ${other}`);
      hit.evidence?.push(
        { what: 'compile -V', value: compiler ?? errorIn(go.compiler ?? undefined) ?? 'not run' },
        { what: 'GOROOT/VERSION', value: tree ?? 'none' },
      );
      return [hit];
    },
  },
  {
    id: 'go-command-broken',
    link: 'go',
    level: 'error',
    title: 'The go command does not run',
    breaks: true,
    detect: (seen) => {
      const { go } = seen.facts;
      const error = errorIn(go?.own);
      if (!go?.path || !error || isSet(seen, 'GOROOT')) return [];
      return [
        {
          found: `${go.path} env failed even without settings from outside: ${error.split('\n')[0]}`,
          expected: 'a go command that runs',
          fix: ['reinstall Go: https://go.dev/doc/install'],
          evidence: [{ what: `${go.path} env -json GOROOT GOVERSION`, value: error }],
        },
      ];
    },
  },
  {
    id: 'go-version-not-allowed',
    link: 'go',
    level: 'error',
    title: 'The policy does not allow this version of Go',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const range = seen.policy.go.version;
      const version = parseGoVersion(goVersion(seen));
      if (range === undefined || !version || satisfies(formatGo({ ...version, pre: '' }), range.replaceAll('go', ''))) return [];
      return [
        {
          found: goVersion(seen),
          expected: `a Go within "${range}"`,
          fix: [`install a Go within ${range}, or widen go.version in the policy`],
          evidence: [{ what: 'go env GOVERSION', value: goVersion(seen) }],
          location: policyLocation(seen, ['go', 'version']),
        },
      ];
    },
  },
  {
    id: 'several-go',
    link: 'go',
    level: 'note',
    title: 'Several versions of Go are on PATH',
    breaks: false,
    detect: (seen) => {
      const found = seen.facts.go?.onPath ?? [];
      const versions = new Set(found.map((each) => each.version).filter(Boolean));
      if (versions.size < 2) return [];
      return [
        {
          found: found.map((each) => `${each.path} (${each.version ?? 'unknown version'})`).join(', '),
          expected: 'one Go, or several on purpose: an editor or a script may start another than the shell does',
          fix: [`keep ${found[0]?.path} first on PATH everywhere, or remove the others`],
          evidence: found.map((each) => ({ what: each.path, value: each.version ?? 'unknown version' })),
          ...(seen.policy.go.single ? { level: 'error' as const, location: policyLocation(seen, ['go', 'single']) } : {}),
        },
      ];
    },
  },
  {
    id: 'gofmt-of-another-go',
    link: 'go',
    level: 'note',
    title: 'gofmt is of another Go than the go command',
    breaks: false,
    detect: ({ facts }) => {
      const { gofmt, path } = facts.go ?? {};
      if (!gofmt || !path) return [];
      const folder = path.replace(/[\\/][^\\/]+$/, '');
      return [
        {
          found: `gofmt is ${gofmt.path}${gofmt.version ? ` (${gofmt.version})` : ''}, and go is ${path}`,
          expected: `the gofmt of that Go: ${folder} before the other folder on PATH`,
          fix: [facts.host.os === 'windows' ? `$env:Path = "${folder};$env:Path"` : `export PATH=${folder}:$PATH`],
          evidence: [
            { what: 'the first gofmt on PATH', value: gofmt.real },
            { what: 'the first go on PATH', value: path },
          ],
        },
      ];
    },
  },
];

function gorootHit(seen: Case, found: string): Hit {
  const own = valueIn(seen.facts.go?.own);
  return {
    found: `${found} (from ${describeOrigin(originOf(seen, 'GOROOT'))})`,
    expected: own?.goroot
      ? `GOROOT unset, or ${own.goroot}, the tree of the go command that runs (${own.version})`
      : 'GOROOT unset: the go command knows its own tree',
    fix: isSet(seen, 'GOROOT') ? unset(seen, 'GOROOT') : ['reinstall Go into an empty folder: two versions were unpacked over each other'],
    evidence: evidenceOf(seen, 'GOROOT').map((each) =>
      each.what === 'GOROOT' ? { ...each, value: goValue(seen, 'GOROOT') || seen.facts.go?.goroot?.path || '' } : each,
    ),
    ...blamed(seen, 'GOROOT'),
  };
}
