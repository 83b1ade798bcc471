import type { About, Fixes } from './about.js';
import { attachAbout } from './attach.js';
import { breakpointAbout } from './breakpoint.js';
import { buildAbout } from './build.js';
import { clientAbout } from './client.js';
import { deniedAbout } from './denied.js';
import { dlvAbout } from './dlv.js';
import { downloadAbout } from './download.js';
import { editorAbout } from './editor.js';
import { envAbout } from './env.js';
import { foldersAbout } from './folders.js';
import { goAbout } from './go.js';
import { guestAbout } from './guest.js';
import { hostAbout } from './host.js';
import { installAbout } from './install.js';
import { kernelAbout } from './kernel.js';
import { launchAbout } from './launch.js';
import { macosAbout } from './macos.js';
import { modulesAbout } from './modules.js';
import { platformAbout } from './platform.js';
import { policyAbout } from './policy.js';
import { versionsAbout } from './versions.js';

/** What is told of each cause, by its id. */
export const ABOUT: Readonly<Record<string, About>> = {
  ...attachAbout,
  ...breakpointAbout,
  ...buildAbout,
  ...clientAbout,
  ...deniedAbout,
  ...dlvAbout,
  ...downloadAbout,
  ...editorAbout,
  ...envAbout,
  ...foldersAbout,
  ...goAbout,
  ...guestAbout,
  ...hostAbout,
  ...installAbout,
  ...kernelAbout,
  ...launchAbout,
  ...macosAbout,
  ...modulesAbout,
  ...platformAbout,
  ...policyAbout,
  ...versionsAbout,
};

/** The commands for a system; for all where it is not known. */
export function fixesFor(fix: Fixes, os: 'windows' | 'darwin' | 'linux' | undefined): string[] {
  const own = os ? (fix[os] ?? []) : [...(fix.linux ?? []), ...(fix.darwin ?? []), ...(fix.windows ?? [])];
  return [...new Set([...(fix.any ?? []), ...own])];
}
