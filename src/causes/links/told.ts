import type { Link } from '../../model/chain.js';
import type { Level } from '../../model/report.js';
import type { Cause } from '../cause.js';

/** A cause that no look of ours shows: it is told by what was printed, on a machine or by a program that is not here. */
function told(id: string, link: Link, title: string, level: Level = 'error'): Cause {
  return { id, link, level, title, breaks: true, detect: () => [] };
}

/** What only macOS shows. */
const macos: Cause[] = [
  told('macos-debug-permission', 'host', 'macOS does not let this user debug: developer mode is off, or the user is not in _developer'),
  told('macos-debugserver-missing', 'host', "Apple's debugserver is not there: the command line tools are missing or were removed"),
  told('macos-debugserver-eof', 'launch', "Apple's debugserver ended during the handshake with dlv"),
  told('macos-codesign', 'dlv', 'macOS kills this dlv or refuses it: its signature is not valid or not trusted'),
  told('macos-rosetta-amd64-go', 'go', 'An amd64 Go or dlv runs under Rosetta on an Apple silicon machine'),
  told('macos-linker-dwarf', 'build', "Apple's new linker writes debug information that older Go and Delve cannot read"),
];

/** What only Windows shows. */
const windows: Cause[] = [
  told('antivirus-blocks-dlv', 'launch', 'Security software deletes dlv, or does not let it start or debug a program'),
  told('windows-debug-api-refused', 'launch', 'Windows does not let dlv create or open the process to debug'),
];

/** What an editor, a client or a container's supervisor shows. */
const clients: Cause[] = [
  told('launch-config-invalid', 'launch', "The editor's launch configuration cannot work as it is written"),
  told('path-mapping', 'breakpoint', "The client's source paths are not those in the program, so breakpoints are not found"),
  told('dap-wrapper-breaks-handshake', 'launch', 'A wrapper around dlv closes the descriptor by which the editor learns its address'),
  told('remote-connection-refused', 'attach', 'Nothing that the client can reach listens at the address it dials'),
  told('api-version-mismatch', 'attach', "The client speaks another version of dlv's JSON-RPC API than the server"),
  told('headless-exits-after-first-client', 'detach', 'The first client that left ended the headless dlv'),
  told('client-refused', 'attach', 'dlv closed the connection: it came from another user of the machine'),
  told(
    'probe-restarts-debuggee',
    'breakpoint',
    'A health check fails while the program stands at a breakpoint, and the supervisor restarts it',
  ),
  told('image-arch-mismatch', 'host', 'The container image is for another CPU architecture, and nothing emulates it here'),
];

/** What shows in the course of an installation, or of a session with arguments that are not ours. */
const courses: Cause[] = [
  told('go-get-instead-of-install', 'install', '`go get` does not install programs any more'),
  told('go-too-old-to-build-dlv', 'install', "This Go lacks what Delve's sources use"),
  told('go-too-old-for-install-at-version', 'install', 'This Go cannot install a program at a version: that came with Go 1.16'),
  told('cgo-required-but-disabled', 'install', 'Delve needs cgo on this platform, and cgo is off'),
  told('wrong-import-path', 'install', 'The import path of Delve is wrong or outdated'),
  told('gopath-unset', 'env', 'A script uses $GOPATH, which is not set: only its default is in force'),
  told('dlv-lacks-flag', 'dlv', 'This dlv does not know that flag or command'),
  told('dlv-musl-loader-bug', 'dlv', 'An old dlv takes a dynamic program of a musl system for two'),
  told('listen-address-invalid', 'launch', "dlv's --listen is no address"),
  told('stdin-not-a-terminal', 'launch', 'dlv was to talk on a terminal, and there is none'),
  told('port-in-use', 'launch', 'The port that dlv or the program is to listen on is taken'),
  told('no-such-process', 'attach', 'The process to attach to does not exist'),
  told('attach-not-permitted', 'attach', 'The process to attach to belongs to another user, or is protected'),
  told('already-being-debugged', 'attach', 'Another debugger or tracer holds the process'),
  told('core-unreadable', 'launch', 'dlv cannot read this core file'),
  told('rr-missing', 'launch', 'The rr backend is asked for, and rr is not there or cannot run'),
  told('wrong-working-directory', 'build', 'The command was started outside the folder of its package'),
  told('stale-build-cache', 'build', 'Packages that another Go compiled are in the way'),
];

/** Causes that are known by their messages alone. */
export const toldCauses: Cause[] = [...macos, ...windows, ...clients, ...courses];
