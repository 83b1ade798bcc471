import type { About, Fixes } from './about.js';

/** What is told of each cause, by its id. */
export const ABOUT: Readonly<Record<string, About>> = {};

/** The commands for a system; for all where it is not known. */
export function fixesFor(fix: Fixes, os: 'windows' | 'darwin' | 'linux' | undefined): string[] {
  const own = os ? (fix[os] ?? []) : [...(fix.linux ?? []), ...(fix.darwin ?? []), ...(fix.windows ?? [])];
  return [...(fix.any ?? []), ...own];
}
