import { rootOf } from './commands/main.js';
import { runAction } from './github/run.js';

await runAction(rootOf(process.argv[1] as string));
