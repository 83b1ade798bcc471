import type { Signature } from '../signature.js';

/** Messages of the link `dlv`: which dlv it is, and whether it fits. */
export const dlvSignatures: readonly Signature[] = [
  {
    example: 'bash: dlv: command not found',
    has: 'dlv: command not found',
    pattern: /(?:^|[\s:])dlv: command not found/,
    tells: [
      { cause: 'dlv-not-on-path', confidence: 'likely' },
      { cause: 'dlv-not-installed', confidence: 'possible' },
    ],
    decide: [
      { run: 'ls "$(go env GOPATH)/bin/dlv" "$(go env GOBIN)/dlv"', tells: 'a dlv there is only not on PATH; none was never installed' },
    ],
    source: 'bash, sh',
  },
];
