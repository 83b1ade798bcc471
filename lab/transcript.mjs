// What a person would see: the commands that break the machine, and the page that the check prints.
import { broken, diagnosed, said } from './judge.mjs';
import { KEPT, Machine, quoted, ROOT } from './machine.mjs';

let last = Promise.resolve();

/** Makes the machine anew, and has the check print its page. One after the other, since the folder is the same each time. */
export function transcribe(fault) {
  const mine = last.then(() => (fault.say ? writeMessage(fault) : write(fault)));
  last = mine.catch(() => {});
  return mine;
}

async function write(fault) {
  const machine = new Machine({ fixed: true });
  try {
    const { args } = await broken(fault, machine);
    const { stdout } = await machine.check(['--no-color', '--quiet', ...args]);
    const steps = typed(fault, machine, args).join('\n');
    return `${await sameEverywhere(`${steps}\n\n${stdout.trimEnd()}`, machine)}\n`;
  } finally {
    await machine.remove();
  }
}

/** The commands, what they printed, and what the diagnosis of that is. What is aliased and where it is, is replaced before, since it is laid out by its length. */
async function writeMessage(message) {
  const machine = new Machine({ fixed: true });
  try {
    const terminal = await said(message, machine);
    const placed = async (text) => terminal.same(await samePlaces(text, machine));
    const page = await placed(terminal.page);
    const { stdout } = await diagnosed(machine, message.typed ? page : await placed(terminal.text), ['--no-color']);
    if (!stdout.includes(message.cause))
      throw new Error(`the diagnosis of what was printed does not name ${message.cause}:\n${page}\n${stdout}`);
    const typed = `# ${message.name}: ${message.why}\n${page}\n$ delve-gate diagnose pasted.txt  # ${PASTED[message.typed ? 1 : 0]}`;
    return `${sameRuns(`${typed}\n\n${stdout.trimEnd()}`)}\n`;
  } finally {
    await machine.remove();
  }
}

const PASTED = ['what the commands printed', 'the commands and what they printed'];

function typed({ name, why }, machine, args) {
  const check = ['delve-gate', 'check', ...args].map(quoted).join(' ');
  return [`# ${name}: ${why}`, ...machine.shown.map((each) => `$ ${each}`), `$ ${wrapped(machine.wrap, check)}`];
}

function wrapped(wrap, check) {
  if (wrap.length === 0) return check;
  const script = wrap.at(-1) === 'sh' && wrap.at(-3) === '-euc' ? wrap.at(-2) : undefined;
  if (script === undefined) return `${wrap.map(quoted).join(' ')} ${check}`;
  const before = wrap.slice(0, -4).map(quoted).join(' ');
  return `${before ? `${before} ` : ''}sh -euc '\n${script.replace('exec "$@"', check)}'`;
}

/** Takes out what differs between machines and runs. */
async function sameEverywhere(text, machine) {
  return sameRuns(await samePlaces(text, machine)).replace(/127\.0\.0\.1:\d{4,5}\b/g, '127.0.0.1:…');
}

async function samePlaces(text, machine) {
  const here = await machine.goroot();
  const places = [
    [machine.home, '/home/you'],
    [machine.temp, '/tmp'],
    [machine.folder, '/home'],
    [`${KEPT}/gocache`, '/home/you/.cache/go-build'],
    [`${KEPT}/gomodcache`, '/home/you/go/pkg/mod'],
    [`${KEPT}/tools`, '/opt/hostedtoolcache'],
    [`${KEPT}/lab`, '/opt/lab'],
    [`${ROOT}/lab`, '/opt/lab'],
    [ROOT, '/opt/delve-gate'],
    [here, '/usr/local/go'],
  ];
  const toolchain = /\/home\/you\/go\/pkg\/mod\/golang\.org\/toolchain@v0\.0\.1-(go[\d.]+)\.[a-z]+-[a-z0-9]+/g;
  return places.reduce((all, [from, to]) => all.replaceAll(from, to), text).replace(toolchain, '/usr/local/$1');
}

function sameRuns(text) {
  return text
    .replace(/\b\d+(?:\.\d+)?(\s+)(ms|s)\b/g, '…$1$2')
    .replace(/ {2,}… /g, '  … ')
    .replace(/\b(pid|process|Process) \d+\b/g, '$1 …')
    .replace(/\bdlv-\d+-\d+\.sock/g, 'dlv-….sock')
    .replace(/(go-build|__debug_bin|delve-gate-|debug-|try-|smoke-|guests-|install-|build-)[A-Za-z0-9]*\d[A-Za-z0-9]*(?![\w.])/g, '$1…')
    .replaceAll('proxy.golang.org', 'proxy.example.org')
    .replace(/\b(?:\d+\.){3}\d+:53\b/g, '192.0.2.53:53')
    .replace(/0x[0-9a-f]{5,}/g, '0x…')
    .replace(/(pid ….*) \S*…$/gm, '$1 …')
    .replace(/phase initialize(?!: no answer)/g, 'phase listening');
}
