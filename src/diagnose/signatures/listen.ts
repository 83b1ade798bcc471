import { certain, likely, near, type Signature, silent } from '../signature.js';
import { DEBUGGING } from './context.js';
import { PROBES } from './probes.js';

/** Messages of a dlv or a program that cannot listen. */
export const listenSignatures: readonly Signature[] = [
  {
    example: "couldn't start listener: listen tcp: address 2345: missing port in address",
    has: 'listen ',
    pattern:
      /listen (?:tcp|unix)\d?:? ?(?:address |unknown )?[^\n]{0,120}(?:missing port in address|too many colons in address|unknown port|invalid port|missing address|unknown network)/,
    tells: [certain('listen-address-invalid')],
    source: 'net.Listen',
  },
  {
    example: "couldn't start listener: listen tcp: lookup myhost: no such host",
    has: 'listen tcp: lookup ',
    pattern: /listen tcp: lookup (?!localhost\b)[^\n]{1,120}: (?:no such host|server misbehaving)/,
    tells: [likely('listen-address-invalid')],
    source: 'net.Listen',
  },
  {
    example: "couldn't start listener: listen tcp 10.0.0.7:2345: bind: cannot assign requested address",
    has: 'assign requested address',
    pattern: /listen tcp (?!127\.0\.0\.1|\[::1\])[\w.:[\]-]{1,60}:[1-9]\d{0,4}: bind: can(?:not|'t) assign requested address/,
    tells: [likely('listen-address-invalid')],
    source: 'EADDRNOTAVAIL',
  },
  {
    example: "couldn't start listener: listen tcp 127.0.0.1:45671: bind: address already in use",
    has: 'address already in use',
    pattern: /(?:couldn't start listener|could not start listener)[^\n]{0,200}address already in use/i,
    tells: [certain('port-in-use')],
    source: 'dlv',
  },
  {
    example: 'listen tcp :8080: bind: address already in use',
    has: 'address already in use',
    pattern: /listen (?:tcp|unix|udp)\d? [^\n]{1,120}: (?:bind: )?address already in use/i,
    tells: [likely('port-in-use', silent(/driver failed programming|dockerd|userland proxy/))],
    decide: [PROBES.portOwner],
    source: 'EADDRINUSE in Go',
  },
  {
    example:
      'listen tcp 127.0.0.1:2345: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
    has: 'listen tcp',
    pattern:
      /listen tcp\d? [^\n]{1,80}: bind: (?:Only one usage|An attempt was made to access a socket|Normalerweise darf jede|Une seule utilisation|Solo se permite un uso|Обычно разрешается|通常每个套接字地址|通常、各ソケット|Normalmente é permitida|Une tentative d|Es wurde versucht|Se intentó|以一种访问权限不允许的方式)/,
    tells: [likely('port-in-use')],
    decide: [PROBES.portOwner],
    source: 'Windows, errors 10048 and 10013',
  },
  {
    example: 'Error: listen EADDRINUSE: address already in use 127.0.0.1:2345',
    has: 'eaddrinuse',
    pattern: /EADDRINUSE/,
    tells: [likely('port-in-use', near(DEBUGGING))],
    decide: [PROBES.portOwner],
    source: 'Node',
  },
  {
    example: 'Bind for 0.0.0.0:2345 failed: port is already allocated',
    has: 'port is already allocated',
    pattern: /Bind for \S{1,60}:(?:2345|2346|40000|4000|56268|38697) failed: port is already allocated/,
    tells: [likely('port-in-use')],
    decide: [PROBES.portOwner],
    source: 'docker',
  },
];
