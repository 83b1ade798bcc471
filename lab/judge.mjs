// Makes a machine, checks it, and tells what is not as it must be.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { left } from './leftovers.mjs';
import { CLI, exec, Machine } from './machine.mjs';
import { Terminal } from './messages/support/terminal.mjs';

/**
 * @typedef {object} Outcome
 * @property {string[]} problems what is not as it must be; empty when all is well
 * @property {string[]} found the causes of level error, or of the fault's own level
 * @property {number} ms from the start of the check to its answer
 * @property {object} report
 */

/** Breaks a machine and checks it. @returns {Promise<Outcome>} */
export async function tryFault(fault) {
  return withMachine(async (machine) => {
    const { args } = await broken(fault, machine);
    const { report, code, ms } = await checked(machine, args);
    const level = fault.level ?? 'error';
    const found = report.findings.filter((finding) => finding.level !== 'note' || level === 'note').map((finding) => finding.cause);
    const stays = (await left(machine)).map((each) => `left behind: ${each}`);
    return { problems: [...problemsOf(fault, report, code, machine), ...stays], found, ms, report };
  });
}

/** Makes a machine that is odd and in order, and checks it. @returns {Promise<Outcome>} */
export async function tryOddity(oddity) {
  return withMachine(async (machine) => {
    const { args = [] } = await set(machine, await oddity.make(machine));
    const { report, code, ms } = await checked(machine, args);
    const alarms = report.findings.filter((finding) => finding.level !== 'note');
    const problems = alarms.map((finding) => `${finding.level} ${finding.cause}: ${finding.found}`);
    if (report.verdict !== 'pass') problems.push(`the verdict is ${report.verdict}: ${reasons(report)}`);
    if (code !== 0) problems.push(`exit code ${code}`);
    return { problems, found: alarms.map((finding) => finding.cause), ms, report };
  });
}

/** Has a message printed, and diagnosed. @returns {Promise<Outcome>} */
export async function tryMessage(message) {
  return withMachine(async (machine) => {
    const terminal = await said(message, machine);
    const pasted = message.typed ? terminal.page : terminal.text;
    const { stdout, stderr, ms } = await diagnosed(machine, pasted, ['--format', 'json']);
    if (!stdout) throw new Error(`no diagnosis: ${stderr.slice(-2_000)}`);
    const report = JSON.parse(stdout);
    const problems = problemsOfDiagnosis(message, report).map((each) => `${each}\n${pasted}`);
    return { problems, found: report.causes.map(({ cause }) => cause), ms, report };
  });
}

/** Runs what prints a message. @returns {Promise<Terminal>} with what it showed */
export async function said(message, machine) {
  const terminal = new Terminal(machine);
  await message.say(terminal, machine);
  return terminal;
}

/** What is made of a pasted text. */
export async function diagnosed(machine, text, args) {
  const file = join(machine.folder, 'pasted.txt');
  writeFileSync(file, `${text}\n`);
  return exec(process.execPath, [CLI, 'diagnose', file, ...args], { cwd: machine.project, env: machine.sound, timeout: 60_000 });
}

/** What must hold of a diagnosis: the right cause first, or among the first three of which the text cannot tell which. */
export function problemsOfDiagnosis({ cause, shared = false }, { causes }) {
  const at = causes.findIndex((each) => each.cause === cause);
  const words = causes.map((each) => `${each.cause} (${each.confidence})`).join(', ') || 'nothing';
  if (!shared) return at === 0 && causes[0].confidence !== 'possible' ? [] : [`must be ${cause} first, is ${words}`];
  if (at < 0 || at > 2 || causes[at].confidence !== 'possible') return [`must be ${cause} among the first three, possible, is ${words}`];
  return [];
}

/** Checks a machine that nothing was done to. */
export async function trySound() {
  return withMachine(async (machine) => {
    const { report, code } = await checked(machine, []);
    return { report, code, goMod: readFileSync(join(machine.project, 'go.mod'), 'utf8') };
  });
}

async function withMachine(work) {
  const machine = new Machine();
  try {
    return await work(machine);
  } finally {
    await machine.remove();
  }
}

/** Breaks a machine. @returns {Promise<{ args: string[] }>} what the check is asked for */
export async function broken(fault, machine) {
  const { args = [] } = set(machine, await fault.break(machine));
  return { args: [...(fault.target ? ['--target', fault.target] : []), ...args] };
}

function set(machine, result) {
  const more = result !== null && typeof result === 'object' ? result : {};
  if (more.wrap) machine.wrap = more.wrap;
  return more;
}

async function checked(machine, args) {
  const { code, stdout, stderr, ms } = await machine.check(['--format', 'json', '--quiet', ...args]);
  try {
    return { report: JSON.parse(stdout), code, ms };
  } catch {
    throw new Error(`no report (exit code ${code}):\n${stdout.slice(0, 2_000)}\n${stderr.slice(0, 4_000)}`);
  }
}

function reasons(report) {
  return report.checks.map((check) => `${check.name} ${check.status}${check.reason ? ` (${check.reason})` : ''}`).join(', ');
}

/** What must hold of a report about a fault. */
function problemsOf(fault, report, code, machine) {
  const level = fault.level ?? 'error';
  const problems = [];
  const must = (holds, text) => {
    if (!holds) problems.push(text);
  };
  const words = (findings) => findings.map((each) => `${each.level} ${each.cause}: ${each.found}`).join(' | ') || 'nothing';
  const mattering = report.findings.filter((finding) => finding.level === 'error' || finding.level === level);
  if (level === 'note') {
    must(
      report.findings.some(({ cause }) => cause === fault.cause),
      `must be a note ${fault.cause}, is ${words(report.findings)}`,
    );
  } else {
    must(mattering.length === 1 && mattering[0].cause === fault.cause, `must be ${fault.cause} alone, is ${words(mattering)}`);
  }
  const finding = report.findings.find(({ cause }) => cause === fault.cause);
  if (!finding) return problems;
  const link = fault.id.split('/')[0];
  must(finding.level === level, `the level must be ${level}, is ${finding.level}`);
  must(finding.link === link, `the link must be ${link}, is ${finding.link}`);
  must(finding.fix.length > 0 && finding.fix.every(Boolean), 'there is no fix');
  must(!/undefined|\[object/.test(finding.found), `it says ${finding.found}`);
  must(/^no: /.test(finding.path.at(-1)?.answer ?? ''), 'the path does not end in a no');
  for (const each of fault.consequences ?? []) must(finding.consequences.includes(each), `${each} is not among the consequences`);
  if (fault.at) {
    const { file = '', line } = finding.location ?? {};
    const place = `${resolve(machine.project, file)}:${line}`;
    const expected = machine.at(fault.at);
    must(place === expected, `the place must be ${expected}, is ${place}`);
  }
  const verdict = level === 'error' ? 'fail' : 'pass';
  must(report.verdict === verdict, `the verdict must be ${verdict}, is ${report.verdict}: ${reasons(report)}`);
  must(code === (level === 'error' ? 1 : 0), `exit code ${code}`);
  return problems;
}
