import type { GateFinding } from '../model/gate.js';
import type { Policy } from '../model/policy.js';
import { gateFinding } from './finding.js';

/** How the jobs before the gate ended, by their names: what `${{ toJSON(needs) }}` says. */
export type Needs = ReadonlyMap<string, string>;

/**
 * Reads the `needs` context of a workflow.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#needs-context
 * @throws Error saying what is wrong with it
 */
export function readNeeds(text: string): Needs {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('needs is no JSON; expected ${{ toJSON(needs) }}');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('needs is no object; expected ${{ toJSON(needs) }}');
  return new Map(
    Object.entries(value).map(([job, each]) => {
      const result = (each as { result?: unknown } | null)?.result;
      if (typeof result !== 'string') throw new Error(`needs.${job} has no result; expected \${{ toJSON(needs) }}`);
      return [job, result];
    }),
  );
}

/**
 * What the second witness says against a pass. A job that was skipped or cancelled proves nothing, whatever was reported;
 * one that failed must be explained by what the reports say.
 */
export function witness(needs: Needs | undefined, explained: boolean, { levels }: Pick<Policy, 'levels'>): GateFinding[] {
  if (needs === undefined || needs.size === 0) {
    const level = levels['needs-not-given'];
    if (level === 'off') return [];
    return [gateFinding('needs-not-given', { found: needs ? 'the gate needs no job' : 'no needs', level })];
  }
  return [...needs].flatMap(([job, result]) => {
    if (result === 'success') return [];
    if (result !== 'failure') return [gateFinding('job-not-run', { found: `the job "${job}" ended as ${result}` })];
    return explained ? [] : [gateFinding('job-failed', { found: `the job "${job}" failed, and every report says pass` })];
  });
}
