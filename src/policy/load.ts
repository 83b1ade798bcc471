import { RULE_PARTS } from '../model/env-rule.js';
import { GO_VARIABLES } from '../model/go-variables.js';
import { Policy } from '../model/policy.js';
import { type Positioned, parseYaml, YamlError } from '../model/yaml.js';
import { describe } from './describe.js';
import { BESIDE_GO, rulesOf } from './in-force.js';
import { type Layer, layered, originalPath, type PolicyPlace, writtenOut } from './layers.js';
import { type Mistake, PolicyError } from './mistake.js';
import { patternMistakes } from './pattern-mistakes.js';
import { show, suggest } from './suggest.js';
import { PLACEHOLDERS, unknownNames } from './values.js';

/** A policy, and where its parts stand. */
export interface LoadedPolicy {
  policy: Policy;
  /** The place of a part; undefined for what the files leave to the defaults. */
  at(path: readonly (string | number)[], part?: 'key' | 'value'): PolicyPlace | undefined;
  /** As it is shown; null for the built-in policy. */
  file: string | null;
  /** What it stands on, the lowest first, and where each is named; empty when it stands alone. */
  layers: { file: string; reference: string; place: PolicyPlace | undefined }[];
}

/** A file of a policy: its name as it is shown, and its YAML. */
export interface PolicyText {
  file: string;
  text: string;
  /** As `extends` names it; absent for the policy itself. */
  reference?: string;
  /** Where it is named. */
  place?: PolicyPlace | undefined;
}

/**
 * Reads a policy.
 * @param text the YAML
 * @param file its name, for messages
 * @param causes the ids that `levels` may name
 * @throws PolicyError with every mistake, its line, column and a suggestion
 */
export function loadPolicy(text: string, file: string, causes: readonly string[]): LoadedPolicy {
  return loadLayers([{ text, file }], causes);
}

/**
 * Reads a policy and those that it extends.
 * @param texts the lowest layer first, the policy itself last
 * @throws PolicyError with every mistake of every file
 */
export function loadLayers(texts: readonly PolicyText[], causes: readonly string[]): LoadedPolicy {
  const { file } = texts.at(-1) as PolicyText;
  const layers = texts.map((each) => layerOf(each));
  const read = layers.map((layer, index) => validated(layer, index > 0));
  const own = read.flatMap(({ mistakes }) => mistakes);
  if (own.length > 0) throw new PolicyError(file, own);
  const made = layered(layers);
  const [only, ...more] = read;
  const result = only?.result.success && more.length === 0 ? only.result : Policy.safeParse(made.value);
  if (!result.success)
    // What each layer may say by itself can still make no whole, as a value that one took away.
    throw new PolicyError(file, [...made.mistakes, ...result.error.issues.flatMap((issue) => describe(issue, whole(layers)))]);
  const policy = result.data;
  const mistakes = [
    ...made.mistakes,
    ...misnamed(policy, made.at, causes),
    ...misplaced(policy, made.at),
    ...patternMistakes(policy, made.at),
  ];
  if (mistakes.length > 0) throw new PolicyError(file, mistakes);
  return {
    policy,
    at: made.at,
    file,
    layers: texts.flatMap(({ file: of, reference, place }) => (reference === undefined ? [] : [{ file: of, reference, place }])),
  };
}

/** The policy where there is no file: every mode that the machine allows, and the built-in causes. Silent on a healthy machine. */
export function defaultPolicy(): LoadedPolicy {
  const policy = Policy.parse({ version: 1, smoke: { modes: ['exec', 'attach'], optional: ['attach'] } });
  return { policy, at: () => undefined, file: null, layers: [] };
}

/** What a policy extends, as it is written there, and where. @throws PolicyError when the text is no YAML */
export function extendsOf({ file, text }: PolicyText): { reference: string; place: PolicyPlace }[] {
  const document = parse(text, file);
  const value = (document.value as { extends?: unknown } | null)?.extends;
  const named =
    typeof value === 'string'
      ? [{ reference: value, path: ['extends'] }]
      : Array.isArray(value)
        ? value.map((reference, at) => ({ reference, path: ['extends', at] }))
        : [];
  return named.flatMap(({ reference, path }) => {
    const span = document.at(path);
    return typeof reference === 'string' && span ? [{ reference, place: { file, ...span } }] : [];
  });
}

function layerOf({ text, file }: PolicyText): Layer {
  const document = parse(text, file);
  return { file, document, written: writtenOut(document.value ?? {}) };
}

function parse(text: string, file: string): Positioned {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new PolicyError(file, [{ line: error.line, column: error.column, message: `not valid YAML: ${error.message}` }]);
  }
}

/** One layer by itself. @param above whether there is something below that `null` can take away */
function validated(layer: Layer, above: boolean) {
  const result = Policy.safeParse(above ? withoutNulls(layer.written) : layer.written);
  const described = { document: layer.document, original: (path: (string | number)[]) => originalPath(layer.document, path) };
  const mistakes: Mistake[] = result.success
    ? []
    : result.error.issues.flatMap((issue) => describe(issue, described)).map((mistake) => ({ file: layer.file, ...mistake }));
  return { result, mistakes };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNulls(each)]])));
}

function whole(layers: readonly Layer[]) {
  const { document } = layers.at(-1) as Layer;
  return { document, original: (path: (string | number)[]) => originalPath(document, path) };
}

/** Names that nobody knows: of variables, causes, rules. */
function misnamed(policy: Policy, at: LoadedPolicy['at'], causes: readonly string[]): Mistake[] {
  const rules = rulesOf(policy);
  const ids = [...causes, ...rules.flatMap(({ variable, rule }) => ruleIds(variable, rule))];
  const told = (path: (string | number)[], message: string | undefined, part: 'key' | 'value' = 'key'): Mistake[] =>
    message === undefined ? [] : [{ ...(at(path, part) ?? START), message }];
  const levels = (map: Policy['levels'], path: (string | number)[]) =>
    Object.keys(map).flatMap((id) => told([...path, 'levels', id], idMistake(id, ids)));
  const variables = new Map(rules.map(({ variable, path }) => [JSON.stringify(path.slice(0, -1)), { variable, path }]));
  return [
    ...[...variables.values()].flatMap(({ variable, path }) => told(path.slice(0, -1), variableMistake(variable))),
    ...levels(policy.levels, []),
    ...policy.overrides.flatMap((override, index) => levels(override.levels, ['overrides', index])),
    ...policy.waivers.flatMap(({ cause, rule }, index) =>
      cause === undefined
        ? told(['waivers', index, 'rule'], idMistake(rule as string, ids, true), 'value')
        : told(['waivers', index, 'cause'], idMistake(cause, causes), 'value'),
    ),
  ];
}

/** Names in values that nobody knows, and variables that `same-as` cannot mean. */
function misplaced(policy: Policy, at: LoadedPolicy['at']): Mistake[] {
  const known = PLACEHOLDERS.map((name) => `\${${name}}`).join(', ');
  return rulesOf(policy).flatMap(({ rule, path }) =>
    RULE_PARTS.flatMap((part) => {
      const value = rule[part];
      const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
      const place = at([...path, part]) ?? START;
      const unknown = texts.flatMap((text) => unknownNames(text));
      if (part === 'same-as')
        return typeof value === 'string' && !isComparable(value)
          ? [{ ...place, message: `"same-as" is "${show(value)}"; expected a variable of go env, "go version" or go.mod` }]
          : [];
      return unknown.map((name) => ({
        ...place,
        message: `\${${show(name)}} is not known; expected ${known} or a variable of go env; a text that looks so is written $\${${show(name)}}`,
      }));
    }),
  );
}

const START = { line: 1, column: 1 };

function isComparable(name: string): boolean {
  return name === 'go version' || name === 'go.mod' || GO_VARIABLES.includes(name) || (BESIDE_GO as readonly string[]).includes(name);
}

function ruleIds(variable: string, rule: object): string[] {
  return [`env.${variable}`, ...RULE_PARTS.filter((part) => part in rule).map((part) => `env.${variable}.${part}`)];
}

function variableMistake(name: string): string | undefined {
  const known = [...GO_VARIABLES, ...BESIDE_GO, '*'];
  if (known.includes(name)) return undefined;
  const near = suggest(name, known);
  if (near || !/^(GO|CGO_)[A-Z0-9_]+$/.test(name)) return `"${show(name)}" is no variable of go env${near}`;
  return undefined;
}

function idMistake(id: string, known: readonly string[], rule = id.startsWith('env.')): string | undefined {
  if (known.includes(id)) return undefined;
  return `there is no ${rule ? 'rule' : 'cause'} "${show(id)}"${suggest(id, known)}`;
}
