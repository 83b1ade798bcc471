import type { Decides, Signature, Tells } from '../signature.js';

/** How shells, kernels and programs say that there is no such command: NAME stands for it. */
const FORMS: readonly { example: string; has: string | readonly string[]; pattern: string; source: string }[] = [
  {
    example: 'bash: NAME: command not found',
    has: 'NAME: command not found',
    pattern: 'START(?:NAME): command not found',
    source: 'bash, csh, make, sudo',
  },
  { example: 'zsh: command not found: NAME', has: 'command not found: NAME', pattern: 'command not found: NAMEEND', source: 'zsh' },
  {
    example: '/bin/sh: 1: NAME: not found',
    has: 'NAME: not found',
    pattern: '(?:^|sh: |sh: line \\d{1,6}: |[:\\s]\\d{1,6}: |sh:\\d{1,6}: )NAME: not found',
    source: 'dash, busybox, ksh',
  },
  {
    example: "Command 'NAME' not found, did you mean:",
    has: "command 'NAME' not found",
    pattern: "command 'NAME' not found",
    source: 'Ubuntu',
  },
  { example: 'fish: Unknown command: NAME', has: 'unknown command: NAME', pattern: 'unknown command: NAMEEND', source: 'fish 3' },
  { example: "fish: Unknown command 'NAME'", has: "unknown command 'NAME'", pattern: "fish: unknown command 'NAME'", source: 'fish 2' },
  {
    example: 'Executable “NAME” not found',
    has: 'executable “NAME” not found',
    pattern: 'executable “NAME” not found',
    source: 'just, nushell',
  },
  {
    example: 'exec: "NAME": executable file not found in $PATH',
    has: '"NAME": executable file not found',
    pattern: '"NAME": executable file not found',
    source: 'os/exec, container runtimes',
  },
  {
    example: 'exec: \\"NAME\\": executable file not found in $PATH',
    has: '\\"NAME\\": executable file not found',
    pattern: '\\\\"NAME\\\\": executable file not found',
    source: 'the same within JSON',
  },
  {
    example: 'env: ‘NAME’: No such file or directory',
    has: 'NAME’: no such file',
    pattern: 'env: ‘NAME’: no such file',
    source: 'coreutils',
  },
  {
    example: 'env: NAME: No such file or directory',
    has: 'NAME: no such file',
    pattern: '(?:env|make[^:]{0,20}): NAME: no such file',
    source: 'BSD, make',
  },
  { example: 'Error: spawn NAME ENOENT', has: 'spawn NAME enoent', pattern: 'spawn NAME ENOENT', source: 'Node' },
  { example: 'Error running NAME: ENOENT: no such file', has: 'running NAME: enoent', pattern: 'running NAME: ENOENT', source: 'Neovim' },
  {
    example: 'Cannot run program "NAME": error=2, No such file or directory',
    has: 'cannot run program "NAME',
    pattern: 'cannot run program "NAME(?:\\.exe)?"',
    source: 'Java',
  },
  {
    example: "FileNotFoundError: [Errno 2] No such file or directory: 'NAME'",
    has: "no such file or directory: 'NAME'",
    pattern: "no such file or directory: 'NAME'",
    source: 'Python',
  },
  {
    example: 'Searching for program: No such file or directory, NAME',
    has: ['directory, NAME', 'searching for program: '],
    pattern: '(?:directory|searching for program: [^\\n]{1,100}), NAMEEND',
    source: 'Emacs, whose system speaks its own language',
  },
  {
    example: 'which: no NAME in (/usr/local/sbin:/usr/bin)',
    has: 'which: no NAME in (',
    pattern: 'which: no NAME in \\(',
    source: 'which',
  },
  {
    example: 'NAME not found',
    has: ['NAME not found', 'NAME" not found', "NAME' not found"],
    pattern: '^["\']?NAME["\']? not found\\.?$',
    source: 'which of zsh and csh',
  },
  // cmd.exe, by its languages.
  {
    example: "'NAME' is not recognized as an internal or external command,",
    has: 'is not recognized as an internal',
    pattern: 'QUOTED is not recognized as an internal',
    source: 'cmd.exe',
  },
  {
    example: 'Der Befehl "NAME" ist entweder falsch geschrieben oder',
    has: 'ist entweder falsch',
    pattern: 'QUOTED ist entweder falsch',
    source: 'cmd.exe in German',
  },
  {
    example: "'NAME' n'est pas reconnu en tant que commande interne",
    has: 'est pas reconnu',
    pattern: 'QUOTED n.{1,6}est pas reconnu',
    source: 'cmd.exe in French',
  },
  {
    example: '"NAME" no se reconoce como un comando interno o externo,',
    has: 'no se reconoce',
    pattern: 'QUOTED no se reconoce',
    source: 'cmd.exe in Spanish',
  },
  {
    example: "'NAME' não é reconhecido como um comando interno",
    has: 'reconhecido',
    pattern: 'QUOTED n.{1,3}o .{1,3} reconhecido',
    source: 'cmd.exe in Portuguese',
  },
  {
    example: '"NAME" non è riconosciuto come comando interno o esterno,',
    has: 'riconosciuto',
    pattern: 'QUOTED non .{1,3} riconosciuto',
    source: 'cmd.exe in Italian',
  },
  {
    example: "'NAME' 不是内部或外部命令，也不是可运行的程序",
    has: '不是内部或外部命令',
    pattern: 'QUOTED ?不是内部或外部命令',
    source: 'cmd.exe in Chinese',
  },
  {
    example: "'NAME' 不是內部或外部命令、可執行的程式或批次檔。",
    has: '不是內部或外部命令',
    pattern: 'QUOTED ?不是內部或外部命令',
    source: 'cmd.exe in Chinese',
  },
  {
    example: "'NAME' は、内部コマンドまたは外部コマンド、",
    has: '内部コマンドまたは外部コマンド',
    pattern: 'QUOTED ?は、内部コマンドまたは外部コマンド',
    source: 'cmd.exe in Japanese',
  },
  {
    example: "'NAME'은(는) 내부 또는 외부 명령, 실행할 수 있는 프로그램, 또는",
    has: '내부 또는 외부 명령',
    pattern: 'QUOTED.{1,5}내부 또는 외부 명령',
    source: 'cmd.exe in Korean',
  },
  {
    example: '"NAME" не является внутренней или внешней',
    has: 'не является внутренней или внешней',
    pattern: 'QUOTED не является внутренней или внешней',
    source: 'cmd.exe in Russian',
  },
  {
    example: "Nazwa 'NAME' nie jest rozpoznawana jako polecenie",
    has: 'nie jest rozpoznawana',
    pattern: 'QUOTED nie jest rozpoznawana',
    source: 'cmd.exe in Polish',
  },
  {
    example: "'NAME' iç ya da dış komut, çalıştırılabilir program ya da",
    has: ' ya da d',
    pattern: 'QUOTED i.{1,2} ya da d',
    source: 'cmd.exe in Turkish',
  },
  {
    example: "'NAME' wordt niet herkend als een interne",
    has: 'wordt niet herkend als een interne',
    pattern: 'QUOTED wordt niet herkend als een interne',
    source: 'cmd.exe in Dutch',
  },
  // PowerShell: in English, and by what it prints in every language.
  {
    example: "NAME : The term 'NAME' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    has: "the term 'NAME",
    pattern: "the term 'NAME(?:\\.exe)?' is not recogni[sz]ed",
    source: 'PowerShell',
  },
  {
    example: '    + CategoryInfo          : ObjectNotFound: (NAME:String) [], CommandNotFoundException',
    has: '(NAME:string) [], commandnotfound',
    pattern: '\\(NAME:String\\) \\[\\], CommandNotFound',
    source: 'PowerShell, any language',
  },
  {
    example: '无法将“NAME”项识别为 cmdlet、函数、脚本文件或可运行程序的名称。',
    has: '无法将“NAME',
    pattern: '无法将“NAME',
    source: 'PowerShell in Chinese',
  },
  {
    example: 'Die Benennung "NAME" wurde nicht als Name eines Cmdlet, einer Funktion, einer Skriptdatei',
    has: 'benennung "NAME',
    pattern: 'Benennung "NAME',
    source: 'PowerShell in German',
  },
  {
    example: "Le terme «NAME» n'est pas reconnu comme nom d'applet de commande",
    has: 'est pas reconnu',
    pattern: 'terme .{0,2}NAME.{0,2} n.{1,6}est pas reconnu',
    source: 'PowerShell in French',
  },
  {
    example: "El término 'NAME' no se reconoce como nombre de un cmdlet",
    has: 'no se reconoce',
    pattern: 'QUOTED no se reconoce',
    source: 'PowerShell in Spanish',
  },
  {
    example: "O termo 'NAME' não é reconhecido como nome de cmdlet",
    has: 'reconhecido',
    pattern: 'QUOTED n.{1,3}o .{1,3} reconhecido',
    source: 'PowerShell in Portuguese',
  },
  {
    example: "用語 'NAME' は、コマンドレット、関数、スクリプト ファイル",
    has: 'は、コマンドレット',
    pattern: 'QUOTED は、コマンドレット',
    source: 'PowerShell in Japanese',
  },
  {
    example: 'Имя "NAME" не распознано как имя командлета',
    has: 'не распознано как имя командлета',
    pattern: 'QUOTED не распознано как имя командлета',
    source: 'PowerShell in Russian',
  },
];

/** Every way in which a missing command is reported. */
export function commandMissing(name: string, tells: readonly Tells[], decide?: readonly Decides[]): Signature[] {
  const inside = name.replace(/[.+]/g, '\\$&');
  return FORMS.map(({ example, has, pattern, source }) => ({
    example: example.replaceAll('NAME', name),
    has: [has].flat().map((word) => word.replaceAll('NAME', name)),
    pattern: new RegExp(
      pattern
        .replace('START', '(?:^|[\\s:/\'"`])')
        .replace('QUOTED', '["\'‘“«](?:[^"\'’”»]{0,200}[\\\\/])?NAME(?:\\.exe)?["\'’”»]')
        .replaceAll('END', '(?![\\w./-])')
        .replaceAll('NAME', inside),
      'i',
    ),
    tells,
    ...(decide ? { decide } : {}),
    source,
  }));
}
