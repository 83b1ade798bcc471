import { flagsIn } from '../model/go-flags.js';

/**
 * Flags that some go command knows, which is what Go asks of each word of GOFLAGS: tried one by one with Go 1.26.8, and read in the help of 1.27.
 * https://pkg.go.dev/cmd/go#hdr-Environment_variables
 */
const KNOWN = new Set(
  (
    'a artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache changed compat compiler compiled count ' +
    'cover covermode coverpkg cpu cpuprofile d debug-actiongraph debug-runtime-trace debug-trace deps diff e exec export f failfast find fix fixtool ' +
    'fullpath fuzz fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go godebug i insecure installsuffix json ldflags linkshared list m ' +
    'memprofile memprofilerate mod modcache modcacherw modfile msan mutexprofile mutexprofilefraction n o outputdir overlay p parallel pgo pkgdir r ' +
    'race retracted reuse run short shuffle skip t tags test testcache timeout tool toolexec trace trimpath u use v versions vet vettool w work x'
  ).split(' '),
);

/** The first word of GOFLAGS that Go refuses, so that no go command works. */
export function refusedWord(goflags: string): string | undefined {
  return flagsIn(goflags).find((word) => {
    const name = /^--?([a-zA-Z][\w.-]*)(?:=|$)/.exec(word)?.[1];
    return name === undefined || !KNOWN.has(name.replace(/^test\./, ''));
  });
}
