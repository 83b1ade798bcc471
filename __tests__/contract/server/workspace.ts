import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planLegs } from '../../../src/commands/plan.js';
import type { Plan } from '../../../src/model/plan.js';
import type { Finding } from '../../../src/model/report.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { VERSION } from '../../../src/version.js';
import { exec, ROOT } from '../../support/world.js';
import { reportFor } from '../../unit/gate/scene.js';
import { MERGE, runner } from './step.js';

const POLICY = `version: 1
targets: [linux/amd64, linux/arm64]
smoke: { modes: [exec, attach], optional: [attach] }
`;

/** How a step ended. */
export interface Ended {
  code: number | null;
  /** All that it printed, and what it left in the files of the runner. */
  output: string;
  outputs: Record<string, string>;
}

/** The workspace of a gate's job: a policy, and the reports of its legs. The bundled Action is run in it as the runner does. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'delve-gate-workspace-'));
  readonly plan: Plan;

  constructor() {
    this.write('delve-gate.yml', POLICY);
    const policy = loadPolicy(POLICY, 'delve-gate.yml', []);
    const sha256 = createHash('sha256').update(POLICY).digest('hex');
    this.plan = planLegs(policy, [], { version: VERSION, commit: MERGE, run: '70', sha256 });
    for (const { name, targets } of this.plan.matrix.include) this.leg(name, targets.split(' '), sha256, []);
  }

  /** What the first leg found. */
  found(...findings: Finding[]): void {
    const [{ name, targets }] = this.plan.matrix.include as [Plan['matrix']['include'][number]];
    this.leg(name, targets.split(' '), this.plan.policy.sha256, findings);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs `dist/action` as a step. @param env what the runner adds, and a test changes */
  async run(inputs: Record<string, string>, event: object, env: Record<string, string>): Promise<Ended> {
    const files = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].map((name) => [name, join(this.folder, name)] as const);
    for (const [, file] of files) writeFileSync(file, '');
    const said = runner(this.folder);
    writeFileSync(said.GITHUB_EVENT_PATH as string, JSON.stringify(event));
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const { code, stdout, stderr } = await exec(process.execPath, [join(ROOT, 'dist', 'action')], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.folder,
        NO_COLOR: '1',
        ...said,
        ...Object.fromEntries([...files, ...given]),
        ...env,
      },
    });
    const left = files.map(([, file]) => readFileSync(file, 'utf8'));
    const outputs = [...(left[0] ?? '').matchAll(/^(.+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1], match[3]]);
    return { code, output: [stdout, stderr, ...left].join('\n'), outputs: Object.fromEntries(outputs) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private leg(name: string, targets: readonly string[], sha256: string | null, findings: Finding[]): void {
    const report = reportFor(name, targets);
    const verdict = findings.some(({ level }) => level === 'error') ? 'fail' : 'pass';
    const made = {
      ...report,
      verdict,
      findings,
      policy: { ...report.policy, sha256 },
      versions: { ...report.versions, 'delve-gate': VERSION },
      origin: { leg: name, commit: MERGE, run: '70', workspace: this.folder },
    };
    this.write(`delve-gate-reports/${name}/delve-gate-${name}.json`, JSON.stringify(made));
  }
}
