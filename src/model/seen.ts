/**
 * Words and helpers of the model that the running program needs. They stand apart from the schemas, which take 30 ms to build
 * and are needed only where a report is read.
 */

/** A fact is a value, or the error that stopped it. */
export type Seen<T> = { value: T } | { error: string };

/** The value of a fact, or undefined when it could not be had. */
export function valueIn<T>(fact: Seen<T> | undefined): T | undefined {
  return fact && 'value' in fact ? fact.value : undefined;
}

/** Why a fact could not be had, or undefined when it could. */
export function errorIn<T>(fact: Seen<T> | undefined): string | undefined {
  return fact && 'error' in fact ? fact.error : undefined;
}

/** User names and passwords in URLs never get into facts. */
export function withoutCredentials(value: string): string {
  return value.replace(/([a-z][a-z0-9+.-]{0,40}:\/\/)[^/\s@,|]*@/gi, '$1');
}

/** Where the value of a variable of `go env` comes from. */
export const SOURCES = ['environment', 'go-env-w', 'goroot-go.env', 'default', 'computed'] as const;
/** Who wrote it into the process environment, as far as that is known. */
export const ORIGIN_WRITERS = ['workflow', 'image'] as const;
/** What a policy may say of both. */
export const RULE_SOURCES = [...SOURCES, ...ORIGIN_WRITERS] as const;
/** How grave a finding is. */
export const LEVELS = ['error', 'warning', 'note'] as const;
/** What a policy may make of it. */
export const SETTABLE_LEVELS = [...LEVELS, 'off'] as const;
/** The version of the report's format. */
export const REPORT_SCHEMA = 'delve-gate/report/1';
/** The version of the format of what a leg leaves that has not come to its end. */
export const UNFINISHED_SCHEMA = 'delve-gate/unfinished/1';
/** The version of the plan's format. */
export const PLAN_SCHEMA = 'delve-gate/plan/1';
/** The version of the format of a gate's own report. */
export const GATE_SCHEMA = 'delve-gate/gate/1';
