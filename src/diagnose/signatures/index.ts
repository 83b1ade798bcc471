import type { Signature } from '../signature.js';
import { dlvSignatures } from './dlv.js';

/** Every message that is known. */
export const SIGNATURES: readonly Signature[] = [...dlvSignatures];
