import { Policy } from '../model/policy.js';
import { type Positioned, parseYaml, YamlError } from '../model/yaml.js';
import { describe } from './describe.js';
import { type Layer, originalPath, type PolicyPlace, writtenOut } from './layer.js';
import { type Layered, layered } from './layers.js';
import { type Mistake, PolicyError } from './mistake.js';
import { misnamed, misnamedIn, misplaced } from './names.js';
import { patternMistakes } from './pattern-mistakes.js';
import './re2.js';

/** A policy, and where its parts stand. */
export interface LoadedPolicy {
  policy: Policy;
  /** The place of a part; undefined for what the files leave to the defaults. */
  at(path: readonly (string | number)[], part?: 'key' | 'value'): PolicyPlace | undefined;
  /** What each layer says of a part, the lowest first; nothing for what is built in. */
  words: Layered['words'];
  /** Rules that a layer took away. */
  gone: Layered['gone'];
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
  if (own.length > 0)
    throw new PolicyError(file, [
      ...own,
      ...layers.flatMap((layer) => misnamedIn(layer, causes).map((mistake) => ({ file: layer.file, ...mistake }))),
    ]);
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
    words: made.words,
    gone: made.gone,
    file,
    layers: texts.flatMap(({ file: of, reference, place }) => (reference === undefined ? [] : [{ file: of, reference, place }])),
  };
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
