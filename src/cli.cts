// The names are those of dist/cli, where scripts/build.mjs puts this and what it loads. CommonJS: Node starts it sooner, and what is over in
// a moment does not wait until all of the program is loaded.
const argv = process.argv.slice(2);

async function quickly(): Promise<number | undefined> {
  if (argv[0] !== 'policy' || argv[1] !== 'test') return undefined;
  type Start = typeof import('./commands/policy/start.js', { with: { 'resolution-mode': 'import' }});
  return (require('./policy-test/index.js') as Start).startTest(argv.slice(1));
}

async function wholly(): Promise<number> {
  type Main = typeof import('./commands/main.js', { with: { 'resolution-mode': 'import' }});
  const { main, rootOf } = (await import('./main/index.js' as string)) as Main;
  return main(argv, rootOf(process.argv[1] as string));
}

quickly().then(async (code) => {
  process.exitCode = code ?? (await wholly());
});
