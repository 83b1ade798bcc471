import type { CgoFacts } from '../../model/facts.js';
import { blamed, type Case, type Cause, describeOrigin, evidenceOf, goValue, type Hit, originOf, unset } from '../cause.js';
import { emptied } from '../mend.js';
import { NO_C_COMPILER } from './build.js';

/** To Go an empty value is none: it takes its own. */
const MENDS = ['CGO_CFLAGS', 'CGO_CPPFLAGS', 'CGO_LDFLAGS', 'CC'].map(emptied);

/** Causes of the link `build`: C, where cgo is on and needed. */
export const cgoCauses: Cause[] = [
  {
    id: 'cgo-does-not-work',
    link: 'build',
    level: 'error',
    title: 'cgo is on and needed, and not even a one-line program with C builds',
    least: 'warning',
    breaks: true,
    mend: (line) => MENDS.map((mend) => mend(line)).find((mended) => mended !== undefined),
    detect: (seen) => {
      const { cgo } = seen.facts;
      if (!cgo || cgo.ok || NO_C_COMPILER.test(cgo.output)) return [];
      // The program that is debugged can do without; another package cannot.
      const spared = seen.facts.builds.some((build) => !build.ours && !build.prebuilt && build.ok);
      return [{ ...hitOf(seen, cgo), ...(spared ? { level: 'warning' as const } : {}) }];
    },
  },
];

function hitOf(seen: Case, { needed, output, culprits, sysroot }: CgoFacts): Hit {
  const [first] = culprits;
  const only = culprits.length === 1;
  const root = sysroot ? `; the system root ${sysroot.path} in ${sysroot.variable} is not there` : '';
  const blame = culprits.map((name) => `${name} is ${goValue(seen, name)} (from ${describeOrigin(originOf(seen, name))})`).join(', ');
  return {
    found: `${blame || `the C compiler ${goValue(seen, 'CC')} does not work here`}${root}: ${complaintIn(output)}`,
    expected: first ? `a program with C that builds, as it does without ${culprits.join(' and ')}` : 'a C compiler that compiles and links',
    fix: first
      ? culprits.flatMap((name) => unset(seen, name))
      : [
          'apt-get install gcc libc6-dev, or on Alpine: apk add gcc musl-dev; on macOS: xcode-select --install',
          'or, where the program can do without: CGO_ENABLED=0',
        ],
    evidence: [
      { what: 'needed', value: needed },
      ...(first ? culprits : ['CC']).flatMap((name) => evidenceOf(seen, name)),
      { what: 'go build of a one-line program with C', value: output.slice(0, 4_000) },
    ],
    ...(first ? blamed(seen, first) : {}),
    ...(first && !only ? { confidence: 'likely' as const } : {}),
  };
}

/** What the C compiler or the linker says is wrong; the first lines only say of what. */
function complaintIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const spoken = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return spoken.find((line) => /\berror\b|cannot|not found|unrecognized|undefined|invalid/i.test(line)) ?? spoken[0] ?? 'no output';
}
