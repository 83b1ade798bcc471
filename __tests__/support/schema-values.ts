import fc, { type Arbitrary } from 'fast-check';

/** As much of JSON Schema as zod writes. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  $ref?: string;
  definitions?: Record<string, Schema>;
}

/** Strings that a schema cannot describe: by the name of what holds them, `*` for all others. Keys of a map are `NAME.key`. */
export type Texts = Record<string, Arbitrary<string>> & { '*': Arbitrary<string> };

/** Values that a schema describes. Keywords that it does not know are an error: a test must not leave out half of a language. */
export function valuesOf(schema: Schema, texts: Texts, root: Schema = schema, name = ''): Arbitrary<unknown> {
  const known = ['$schema', 'title', 'description', 'default', 'exclusiveMinimum', ...KEYWORDS];
  const unknown = Object.keys(schema).filter((keyword) => !known.includes(keyword));
  if (unknown.length > 0)
    throw new Error(`the schema of ${name || 'the policy'} has ${unknown.join(', ')}, which nothing is generated for`);
  const below = (each: Schema, of = name) => valuesOf(each, texts, root, of);
  if (schema.$ref !== undefined) return below(referenced(root, schema.$ref));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => below(each)));
  switch (schema.type) {
    case 'object':
      return mapOf(schema, texts, name, below);
    case 'array':
      return fc.array(below(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'string':
      return stringOf(schema, texts[name] ?? texts['*']);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? -10, -10), max: Math.min(schema.maximum ?? 1000, 1000) });
    default:
      return fc.anything({ maxDepth: 1 });
  }
}

const KEYWORDS =
  'type properties required additionalProperties propertyNames items anyOf enum const pattern minItems minLength maxLength minimum maximum $ref definitions'.split(
    ' ',
  );

function referenced(root: Schema, reference: string): Schema {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce((at, part) => (at as Record<string, Schema>)[part] as Schema, root);
}

function mapOf(schema: Schema, texts: Texts, name: string, below: (each: Schema, of?: string) => Arbitrary<unknown>): Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, below(each, key)]));
  if (typeof additionalProperties !== 'object') {
    // A few of the keys: a policy that says all that can be said is large, and much the same as the next one.
    const optional = Object.keys(fields).filter((key) => !required.includes(key));
    return fc
      .subarray(optional, { minLength: Math.min(1, optional.length), maxLength: Math.min(4, optional.length) })
      .chain((some) => fc.record(Object.fromEntries([...required, ...some].map((key) => [key, fields[key] as Arbitrary<unknown>]))));
  }
  const keys = stringOf(schema.propertyNames ?? {}, texts[`${name}.key`] ?? texts['*']);
  return fc.dictionary(keys, below(additionalProperties), { maxKeys: 4 });
}

function stringOf({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema, texts: Arbitrary<string>): Arbitrary<string> {
  const strings = pattern === undefined ? texts : fc.stringMatching(new RegExp(pattern));
  const short = strings.map((text) => text.slice(0, maxLength));
  return minLength === 0 ? short : short.map((text) => text || 'x');
}
