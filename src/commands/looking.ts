import { askGo, type GoAnswers, type GoOptions } from '../facts/go.js';
import { hostFacts } from '../facts/host.js';
import type { HostFacts } from '../model/facts.js';

/** The first looks at a machine, under way. */
export interface Looking {
  dir: string;
  answers: Promise<GoAnswers>;
  host: Promise<HostFacts>;
}

/** Begins to look. The go command answers while the rest of the program is still being loaded, which takes as long. */
export function startLooking(options: GoOptions): Looking {
  return { dir: options.dir, answers: askGo(options), host: hostFacts(options) };
}
