import { likely, possible, type Signature } from '../signature.js';
import { PROBES } from './probes.js';

const DECIDE = [PROBES.dap];
const UNANSWERED = '(?:timed out|timeout|was not answered|got no (?:response|answer)|did not (?:respond|return|complete))';

/** A request of the debug adapter protocol that got no answer in time, as clients tell of it. */
function unanswered(request: string, cause: string, example: string): Signature[] {
  return [
    {
      example: `Request for ${example} aborted: Timeout`,
      has: 'aborted: timeout',
      pattern: new RegExp(`Request for ${request} aborted: Timeout`),
      tells: [likely(cause)],
      decide: DECIDE,
      source: 'vimspector',
    },
    {
      example: `${example} request timed out`,
      has: 'request ',
      pattern: new RegExp(`(?:^|[\\s'"\`(])${request}['"\`]? request ${UNANSWERED}`, 'i'),
      tells: [likely(cause)],
      decide: DECIDE,
      source: 'clients of the debug adapter protocol',
    },
  ];
}

/** How clients of the debug adapter protocol tell that dlv listens, and does not answer. */
export const handshakeSignatures: readonly Signature[] = [
  ...unanswered('initialize', 'dap-initialize-unanswered', 'initialize'),
  ...unanswered('(?:launch|attach)', 'dap-session-unanswered', 'launch'),
  ...unanswered('configurationDone', 'dap-configuration-unanswered', 'configurationDone'),
  {
    example: "Debug adapter didn't respond. Either the adapter is slow (then wait and ignore this) or there is a problem",
    has: ["adapter didn't respond", "adapter doesn't respond", 'adapter did not respond'],
    pattern: /[Dd]ebug adapter (?:didn't|doesn't|did not) respond/,
    tells: [likely('dap-server-start-timeout'), possible('dap-initialize-unanswered'), possible('dap-session-unanswered')],
    decide: DECIDE,
    source: 'nvim-dap: nothing answered initialize, as dlv does not listen yet or hangs',
  },
  {
    example: 'timed out while waiting for DAP in reverse mode to connect',
    has: 'waiting for dap in reverse mode',
    pattern: /timed out while waiting for DAP in reverse mode to connect/,
    tells: [likely('dap-server-start-timeout'), possible('dlv-lacks-flag')],
    decide: [PROBES.dap, PROBES.allDlv],
    source: 'VS Code with a console of its own',
  },
  {
    example: "dlv dap process (4194) isn't responding. Killing...",
    has: "isn't responding. killing",
    pattern: /dlv dap process \(\d{1,9}\) isn't responding\. Killing/,
    tells: [possible('dap-session-unanswered'), possible('dlv-bug')],
    decide: DECIDE,
    source: 'VS Code',
  },
  {
    example: "rpc:invalid character 'C' looking for beginning of value",
    has: "invalid character 'c' looking for",
    pattern: /^(?![^\n]{0,300}Older versions fail with)[^\n]{0,300}invalid character 'C' looking for beginning of value/,
    tells: [likely('api-version-mismatch'), possible('dlv-too-old-for-go')],
    decide: [PROBES.allDlv],
    source: 'a headless dlv before 1.7.3, to which an editor speaks DAP',
  },
];
