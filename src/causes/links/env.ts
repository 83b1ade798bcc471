import { flagsIn } from '../../model/go-flags.js';
import { errorIn } from '../../model/seen.js';
import { isUnder } from '../../policy/paths.js';
import {
  blamed,
  type Case,
  type Cause,
  describeOrigin,
  evidenceOf,
  goValue,
  type Hit,
  hostPlatform,
  INSTALL_FOR_THIS_MACHINE,
  isRooted,
  isSet,
  locationOf,
  originOf,
  proves386,
  unset,
} from '../cause.js';
import { emptied, withFlags } from '../mend.js';
import { policyHits } from './policy.js';
import { brokenLines } from './value.js';

/** Causes of the link `env`: what go env says, and who made it say so. */
export const envCauses: Cause[] = [
  {
    id: 'goenv-unreadable',
    link: 'env',
    level: 'error',
    title: 'GOENV does not name a file that Go can read, and Go does not say so',
    breaks: false,
    detect: (seen) => {
      const goenv = seen.facts.go?.goenv;
      if (!goenv?.path) return [];
      const relative = goenv.explicit && !isRooted(goenv.path);
      if (goenv.state !== 'directory' && goenv.state !== 'unreadable' && !relative) return [];
      const what = relative
        ? 'is a relative path, so it is another file in each folder'
        : goenv.state === 'directory'
          ? 'is a folder'
          : `cannot be read (${goenv.reason})`;
      return [
        {
          found: `GOENV ${goenv.path} ${what}`,
          expected: 'the absolute path of a readable file, or "off": Go ignores an unreadable one without a word',
          fix: goenv.explicit ? unset(seen, 'GOENV') : [`make ${goenv.path} a readable file, or remove it`],
          evidence: [
            { what: 'GOENV', value: goenv.path },
            { what: 'GOENV comes from', value: describeOrigin(originOf(seen, 'GOENV')) },
          ],
          location: locationOf(seen, 'GOENV'),
        },
      ];
    },
  },
  {
    id: 'goenv-in-temporary-folder',
    link: 'env',
    level: 'error',
    title: 'GOENV lies in a temporary folder, so settings vanish or are shared',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const { host, go } = seen.facts;
      if (!go?.goenv.explicit || !go.goenv.path || !['file', 'missing'].includes(go.goenv.state)) return [];
      const folders = [host.temp.path, '/tmp', '/var/tmp', '/dev/shm', '/private/tmp'];
      if (!isUnder(go.goenv.path, folders) || (host.home && isUnder(go.goenv.path, [host.home]))) return [];
      return [
        {
          found: `GOENV is ${go.goenv.path}`,
          expected: 'a file that stays, in the user’s configuration folder',
          fix: unset(seen, 'GOENV'),
          evidence: evidenceOf(seen, 'GOENV'),
          location: locationOf(seen, 'GOENV'),
        },
      ];
    },
  },
  {
    id: 'env-written-by-go-env-w',
    link: 'env',
    level: 'error',
    title: 'go env -w left a value behind that no build can work with',
    breaks: true,
    detect: (seen) => [
      ...brokenLines(seen),
      ...policyHits(seen)
        .filter((hit) => hit.persisted)
        .map(({ hit }) => hit),
    ],
  },
  {
    id: 'target-arch-mismatch',
    link: 'env',
    level: 'error',
    title: 'Go builds for another platform than the one that debugs',
    breaks: true,
    stands: true,
    detect: (seen) => {
      const host = hostPlatform(seen).split('/') as [string, string];
      const wrong = [
        ['GOOS', host[0]],
        ['GOARCH', host[1]],
      ].filter(
        ([name = '', own = '']) =>
          goValue(seen, name) !== '' &&
          goValue(seen, name) !== own &&
          !(name === 'GOARCH' && goValue(seen, name) === '386' && proves386(seen)) &&
          !isItsOwn(seen, name),
      ) as [string, string][];
      const [first] = wrong;
      if (!first) return foreignDlv(seen);
      return [
        {
          found: wrong.map(([name]) => `${name} is ${goValue(seen, name)} (from ${describeOrigin(originOf(seen, name))})`).join(', '),
          expected: `GOOS/GOARCH of this machine, ${host.join('/')}: dlv cannot start a program of another one`,
          fix: wrong.flatMap(([name]) => unset(seen, name)),
          evidence: wrong.flatMap(([name]) => evidenceOf(seen, name)),
          location: locationOf(seen, first[0]),
        },
      ];
    },
  },
  {
    id: 'gopath-invalid',
    link: 'env',
    level: 'error',
    least: 'note',
    title: 'GOPATH is not one absolute path',
    breaks: true,
    stands: true,
    detect: (seen) => {
      const written = originOf(seen, 'GOPATH')?.written ?? goValue(seen, 'GOPATH');
      const value = written.endsWith('\r') ? '' : written;
      if (!value || !['environment', 'go-env-w'].includes(originOf(seen, 'GOPATH')?.source ?? '')) return [];
      const windows = seen.facts.host.os === 'windows';
      const entries = value.split(windows ? ';' : ':').filter(Boolean);
      const problem = entries.map((entry) => badEntry(entry, windows)).find(Boolean);
      if (problem) return [gopathHit(seen, value, problem)];
      if (entries.length > 1)
        return [
          {
            ...gopathHit(seen, value, `a list of ${entries.length} folders; installs and the module cache go to the first`),
            level: 'note',
          },
        ];
      return [];
    },
  },
  {
    id: 'gopath-contains-go-mod',
    link: 'env',
    // Go 1.26 warns and builds, though `go mod` does not work there; older ones refuse.
    level: 'warning',
    title: 'The folder GOPATH has a go.mod: the project is where modules are kept',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const file = seen.facts.go?.gopathModule;
      if (!file) return [];
      return [
        {
          found: `${file} exists, and Go takes no module in $GOPATH itself`,
          expected: 'a project beside GOPATH, or below it, but not the same folder',
          fix: [...unset(seen, 'GOPATH'), `or move the project out of ${file.replace(/[\\/]go\.mod$/, '')}`],
          evidence: evidenceOf(seen, 'GOPATH'),
          location: locationOf(seen, 'GOPATH'),
        },
      ];
    },
  },
  {
    id: 'gopath-equals-goroot',
    link: 'env',
    level: 'error',
    title: 'GOPATH and GOROOT are the same folder',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const real = seen.facts.go?.real;
      const goroot = real?.GOROOT?.[0];
      if (!goroot || !real.GOPATH?.includes(goroot)) return [];
      return [
        {
          found: `both are ${goroot}`,
          expected: 'GOPATH anywhere else: Go takes what it installs for its own standard library',
          fix: unset(seen, 'GOPATH'),
          evidence: [...evidenceOf(seen, 'GOPATH'), ...evidenceOf(seen, 'GOROOT')],
          location: locationOf(seen, 'GOPATH'),
        },
      ];
    },
  },
  {
    id: 'gobin-unusable',
    link: 'env',
    level: 'error',
    title: 'go install cannot put programs into GOBIN',
    breaks: false,
    detect: (seen) => {
      const value = goValue(seen, 'GOBIN');
      // Go 1.27 shows where programs go when nobody set it.
      if (!value || !isSet(seen, 'GOBIN')) return [];
      const folder = seen.facts.go?.folders.GOBIN;
      const relative = !isRooted(value);
      if (!relative && (!folder || folder.writable)) return [];
      return [
        {
          found: relative ? `GOBIN is the relative path ${value}` : `GOBIN ${value}: ${folder?.reason ?? 'cannot be written to'}`,
          expected: 'an absolute path of a folder that can be written to',
          fix: unset(seen, 'GOBIN'),
          evidence: evidenceOf(seen, 'GOBIN'),
          location: locationOf(seen, 'GOBIN'),
        },
      ];
    },
  },
  {
    id: 'gobin-not-on-path',
    link: 'env',
    level: 'note',
    title: 'GOBIN is not on PATH, so a dlv that go install puts there does not start',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const installs = seen.facts.go?.installs;
      if (!installs || installs.onPath || !isSet(seen, 'GOBIN') || !isRooted(installs.folder)) return [];
      return [
        {
          found: `GOBIN is ${installs.folder}, which is no folder of PATH`,
          expected: 'GOBIN on PATH, or unset and $GOPATH/bin on PATH: else another dlv is the one that starts, or none',
          fix: [
            seen.facts.host.os === 'windows' ? `$env:Path = "${installs.folder};$env:Path"` : `export PATH="${installs.folder}:$PATH"`,
            ...unset(seen, 'GOBIN'),
          ],
          evidence: evidenceOf(seen, 'GOBIN'),
          location: locationOf(seen, 'GOBIN'),
        },
      ];
    },
  },
  {
    id: 'home-gocache-unusable',
    link: 'env',
    level: 'error',
    title: 'Go has no build cache to work with',
    breaks: true,
    detect: (seen) => {
      const folder = seen.facts.go?.folders.GOCACHE;
      const error = errorIn(seen.facts.go?.env) ?? '';
      const written = originOf(seen, 'GOCACHE')?.written;
      const value = goValue(seen, 'GOCACHE');
      const words = [errorIn(seen.facts.go?.env) ?? '', ...seen.facts.builds.map((build) => build.output)];
      const program = words.map((text) => /error starting GOCACHEPROG program.*/.exec(text)?.[0]).find(Boolean);
      if (program) {
        return [
          {
            found: `GOCACHEPROG (from ${describeOrigin(originOf(seen, 'GOCACHEPROG'))}): ${program}`,
            expected: 'a program that starts and keeps the build cache, or GOCACHEPROG unset',
            fix: unset(seen, 'GOCACHEPROG'),
            evidence: evidenceOf(seen, 'GOCACHEPROG'),
            location: locationOf(seen, 'GOCACHEPROG'),
          },
        ];
      }
      const failed = /GOCACHE|build cache|\$HOME (is not|are) defined/.test(error);
      if (!failed && value !== 'off' && (!folder || folder.writable)) return [];
      if (!seen.facts.go?.path || (!failed && value === '' && !folder)) return [];
      const what =
        folder && !folder.writable
          ? `${folder.path} cannot be written to (${folder.reason})`
          : written
            ? `GOCACHE is "${written}"`
            : 'neither HOME nor XDG_CACHE_HOME nor GOCACHE names a folder';
      return [
        {
          found: what,
          expected: 'GOCACHE unset with a HOME that can be written to, or the absolute path of such a folder',
          fix:
            written !== undefined
              ? unset(seen, 'GOCACHE')
              : ['set HOME to a folder that this user can write to', 'or a folder of one run alone: export GOCACHE="$(mktemp -d)"'],
          evidence: [...evidenceOf(seen, 'GOCACHE'), { what: 'HOME', value: seen.facts.host.home ?? '(unset)' }],
          location: locationOf(seen, 'GOCACHE'),
        },
      ];
    },
  },
  {
    id: 'gomodcache-invalid',
    link: 'env',
    level: 'error',
    title: 'GOMODCACHE is not an absolute path',
    breaks: true,
    detect: (seen) => {
      const value = originOf(seen, 'GOMODCACHE')?.written ?? '';
      if (!value || isRooted(value)) return [];
      return [
        {
          found: `GOMODCACHE is "${value}"`,
          expected: 'an absolute path, or unset',
          fix: unset(seen, 'GOMODCACHE'),
          evidence: evidenceOf(seen, 'GOMODCACHE'),
          location: locationOf(seen, 'GOMODCACHE'),
        },
      ];
    },
  },
  {
    id: 'goflags-invalid',
    link: 'env',
    level: 'error',
    title: 'GOFLAGS holds what no build of a program can work with',
    breaks: true,
    stands: true,
    detect: (seen) => {
      const complaint = complaintAboutFlags(seen);
      if (!complaint) return [];
      return [
        {
          found: `GOFLAGS is "${goValue(seen, 'GOFLAGS')}": ${firstWords(complaint.text)}`,
          expected: 'flags of go build that start with a dash, separated by spaces, and that suit every build',
          fix: unset(seen, 'GOFLAGS'),
          evidence: [...evidenceOf(seen, 'GOFLAGS'), { what: complaint.what, value: complaint.text }],
          location: locationOf(seen, 'GOFLAGS'),
        },
      ];
    },
  },
  {
    id: 'goflags-mod-conflict',
    link: 'env',
    level: 'error',
    least: 'note',
    title: 'GOFLAGS fixes -mod, which breaks builds and installs elsewhere',
    breaks: true,
    mend: withFlags((flag) => (/^--?mod(file)?=/.test(flag) ? undefined : flag)),
    detect: (seen) => {
      const flags = goFlags(seen);
      const mod = flags.map((flag) => /^--?mod=(.*)$/.exec(flag)?.[1]).findLast((value) => value !== undefined);
      const modfile = flags.find((flag) => /^--?modfile=/.test(flag));
      const vendored = seen.facts.project?.vendored ?? false;
      if (mod === undefined && !modfile) return [];
      if (mod === 'readonly' && !modfile) return [];
      const hit: Hit = {
        found: `GOFLAGS is "${goValue(seen, 'GOFLAGS')}"${mod === 'vendor' ? (vendored ? '; this project has a vendor folder' : ', and this project has no vendor folder') : ''}`,
        expected: 'no -mod or -modfile in GOFLAGS: Go chooses -mod by what it finds, and go install tool@version refuses -mod=vendor',
        fix: unset(seen, 'GOFLAGS'),
        evidence: evidenceOf(seen, 'GOFLAGS'),
        ...blamed(seen, 'GOFLAGS'),
      };
      const harmless = (mod === 'vendor' && vendored) || mod === 'mod';
      return [harmless && !modfile ? { ...hit, level: 'note' } : hit];
    },
  },
  {
    id: 'gopath-mode-off',
    link: 'env',
    level: 'error',
    title: 'Module mode is off (GO111MODULE=off)',
    breaks: true,
    mend: emptied('GO111MODULE'),
    stands: true,
    detect: (seen) =>
      goValue(seen, 'GO111MODULE') === 'off'
        ? [
            {
              found: `GO111MODULE is off (from ${describeOrigin(originOf(seen, 'GO111MODULE'))})`,
              expected: 'GO111MODULE unset: without modules neither go.mod nor go install tool@version works',
              fix: unset(seen, 'GO111MODULE'),
              evidence: evidenceOf(seen, 'GO111MODULE'),
              ...blamed(seen, 'GO111MODULE'),
            },
          ]
        : [],
  },
  {
    id: 'proxy-off',
    link: 'env',
    level: 'error',
    title: 'GOPROXY=off: no module can be downloaded',
    breaks: ['toolchain', 'install', 'dlv'],
    stands: true,
    detect: (seen) =>
      goValue(seen, 'GOPROXY').split(/[,|]/)[0]?.trim() === 'off'
        ? [
            {
              found: `GOPROXY is ${goValue(seen, 'GOPROXY')} (from ${describeOrigin(originOf(seen, 'GOPROXY'))})`,
              expected: 'a module proxy, or direct: go install dlv@version fails with "off" even when everything is cached',
              fix: unset(seen, 'GOPROXY'),
              evidence: evidenceOf(seen, 'GOPROXY'),
              location: locationOf(seen, 'GOPROXY'),
            },
          ]
        : [],
  },
  {
    id: 'checksum-database-off',
    link: 'env',
    level: 'error',
    title: 'Modules are not checked against the checksum database',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const everything = ['GONOSUMDB', 'GOPRIVATE'].find((name) =>
        goValue(seen, name)
          .split(',')
          .some((glob) => /^\*+(\/\*+)*$/.test(glob.trim())),
      );
      const name = goValue(seen, 'GOSUMDB') === 'off' ? 'GOSUMDB' : everything;
      if (!name) return [];
      return [
        {
          found: `${name} is ${goValue(seen, name)} (from ${describeOrigin(originOf(seen, name))})`,
          expected: 'GOSUMDB as it comes, and GOPRIVATE for private modules only: dlv runs with the rights of your programs',
          fix: unset(seen, name),
          evidence: evidenceOf(seen, name),
          location: locationOf(seen, name),
        },
      ];
    },
  },
];

/** A Go for another architecture that builds for its own: that is the cause `go-32bit-on-64bit-host`, or an emulator's. */
function isItsOwn(seen: Case, name: string): boolean {
  const written = originOf(seen, name)?.written ?? '';
  return name === 'GOARCH' && written === '' && goValue(seen, name) === goValue(seen, 'GOHOSTARCH');
}

/** A dlv for another machine, first on PATH, that does not even start. */
function foreignDlv({ facts }: Case): Hit[] {
  const dlv = facts.dlv?.found.find((file) => file.where === 'path');
  if (!dlv?.binary?.arch || 'value' in dlv.version || facts.dlv?.chosen?.exported) return [];
  const platform = `${dlv.binary.os ?? facts.host.os}/${dlv.binary.arch}`;
  if (platform === `${facts.host.os}/${facts.host.arch}`) return [];
  return [
    {
      found: `${dlv.path} is a program for ${platform}`,
      expected: `a dlv for ${facts.host.os}/${facts.host.arch}`,
      fix: [`rm ${dlv.path}`, INSTALL_FOR_THIS_MACHINE],
      evidence: [
        { what: `header of ${dlv.path}`, value: `${dlv.binary.format} ${platform}` },
        { what: 'dlv version', value: dlv.version.error },
      ],
      link: 'dlv',
    },
  ];
}

function badEntry(entry: string, windows: boolean): string | undefined {
  if (/["'`]/.test(entry)) return `the entry ${entry} holds quotes`;
  if (entry.startsWith('~')) return `the entry ${entry} starts with ~, which only a shell expands`;
  if (/\$|%[A-Za-z]+%/.test(entry)) return `the entry ${entry} holds a variable that nothing expanded`;
  if (!/^([/\\]|[A-Za-z]:[\\/])/.test(entry)) return `the entry ${entry} is relative`;
  if (!windows && /\s/.test(entry)) return `the entry ${entry} holds a space`;
  return undefined;
}

function gopathHit(seen: Case, value: string, problem: string): Hit {
  return {
    found: `GOPATH is ${value}: ${problem}`,
    expected: 'GOPATH unset, or one absolute path without spaces and quotes',
    fix: unset(seen, 'GOPATH'),
    evidence: evidenceOf(seen, 'GOPATH').map((each) => (each.what === 'GOPATH' ? { ...each, value } : each)),
    location: locationOf(seen, 'GOPATH'),
  };
}

/** What is wrong with GOFLAGS: by what the go command says of them, by what they make, or since a build goes through without them. */
function complaintAboutFlags(seen: Case): { what: string; text: string } | undefined {
  const { go, builds } = seen.facts;
  const refused = errorIn(go?.env);
  if (refused && /\$GOFLAGS/.test(refused)) return { what: 'go env -json', text: refused };
  if (go?.goflags) return { what: 'go list unsafe', text: go.goflags };
  const mode = goFlags(seen).find((flag) => /^--?buildmode=(?!default$|exe$|pie$)/.test(flag));
  if (mode) return { what: 'go help buildmode', text: `${mode} builds no program that dlv could start` };
  if (goFlags(seen).some((flag) => /^--?n(=true)?$/.test(flag)))
    return { what: 'go help build', text: '-n prints commands, and builds nothing' };
  // Where C is at fault, builds can go through without the flag that asked for it.
  const { cgo } = seen.facts;
  const broken = cgo && !cgo.ok && !cgo.culprits.includes('GOFLAGS') ? undefined : builds.find((build) => build.withoutFlags);
  return broken && { what: 'go build of our own debuggee, which goes through without GOFLAGS', text: broken.output };
}

/** The first line that says something: `# PACKAGE` only says of what. */
function firstWords(text: string): string {
  return (text.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? text).replace(/^go: /, '');
}

/** GOFLAGS in its words. */
export function goFlags(seen: Case): string[] {
  return flagsIn(goValue(seen, 'GOFLAGS'));
}
