/** A line of a log, without what terminals, containers and CI put around it. */
export interface Line {
  /** From 1, in the text as it was given. */
  number: number;
  /** As given, without control codes. */
  given: string;
  /** What the program itself printed. */
  text: string;
}

/** What ESC starts (ECMA-48): CSI sequences, OSC strings, and two-byte ones; then what is left of control characters. */
const CONTROL = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Each is taken off the start of a line, as often as one of them stands there. None can match an empty string. */
const PREFIXES: readonly RegExp[] = [
  // GitHub Actions, GitLab: 2026-11-22T10:00:00.1234567Z, and sections.
  /^\uFEFF/,
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?[ \t]*/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?[ \t]+/,
  /^##\[(?:error|warning|group|debug|command)\]/,
  /^::(?:error|warning|notice)[^:\n]{0,300}::/,
  // Docker Compose: "web-1  | ", "app_1 | "; BuildKit: "#12 3.456 ", " > [builder 4/9] RUN …:".
  /^[\w.-]{1,64}[-_]?\d*[ \t]+\|[ \t]/,
  /^#\d+ (?:\d+\.\d+ )?/,
  // act: "[ci/test]   | "; GitLab and kubectl: "[pod/name/container] ".
  /^\[[\w ./:-]{1,80}\][ \t]+\|?[ \t]?/,
  // The older log package of Delve and editors: "debugger.go:61: " stays, as it says who speaks.
  /^(?:stdout|stderr)(?: [FP])?[:|]? (?=\S)/,
];

/** A log as lines, in time linear to its length. */
export function clean(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  for (const raw of text.split('\n')) {
    number++;
    if (raw === '' || raw === '\r') continue;
    // A carriage return within a line lets a progress bar overwrite it.
    const last = raw.replace(/\r+$/, '');
    const shown = last.includes('\r') ? last.slice(last.lastIndexOf('\r') + 1) : last;
    const given = shown.slice(0, MAX_LINE).replace(CONTROL, '');
    const own = unprefixed(given);
    if (own.trim() !== '') lines.push({ number, given: given.trimEnd(), text: own.trimEnd() });
  }
  return lines;
}

/** Longer lines are data, and no message. */
const MAX_LINE = 8_192;
const MAX_PREFIXES = 4;

function unprefixed(line: string): string {
  let text = line;
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const prefix = PREFIXES.find((each) => each.test(text));
    if (!prefix) break;
    text = text.replace(prefix, '');
  }
  return text;
}
