import { certain, likely, near, possible, type Signature } from '../signature.js';
import { DEBUGGING } from './context.js';
import { PROBES } from './probes.js';

/** How security software shows. */
export const antivirusSignatures: readonly Signature[] = [
  {
    example: 'could not launch process: open C:\\work\\app.exe: The system cannot find the file specified.',
    has: 'the system cannot find the ',
    pattern: /could not launch process: [^\n]{0,400}The system cannot find the (?:file|path) specified/,
    tells: [possible('exec-target-invalid'), possible('antivirus-blocks-dlv'), possible('not-a-main-package')],
    decide: [PROBES.packageName, PROBES.defender],
    source: 'Windows, errors 2 and 3',
  },
  {
    example: 'Operation did not complete successfully because the file contains a virus or potentially unwanted software.',
    has: 'contains a virus',
    pattern: /file contains a virus or potentially unwanted software/i,
    tells: [certain('antivirus-blocks-dlv')],
    source: 'Windows, error 225',
  },
  {
    example: 'fork/exec C:\\go\\bin\\dlv.exe: Der Vorgang konnte nicht erfolgreich abgeschlossen werden, da die Datei einen Virus enthält',
    has: ['virus', 'vírus', 'вирус'],
    pattern: /(?:Datei einen Virus|contient un virus|contiene un virus|cont.m um v[ií]rus|содержит вирус|contiene virus)/i,
    tells: [certain('antivirus-blocks-dlv')],
    source: 'Windows, error 225',
  },
  {
    example: '无法成功完成操作，因为文件包含病毒或潜在的垃圾软件。',
    has: '病毒',
    pattern: /包含病毒|含有病毒/,
    tells: [certain('antivirus-blocks-dlv')],
    source: 'Windows, error 225',
  },
  {
    example: 'ファイルにウイルスまたは望ましくない可能性のあるソフトウェアが含まれている',
    has: 'ウイルス',
    pattern: /ウイルスまたは/,
    tells: [certain('antivirus-blocks-dlv')],
    source: 'Windows, error 225',
  },
  {
    example: 'An Application Control policy has blocked this file.',
    has: ['has blocked this file', 'blocked by group policy', 'device guard'],
    pattern: /Application Control policy has blocked this file|blocked by group policy|Device Guard/i,
    tells: [certain('antivirus-blocks-dlv')],
    source: 'Windows, errors 4551 and 1260',
  },
  {
    example: 'Windows Defender: Trojan:Win32/Wacatac.B!ml in C:\\Users\\u\\go\\bin\\dlv.exe',
    has: ['trojan', 'malware', 'virus', 'threat'],
    pattern:
      /Trojan(?::|\.|-)|HEUR:Trojan|(?:flag|detect|report|classif|identif|block|quarantin|delet|remov|found)\w{0,5}\b[^\n]{0,80}\b(?:trojan|malware|virus|threat)|\b(?:trojan|malware|virus|threat)\b[^\n]{0,60}(?:detect|found|flag|block|quarantin|remov|delet)/i,
    tells: [likely('antivirus-blocks-dlv', near(/\bdlv\b|delve|__debug_bin|debug\.exe/i))],
    decide: [PROBES.defender],
    source: 'security software',
  },
  {
    example: 'dlv.exe was quarantined',
    has: 'quarantin',
    pattern: /quarantin/i,
    tells: [likely('antivirus-blocks-dlv', near(/dlv|delve|__debug_bin/i))],
    decide: [PROBES.defender],
    source: 'security software',
  },
  {
    example: 'Error: spawn UNKNOWN',
    has: 'spawn unknown',
    pattern: /spawn UNKNOWN/,
    tells: [likely('antivirus-blocks-dlv'), possible('target-arch-mismatch')],
    decide: [PROBES.defender, PROBES.goPlatform],
    source: 'Node on Windows',
  },
  {
    example: "Couldn't start dlv dap: Error: spawn EACCES",
    has: ['eacces', 'eperm'],
    pattern: /spawn (?:\S{1,300} )?E(?:ACCES|PERM)\b/,
    tells: [
      possible(
        'antivirus-blocks-dlv',
        (log, match, index) => log.os !== 'darwin' && log.os !== 'linux' && near(DEBUGGING)(log, match, index),
      ),
      possible('dlv-does-not-start', near(DEBUGGING)),
      possible('launch-config-invalid', near(DEBUGGING)),
    ],
    decide: [PROBES.defender, { run: 'ls -l "$(which dlv)"', tells: 'no x among its rights: dlv-does-not-start' }],
    source: 'Node',
  },
];
