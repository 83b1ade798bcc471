import { runGuard } from './github/guard.js';

process.exitCode = runGuard();
