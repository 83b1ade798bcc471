import { main, rootOf } from './commands/main.js';

process.exitCode = await main(process.argv.slice(2), rootOf(process.argv[1] as string));
