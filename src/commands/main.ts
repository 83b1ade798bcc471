import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runContext, workflowContext, workspaceOf } from '../github/context.js';
import { baseCommits, runIdentity } from '../github/event.js';
import { plain } from '../report/sanitize.js';
import { Scope } from '../system/scope.js';
import { VERSION } from '../version.js';
import {
  type Arguments,
  type CheckArguments,
  type DiagnoseArguments,
  type ExplainArguments,
  type GateArguments,
  HELP,
  type PlanArguments,
  parseArguments,
  type TreeArguments,
  UsageError,
} from './arguments.js';
import { complain, deliver, folder, print } from './deliver.js';
import type { EnvArguments } from './env/arguments.js';
import { EXIT, exitCode, gateExitCode } from './exit.js';
import { startLooking } from './looking.js';
import { progress } from './output.js';
import type { PolicyArguments } from './policy/arguments.js';
import type { Rendering } from './render.js';
import { writeAll } from './write.js';

/**
 * The command line, from its arguments to its exit code.
 * @param root the folder that holds `go/`: beside `dist/`
 */
export async function main(argv: readonly string[], root: string): Promise<number> {
  // Whoever reads our output may have seen enough (`| head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let parsed: Arguments;
  try {
    parsed = parseArguments(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`delve-gate: ${plain(error.message)}\nrun: delve-gate --help\n`);
    return EXIT.usage;
  }
  if (parsed.command === 'help') return print(HELP);
  if (parsed.command === 'version') return print(`${VERSION}\n`);
  if (parsed.command === 'plan') return runPlan(parsed);
  if (parsed.command === 'gate') return runGate(parsed);
  if (parsed.command === 'env' || parsed.command === 'policy') return runNamed(parsed, root);
  return parsed.command === 'check' ? runCheck(parsed, root) : runPrinting(parsed, root);
}

/** The commands that look at nothing but what they are given. */
async function runPrinting(args: DiagnoseArguments | ExplainArguments | TreeArguments, root: string): Promise<number> {
  try {
    await deliver(await printed(args, root), args.output);
    return EXIT.pass;
  } catch (error) {
    return complain(error);
  }
}

async function printed(args: DiagnoseArguments | ExplainArguments | TreeArguments, root: string): Promise<string> {
  if (args.command === 'diagnose') return (await import('./diagnose.js')).diagnose(args);
  if (args.command === 'explain') return (await import('./explain.js')).explain(args, root);
  return (await import('./tree.js')).tree(args);
}

async function runPlan(args: PlanArguments): Promise<number> {
  try {
    const [{ readPolicy }, { planLegs, planText }] = await Promise.all([import('./policy-file.js'), import('./plan.js')]);
    const dir = folder(args.dir);
    const { policy, sha256 } = await readPolicy(args.policy, dir, { folders: args.layers });
    const plan = planLegs(policy, args.targets, {
      version: VERSION,
      sha256,
      ...(await inScope((scope) => runIdentity(dir, process.env, scope))),
    });
    await deliver(args.format === 'text' ? planText(plan) : `${JSON.stringify(plan, null, 2)}\n`, args.output);
    return EXIT.pass;
  } catch (error) {
    return complain(error);
  }
}

async function runGate(args: GateArguments): Promise<number> {
  try {
    const [{ gate }, { renderGate }] = await Promise.all([import('./gate.js'), import('./render.js')]);
    const dir = folder(args.dir);
    const report = await inScope(async (scope) =>
      gate({
        ...args,
        dir,
        elsewhere: { folders: args.layers },
        plan: input('--plan', args.plan),
        needs: args.needs === undefined ? undefined : input('--needs', args.needs),
        base: args.base === undefined ? baseCommits(process.env) : { named: [args.base], mergeOf: null },
        run: await runIdentity(dir, process.env, scope),
        version: VERSION,
        env: process.env,
        scope,
      }),
    );
    return await deliverAll(args, gateExitCode(report, args.failOn), (as) => renderGate(report, as));
  } catch (error) {
    return complain(error);
  }
}

/** One command of `delve-gate env` or `delve-gate policy`. */
async function runNamed(args: EnvArguments | PolicyArguments, root: string): Promise<number> {
  const shown = progress({ quiet: args.quiet });
  try {
    const dir = folder(args.dir);
    const { text, code } = await inScope(async (scope) => {
      const rest = { dir, env: process.env, run: runContext(process.env), scope, root, say: shown.say };
      if (args.command === 'env') return (await import('./env/index.js')).runEnv({ args, ...rest, ...workflowContext(process.env) });
      return (await import('./policy/index.js')).runPolicy({ args, ...rest });
    });
    shown.done();
    await deliver(text, args.output);
    return code;
  } catch (error) {
    shown.done();
    // The handler of the signal ends the run.
    if ((error as Error).name === 'AbortError') return EXIT.error;
    return complain(error);
  }
}

/** Something short, with what it starts ended whatever happens. */
async function inScope<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = new Scope();
  const stop = onSignal(scope);
  try {
    return await work(scope);
  } finally {
    await scope.close();
    stop();
  }
}

function input(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option} "${file}" cannot be read (${(error as NodeJS.ErrnoException).code}); expected a file`);
  }
}

async function runCheck(args: CheckArguments, root: string): Promise<number> {
  const scope = new Scope();
  const stop = onSignal(scope);
  const shown = progress({ quiet: args.quiet });
  try {
    const dir = folder(args.dir);
    const looking = startLooking({ dir, env: process.env, scope });
    const { check } = await import('./check.js');
    const checking = check({
      dir,
      env: process.env,
      looking,
      readPolicy: async () => (await import('./policy-file.js')).readPolicy(args.policy, dir, { folders: args.layers }),
      only: args.only,
      targets: args.targets,
      sources: join(root, 'go'),
      version: VERSION,
      ...(args.leg === undefined
        ? {}
        : { origin: { leg: args.leg, workspace: workspaceOf(process.env), ...(await runIdentity(dir, process.env, scope)) } }),
      scope,
      exportsDlv: false,
      onProgress: shown.say,
      run: runContext(process.env),
      ...workflowContext(process.env),
    });
    // Loaded while the check waits for its children.
    const [report, { render }] = await Promise.all([checking, import('./render.js')]);
    shown.done();
    // A run that is being stopped has nothing to say: the handler of the signal ends it.
    if (scope.signal.aborted) return EXIT.error;
    return await deliverAll(args, exitCode(report, args.failOn), (as) => render(report, as));
  } catch (error) {
    shown.done();
    return complain(error);
  } finally {
    await scope.close();
    stop();
  }
}

/**
 * The files first and then the page: neither keeps back the other, and what could not be written is told after it.
 * @param code the exit code of the verdict, which a file that is missing does not hide
 */
async function deliverAll(
  args: CheckArguments | GateArguments,
  code: number,
  rendered: (as: Rendering) => Promise<string>,
): Promise<number> {
  const problems = await writeAll(args.write, ({ format, file }) => rendered({ ...args, format, output: file, colour: false }));
  try {
    await deliver(await rendered(args), args.output);
  } finally {
    for (const problem of problems) process.stderr.write(`delve-gate: --write: ${plain(problem)}\n`);
  }
  return code === EXIT.pass && problems.length > 0 ? EXIT.usage : code;
}

/** A signal ends what the run started, then the run; the exit code is the shell's for that signal. */
function onSignal(scope: Scope): () => void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  const handlers = Object.entries(codes).map(([signal, code]) => {
    const handler = () => {
      void scope.close().then(() => process.exit(code));
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const off of handlers) off();
  };
}

/** The folder of this repository or release: beside `dist/` and `src/`, where `go/` is. */
export function rootOf(script: string): string {
  for (let at = dirname(realpathSync(script)); ; at = dirname(at)) {
    if (existsSync(join(at, 'go', 'debuggee'))) return at;
    if (at === dirname(at)) throw new Error(`no go/ folder beside ${script}: the release is not whole`);
  }
}
