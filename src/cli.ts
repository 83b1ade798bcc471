const argv = process.argv.slice(2);

/** What is over in a moment does not wait until all of the program is loaded: it is a bundle of its own (scripts/build.mjs). */
async function quickly(): Promise<number | undefined> {
  if (argv[0] !== 'policy' || argv[1] !== 'test') return undefined;
  const bundle = './policy-test/index.js';
  const { startTest }: typeof import('./commands/policy/start.js') = await import(/* webpackIgnore: true */ bundle);
  return startTest(argv.slice(1));
}

async function wholly(): Promise<number> {
  const { main, rootOf } = await import('./commands/main.js');
  return main(argv, rootOf(process.argv[1] as string));
}

process.exitCode = (await quickly()) ?? (await wholly());

export {};
