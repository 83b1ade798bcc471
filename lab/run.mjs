// Breaks machines on purpose, and tells whether the check names why. Run: npm run lab [-- NAME… --guests --zoo --messages --json FILE --transcripts DIR]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tryFault, tryMessage, tryOddity } from './judge.mjs';
import { loadFaults, loadGuests, loadMessages, loadZoo } from './load.mjs';
import { warm } from './machine.mjs';
import { unmet } from './needs.mjs';
import { transcribe } from './transcript.mjs';

const HELP = `npm run lab [-- NAME… --guests --zoo --messages --list --json FILE --transcripts DIR --jobs 1|2]
NAME: a fault, a cause or a link of the chain; all faults without one. --guests: the faults of guests. --zoo: the machines that are odd and in order.
--messages: what real programs print, and what the diagnosis of it is. --transcripts: of faults, and of messages.`;
/** Seconds from the start of a check to its cause, where no dlv has to be installed, and nothing waits by its nature. */
const LIMITS = { median: 1, p95: 2.5, max: 5 };

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    guests: { type: 'boolean', default: false },
    zoo: { type: 'boolean', default: false },
    messages: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    json: { type: 'string' },
    transcripts: { type: 'string' },
    jobs: { type: 'string', default: '2' },
  },
});

process.exitCode = options.help ? help() : await main();

function help() {
  console.log(HELP);
  return 0;
}

async function main() {
  const chosen = named(await load());
  if (chosen.length === 0) {
    console.error(`the lab has nothing called ${names.join(' ')}; npm run lab -- --list`);
    return 2;
  }
  if (options.list) {
    for (const each of chosen) console.log(`${each.id.padEnd(46)} ${(each.cause ?? '').padEnd(28)} ${each.name}`);
    return 0;
  }
  await warm({ args: chosen.some(({ target }) => target) ? ['--target', 'linux/arm64'] : [] });
  const few = chosen.length <= 3;
  const results = await inTurn(chosen, async (each) => {
    const result = await one(each);
    console.log(lines(result, few).join('\n'));
    if (few && each.cause && !result.skipped && !(each.say && result.problems.length > 0)) console.log(indented(await transcribe(each)));
    return result;
  });
  let unwritten = 0;
  if (options.transcripts && !options.zoo) {
    const besides = options.messages || options.guests ? [] : named(await loadMessages());
    unwritten = await writeTranscripts(options.transcripts, [...chosen, ...besides]);
  }
  const summary = summarise(results);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...summary, results }, null, 2)}\n`);
  console.log(told(summary).join('\n'));
  return summary.failed + unwritten === 0 ? 0 : 1;
}

function load() {
  if (options.zoo) return loadZoo();
  if (options.messages) return loadMessages();
  return options.guests ? loadGuests() : loadFaults();
}

function named(all) {
  return all.filter((each) => names.length === 0 || names.some((name) => isNamed(each, name)));
}

function isNamed({ id, cause }, name) {
  return id === name || id.endsWith(`/${name}`) || cause === name || id.startsWith(`${name}/`);
}

async function one(each) {
  const common = {
    id: each.id,
    name: each.name,
    ...(each.cause ? { cause: each.cause } : {}),
    untimed: Boolean(each.installs || each.waits),
  };
  const skipped = unmet(each);
  if (skipped) return { ...common, skipped };
  try {
    const { problems, found, ms } = await tryOne(each);
    return { ...common, found, ms: Math.round(ms), problems };
  } catch (error) {
    return { ...common, found: [], ms: 0, problems: [error.message] };
  }
}

function tryOne(each) {
  if (each.say) return tryMessage(each);
  return each.cause ? tryFault(each) : tryOddity(each);
}

/** Two at a time at most, so that times mean something. */
async function inTurn(all, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at]);
  };
  await Promise.all(Array.from({ length: Number(options.jobs) === 1 ? 1 : 2 }, worker));
  return results;
}

function lines({ id, name, cause = 'no finding', found, ms, skipped, problems }) {
  if (skipped) return [`skip  ${id.padEnd(46)} ${skipped}`];
  const mark = problems.length === 0 ? 'pass' : 'FAIL';
  const seen = problems.length === 0 ? cause : found.join(', ') || 'nothing';
  return [`${mark}  ${id.padEnd(46)} ${seen.padEnd(30)} ${String(ms).padStart(6)} ms  ${name}`, ...problems.map((each) => `      ${each}`)];
}

function indented(text) {
  return text.replace(/^(?=.)/gm, '      ');
}

async function writeTranscripts(folder, faults) {
  mkdirSync(folder, { recursive: true });
  const able = faults.filter((each) => each.transcript !== false && !unmet(each));
  const first = able.filter((each, at) => able.findIndex(({ cause }) => cause === each.cause) === at);
  const failed = [];
  // A machine is taken away after its transcript: none is left behind because of another's mistake.
  await inTurn(first, async (fault) => {
    try {
      writeFileSync(join(folder, `${fault.cause}.txt`), await transcribe(fault));
    } catch (error) {
      failed.push(`FAIL  ${fault.id}: ${error.message}`);
    }
  });
  console.log([...failed, `${first.length - failed.length} transcripts in ${folder}`].join('\n'));
  return failed.length;
}

function summarise(results) {
  const tried = results.filter((each) => !each.skipped);
  const times = tried
    .filter((each) => !each.untimed)
    .map((each) => each.ms)
    .sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.ceil(times.length * part) - 1)] ?? 0;
  return {
    passed: tried.filter((each) => each.problems.length === 0).length,
    failed: tried.filter((each) => each.problems.length > 0).length,
    skipped: results.length - tried.length,
    causes: new Set(tried.map((each) => each.cause)).size,
    ms: { median: at(0.5), p95: at(0.95), max: times.at(-1) ?? 0 },
  };
}

function told({ passed, failed, skipped, ms }) {
  const seconds = (name) => `${name} ${(ms[name] / 1000).toFixed(2)} s (limit ${LIMITS[name]} s)`;
  return [`${passed} passed, ${failed} failed, ${skipped} skipped`, `start to cause: ${Object.keys(LIMITS).map(seconds).join(', ')}`];
}
