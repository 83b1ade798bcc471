import { type Log, near } from '../signature.js';

type Condition = (log: Log, match: RegExpExecArray, index: number) => boolean;

/** Words by which a text shows that it is about Delve or a debugger for Go. */
export const DEBUGGING =
  /\bdlv(?:\.exe)?\b|delve|__debug_bin|debugserver|\bDAP\b|API server listening|Failed to (?:launch|attach|continue)|could not (?:launch process|attach to pid)|layer=\w/;
/** That dlv or an editor had it built. */
export const DEBUGGED = near(
  /Build Error: go (?:build|test)|__debug_bin|\bdlv (?:debug|test|dap)\b|Process exiting with code|Failed to launch|vim-go: /,
);
/** That Delve itself is built. */
export const DELVE_SOURCES = /(?:go-delve|derekparker)[\\/]delve|\bdlv@|pkg[\\/]proc[\\/]/;
/** That modules or packages are fetched by the go command. */
export const FETCHING =
  /(?:^|[\s"'$/\\])go(?:\.exe)?(?: -C \S{1,200})? (?:get|install|mod|run|build|list|test|vet)\b|(?:^|\s)go: [a-z"]|@v\/|go-get=1|unrecognized import path|sum\.golang\.org|proxy\.golang\.org|GOPROXY|@latest\b/m;
/** That a container runs or is built. */
export const CONTAINER =
  /[Dd]ocker|[Cc]ontainer|[Pp]odman|[Kk]ubectl|[Kk]ubernetes|\b[Kk]8s\b|\bpod\/|\/workspaces?\/|[Gg]itpod|[Cc]odespace|[Bb]uild[Kk]it|\bRUN\b|cgroup|SYS_PTRACE|^#\d{1,3} |(?:^|[\s"'`=:[(])\/app\/|\/go\/src\/app/m;
/** That it runs under WSL. */
export const WSL = /\/mnt\/[a-z]\/|\bWSL\b|-Microsoft\b/;
export const WINDOWS = /\b[A-Za-z]:[\\/]|\.exe\b|windows\/(?:amd64|386|arm64)/i;
export const MACOS = /\/Users\/|darwin|macos|xcode|debugserver|lldb|homebrew/i;
/** That the go command is to install a tool, not to build the project. */
export const INSTALLING = /\bgo(?:\.exe)? (?:install|get)\b[^\n]{0,200}(?:@|dlv|delve)|go-delve\/delve|\bdlv\b|@latest/;

/** Standard packages of every Go: not to find one means that the tree is wrong. */
const OLD_STD = new Set(
  (
    'archive bufio bytes compress container crypto database encoding errors expvar flag fmt hash html image index io log math mime net os path ' +
    'reflect regexp runtime sort strconv strings sync syscall testing text time unicode unsafe internal'
  ).split(' '),
);
/** Those that came later: not to find one means that the Go is older than the source. */
const NEW_STD =
  /^(?:slices|maps|cmp|iter|unique|weak|structs|embed|context|log\/slog|io\/fs|net\/netip|math\/rand\/v2|math\/bits|hash\/maphash|runtime\/metrics|runtime\/cgo|testing\/(?:fstest|slogtest|synctest|iotest)|go\/(?:version|build\/constraint|doc\/comment|constant|types)|debug\/(?:buildinfo|elf\/.*)|crypto\/(?:ecdh|ed25519|hkdf|mlkem|sha3|pbkdf2|fips140)|encoding\/json\/v2|os\/signal\/v2)$/;

/** That the package named in the first group came with a newer Go. */
export const isNewStandard = (_log: Log, match: RegExpExecArray): boolean => NEW_STD.test(match[1] ?? '');
/** That the package named in the first group belongs to every Go. */
export const isOldStandard = (_log: Log, match: RegExpExecArray): boolean => {
  const name = match[1] ?? '';
  return !NEW_STD.test(name) && !name.includes('.') && OLD_STD.has(name.split('/')[0] as string);
};

/** That the first group is a pair of GOOS and GOARCH that Go knows: then something that is not shown stands behind it. */
export const isKnownPlatform = (_log: Log, match: RegExpExecArray): boolean =>
  /^(?:linux|darwin|windows|freebsd|netbsd|openbsd|android|ios)\/(?:amd64|arm64|386|arm|riscv64|ppc64le|s390x|loong64)$/.test(
    match[1] ?? '',
  );

const values = new WeakMap<Log, Map<string, string>>();

/** The value of a variable in what `go env` printed, the first time it stands there. */
export function printed(log: Log, name: string): string | undefined {
  let known = values.get(log);
  if (!known) {
    known = new Map();
    for (const { text } of log.lines) {
      const match = PRINTED.exec(text);
      if (match && !known.has(match[1] as string)) known.set(match[1] as string, match[2] as string);
    }
    values.set(log, known);
  }
  return known.get(name);
}

const PRINTED = /^\s{0,8}(?:set |export )?(GO[A-Z0-9_]{1,20})=["']?([^"'\n]{0,300})["']?\s{0,8}$/;

export function all(...conditions: Condition[]): Condition {
  return (log, match, index) => conditions.every((each) => each(log, match, index));
}

export function not(condition: Condition): Condition {
  return (log, match, index) => !condition(log, match, index);
}

/** That the package named in the first group is none of Go's own. */
export const notStandard: Condition = not((log, match) => isNewStandard(log, match) || isOldStandard(log, match));
