/** What names stand for where a value is read. */
export interface Names {
  env: NodeJS.ProcessEnv;
  /** The folder of the repository. */
  root: string;
}

const REFERENCE =
  /\$\{\{\s*([\w.-]+)\s*\}\}|\$\{(?:env:|localEnv:|containerEnv:)?(\w+)\}|\$\((\w+)\)|\$env:(\w+)|\$([A-Za-z_]\w*)|%(\w+)%|(?<=^|[=:])(~)(?=\/|$)/g;

/**
 * A value as it is written, with the variables and folders that it names filled in, by what is in force here: so `$HOME/go` is the GOPATH of a
 * profile. What it says is only to be compared with a value in force: that they are equal leaves little doubt.
 * @returns undefined where it names what is not known here
 */
export function expand(written: string, { env, root }: Names): string | undefined {
  let known = true;
  const value = written.replace(REFERENCE, (_, expression?: string, ...groups: (string | undefined)[]) => {
    const name = groups.slice(0, 6).find((group) => group !== undefined);
    const found = expression === undefined ? folderOr(name ?? '', env, root) : contextValue(expression, env);
    known &&= found !== undefined;
    return found ?? '';
  });
  return known && !/[$`]/.test(value) ? value : undefined;
}

function folderOr(name: string, env: NodeJS.ProcessEnv, root: string): string | undefined {
  if (name === '~') return env.HOME || env.USERPROFILE;
  if (['workspaceFolder', 'workspaceRoot', 'containerWorkspaceFolder', 'localWorkspaceFolder', 'CURDIR', 'PWD'].includes(name)) return root;
  return env[name] || undefined;
}

/** The few contexts of Actions that the runner tells as variables. */
function contextValue(expression: string, env: NodeJS.ProcessEnv): string | undefined {
  const [, variable] = /^env\.(\w+)$/.exec(expression) ?? [];
  if (variable !== undefined) return env[variable] || undefined;
  const names: Record<string, string> = {
    'github.workspace': 'GITHUB_WORKSPACE',
    'runner.temp': 'RUNNER_TEMP',
    'runner.tool_cache': 'RUNNER_TOOL_CACHE',
  };
  return env[names[expression] ?? ''] || undefined;
}
