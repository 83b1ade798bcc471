// Measures what `diagnose` makes of logs whose cause is known: node scripts/eval.mjs CASES.json [--half even|odd] [--cross] [--json]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compiled } from './compiled.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { half: { type: 'string' }, cross: { type: 'boolean' }, json: { type: 'boolean' }, quiet: { type: 'boolean' } },
});
const [file] = positionals;
if (!file || (values.half && !['even', 'odd'].includes(values.half))) {
  console.error('usage: npm run eval -- CASES.json [--half even|odd] [--cross] [--json] [--quiet]');
  process.exit(2);
}

/** What the issue asks for: a share that must be reached, or not passed. */
const GOALS = { first: 0.95, three: 0.99, wrong: 0.02, reached: 0.9 };
const FIRST_LINES = 4;

const { diagnose, CAUSES } = await compiled('eval', ['diagnose/diagnose', 'causes/index']);
const named = new Map(CAUSES.flatMap((cause) => [cause.id, ...(cause.aliases ?? [])].map((id) => [id, cause.id])));
/** Ids of the cases that another cause has taken over. */
const MERGED = { 'gopath-with-spaces': 'gopath-invalid', 'dlv-crashed': 'dlv-bug' };
const today = (id) => named.get(id) ?? MERGED[id] ?? id;

const cases = JSON.parse(readFileSync(file, 'utf8')).map((each, index) => ({ ...each, half: index % 2 === 0 ? 'even' : 'odd' }));

function judged(each) {
  const started = performance.now();
  const { causes, decide } = diagnose(each.log);
  const ms = performance.now() - started;
  const right = new Set([each.cause, ...(each.also ?? [])].map(today));
  const place = causes.findIndex(({ cause }) => right.has(cause));
  const sure = causes[0] !== undefined && causes[0].confidence !== 'possible';
  return {
    ...each,
    got: causes.map(({ cause, confidence }) => `${cause} (${confidence})`),
    ms,
    first: place === 0,
    three: place >= 0 && place < 3,
    wrong: sure && place !== 0,
    probed: decide.some(({ tells }) => [...right].some((id) => tells.includes(id))),
  };
}

const share = (some, of) => (of.length === 0 ? 1 : some.length / of.length);
const percent = (value) => `${(value * 100).toFixed(1)} %`;

function measured(results) {
  const sufficient = results.filter((each) => each.sufficient);
  const of = (list, key) =>
    Number(
      share(
        list.filter((each) => each[key]),
        list,
      ).toFixed(4),
    );
  return {
    cases: results.length,
    sufficient: {
      cases: sufficient.length,
      first: of(sufficient, 'first'),
      three: of(sufficient, 'three'),
      wrong: of(sufficient, 'wrong'),
    },
    all: {
      first: of(results, 'first'),
      three: of(results, 'three'),
      wrong: of(results, 'wrong'),
      reached: Number(
        share(
          results.filter((each) => each.three || each.probed),
          results,
        ).toFixed(4),
      ),
    },
  };
}

function show(title, { cases, sufficient, all }) {
  console.log(`${title}: ${cases} cases, the text of ${sufficient.cases} suffices`);
  console.log(
    `  sufficient: first ${percent(sufficient.first)}, among three ${percent(sufficient.three)}, wrong but sure ${percent(sufficient.wrong)}`,
  );
  console.log(
    `  all: first ${percent(all.first)}, wrong but sure ${percent(all.wrong)}, among three or the probe named ${percent(all.reached)}`,
  );
}

const results = cases.filter((each) => !values.half || each.half === values.half).map(judged);
const figures = measured(results);
if (values.json) {
  console.log(JSON.stringify(figures));
} else {
  if (!values.quiet) {
    for (const each of results.filter((one) => !(one.first || (!one.sufficient && (one.three || one.probed) && !one.wrong)))) {
      console.log(
        `${each.id} (${each.half}, ${each.sufficient ? 'sufficient' : 'not sufficient'}): expected ${each.cause}${each.also?.length ? ` or ${each.also.join(', ')}` : ''}`,
      );
      console.log(`  got ${each.got.join(', ') || 'nothing'}${each.probed ? '; the probe is named' : ''}`);
      for (const line of each.log.split('\n').slice(0, FIRST_LINES)) console.log(`  | ${line.slice(0, 200)}`);
    }
  }
  show(values.half ?? 'all', figures);
  if (values.cross) {
    for (const half of ['even', 'odd']) show(half, measured(cases.filter((each) => each.half === half).map(judged)));
  }
}
const { sufficient, all } = figures;
const reached =
  sufficient.first >= GOALS.first &&
  sufficient.three >= GOALS.three &&
  sufficient.wrong <= GOALS.wrong &&
  all.wrong <= GOALS.wrong &&
  all.reached >= GOALS.reached;
process.exitCode = reached ? 0 : 1;
