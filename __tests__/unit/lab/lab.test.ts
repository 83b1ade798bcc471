import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { ABOUT } from '../../../src/causes/about/index.js';
import { CAUSE_IDS, CAUSES } from '../../../src/causes/index.js';
import { CHAIN } from '../../../src/model/chain.js';
import { ROOT } from '../../support/world.js';

const lab = (name: string) => import(pathToFileURL(join(ROOT, 'lab', `${name}.mjs`)).href);
const { loadFaults, loadGuests, loadMessages, loadZoo } = await lab('load');
const { problemsOfDiagnosis } = await lab('judge');
const { unmet } = await lab('needs');
const { Machine } = await lab('machine');

interface Fault {
  id: string;
  name: string;
  cause: string;
  why: string;
  at?: string;
  level?: string;
  consequences?: string[];
  needs?: string | string[];
}
const faults: Fault[] = await loadFaults();
const guests: Fault[] = await loadGuests();
interface Message extends Pick<Fault, 'id' | 'name' | 'cause' | 'why' | 'needs'> {
  shared?: boolean;
  typed?: boolean;
}
const messages: Message[] = await loadMessages();
const zoo: { id: string; name: string; needs?: string | string[] }[] = await loadZoo();
const TRANSCRIPTS = join(ROOT, 'docs', 'causes', 'transcripts');
const links = CHAIN.map(({ link }) => link as string);

describe('the lab', () => {
  test('has a hundred faults and more, on every link of the chain', () => {
    expect(faults.length).toBeGreaterThanOrEqual(100);
    expect([...new Set(faults.map(({ id }) => id.split('/')[0]))].sort()).toEqual([...links].sort());
  });

  test('has forty healthy machines and more', () => {
    expect(zoo.length).toBeGreaterThanOrEqual(40);
  });

  test('names only causes of the catalog', () => {
    const named = [
      ...[...faults, ...guests].flatMap(({ cause, consequences = [] }) => [cause, ...consequences]),
      ...messages.map(({ cause }) => cause),
    ];
    expect(named.filter((cause) => !CAUSE_IDS.includes(cause))).toEqual([]);
  });

  test('has a transcript of every cause that it brings about, and of no other', () => {
    const kept = readdirSync(TRANSCRIPTS).map((name) => name.replace('.txt', ''));
    const all = [...faults, ...guests, ...messages];
    const made = new Set(all.filter((each) => !unmet(each)).map(({ cause }) => cause));
    expect([...made].filter((cause) => !kept.includes(cause))).toEqual([]);
    const known = new Set(all.map(({ cause }) => cause));
    expect(kept.filter((cause) => !known.has(cause))).toEqual([]);
  });

  test('or tells of the cause what it was read in, where it cannot be made', () => {
    const kept = readdirSync(TRANSCRIPTS).map((name) => name.replace('.txt', ''));
    expect(CAUSE_IDS.filter((id) => !kept.includes(id) && !ABOUT[id]?.from)).toEqual([]);
  });

  test('shows in each transcript the cause as the catalog has it', () => {
    for (const { id, title } of CAUSES.filter((cause) => existsSync(join(TRANSCRIPTS, `${cause.id}.txt`)))) {
      const text = readFileSync(join(TRANSCRIPTS, `${id}.txt`), 'utf8').replace(/\s+/g, ' ');
      expect(text).toContain(`${id} `);
      expect(text).toContain(title);
    }
  });

  test('gives every entry a name of its own', () => {
    for (const names of [[...faults, ...guests], zoo, messages].map((all) => all.map(({ name }) => name)))
      expect(new Set(names).size).toBe(names.length);
  });

  test('tells of every fault and every message how it comes about', () => {
    expect([...faults, ...guests, ...messages].filter(({ why }) => !why || why.length < 10)).toEqual([]);
  });

  test('knows every need', () => {
    for (const each of [...faults, ...guests, ...zoo, ...messages]) expect(() => unmet(each)).not.toThrow();
  });

  test('names nothing of one machine', () => {
    const files = Object.entries({ faults, guests, zoo, messages }).flatMap(([folder, all]) =>
      all.map(({ id }) => join('lab', folder, `${id}.mjs`)),
    );
    const pages = readdirSync(TRANSCRIPTS).map((name) => join('docs', 'causes', 'transcripts', name));
    const texts = [...files, ...pages].map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
    expect(texts.filter(({ text }) => /\/root\/|\/work\/|\/tmp\/dev/.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('prints the messages of causes that no fault brings about, each in the file of its cause', () => {
    expect(messages.length).toBeGreaterThanOrEqual(25);
    expect(messages.filter(({ id, cause }) => id !== cause)).toEqual([]);
    const broken = new Set([...faults, ...guests].map(({ cause }) => cause));
    expect(messages.filter(({ cause }) => broken.has(cause))).toEqual([]);
  });

  test('requires the cause of a message first, or among three where others print the same', () => {
    const causes = (...confidences: string[]) => confidences.map((confidence, at) => ({ cause: `cause-${at}`, confidence }));
    const holds = (message: object, found: object[]) => problemsOfDiagnosis(message, { causes: found }).length === 0;
    expect(holds({ cause: 'cause-0' }, causes('likely', 'possible'))).toBe(true);
    expect(holds({ cause: 'cause-0' }, causes('possible'))).toBe(false);
    expect(holds({ cause: 'cause-1' }, causes('likely', 'possible'))).toBe(false);
    expect(holds({ cause: 'cause-1', shared: true }, causes('likely', 'possible'))).toBe(true);
    expect(holds({ cause: 'cause-3', shared: true }, causes('likely', 'possible', 'possible', 'possible'))).toBe(false);
    expect(holds({ cause: 'cause-0' }, [])).toBe(false);
  });
});

describe('a scratch machine', () => {
  test('shows what was done to it as a person would type it', async () => {
    const machine = new Machine();
    try {
      machine.set({ GOFLAGS: '-tags a', GOPATH: '~/go', HOME: undefined });
      machine.write('a/b.txt', 'text\n');
      machine.write('crlf', 'a\r\n');
      machine.before('/opt/bin');
      await machine.sh('echo done > done.txt');
      expect(machine.shown).toEqual([
        "export GOFLAGS='-tags a'",
        "export GOPATH='~/go'",
        'unset HOME',
        "mkdir -p a && cat > a/b.txt <<'EOF'\ntext\nEOF",
        "printf 'a\\r\\n' > crlf",
        'export PATH="/opt/bin:$PATH"',
        'echo done > done.txt',
      ]);
      expect(readFileSync(join(machine.project, 'done.txt'), 'utf8')).toBe('done\n');
    } finally {
      await machine.remove();
    }
  });

  test('takes back what was done outside of it, last first, and then goes', async () => {
    const machine = new Machine();
    const undone: string[] = [];
    machine.undo(() => undone.push('first'));
    machine.undo(() => undone.push('second'));
    await machine.remove();
    expect(undone).toEqual(['second', 'first']);
    expect(() => readFileSync(join(machine.project, 'go.mod'))).toThrow('ENOENT');
  });
});
