import type { Facts } from '../../model/facts.js';
import { errorIn, valueIn } from '../../model/seen.js';
import { isRemote } from '../../policy/extends.js';
import { levelOf, rulesFor, rulesHere } from '../../policy/in-force.js';
import '../../policy/re2.js';
import { type RuleSubject, violations } from '../../policy/rules.js';
import { circumstancesOf } from '../../policy/when.js';
import { type Case, type Cause, describeOrigin, evidenceOf, goValue, type Hit, originOf, policyLocation, unset } from '../cause.js';

/** Causes of the link `env` that the policy itself speaks of. */
export const policyCauses: Cause[] = [
  {
    id: 'go-env-policy',
    link: 'env',
    level: 'error',
    title: 'go env is not what the policy asks for',
    breaks: false,
    stands: true,
    detect: (seen) =>
      policyHits(seen)
        .filter((hit) => !hit.persisted)
        .map(({ hit }) => hit),
  },
  {
    id: 'waiver-unused',
    link: 'env',
    level: 'note',
    title: 'A waiver of the policy accepts nothing that is found',
    breaks: false,
    stands: true,
    // By the judge, who knows what is left.
    detect: () => [],
  },
  {
    id: 'policy-moves',
    link: 'env',
    level: 'warning',
    title: 'The policy stands on another that can change without a change here',
    breaks: false,
    stands: true,
    detect: (seen) =>
      (seen.policyLayers ?? [])
        .filter(({ reference = '' }) => isRemote(reference) && !/@[0-9a-f]{40}$/.test(reference))
        .map(({ reference = '', place }) => ({
          found: `extends ${reference}, and what that is moves`,
          expected: 'the 40 hexadecimal digits of a commit after the @',
          fix: [`write the commit that ${reference.replace(/.*@/, '')} is now: ${reference.replace(/@[^@]*$/, '')}@<commit>`],
          location: place,
        })),
  },
];

/** A rule that does not hold, and whether it is about a value that `go env -w` left. */
interface PolicyHit {
  persisted: boolean;
  hit: Hit;
}

/** The policy's own rules, each part that does not hold on its own line. */
export function policyHits(seen: Case): PolicyHit[] {
  const { go, host } = seen.facts;
  if (!go || errorIn(go.env) !== undefined) return [];
  const rules = rulesHere(seen.policy, circumstancesOf(seen.facts));
  const named = new Set(rules.map(({ variable }) => variable).filter((name) => name !== '*'));
  // Nobody can set what the go command computes, and a rule for all is not about that.
  const all = rules.some(({ variable }) => variable === '*')
    ? Object.keys(valueIn(go.env) ?? {}).filter((name) => originOf(seen, name)?.source !== 'computed')
    : [];
  return [...new Set([...named, ...all])].flatMap((name) => {
    const subject = subjectOf(seen, name, host.os === 'windows');
    return rulesFor(name, rules).flatMap(({ variable, rule, path }) =>
      violations(rule, subject).map(({ part, expected }) => {
        const { value, origin } = subject;
        const level = levelOf(seen.policy.levels, variable, part, rule);
        return {
          persisted: part === 'not-from' && origin?.source === 'go-env-w',
          hit: {
            found: `${name} is ${value === '' ? 'empty' : `"${value}"`}, from ${describeOrigin(origin)}`,
            expected: `${name}: ${expected}${rule.message === undefined ? '' : `. ${rule.message}`}`,
            fix: rule.fix ?? unset(seen, name),
            evidence: [...evidenceOf(seen, name), { what: 'policy', value: `env.${variable}.${part}` }],
            location: policyLocation(seen, [...path, part], 'key'),
            ...(level === undefined ? {} : { asked: level }),
            rule: `env.${variable}.${part}`,
          },
        };
      }),
    );
  });
}

function subjectOf(seen: Case, name: string, windows: boolean): RuleSubject {
  const { facts } = seen;
  const program = facts.go?.programs?.[name];
  return {
    name,
    value: valueHere(seen, name) ?? '',
    origin: name === 'HOME' || name === 'PATH' || name === 'TMPDIR' ? { source: 'environment' } : originOf(seen, name),
    folder: facts.go?.folders[name],
    ...(program ? { program } : {}),
    searchPath: facts.go?.searchPath,
    firstGo: facts.go?.onPath[0]?.path.replace(/[\\/][^\\/]*$/, ''),
    listSeparator: windows ? ';' : ':',
    caseless: windows,
    lookup: (other) => valueHere(seen, other),
    sameAs: (other) => sameAs(seen, other),
  };
}

/** A variable of `go env`, or what a policy may name beside those. */
function valueHere(seen: Case, name: string): string | undefined {
  const { host, project, run, go } = seen.facts;
  const beside: Record<string, string | null | undefined> = {
    HOME: host.home,
    TMPDIR: host.temp.path,
    PATH: go?.searchPath?.join(host.os === 'windows' ? ';' : ':'),
    PROJECT: project?.dir,
    ...run?.folders,
  };
  return Object.hasOwn(beside, name) ? (beside[name] ?? undefined) : goValue(seen, name);
}

function sameAs(seen: Case, other: string): string | undefined {
  if (other === 'go version') return valueIn(seen.facts.go?.own)?.version;
  if (other === 'go.mod') return versionOfModule(seen.facts);
  return valueHere(seen, other);
}

/** What go.mod asks for: its toolchain line, else its go line. */
function versionOfModule({ project }: Facts): string | undefined {
  return project?.goMod?.toolchain?.value ?? project?.goMod?.go?.value;
}
