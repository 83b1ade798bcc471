/** GOFLAGS in its words, and others that are split so; quotes hold a word together (cmd/internal/quoted). */
export function flagsIn(value: string): string[] {
  return [...value.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
