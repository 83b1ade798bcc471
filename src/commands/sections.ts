import type { Link } from '../model/chain.js';

/** The parts of a check that can be asked for alone. */
export const SECTIONS = ['env', 'dlv', 'smoke'] as const;
export type Section = (typeof SECTIONS)[number];

/** The links that each section proves. */
export const SECTION_LINKS: Record<Section, readonly Link[]> = {
  env: ['host', 'go', 'env', 'toolchain'],
  dlv: ['install', 'dlv'],
  smoke: ['build', 'launch', 'attach', 'breakpoint', 'detach'],
};
