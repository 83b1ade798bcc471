import type { Signature } from '../signature.js';
import { antivirusSignatures } from './antivirus.js';
import { argumentSignatures } from './arguments.js';
import { attachSignatures } from './attach.js';
import { breakpointSignatures } from './breakpoint.js';
import { buildSignatures } from './build.js';
import { cToolchainSignatures } from './c-toolchain.js';
import { cacheSignatures } from './cache.js';
import { clientSignatures } from './client.js';
import { compileSignatures } from './compile.js';
import { coreSignatures } from './core.js';
import { delveSourcesSignatures } from './delve-sources.js';
import { dlvSignatures } from './dlv.js';
import { dlvMissingSignatures } from './dlv-missing.js';
import { editorSignatures } from './editors.js';
import { envSignatures } from './env.js';
import { fetchSignatures } from './fetch.js';
import { goSignatures } from './go.js';
import { gorootSignatures } from './goroot.js';
import { guestSignatures } from './guest.js';
import { handshakeSignatures } from './handshake.js';
import { hostSignatures } from './host.js';
import { installSignatures } from './install.js';
import { launchSignatures } from './launch.js';
import { listenSignatures } from './listen.js';
import { macosSignatures } from './macos.js';
import { moduleSignatures } from './module.js';
import { moduleModeSignatures } from './module-mode.js';
import { packageSignatures } from './package.js';
import { platformSignatures } from './platform.js';
import { refusalSignatures } from './refusals.js';
import { remoteSignatures } from './remote.js';
import { resourceSignatures } from './resources.js';
import { sessionSignatures } from './session.js';
import { targetSignatures } from './target.js';
import { toolchainSignatures } from './toolchain.js';
import { windowsSignatures } from './windows.js';
import { workspaceSignatures } from './workspace.js';

/** Every message that is known. */
export const SIGNATURES: readonly Signature[] = [
  ...hostSignatures,
  ...resourceSignatures,
  ...guestSignatures,
  ...goSignatures,
  ...gorootSignatures,
  ...envSignatures,
  ...moduleModeSignatures,
  ...cacheSignatures,
  ...targetSignatures,
  ...toolchainSignatures,
  ...installSignatures,
  ...delveSourcesSignatures,
  ...fetchSignatures,
  ...platformSignatures,
  ...cToolchainSignatures,
  ...dlvSignatures,
  ...dlvMissingSignatures,
  ...moduleSignatures,
  ...workspaceSignatures,
  ...packageSignatures,
  ...refusalSignatures,
  ...argumentSignatures,
  ...buildSignatures,
  ...compileSignatures,
  ...launchSignatures,
  ...coreSignatures,
  ...sessionSignatures,
  ...listenSignatures,
  ...antivirusSignatures,
  ...macosSignatures,
  ...windowsSignatures,
  ...clientSignatures,
  ...editorSignatures,
  ...handshakeSignatures,
  ...breakpointSignatures,
  ...attachSignatures,
  ...remoteSignatures,
];
