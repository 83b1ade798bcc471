import { likely, possible, type Signature } from '../signature.js';
import { PROBES } from './probes.js';

const REFUSED = [possible('antivirus-blocks-dlv'), possible('windows-debug-api-refused'), possible('not-a-main-package')];
const DECIDE = [PROBES.defender, PROBES.packageName];

/** How Windows refuses access (error 5), by its languages. */
const ACCESS_DENIED: readonly [has: string, words: string, language: string][] = [
  ['access is denied', 'Access is denied', 'English'],
  ['zugriff verweigert', 'Zugriff verweigert', 'German'],
  ['refus', 'Acc.{1,3}s refus', 'French'],
  ['acceso denegado', 'Acceso denegado', 'Spanish'],
  ['acesso negado', 'Acesso negado', 'Portuguese'],
  ['accesso negato', 'Accesso negato', 'Italian'],
  ['отказано в доступе', 'Отказано в доступе', 'Russian'],
  ['拒绝访问', '拒绝访问', 'Chinese'],
  ['存取被拒', '存取被拒', 'Chinese (traditional)'],
  ['アクセスが拒否', 'アクセスが拒否', 'Japanese'],
  ['액세스가 거부', '액세스가 거부', 'Korean'],
  ['odmowa dostępu', 'Odmowa dostępu', 'Polish'],
  ['erişim engellendi', 'Erişim engellendi', 'Turkish'],
  ['toegang geweigerd', 'Toegang geweigerd', 'Dutch'],
  ['přístup byl odepřen', 'Přístup byl odepřen', 'Czech'],
];
const SPOKEN: Record<string, string> = { 'Acc.{1,3}s refus': 'Accès refusé.' };

/** Messages that only Windows prints. */
export const windowsSignatures: readonly Signature[] = [
  ...ACCESS_DENIED.flatMap(([has, words, language]): Signature[] => {
    const spoken = SPOKEN[words] ?? `${words}.`;
    return [
      {
        example: `could not launch process: ${spoken}`,
        has,
        pattern: new RegExp(`(?:could not launch process|fork/exec|Failed to launch|exec:)[^\\n]{0,400}${words}`, 'i'),
        tells: REFUSED,
        decide: DECIDE,
        source: `Windows in ${language}, error 5`,
      },
      {
        example: `could not attach to pid 4194: ${spoken}`,
        has,
        pattern: new RegExp(`could not attach to pid[^\\n]{0,100}${words}`, 'i'),
        tells: [likely('windows-debug-api-refused'), possible('attach-not-permitted')],
        decide: [{ run: 'whoami /priv', tells: 'no SeDebugPrivilege: windows-debug-api-refused; then run as administrator' }],
        source: `Windows in ${language}, error 5`,
      },
    ];
  }),
  {
    example: 'could not acquire debug privilege (AdjustTokenPrivileges): not all privileges are assigned',
    has: 'could not acquire debug privilege',
    pattern: /could not acquire debug privilege/,
    tells: [likely('windows-debug-api-refused')],
    source: 'dlv on Windows',
  },
  {
    example: 'could not launch process: The request is not supported.',
    has: 'the request is not supported',
    pattern: /could not (?:launch|attach)[^\n]{0,100}The request is not supported/i,
    tells: [possible('target-arch-mismatch'), possible('windows-debug-api-refused'), possible('unsupported-platform')],
    decide: [PROBES.goPlatform],
    source: 'Windows, error 50: a program of another bitness',
  },
  {
    example: 'could not launch process: The parameter is incorrect.',
    has: 'the parameter is incorrect',
    pattern: /could not launch process[^\n]{0,100}The parameter is incorrect/i,
    tells: [possible('windows-debug-api-refused'), possible('antivirus-blocks-dlv')],
    decide: [PROBES.defender],
    source: 'Windows, error 87',
  },
  {
    example: 'could not attach to pid 4194: The parameter is incorrect.',
    has: 'the parameter is incorrect',
    pattern: /could not attach to pid[^\n]{0,60}The parameter is incorrect/i,
    tells: [likely('no-such-process')],
    source: 'Windows, error 87',
  },
  {
    example: 'could not launch process: fork/exec C:\\work\\setup.exe: The requested operation requires elevation.',
    has: 'requested operation requires elevation',
    pattern: /(?:could not launch process|fork\/exec)[^\n]{0,400}The requested operation requires elevation/,
    tells: [likely('windows-debug-api-refused')],
    source: 'Windows, error 740: a program whose name or manifest asks for an administrator',
  },
  {
    example: 'could not remove C:\\work\\__debug_bin.exe: Access is denied.',
    has: 'could not remove ',
    pattern:
      /could not remove [^\n]{0,300}(?:__debug_bin|debug(?:\.test)?\.exe)[^\n]{0,300}(?:Access is denied|being used by another process)/,
    tells: [possible('antivirus-blocks-dlv'), possible('workdir-not-writable')],
    decide: [PROBES.defender],
    source: 'dlv on Windows',
  },
  {
    example:
      'go build -o C:\\work\\__debug_bin.exe: open C:\\work\\__debug_bin.exe: The process cannot access the file because it is being used by another process.',
    has: 'being used by another process',
    pattern: /(?:__debug_bin|go-build|dlv\.exe)[^\n]{0,200}being used by another process/,
    tells: [possible('antivirus-blocks-dlv'), possible('workdir-not-writable')],
    decide: [PROBES.defender],
    source: 'Windows, error 32',
  },
];
