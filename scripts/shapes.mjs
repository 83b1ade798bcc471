// What a zod schema says, as plain data for src/policy/accept.ts. What data cannot say becomes `unknown`: then the schema itself is asked.

/** @returns a `Shape` of src/policy/accept.ts */
export function shapeOf(schema) {
  const { def } = schema;
  const own = CHECKED[def.type];
  if (own === undefined && def.checks?.length > 0) return { is: 'unknown' };
  return (own ?? OTHERS[def.type] ?? (() => ({ is: 'unknown' })))(def);
}

const CHECKED = {
  string: (def) => checked({ is: 'text' }, def),
  number: (def) => checked({ is: 'number' }, def),
  array: (def) => checked({ is: 'list', of: shapeOf(def.element) }, def),
};

const OTHERS = {
  boolean: () => ({ is: 'truth' }),
  literal: ({ values }) => ({ is: 'words', words: values }),
  enum: ({ entries }) => ({ is: 'words', words: Object.values(entries) }),
  union: ({ options }) => ({ is: 'either', of: options.map(shapeOf) }),
  object: ({ shape, catchall }) =>
    catchall?.def.type === 'never'
      ? { is: 'map', keys: Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, shapeOf(each)])) }
      : { is: 'unknown' },
  record: ({ keyType, valueType }) => ({ is: 'record', key: shapeOf(keyType), of: shapeOf(valueType) }),
  optional: ({ innerType }) => ({ ...shapeOf(innerType), optional: true }),
  default: ({ innerType, defaultValue }) => ({ ...shapeOf(innerType), default: defaultValue }),
  prefault: ({ innerType, defaultValue }) => ({ ...shapeOf(innerType), prefault: defaultValue }),
  pipe: (def) => (isListOfOne(def) ? { is: 'one-or-list', of: shapeOf(def.in.def.options[0]) } : { is: 'unknown' }),
};

/** Keys of the checks that data can say. */
function checked(shape, { checks = [], ...def }) {
  const made = { ...shape };
  for (const each of [...(def.check ? [{ _zod: { def } }] : []), ...checks]) {
    const { check, format, minimum, maximum, value, inclusive, pattern } = each._zod.def;
    if (check === 'min_length') made.min = minimum;
    else if (check === 'max_length') made.max = maximum;
    else if (check === 'greater_than' && inclusive) made.min = value;
    else if (check === 'less_than' && inclusive) made.max = value;
    else if (check === 'number_format' && format === 'safeint') made.whole = true;
    else if (check === 'string_format' && format === 'regex' && pattern.flags === '') made.pattern = pattern.source;
    else return { is: 'unknown' };
  }
  return made;
}

/** `x` or `[x]`, made into `[x]`: told by what it makes of them. */
function isListOfOne({ in: from, out }) {
  const [one, list] = from.def.type === 'union' ? from.def.options : [];
  if (list?.def.type !== 'array' || list.def.element !== one || list.def.checks?.length > 0 || out.def.type !== 'transform') return false;
  const probe = {};
  const made = out.def.transform(probe);
  const many = [probe, probe];
  return Array.isArray(made) && made.length === 1 && made[0] === probe && out.def.transform(many) === many;
}

/** The module that holds the shape of the policy. */
export function shapeModule(policy) {
  return `// Made by \`npm run schemas\` of the schema in src/model/policy.ts. Change it there.\nimport type { Shape } from './accept.js';\n\nexport const SHAPE: Shape = ${JSON.stringify(shapeOf(policy))};\n`;
}
