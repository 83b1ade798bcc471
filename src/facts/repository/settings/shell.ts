/** Whose rules for quotes hold: a POSIX shell's (make and Docker have the same), or PowerShell's. */
export type Dialect = 'sh' | 'pwsh';

/** A word of a command, without its quotes. */
export interface Word {
  /** What is to be expanded stands as it is written. */
  text: string;
  /** Something in it is only known when it runs. */
  computed: boolean;
  /** Offsets in the script. */
  at: number;
  end: number;
}

export interface Redirect {
  op: string;
  target: Word;
  /** Of `<<`: what follows. */
  body?: Word;
}

/** A simple command. */
export interface Command {
  words: Word[];
  redirects: Redirect[];
  /** Its output goes to the next. */
  piped: boolean;
}

/** What a caller puts where nothing is to be read, so that offsets stay. */
export const NOTHING = '\0';

const BLANK = ' \t\r';
/** Words before a command that say when it runs. */
const RESERVED = new Set(['if', 'then', 'elif', 'else', 'do', 'while', 'until', '!', 'time', 'command', 'builtin', 'exec']);
const ENDS_WORD = ' \t\r\n;&|()<>';

/**
 * Cuts a script into its simple commands, in their order, whatever decides whether each runs. A redirection of a group
 * (`{ …; } >> file`, `( … ) >> file`) belongs to each command in it. What is in `$(…)` is not looked into.
 * One pass: a script that makes no sense gives commands that make none.
 */
export function commandsIn(script: string, dialect: Dialect = 'sh'): Command[] {
  return new Lexer(script, dialect).run();
}

/** What quotes and escapes make of a value that stands alone. */
export function wordOf(written: string, dialect: Dialect = 'sh', spaces = false): Word {
  return new Lexer(written, dialect).word(spaces ? '' : ENDS_WORD);
}

class Lexer {
  private pos = 0;
  private readonly commands: Command[] = [];
  private current: Command = empty();
  /** Where the groups that are open begin among the commands. */
  private readonly groups: number[] = [];
  /** The group that has just been closed takes redirections: its first command. */
  private closed: number | undefined;
  private heredocs: { redirect: Redirect; delimiter: string; literal: boolean; tabs: boolean }[] = [];

  constructor(
    private readonly text: string,
    private readonly dialect: Dialect,
  ) {}

  run(): Command[] {
    while (this.pos < this.text.length) this.step();
    this.finish(false);
    return this.commands;
  }

  private step(): void {
    const char = this.text[this.pos] as string;
    const { length } = this.current.words;
    if (BLANK.includes(char)) this.pos++;
    else if (this.isEscape(char) && this.isContinuation()) this.escaped();
    else if (char === '\n') this.newline();
    else if (char === '#') this.pos = this.lineEnd();
    else if (char === '(' || (char === '{' && length === 0)) this.open();
    else if (char === ')' || (char === '}' && length === 0)) this.close();
    else if (char === ';' || char === '&' || char === '|') this.operator(char);
    else if (char === '<' || char === '>') this.redirect();
    else {
      const word = this.word(ENDS_WORD);
      const isNumber = /^\d$/.test(word.text) && /[<>]/.test(this.text[this.pos] ?? '');
      if (!isNumber && !(length === 0 && RESERVED.has(word.text))) this.current.words.push(word);
    }
  }

  private operator(char: string): void {
    const double = this.text[this.pos + 1] === char;
    this.pos += double ? 2 : 1;
    if (char === '&' && !double && this.text[this.pos] === '>') return;
    this.finish(char === '|' && !double);
  }

  private open(): void {
    this.finish(false);
    this.groups.push(this.commands.length);
    this.pos++;
  }

  private close(): void {
    this.finish(false);
    this.pos++;
    const first = this.groups.pop();
    this.closed = this.groups.length < MAX_GROUPS ? first : undefined;
  }

  private newline(): void {
    this.pos++;
    this.finish(false);
    for (const each of this.heredocs.splice(0)) this.heredoc(each);
  }

  /** Ends the command at hand. */
  private finish(piped: boolean): void {
    const { current, closed } = this;
    this.current = empty();
    this.closed = undefined;
    if (closed !== undefined && current.words.length === 0) {
      for (const each of this.commands.slice(closed)) {
        each.redirects.push(...current.redirects);
        each.piped ||= piped;
      }
    } else if (current.words.length > 0 || current.redirects.length > 0) this.commands.push({ ...current, piped });
  }

  private redirect(): void {
    const op = /^(?:<<<|<<-|<<|<>|<&|<|>>|>\||>&|>)/.exec(this.text.slice(this.pos, this.pos + 3))?.[0] ?? '>';
    this.pos += op.length;
    while (this.pos < this.text.length && BLANK.includes(this.text[this.pos] as string)) this.pos++;
    const from = this.pos;
    const target = this.word(ENDS_WORD);
    const redirect: Redirect = { op, target };
    this.current.redirects.push(redirect);
    if (op !== '<<' && op !== '<<-') return;
    const literal = /['"\\]/.test(this.text.slice(from, this.pos));
    this.heredocs.push({ redirect, delimiter: target.text, literal, tabs: op === '<<-' });
  }

  private heredoc({ redirect, delimiter, literal, tabs }: (typeof this.heredocs)[number]): void {
    const at = this.pos;
    while (this.pos < this.text.length) {
      const end = this.lineEnd();
      const line = this.text.slice(this.pos, end).replace(/\r$/, '');
      const from = this.pos;
      this.pos = end + 1;
      // In YAML and in a Dockerfile the end can stand indented.
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) {
        redirect.body = { text: this.text.slice(at, from), computed: !literal, at, end: from };
        return;
      }
    }
    redirect.body = { text: this.text.slice(at), computed: !literal, at, end: this.text.length };
  }

  /** Reads on to one of the characters that end a word. */
  word(ends: string): Word {
    const at = this.pos;
    let text = '';
    let computed = false;
    while (this.pos < this.text.length) {
      const char = this.text[this.pos] as string;
      const from = this.pos;
      if (ends.includes(char)) break;
      if (char === "'") text += this.single();
      else if (char === '"') {
        const inside = this.double();
        text += inside.text;
        computed ||= inside.computed;
      } else if (this.isEscape(char)) text += this.escaped();
      else if (this.expansion()) {
        text += this.text.slice(from, this.pos);
        computed = true;
      } else {
        if (char === '~' && /^(?:|.*[=:])$/s.test(text.slice(-1)) && /^(?:[/\s]|$)/.test(this.text.slice(this.pos + 1, this.pos + 2)))
          computed = true;
        text += char;
        this.pos++;
      }
    }
    return { text: text.replaceAll(NOTHING, ''), computed, at, end: this.pos };
  }

  private single(): string {
    const end = this.text.indexOf("'", this.pos + 1);
    const inside = this.text.slice(this.pos + 1, end < 0 ? undefined : end);
    this.pos = end < 0 ? this.text.length : end + 1;
    return inside;
  }

  private double(): { text: string; computed: boolean } {
    let text = '';
    let computed = false;
    for (this.pos++; this.pos < this.text.length && this.text[this.pos] !== '"'; ) {
      const char = this.text[this.pos] as string;
      const from = this.pos;
      if (this.isEscape(char)) {
        const next = this.text[this.pos + 1] ?? '';
        if (this.dialect === 'pwsh' || '$`"\\\n'.includes(next)) text += this.escaped();
        else text += this.text.slice(from, ++this.pos);
      } else if (this.expansion()) {
        text += this.text.slice(from, this.pos);
        computed = true;
      } else {
        text += char;
        this.pos++;
      }
    }
    this.pos++;
    return { text, computed };
  }

  private isEscape(char: string): boolean {
    return char === (this.dialect === 'pwsh' ? '`' : '\\');
  }

  private escaped(): string {
    if (!this.isContinuation()) {
      this.pos += 2;
      return this.text[this.pos - 1] ?? '';
    }
    this.pos += this.text[this.pos + 1] === '\r' ? 3 : 2;
    return '';
  }

  /** Whether the line goes on in the next, which is as if both were one. */
  private isContinuation(): boolean {
    return /^\r?\n/.test(this.text.slice(this.pos + 1, this.pos + 3));
  }

  /** Passes over `$NAME`, `${…}`, `$(…)` or a command in backquotes; false where none begins. */
  private expansion(): boolean {
    const char = this.text[this.pos];
    const next = this.text[this.pos + 1] ?? '';
    if (char === '`' && this.dialect === 'sh') {
      const end = this.text.indexOf('`', this.pos + 1);
      this.pos = end < 0 ? this.text.length : end + 1;
      return true;
    }
    if (char !== '$') return false;
    if (next === '(') this.pass('(', ')');
    else if (next === '{') this.pass('{', '}');
    else {
      NAME.lastIndex = this.pos + 1;
      const name = NAME.exec(this.text)?.[0];
      if (!name) return false;
      this.pos += 1 + name.length;
    }
    return true;
  }

  /** To the bracket that closes the one after `$`. */
  private pass(open: string, close: string): void {
    let depth = 0;
    for (this.pos++; this.pos < this.text.length; this.pos++) {
      const char = this.text[this.pos] as string;
      if (char === '\\') this.pos++;
      else if (open === '(' && (char === "'" || char === '"')) this.quoted(char);
      else if (char === open) depth++;
      else if (char === close && --depth === 0) {
        this.pos++;
        return;
      }
    }
  }

  /** To the quote that closes the one at hand. */
  private quoted(quote: string): void {
    for (this.pos++; this.pos < this.text.length && this.text[this.pos] !== quote; this.pos++) {
      if (quote === '"' && this.text[this.pos] === '\\') this.pos++;
    }
  }

  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.pos);
    return end < 0 ? this.text.length : end;
  }
}

/** Groups within groups that a redirection is looked for behind. */
const MAX_GROUPS = 20;

const NAME = /(?:env:)?(?:[A-Za-z_]\w*|[0-9@*#?$!-])/iy;

function empty(): Command {
  return { words: [], redirects: [], piped: false };
}
