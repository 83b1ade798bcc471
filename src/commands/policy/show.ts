import { RULE_PARTS } from '../../model/rule-parts.js';
import { levelOf, rulesOf } from '../../policy/in-force.js';
import type { PolicyPlace } from '../../policy/layer.js';
import type { LoadedPolicy } from '../../policy/load.js';
import { policyPage, type ShownPart, type ShownPolicy } from '../../report/policy-page.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { readPolicy } from '../policy-file.js';
import type { PolicyResult, PolicyRun } from './index.js';

/** `delve-gate policy show`: what is in force of a policy and those that it extends, with the line of each part. */
export async function showPolicy({ args, dir }: Pick<PolicyRun, 'args' | 'dir'>): Promise<PolicyResult> {
  const { policy } = await readPolicy(args.policy, dir, { folders: args.layers });
  const shown = shownPolicy(policy, new Date().toISOString().slice(0, 10));
  const text = args.format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : policyPage(shown, pageOf(args));
  return { text, code: EXIT.pass };
}

type Path = (string | number)[];

function shownPolicy(loaded: LoadedPolicy, today: string): ShownPolicy {
  const { policy, file, layers, gone } = loaded;
  return {
    schema: 'delve-gate/policy-show/1',
    file,
    layers: layers.map(({ file: of, reference, place }) => ({ file: of, reference, at: short(place) })),
    parts: [...settings(loaded), ...rules(loaded)],
    gone: gone.map(({ variable, parts, place }) => ({ name: `env.${variable}`, parts, at: short(place) })),
    waivers: policy.waivers.map(({ cause, rule, owner, reason, expires, where }, index) => ({
      what: cause ?? rule ?? '',
      owner,
      reason,
      expires,
      expired: expires < today,
      where,
      at: short(loaded.at(['waivers', index])),
    })),
  };
}

/** All but the rules: what a file says, not what is left to the defaults. */
function settings(loaded: LoadedPolicy): ShownPart[] {
  const { version: _v, extends: _e, env: _r, overrides, waivers: _w, ...rest } = loaded.policy;
  const levels = overrides.flatMap((each, index) =>
    Object.entries(each.levels).map(([id, value]) => part(loaded, ['overrides', index, 'levels', id], `levels.${id}`, value, each.when)),
  );
  return [...leaves(loaded, [], rest), ...levels.filter(isSaid)];
}

function leaves(loaded: LoadedPolicy, path: Path, value: unknown): ShownPart[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [part(loaded, path, path.join('.'), value)].filter(isSaid);
  return Object.entries(value).flatMap(([name, each]) => leaves(loaded, [...path, name], each));
}

function isSaid({ at }: ShownPart): boolean {
  return at !== null;
}

function part(loaded: LoadedPolicy, path: Path, name: string, value: unknown, when?: unknown): ShownPart {
  return {
    name,
    value,
    at: short(loaded.at(path, 'key') ?? loaded.at(path)),
    before: loaded
      .words(path)
      .slice(0, -1)
      .map(({ value: was, place }) => ({ value: was, at: short(place) })),
    ...(when === undefined ? {} : { when }),
  };
}

function rules(loaded: LoadedPolicy): ShownPart[] {
  return rulesOf(loaded.policy).flatMap(({ variable, rule, also, path }) =>
    RULE_PARTS.filter((name) => rule[name] !== undefined).map((name) => ({
      ...part(loaded, [...path, name], `env.${variable}.${name}`, rule[name], rule.when && also ? [also, rule.when] : (rule.when ?? also)),
      level: levelOf(loaded.policy.levels, variable, name, rule) ?? loaded.policy.levels['go-env-policy'] ?? 'error',
      ...(rule.locked ? { locked: true } : {}),
    })),
  );
}

function short(place: PolicyPlace | undefined): { file: string; line: number; column: number } | null {
  return place ? { file: place.file, line: place.line, column: place.column } : null;
}
