// Writes the published JSON Schemas from the zod schemas, which are their one source. Run: npm run schemas
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, 'schemas');
const compiled = join(root, 'node_modules', '.cache', 'schemas');
const tsc = join(dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin', 'tsc');
execFileSync(process.execPath, [tsc, '-p', root, '--outDir', compiled], { cwd: root, stdio: 'inherit' });
const { Policy } = await import(join(compiled, 'model', 'policy.js'));
const { Diagnosis } = await import(join(compiled, 'model', 'diagnosis.js'));
const { Report } = await import(join(compiled, 'model', 'report.js'));
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
rmSync(compiled, { recursive: true, force: true });
