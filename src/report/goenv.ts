import pc from 'picocolors';
import type { DamagedRow, GoenvChange, GoenvDiff, SnapshotRow } from '../model/goenv.js';
import { brief, plain } from './sanitize.js';
import { wrap } from './text.js';

interface Page {
  colour: boolean;
  width: number;
}
type Colours = ReturnType<typeof pc.createColors>;

/** Columns before the values of a page. */
const INDENT = 14;

/** A snapshot that was just taken. */
export function snapshotText(taken: SnapshotRow, { colour, width }: Page): string {
  const c = pc.createColors(colour);
  return page([
    heading(c, `kept as ${taken.name}`),
    ...described(taken, c, width),
    row(c, width, 'back', `delve-gate env restore ${taken.name}`, c.cyan),
  ]);
}

function described({ goenv, file, go, label }: SnapshotRow, c: Colours, width: number): string[] {
  return [
    row(c, width, 'GOENV', goenv),
    row(c, width, 'file', fileText(file)),
    ...(go === null ? [] : [row(c, width, 'go', go)]),
    ...(label === null ? [] : [row(c, width, 'label', label)]),
  ];
}

function fileText(file: SnapshotRow['file']): string {
  return file === null ? 'there is none' : `${file.size} bytes, mode ${file.mode}, sha256 ${file.sha256.slice(0, 16)}…`;
}

/** The snapshots that are there, oldest first, by the GOENV file that they are of. */
export function snapshotsText(
  { folder, snapshots }: { folder: string; snapshots: readonly (SnapshotRow | DamagedRow)[] },
  { colour, width }: Page,
): string {
  const c = pc.createColors(colour);
  const lines = [heading(c, `${snapshots.length} snapshot${snapshots.length === 1 ? '' : 's'}`), row(c, width, 'in', folder)];
  for (const goenv of new Set(snapshots.map((each) => each.goenv))) {
    lines.push('', `  ${c.bold(brief(goenv ?? 'of no file that could be told', width - 2))}`);
    for (const each of snapshots.filter((one) => one.goenv === goenv)) lines.push(listed(each, c, width));
  }
  if (snapshots.length === 0) lines.push(row(c, width, 'take one', 'delve-gate env snapshot', c.cyan));
  return page(lines);
}

function listed(each: SnapshotRow | DamagedRow, c: Colours, width: number): string {
  const name = `    ${plain(each.name).padEnd(26)}`;
  const room = Math.max(20, width - name.length - 2);
  if ('damage' in each) return `${name}  ${c.red(brief(`damaged: ${each.damage}`, room))}`;
  const what = each.file === null ? 'no file' : `${each.file.size} bytes`;
  const why = { asked: '', 'unset-all': 'before unset-all', restore: 'before a restore', guard: 'before a job' }[each.reason];
  return `${name}  ${brief([what.padEnd(12), each.label ?? '', why].filter(Boolean).join('  ').trimEnd(), room)}`;
}

/** How the GOENV file differs from a snapshot. */
export function diffText(found: GoenvDiff & { snapshot: SnapshotRow }, { colour, width }: Page): string {
  const c = pc.createColors(colour);
  const { snapshot, same, changes, unread, mode } = found;
  if (same) return page([heading(c, `GOENV is as it was at ${snapshot.name}`), ...described(snapshot, c, width)]);
  const beside = [
    ...(unread ? ['it differs in what the go command does not read: comments, order, or lines that others override'] : []),
    ...(mode.was === null ? ['there was no file then'] : []),
    ...(mode.is === null ? ['there is no file now'] : []),
    ...(mode.was !== null && mode.is !== null && mode.was !== mode.is ? [`its mode was ${mode.was} and is ${mode.is}`] : []),
  ];
  return page([
    heading(c, `GOENV differs from ${snapshot.name}`),
    row(c, width, 'GOENV', snapshot.goenv),
    ...changed(changes, c, width),
    ...beside.map((each, at) => row(c, width, at === 0 ? 'besides' : '', each)),
    row(c, width, 'back', `delve-gate env restore ${snapshot.name}`, c.cyan),
  ]);
}

/** What a restore or unset-all did. */
export function replacedText(
  done: { goenv: string; snapshot: SnapshotRow | null; kept: SnapshotRow | null; changes: readonly GoenvChange[] },
  { colour, width }: Page,
): string {
  const c = pc.createColors(colour);
  const { goenv, snapshot, kept, changes } = done;
  if (kept === null)
    return page([
      heading(c, snapshot ? `GOENV is as it was at ${snapshot.name} already; nothing to do` : 'GOENV sets nothing; nothing to do'),
      row(c, width, 'GOENV', goenv),
    ]);
  return page([
    heading(c, snapshot ? `GOENV is as it was at ${snapshot.name}` : 'GOENV sets nothing any more'),
    row(c, width, 'GOENV', goenv),
    ...changed(changes, c, width),
    row(c, width, 'undo', `delve-gate env restore ${kept.name}`, c.cyan),
  ]);
}

/** A line for each variable: `− was`, `+ is`. */
export function changed(changes: readonly GoenvChange[], c: Colours, width: number): string[] {
  return changes.flatMap(({ name, was, is, hidden }) => {
    const line = (sign: string, value: string, paint: (text: string) => string) =>
      `    ${paint(`${sign} ${brief(`${name}=${value}`, Math.max(20, width - 6))}`)}`;
    if (hidden)
      return [`    ${c.yellow(`~ ${brief(`${name}=${was ?? ''}`, Math.max(20, width - 40))}`)}  ${c.dim('(in what is not shown here)')}`];
    return [...(was === null ? [] : [line('−', was, c.red)]), ...(is === null ? [] : [line('+', is, c.green)])];
  });
}

function heading(c: Colours, text: string): string {
  return `${c.bold('delve-gate')}  ${c.dim(plain(text))}`;
}

function row(c: Colours, width: number, name: string, text: string, paint: (line: string) => string = (line) => line): string {
  const lines = wrap(plain(text), ' '.repeat(INDENT), width).map((line) => paint(line.slice(INDENT)));
  return lines.map((line, at) => `    ${c.dim((at === 0 ? name : '').padEnd(INDENT - 4))}${line}`).join('\n');
}

function page(lines: string[]): string {
  return `${lines.join('\n')}\n`;
}
