import { describe, expect, test } from '@jest/globals';
import { freeMemory } from '../../../src/facts/memory.js';

const machine = { '/proc/meminfo': 'MemTotal:       8000000 kB\nMemAvailable:    4096000 kB\n' };
const read = (files: Record<string, string>) => (path: string) => files[path];

describe('the memory that is free', () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ['on a machine', machine, 4000],
    ['in a container without a limit', { ...machine, '/sys/fs/cgroup/memory.max': 'max', '/sys/fs/cgroup/memory.current': '1' }, 4000],
    [
      'in a container with a limit',
      { ...machine, '/sys/fs/cgroup/memory.max': String(512 * 2 ** 20), '/sys/fs/cgroup/memory.current': String(400 * 2 ** 20) },
      112,
    ],
    [
      'in a container whose cache can be given back',
      {
        ...machine,
        '/sys/fs/cgroup/memory.max': String(512 * 2 ** 20),
        '/sys/fs/cgroup/memory.current': String(500 * 2 ** 20),
        '/sys/fs/cgroup/memory.stat': `anon 1\ninactive_file ${100 * 2 ** 20}\n`,
      },
      112,
    ],
    ['where there is no /proc', {}, undefined],
  ])('%s', (_, files, expected) => {
    expect(freeMemory(read(files))).toBe(expected);
  });
});
