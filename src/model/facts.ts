import * as z from 'zod';
import { Declared } from './declared.js';
import { Place } from './place.js';
import { ORIGIN_WRITERS, SOURCES } from './seen.js';
import { Setting } from './setting.js';

export { Place };

/** A fact is a value, or the error that stopped it. */
function seen<T extends z.ZodType>(value: T) {
  return z.union([z.object({ value }), z.object({ error: z.string() })]);
}

/** A binary format that the kernel hands to an emulator (binfmt_misc). */
export const Binfmt = z.object({
  name: z.string(),
  enabled: z.boolean(),
  interpreter: z.string(),
  /** The architecture of the programs that it takes, in Go's words. */
  arch: z.string(),
});
export type Binfmt = z.infer<typeof Binfmt>;

const Folder = z.object({
  path: z.string(),
  exists: z.boolean(),
  writable: z.boolean(),
  /** Absent when that was not looked at. */
  directory: z.boolean().optional(),
  /** Whether a program put there can be started; null when that was not tried. */
  executable: z.boolean().nullable(),
  /** What stopped the trial. */
  reason: z.string().optional(),
});
export type Folder = z.infer<typeof Folder>;

export const HostFacts = z.object({
  /** In Go's words: linux, darwin, windows, … */
  os: z.string(),
  /** In Go's words: amd64, arm64, 386, … */
  arch: z.string(),
  kernel: z.string(),
  distribution: z.string().optional(),
  libc: z.enum(['glibc', 'musl', 'none']).optional(),
  container: z.string().nullable(),
  wsl: z.union([z.literal(1), z.literal(2)]).nullable(),
  uid: z.number().nullable(),
  ptrace: z.object({
    /** kernel.yama.ptrace_scope; null where the kernel has no Yama. */
    yamaScope: z.number().nullable(),
    /** CAP_SYS_PTRACE among the effective capabilities; null where there are none. */
    capability: z.boolean().nullable(),
    /** 0 off, 1 strict, 2 filter; null where unknown. */
    seccomp: z.number().nullable(),
    noNewPrivs: z.boolean().nullable(),
  }),
  /** User-mode emulation of this very process, with what gave it away. */
  emulated: z.string().nullable(),
  /** What the kernel starts under an emulator by itself; null where it has no binfmt_misc, or that is not mounted. */
  binfmt: z.array(Binfmt).nullable(),
  temp: Folder,
  home: z.string().nullable(),
  /** Whether a port of 127.0.0.1 can be bound. */
  loopback: seen(z.literal(true)),
  /** What `localhost` resolves to; null when that took too long. */
  localhost: seen(z.array(z.string())).nullable().default(null),
  /** What SELinux does here; null where the kernel has none. */
  /** The AppArmor profile that confines this process, and its mode, as the kernel writes it: `docker-default (enforce)`; null without AppArmor. */
  apparmor: z.string().nullable().default(null),
  selinux: z.object({ enforcing: z.boolean(), denyPtrace: z.boolean() }).nullable().default(null),
  /** The clock, in ISO 8601. */
  clock: z.string().default(''),
  cpus: z.number(),
});
export type HostFacts = z.infer<typeof HostFacts>;

export const Source = z.enum(SOURCES);
export type Source = z.infer<typeof Source>;

/** What decides a value that nobody set: a variable of Go's or of the system, or a file. */
export const Decider = z.union([
  z.object({ variable: z.string() }),
  z.object({
    file: z.string(),
    line: z.number().int().positive().optional(),
    /** The line as it is written. */
    written: z.string().optional(),
  }),
]);
export type Decider = z.infer<typeof Decider>;

/** Where the value of a variable comes from. */
export const Origin = z.object({
  source: Source,
  /** The GOENV or go.env line; or the line of the repository that sets the environment variable. */
  place: Place.optional(),
  /** The whole line at that place, of a file of the repository, when the value is on it alone. */
  text: z.string().optional(),
  /** Who wrote it there, when it was no person. */
  writer: z.enum(ORIGIN_WRITERS).optional(),
  /** The value as written there. */
  written: z.string().optional(),
  /** Of the GOENV file: the line of the repository that runs the `go env -w` of it. */
  commandAt: Place.optional(),
  /** What decides the value here, where nobody set it: GOPATH decides GOMODCACHE. */
  by: z.array(Decider).optional(),
});
export type Origin = z.infer<typeof Origin>;

export const GoFacts = z.object({
  /** Every go on PATH, in its order. */
  onPath: z.array(z.object({ path: z.string(), real: z.string(), version: z.string().nullable() })),
  /** The one that runs. */
  path: z.string().nullable(),
  /** `go env -json` in the project's folder. */
  env: seen(z.record(z.string(), z.string())),
  /** Names of Go's variables with where each comes from; also when `go env` fails. */
  origins: z.record(z.string(), Origin),
  /** What the go command is by itself: no GOROOT, GOENV or GOTOOLCHAIN from outside. */
  own: seen(z.object({ goroot: z.string(), version: z.string() })),
  /** The tree that GOROOT names. */
  goroot: z.object({ path: z.string(), exists: z.boolean(), version: z.string().nullable(), complete: z.boolean() }).nullable(),
  /** What `compile -V` says. */
  compiler: seen(z.string()).nullable(),
  /** The file that `go env -w` writes. */
  goenv: z.object({
    path: z.string().nullable(),
    state: z.enum(['off', 'missing', 'file', 'directory', 'unreadable']),
    reason: z.string().optional(),
    explicit: z.boolean(),
    lines: z.array(z.object({ line: z.number(), name: z.string(), value: z.string() })),
  }),
  /** What `go list` says of GOFLAGS, when there are any; null when it has nothing against them. */
  goflags: z.string().nullable(),
  /** Where go install puts programs, and whether that folder is on PATH; null when it is not known. */
  installs: z.object({ folder: z.string(), onPath: z.boolean() }).nullable().default(null),
  /** The gofmt that starts, when it is not of the tree of the go command that does. */
  gofmt: z.object({ path: z.string(), real: z.string(), version: z.string().nullable() }).nullable().default(null),
  /** Programs that variables name (CC), and where they were found on PATH; those that the policy asks about. */
  programs: z.record(z.string(), z.object({ name: z.string(), path: z.string().nullable() })).optional(),
  /** The folders of PATH; absent when the policy does not ask about them. */
  searchPath: z.array(z.string()).optional(),
  /** A go.mod in the first folder of GOPATH. */
  gopathModule: z.string().nullable().default(null),
  /** Folders that variables name, tried: GOCACHE, GOTMPDIR, GOBIN, and those that the policy asks about. */
  folders: z.record(z.string(), Folder),
  /** GOPATH's entries and GOROOT without symbolic links. */
  real: z.record(z.string(), z.array(z.string())),
  /** A go that is installed but not on PATH, when none is. */
  elsewhere: z.array(z.string()),
});
export type GoFacts = z.infer<typeof GoFacts>;

export const DlvFile = z.object({
  path: z.string(),
  real: z.string(),
  /** Why we looked there. */
  where: z.enum(['path', 'gobin', 'gopath', 'goroot', 'cache', 'installed']),
  /** `dlv version`: does it start, and what does it say? */
  version: seen(z.string()),
  /** `go version -m`: the Go that built it, module, version and checksum. */
  build: seen(
    z.object({
      go: z.string(),
      path: z.string(),
      module: z.string(),
      version: z.string(),
      sum: z.string(),
      settings: z.record(z.string(), z.string()),
    }),
  ),
  /** From the file's header. */
  binary: z.object({ format: z.string(), os: z.string().nullable(), arch: z.string().nullable(), dynamic: z.boolean() }).nullable(),
});
export type DlvFile = z.infer<typeof DlvFile>;

/** Which dlv was taken for the smoke test, and why. */
export const ChosenDlv = z.object({
  version: z.string(),
  because: z.string(),
  from: z.enum(['cache', 'path', 'installed']).nullable(),
  path: z.string().nullable(),
  /** Put on PATH for later steps. */
  exported: z.boolean(),
  cacheHit: z.boolean(),
  /** What happened on the way: a foreign file thrown out, a fallback taken. */
  notes: z.array(z.string()),
  /** Why none could be had. */
  error: z.object({ kind: z.string(), message: z.string(), output: z.string() }).nullable(),
});
export type ChosenDlv = z.infer<typeof ChosenDlv>;

/** With the whole line that it is on. */
const Directive = z.object({ value: z.string(), line: z.number(), text: z.string().optional() });
export type Directive = z.infer<typeof Directive>;
const ModFile = z.object({
  file: z.string(),
  go: Directive.nullable(),
  toolchain: Directive.nullable(),
  /** Its `godebug` lines, each `key=value`. */
  godebug: z.array(Directive).optional(),
});
export type ModFile = z.infer<typeof ModFile>;

export const ProjectFacts = z.object({
  dir: z.string(),
  goMod: ModFile.nullable(),
  goWork: ModFile.nullable(),
  vendored: z.boolean(),
  mainPackages: seen(z.array(z.string())).nullable(),
  /** Whether the go command can load the project (`go list -find .`); null when it was not asked. */
  loads: seen(z.literal(true)).nullable().default(null),
  /** What it took to list the folder's packages (`go list -find ./...`); null when it was not asked, or could not be. */
  listing: seen(
    z.object({
      ms: z.number(),
      heap: z.number().nullable(),
      packages: z.number(),
      /** Those with C in them. */ cgo: z.number().optional(),
    }),
  )
    .nullable()
    .default(null),
  /** What `go mod verify` says; null when it was not asked, or took too long. */
  verified: seen(z.literal(true)).nullable().default(null),
  /** Places of the repository that say which Go is meant. */
  declared: z.array(Declared).default([]),
  /** What editors and dev containers give to Go, by the files in the project's folder and those above it. */
  editors: z
    .object({
      settings: z.array(Setting),
      unread: z.array(z.object({ file: z.string(), reason: z.string() })),
      /** Folders that GOROOT and GOPATH name there, and whether they exist here. */
      folders: z.record(z.string(), z.boolean()),
    })
    .optional(),
});
export type ProjectFacts = z.infer<typeof ProjectFacts>;

/** A build that we ran. */
export const BuildFacts = z.object({
  subject: z.string(),
  ours: z.boolean(),
  /** A program that was there: nothing was built. */
  prebuilt: z.boolean().optional(),
  package: z.string(),
  ok: z.boolean(),
  output: z.string(),
  /** Whether the same build went through without GOFLAGS, when it failed with them. */
  withoutFlags: z.boolean().optional(),
  ms: z.number(),
  /** Read from the binary; null when there is none. */
  binary: z
    .object({
      path: z.string(),
      format: z.string(),
      os: z.string().nullable(),
      arch: z.string().nullable(),
      debugInfo: z.boolean().nullable(),
      /** Needs a dynamic loader. */
      dynamic: z.boolean(),
      go: z.string().nullable(),
      settings: z.record(z.string(), z.string()),
    })
    .nullable(),
});
export type BuildFacts = z.infer<typeof BuildFacts>;

/** What came of a one-line program with C in it, where cgo is on and needed. */
export const CgoFacts = z.object({
  /** What needs it. */
  needed: z.string(),
  ok: z.boolean(),
  output: z.string(),
  /** Variables without which it builds: the first that suffices alone, else all that were set; empty when nothing mends it. */
  culprits: z.array(z.string()),
  /** The system root that a variable names, when it is not there. */
  sysroot: z.object({ variable: z.string(), path: z.string() }).nullable(),
  ms: z.number(),
});
export type CgoFacts = z.infer<typeof CgoFacts>;

export const SessionFacts = z.object({
  mode: z.string(),
  subject: z.string(),
  ours: z.boolean(),
  status: z.enum(['pass', 'fail', 'skipped']),
  reason: z.string().optional(),
  /** It was skipped because it cannot be tried there at all. */
  impossible: z.boolean().optional(),
  phases: z.record(z.string(), z.number()),
  ms: z.number(),
  observed: z.object({
    function: z.string().optional(),
    file: z.string().optional(),
    line: z.number().optional(),
    locals: z.record(z.string(), z.string()).optional(),
    rpc: z.record(z.string(), z.unknown()).optional(),
  }),
  failure: z.object({ phase: z.string(), kind: z.string(), message: z.string(), output: z.string() }).optional(),
});
export type SessionFacts = z.infer<typeof SessionFacts>;

/** A machine that qemu ran for a target. */
export const GuestFacts = z.object({
  qemu: z.object({ path: z.string(), version: z.string(), installed: z.boolean() }).nullable(),
  /** `-M`, `-cpu`, megabytes, virtual CPUs. */
  machine: z.string(),
  cpu: z.string(),
  memory: z.number(),
  cpus: z.number(),
  accelerator: z.enum(['tcg', 'kvm']),
  kernel: z
    .object({
      version: z.string(),
      sha256: z.string(),
      origin: z.string(),
      from: z.enum(['cache', 'fetched', 'file']),
      /** Bytes that were downloaded for it. */
      fetched: z.number(),
    })
    .nullable(),
  /** Resumed from a snapshot rather than booted. */
  resumed: z.boolean(),
  /** What its init said; null when it never did. */
  running: z
    .object({ kernel: z.string(), arch: z.string(), memory: z.number(), cpus: z.number(), yamaScope: z.number().nullable() })
    .nullable(),
  /** What `dlv version` says there; null when that was not asked. */
  dlv: z.string().nullable(),
  /** Megabytes that qemu held at most. */
  peakMemory: z.number(),
  /** Its last console lines, when something went wrong. */
  console: z.string(),
});
export type GuestFacts = z.infer<typeof GuestFacts>;

/** What was proved of a target by user-mode emulation, which is all that it can prove. */
export const UserModeFacts = z.object({
  qemu: z
    .object({
      path: z.string(),
      /** What it says of itself; null when it is not asked. */
      version: z.string().nullable(),
      /** By us, now. */
      installed: z.boolean(),
      /** Found on PATH, or the kernel starts it. */
      by: z.enum(['path', 'binfmt']),
    })
    .nullable(),
  /** Whether our own debuggee ran to its end under it; null when that was not tried. */
  starts: z.boolean().nullable(),
  /** What the files of the programs say, ours among them. */
  programs: z.array(
    z.object({
      subject: z.string(),
      /** GOOS/GOARCH by the header; null when it does not say. */
      header: z.string().nullable(),
      /** By `go version -m`; null when it is no Go program. */
      go: z.string().nullable(),
      /** By `go tool buildid`; null when it has none, as after -ldflags=-buildid= */
      buildId: z.string().nullable(),
      dwarf: z.boolean().nullable(),
    }),
  ),
});
export type UserModeFacts = z.infer<typeof UserModeFacts>;

/** A target that is not this machine's own platform, and how it was proved here. */
export const TargetFacts = z.object({
  target: z.string(),
  /** Started by this machine's kernel, in a guest, under user-mode emulation, or not at all. */
  how: z.enum(['native', 'guest', 'user', 'none']),
  /** Why so. */
  because: z.string(),
  /** The build tag without which Delve does not support it; empty when it needs none. */
  experimental: z.string(),
  guest: GuestFacts.nullable(),
  userMode: UserModeFacts.optional(),
  dlv: ChosenDlv.nullable(),
  builds: z.array(BuildFacts),
  sessions: z.array(SessionFacts),
  /** Milliseconds. */
  phases: z.record(z.string(), z.number()),
  ms: z.number(),
  notes: z.array(z.string()),
  /** What kept it from being debugged. */
  failure: z.object({ kind: z.string(), message: z.string(), output: z.string() }).nullable(),
});
export type TargetFacts = z.infer<typeof TargetFacts>;

/** Who runs it. */
export const RunFacts = z.object({
  /** `github-hosted` or `self-hosted`, and the names that the runner has; `local` outside of a workflow. */
  runner: z.array(z.string()),
  /** The event of the workflow; `local` outside of one. */
  event: z.string(),
  /** That a change is for, else that is checked out; null when it is not known. */
  branch: z.string().nullable(),
  /** Folders that the runner names: RUNNER_TEMP, RUNNER_TOOL_CACHE, GITHUB_WORKSPACE. */
  folders: z.record(z.string(), z.string()),
});
export type RunFacts = z.infer<typeof RunFacts>;

/** All that was seen. What was not looked at is absent. */
export const Facts = z.object({
  host: HostFacts,
  run: RunFacts.optional(),
  go: GoFacts.optional(),
  project: ProjectFacts.optional(),
  dlv: z.object({ found: z.array(DlvFile), chosen: ChosenDlv.optional() }).optional(),
  builds: z.array(BuildFacts),
  cgo: CgoFacts.optional(),
  sessions: z.array(SessionFacts),
  /** Targets beside this machine's own. */
  targets: z.array(TargetFacts).default([]),
});
export type Facts = z.infer<typeof Facts>;
