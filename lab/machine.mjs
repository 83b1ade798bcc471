// A scratch machine for one fault: a HOME of its own, a small Go project in it, real Go and real dlv.
import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What is kept between runs: modules, build cache, tool cache, toolchains. Goes with node_modules. */
export const KEPT = join(ROOT, 'node_modules', '.cache', 'delve-gate');
/** The bundle that users run, or another build of it. */
export const CLI = process.env.DELVE_GATE_CLI ?? join(ROOT, 'dist', 'cli', 'index.js');

/** This machine's GOARCH. */
export const ARCH = process.arch === 'arm64' ? 'arm64' : 'amd64';
/** An architecture that it is not. */
export const OTHER_ARCH = ARCH === 'arm64' ? 'amd64' : 'arm64';
/** Whom Linux calls nobody. */
const NOBODY = 65534;

/** How a machine reaches its registries, and what Windows starts no program without: kept, whatever it is. */
const REACH =
  /^(PATH|LANG|GOPROXY|.*_PROXY|.*_proxy|SSL_CERT_.*|NODE_EXTRA_CA_CERTS|GIT_SSL_CAINFO|Path|PATHEXT|SystemRoot|SystemDrive|ComSpec|windir)$/;

/** The folder of settings below HOME, as Go finds it. https://pkg.go.dev/os#UserConfigDir */
const SETTINGS = { darwin: 'Library/Application Support', win32: 'AppData/Roaming' }[process.platform] ?? '.config';

/**
 * Runs a program without a shell. Never rejects for an exit code.
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string, ms: number }>}
 */
export function exec(file, args, options = {}) {
  const started = performance.now();
  return new Promise((done) => {
    execFile(file, args, { maxBuffer: 1 << 28, timeout: 600_000, killSignal: 'SIGKILL', ...options }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      done({ code, stdout, stderr, ms: performance.now() - started });
    });
  });
}

/** A word as a person types it in a shell. */
export function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A value in an assignment: as a person types it, with its line ends visible. */
function assigned(value) {
  return value === '' ? "''" : quoted(value);
}

const done = new Map();

/** Two faults want the same thing at the same time: it is made once in a run. */
function once(name, make) {
  if (!done.has(name)) done.set(name, make());
  return done.get(name);
}

export class Machine {
  /** What was done to it, as the commands that a person would type. */
  shown = [];
  /** Goes before the command line of the check. */
  wrap = [];
  #undo = [];

  /** @param {{ fixed?: boolean }} options fixed: in a folder whose name is the same each time, and HOME as long as /home/you */
  constructor({ fixed = false } = {}) {
    this.folder = (fixed && sameFolder()) || realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-lab-')));
    this.home = join(this.folder, fixed ? 'yo' : 'home');
    this.temp = join(this.folder, 'tmp');
    this.project = join(this.home, 'project');
    for (const each of [this.project, this.temp, KEPT]) mkdirSync(each, { recursive: true });
    quietTelemetry(this.home);
    const reach = Object.fromEntries(Object.entries(process.env).filter(([name]) => REACH.test(name)));
    // Windows says Path.
    const { Path: path = '', ...others } = reach;
    this.env = {
      ...others,
      PATH: withoutDlv(reach.PATH ?? path),
      ...personal(this.home, this.temp),
      GOTOOLCHAIN: 'local',
      GOCACHE: join(KEPT, 'gocache'),
      GOMODCACHE: join(KEPT, 'gomodcache'),
      RUNNER_TOOL_CACHE: join(KEPT, 'tools'),
    };
    /** As it was before anything was broken. */
    this.sound = { ...this.env };
    writeFileSync(join(this.project, 'go.mod'), 'module example.com/app\n\ngo 1.21\n');
    writeFileSync(
      join(this.project, 'main.go'),
      'package main\n\nfunc main() {\n\tprintln(add(1, 2))\n}\n\nfunc add(a, b int) int {\n\treturn a + b\n}\n',
    );
  }

  /** A path in the project, or where it says. */
  path(name) {
    return isAbsolute(name) ? name : resolve(this.project, name);
  }

  /** Changes the environment; undefined takes a variable out. */
  set(values) {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) {
        delete this.env[name];
        this.shown.push(`unset ${name}`);
      } else {
        const before = this.env[name];
        this.env[name] = value;
        const text = name === 'PATH' && before && value.includes(before) ? value.replace(before, '$PATH') : value;
        this.shown.push(`export ${name}=${text === value ? assigned(value) : `"${text}"`}`);
      }
    }
  }

  /** Puts a folder first on PATH. */
  before(folder) {
    this.set({ PATH: `${folder}${delimiter}${this.env.PATH}` });
  }

  /** Writes a file of the project. */
  write(name, text) {
    const file = this.path(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const typed = file.startsWith(`${this.project}/`) ? file.slice(this.project.length + 1) : file;
    const inFolder = typed.includes('/') ? `mkdir -p ${quoted(dirname(typed))} && ` : '';
    const plain = text.endsWith('\n') && !/[\r\u007f]/.test(text) && text.length < 2_000;
    if (text === '') this.shown.push(`${inFolder}touch ${quoted(typed)}`);
    else if (plain) this.shown.push(`${inFolder}cat > ${quoted(typed)} <<'EOF'\n${text}EOF`);
    else this.shown.push(`${inFolder}printf ${quoted(escaped(text))} > ${quoted(typed)}`);
    return file;
  }

  /** Writes the GOENV file: as `go env -w` does, and lines that it would refuse. */
  goenv(text) {
    return this.write(join(this.home, SETTINGS, 'go', 'env'), text);
  }

  /** A place that a fault names from HOME, as it is on this system. */
  at(place) {
    return join(this.home, place.replace(/^\.config\//, `${SETTINGS}/`));
  }

  policy(text) {
    return this.write('delve-gate.yml', `version: 1\n${text}`);
  }

  /** Makes an executable file. */
  program(name, text) {
    const file = this.write(name, text);
    chmodSync(file, 0o755);
    this.shown.push(`chmod +x ${quoted(file)}`);
    return file;
  }

  /** Runs what a person would type, in the project; throws when it fails. */
  async sh(script, { quiet = false, env = {} } = {}) {
    if (!quiet) this.shown.push(script.trim());
    const ran = await exec('/bin/sh', ['-euc', script], { cwd: this.project, env: { ...this.env, ...env } });
    if (ran.code !== 0) throw new Error(`the machine could not be made: ${script}\n${ran.stdout}${ran.stderr}`);
    return ran.stdout.trim();
  }

  /** The check runs in namespaces of its own, after this script. */
  within(flags, script) {
    this.wrap = ['unshare', ...flags, '/bin/sh', '-euc', `${script}\nexec "$@"`, 'sh'];
  }

  /** The check runs after this script, in the same shell. */
  after(script) {
    this.wrap = ['/bin/sh', '-euc', `${script}\nexec "$@"`, 'sh'];
  }

  /** In the course of the check a child of it gets a signal, at a moment that strike.mjs knows. */
  strike(signal, whom, moment, pattern) {
    const preloaded = pathToFileURL(join(ROOT, 'lab', 'tools', 'strike.mjs')).href;
    this.wrap = ['env', `NODE_OPTIONS=--import=${preloaded}`, `STRIKE=${signal} ${whom} ${moment} ${pattern}`];
  }

  /** A server on this machine that handles each request so; without a handler it takes connections and never answers. @returns its address */
  async server(handle = () => {}) {
    const sockets = new Set();
    const server = createServer(handle);
    server.on('connection', (socket) => sockets.add(socket));
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    this.undo(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(done));
    });
    return `http://127.0.0.1:${server.address().port}`;
  }

  /** What takes back what was done outside the scratch folder. */
  undo(action) {
    this.#undo.push(action);
  }

  /** The GOROOT of a Go release; it is fetched once. */
  async goroot(version) {
    const env = { ...this.sound, GOENV: 'off', GOTOOLCHAIN: version ?? 'local' };
    const { stdout, stderr } = await exec('go', ['env', 'GOROOT'], { cwd: this.temp, env });
    const goroot = stdout.trim();
    // Before 1.16 go env had no GOVERSION.
    const found = goroot && version && readFileSync(join(goroot, 'VERSION'), 'utf8').split('\n')[0];
    if (!goroot || found !== version) throw new Error(`${version ?? 'go'} cannot be had: ${stderr || stdout}`);
    return goroot;
  }

  /** Makes a Go release the one on PATH; its library is in the build cache then. */
  async useGo(version) {
    const goroot = await this.goroot(version);
    await once(`library of ${version}`, () => this.#buildLibrary(goroot));
    this.env.PATH = `${goroot}/bin${delimiter}${this.env.PATH}`;
    this.shown.push(`export PATH=${goroot}/bin:$PATH  # ${version}`);
    return goroot;
  }

  async #buildLibrary(goroot) {
    const env = { ...this.sound, GOENV: 'off', PATH: `${goroot}/bin${delimiter}${this.sound.PATH}` };
    await exec('go', ['build', '-gcflags=all=-N -l', 'fmt', 'os', 'time'], { cwd: this.temp, env });
  }

  /** Has the tool cache hold the dlv for a Go release, and the build cache what a check needs of it. */
  async prepare(version) {
    const goroot = await this.goroot(version);
    await once(`check with ${version}`, () => warm({ env: { PATH: `${goroot}/bin${delimiter}${this.sound.PATH}` } }));
  }

  /** A dlv of a version, built by a Go release; it is built once. */
  dlv(version, go, { cgo = false } = {}) {
    const folder = join(KEPT, 'lab', `dlv-${version}-${go ?? 'go'}${cgo ? '-cgo' : ''}`);
    const file = join(folder, 'dlv');
    if (existsSync(file)) return file;
    return once(file, () => this.#buildDlv(version, go, cgo, folder));
  }

  async #buildDlv(version, go, cgo, folder) {
    const goroot = await this.goroot(go);
    const path = `${goroot}/bin${delimiter}${this.sound.PATH}`;
    const env = { ...this.sound, GOENV: 'off', PATH: path, GOBIN: join(this.temp, `dlv-${version}`), CGO_ENABLED: cgo ? '1' : '0' };
    const external = cgo ? ['-ldflags=-linkmode=external'] : [];
    const args = ['install', ...external, `github.com/go-delve/delve/cmd/dlv@v${version}`];
    const { code, stderr } = await exec('go', args, { cwd: this.temp, env });
    if (code !== 0) throw new Error(`dlv ${version} cannot be built by ${go ?? 'go'}: ${stderr}`);
    mkdirSync(folder, { recursive: true });
    const own = join(folder, `dlv.${process.pid}`);
    copyFileSync(join(env.GOBIN, 'dlv'), own);
    renameSync(own, join(folder, 'dlv'));
    return join(folder, 'dlv');
  }

  /** Puts a dlv into a folder, as `go install` of that version by that Go does. */
  async putDlv(version, go, folder = join(this.home, 'bin'), how = {}) {
    const file = await this.dlv(version, go, how);
    mkdirSync(folder, { recursive: true });
    copyFileSync(file, join(folder, 'dlv'));
    const by = `${go ? ` GOTOOLCHAIN=${go}` : ''}${how.cgo ? ' CGO_ENABLED=1' : ''}`;
    this.shown.push(`GOBIN=${folder}${by} go install github.com/go-delve/delve/cmd/dlv@v${version}`);
    return join(folder, 'dlv');
  }

  /** Has the project import a module, which is in a module cache of this machine's own. @returns the module's folder there */
  async library(name) {
    const zip = await this.tool('modzip');
    const at = join(this.home, 'proxy', name, '@v');
    const mod = `module ${name}\n\ngo 1.21\n`;
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'list'), 'v1.0.0\n');
    writeFileSync(join(at, 'v1.0.0.info'), '{"Version":"v1.0.0"}');
    writeFileSync(join(at, 'v1.0.0.mod'), mod);
    const files = { 'go.mod': mod, 'lib.go': 'package lib\n\nfunc F() int { return 1 }\n' };
    const entries = Object.entries(files).map(([file, text]) => `${name}@v1.0.0/${file}=${text}`);
    execFileSync(zip, [join(at, 'v1.0.0.zip'), ...entries]);
    this.write('other.go', `package main\n\nimport "${name}"\n\nvar one = lib.F()\n`);
    this.env.GOMODCACHE = join(this.home, 'go', 'pkg', 'mod');
    await this.sh(`go get ${name}@v1.0.0`, { env: { GOPROXY: `file://${this.home}/proxy`, GONOSUMDB: name } });
    return join(this.env.GOMODCACHE, `${name}@v1.0.0`);
  }

  /** A copy of GOROOT whose files can be changed: links to all but its own files, bin and what is named. */
  async copyGoroot(own = [], version = undefined) {
    const from = await this.goroot(version);
    const to = join(this.home, 'sdk', 'go');
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) {
      if (['VERSION', 'go.env', 'bin', ...own].includes(name)) cpSync(join(from, name), join(to, name), { recursive: true });
      else execFileSync('ln', ['-s', join(from, name), join(to, name)]);
    }
    execFileSync('chmod', ['-R', 'u+w', to]);
    this.env.PATH = `${to}/bin${delimiter}${this.env.PATH}`;
    this.shown.push(`mkdir -p ~/sdk && cp -r "$(go env GOROOT)" ~/sdk/go && export PATH=${to}/bin:$PATH`);
    return to;
  }

  /** A tool of the lab's own, built once. */
  async tool(name) {
    const file = join(KEPT, 'lab', name);
    const env = { ...this.sound, GOENV: 'off' };
    const built = await exec('go', ['build', '-buildvcs=false', '-o', file, '.'], { cwd: join(ROOT, 'lab', 'tools', name), env });
    if (built.code !== 0) throw new Error(built.stderr);
    return file;
  }

  /** A tool cache of its own with the dlv of the shared one, for machines on which a sound dlv can seem not to start. */
  async ownTools() {
    const slots = `${this.env.RUNNER_TOOL_CACHE}/dlv/*/linux-${ARCH}-$(go env GOVERSION)`;
    const tools = join(this.home, 'tools');
    await this.sh(
      `for slot in ${slots} ${slots}.complete; do to=${tools}/dlv/$(basename "$(dirname "$slot")"); mkdir -p "$to"; cp -r "$slot" "$to/"; done`,
      {
        quiet: true,
      },
    );
    this.env.RUNNER_TOOL_CACHE = tools;
  }

  /** The check runs as a user without rights, to whom the machine's folders belong. */
  asNobody(...flags) {
    const cache = join(KEPT, 'lab', 'nobody-gocache');
    if (!existsSync(cache)) {
      const own = `${cache}.${process.pid}`;
      execFileSync('cp', ['-r', this.env.GOCACHE, own]);
      if (existsSync(cache)) rmSync(own, { recursive: true });
      else renameSync(own, cache);
    }
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, this.folder, cache]);
    this.env.GOCACHE = cache;
    this.wrap = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', ...flags];
  }

  /** Runs a check here. */
  check(args) {
    const [file, ...rest] = [...this.wrap, process.execPath, CLI, 'check', ...args];
    return exec(file, rest, { cwd: this.project, env: this.env, timeout: 300_000 });
  }

  async remove() {
    for (const action of this.#undo.reverse()) await action();
    if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'u+rwx', this.folder], { stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** A person's own dlv would stand in for the one of the machine that is made. */
function withoutDlv(path) {
  return path
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, 'dlv')))
    .join(delimiter);
}

/** The variables that name a person's folders. */
function personal(home, temp) {
  if (process.platform !== 'win32') return { HOME: home, TMPDIR: temp };
  const below = (name) => join(home, 'AppData', name);
  return { USERPROFILE: home, APPDATA: below('Roaming'), LOCALAPPDATA: below('Local'), TEMP: temp, TMP: temp };
}

/** @returns undefined when it is there already */
function sameFolder() {
  try {
    const folder = join(realpathSync(tmpdir()), 'u');
    mkdirSync(folder);
    return folder;
  } catch {
    return undefined;
  }
}

/** For printf: what cannot be seen, as it is written. */
function escaped(text) {
  return text.replaceAll('\\', '\\\\').replaceAll('%', '%%').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\u007f', '\\177');
}

/** The first go command of a HOME starts a child that outlives it and writes there; this file tells it that it has run today. */
function quietTelemetry(home) {
  const folder = join(home, SETTINGS, 'go', 'telemetry', 'local');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'upload.token'), '');
}

/** Without this the first check would have to build dlv, and Go's library, within its own time. */
export async function warm({ env = {}, args = [] } = {}) {
  const machine = new Machine();
  try {
    Object.assign(machine.env, env);
    machine.policy('smoke:\n  modes: [exec, test]\n');
    return await machine.check(['--quiet', ...args]);
  } finally {
    await machine.remove();
  }
}

/** Has the project import a module that no cache of this machine holds. @param sum what go.sum knows of it */
export function needsModule(machine, sum = 'h1:g61tztE5qeGQ89tm6NTjjM9VPIm088od1l6aSorWRWg=') {
  const known = 'h1:NqM8EUOU14njkJ3fqMW+pc6Ldnwhi/IjpwHt7yyuwOQ=';
  machine.set({ GOMODCACHE: join(machine.home, 'go', 'pkg', 'mod') });
  machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\nrequire golang.org/x/text v0.3.0\n');
  machine.write('go.sum', `golang.org/x/text v0.3.0 ${sum}\ngolang.org/x/text v0.3.0/go.mod ${known}\n`);
  machine.write('other.go', 'package main\n\nimport _ "golang.org/x/text/language"\n');
  machine.policy('smoke:\n  package: .\n');
}
