// What both benchmarks measure with.
export async function timed(work) {
  const started = performance.now();
  const own = await work();
  return typeof own === 'number' ? own : performance.now() - started;
}

/** Runs several things turn by turn, so that a slow moment of the machine hits them all. */
export async function race(contestants, times) {
  const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < times; round++) {
    for (const [name, work] of Object.entries(contestants)) results[name].push(await timed(work));
  }
  return results;
}

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
export const min = (list) => Math.min(...list);

export function show(title, results, against, target) {
  console.log(`\n${title}`);
  const base = median(results[against]);
  for (const [name, list] of Object.entries(results)) {
    const ratio = name === against ? '' : `${(median(list) / base).toFixed(2)}×`;
    console.log(`  ${name.padEnd(44)} min ${min(list).toFixed(1).padStart(8)}   median ${median(list).toFixed(1).padStart(8)}   ${ratio}`);
  }
  if (target) console.log(`  to reach: ${target}`);
}
