import { valueAt } from '../../../model/value-at.js';

type Path = readonly (string | number)[];

/** Where an expression of a workflow stands. */
export interface Scope {
  document: unknown;
  /** `['jobs', 'test']`; empty in an action. */
  job: Path;
  /** `['jobs', 'test', 'steps', 3]` */
  step: Path;
}

/** A value that an expression can have, where it is written, and whether it is only what is taken when nobody gives another. */
export interface Possible {
  value: string | number;
  path: Path;
  fallback: boolean;
}

const MAX_DEPTH = 4;

/**
 * The values that a scalar of a workflow can have, by reading: `${{ matrix.go }}` has all of the matrix, `${{ env.GO }}` what env says.
 * @returns undefined where that is only known when it runs
 */
export function possible(path: Path, scope: Scope, depth = 0): Possible[] | undefined {
  const value = valueAt(scope.document, path);
  if (typeof value === 'number') return [{ value, path, fallback: false }];
  if (typeof value !== 'string' || depth > MAX_DEPTH) return undefined;
  if (!value.includes('${{')) return [{ value, path, fallback: false }];
  const [, before = '', name, after = ''] = /^([^$]*)\$\{\{\s*([\w.-]+)\s*\}\}([^$]*)$/.exec(value) ?? [];
  if (name === undefined) return undefined;
  const inner = lookUp(name.split('.'), scope)?.map((found) => possible(found, scope, depth + 1));
  if (!inner || inner.length === 0 || inner.some((each) => each === undefined)) return undefined;
  const given = name.startsWith('inputs.');
  return (inner as Possible[][])
    .flat()
    .map((each) =>
      before + after === ''
        ? { ...each, fallback: each.fallback || given }
        : { ...each, value: `${before}${each.value}${after}`, fallback: each.fallback || given },
    );
}

/** The paths where the values of a name stand. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
function lookUp([context, ...rest]: string[], { document, job, step }: Scope): Path[] | undefined {
  const exists = (path: Path) => valueAt(document, path) !== undefined;
  const [name = ''] = rest;
  if (context === 'env')
    return [step, job, []]
      .map((at) => [...at, 'env', name])
      .filter(exists)
      .slice(0, 1);
  if (context === 'inputs') {
    const at: Path[] = [
      ['inputs', name, 'default'],
      ['on', 'workflow_call', 'inputs', name, 'default'],
      ['on', 'workflow_dispatch', 'inputs', name, 'default'],
    ];
    return at.filter(exists).slice(0, 1);
  }
  return context === 'matrix' ? ofMatrix([...job, 'strategy', 'matrix'], name, rest.slice(1), exists, document) : undefined;
}

function ofMatrix(matrix: Path, name: string, rest: string[], exists: (path: Path) => boolean, document: unknown): Path[] | undefined {
  const list = (path: Path): Path[] => {
    const values = valueAt(document, path);
    return Array.isArray(values) ? values.map((_, at) => [...path, at]) : [];
  };
  const direct = list([...matrix, name]).map((path) => [...path, ...rest]);
  const included = list([...matrix, 'include']).map((path) => [...path, name, ...rest]);
  const found = [...direct, ...included].filter(exists);
  // A matrix that is itself an expression says nothing.
  return typeof valueAt(document, [...matrix, name]) === 'string' ? undefined : found;
}
