import type { Signature } from '../signature.js';
import { antivirusSignatures } from './antivirus.js';
import { attachSignatures } from './attach.js';
import { breakpointSignatures } from './breakpoint.js';
import { buildSignatures } from './build.js';
import { cacheSignatures } from './cache.js';
import { clientSignatures } from './client.js';
import { dlvSignatures } from './dlv.js';
import { envSignatures } from './env.js';
import { fetchSignatures } from './fetch.js';
import { goSignatures } from './go.js';
import { guestSignatures } from './guest.js';
import { hostSignatures } from './host.js';
import { installSignatures } from './install.js';
import { launchSignatures } from './launch.js';
import { macosSignatures } from './macos.js';
import { moduleSignatures } from './module.js';
import { platformSignatures } from './platform.js';
import { resourceSignatures } from './resources.js';
import { targetSignatures } from './target.js';
import { toolchainSignatures } from './toolchain.js';
import { windowsSignatures } from './windows.js';

/** Every message that is known. */
export const SIGNATURES: readonly Signature[] = [
  ...hostSignatures,
  ...resourceSignatures,
  ...guestSignatures,
  ...goSignatures,
  ...envSignatures,
  ...cacheSignatures,
  ...targetSignatures,
  ...toolchainSignatures,
  ...installSignatures,
  ...fetchSignatures,
  ...platformSignatures,
  ...dlvSignatures,
  ...moduleSignatures,
  ...buildSignatures,
  ...launchSignatures,
  ...antivirusSignatures,
  ...macosSignatures,
  ...windowsSignatures,
  ...clientSignatures,
  ...breakpointSignatures,
  ...attachSignatures,
];
