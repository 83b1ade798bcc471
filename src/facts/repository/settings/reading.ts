import type { Setting } from '../../../model/setting.js';
import type { Taker } from './dotenv.js';

/** An env file that another file names, and who takes it. */
export interface EnvFile extends Taker {
  /** Absolute. */
  file: string;
}

/** What a file sets, and the env files that it names. */
export interface Reading {
  settings: Setting[];
  envFiles: EnvFile[];
}
