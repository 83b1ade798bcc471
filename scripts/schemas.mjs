// Writes the published JSON Schemas from the zod schemas, which are their one source, and the policy's as data. Run: npm run schemas
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { compiled } from './compiled.mjs';
import { shapeModule } from './shapes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, 'schemas');
const { Diagnosis, GateReport, Plan, Policy, Report } = await compiled('schemas', [
  'model/policy',
  'model/diagnosis',
  'model/report',
  'model/plan',
  'model/gate',
]);
mkdirSync(target, { recursive: true });
/** `emulation: user` is short for `emulation: { mode: user }`; how it is read first is nothing that a schema can be made of. */
function withShorthand(made) {
  const { emulation } = made.properties ?? {};
  if (!emulation?.properties?.mode) return made;
  const { description, default: given, ...whole } = emulation;
  made.properties.emulation = { description, default: given, anyOf: [{ type: 'string', enum: whole.properties.mode.enum }, whole] };
  return made;
}
const write = (name, schema, title, io) =>
  writeFileSync(
    join(target, `${name}.schema.json`),
    `${JSON.stringify({ title, ...withShorthand(z.toJSONSchema(schema, { io, target: 'draft-7' })) }, null, 2)}\n`,
  );
write('policy', Policy, 'delve-gate policy', 'input');
write('report', Report, 'delve-gate report', 'output');
write('diagnosis', Diagnosis, 'delve-gate diagnosis', 'output');
write('plan', Plan, 'delve-gate plan', 'output');
write('gate', GateReport, 'delve-gate gate', 'output');
if (!process.argv[2]) writeFileSync(join(root, 'src', 'policy', 'shape.ts'), shapeModule(Policy));
