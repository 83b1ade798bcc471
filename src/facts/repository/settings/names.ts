import { GO_VARIABLES } from '../../../model/go-variables.js';

/** What `go env` tells, and nobody can set. */
const COMPUTED = ['GOEXE', 'GOGCCFLAGS', 'GOHOSTARCH', 'GOHOSTOS', 'GOMOD', 'GOTELEMETRY', 'GOTELEMETRYDIR', 'GOTOOLDIR', 'GOVERSION'];
/** Every build of C sets these, and Go reads them for cgo alone: a Makefile of a C library would be all settings. */
const OF_C = ['AR', 'CC', 'CXX', 'PKG_CONFIG'];

const SET_BY_PEOPLE = GO_VARIABLES.filter((name) => !COMPUTED.includes(name) && !OF_C.includes(name));
const WATCHED: ReadonlySet<string> = new Set([...SET_BY_PEOPLE, 'GONOSUMCHECK']);

/** Whether a name is one of Go's variables that people set. */
export function isGoVariable(name: string): boolean {
  return WATCHED.has(name);
}

/** A text without any of their names sets none of them, and need not be parsed. */
export function mentionsGo(text: string): boolean {
  return NAMES.test(text);
}
const NAMES = new RegExp(`(?<![A-Za-z0-9_])(?:${[...WATCHED].join('|')})(?![A-Za-z0-9_])`);
