import { describe, expect, test } from '@jest/globals';
import type { GoFacts } from '../../../src/model/facts.js';
import { graphMermaid, graphOf, graphText } from '../../../src/report/env-graph.js';
import { healthy } from '../../support/facts.js';
import { HOSTILE } from './hostile.js';

const COMMAND = '/usr/local/go/bin/go';
const GOENV = '/home/me/.config/go/env';
const HOME = [{ variable: 'HOME' }];

function facts(values: Record<string, string> = {}, origins: GoFacts['origins'] = {}): GoFacts {
  const go = healthy().go as GoFacts;
  const known = { GOROOT: '/usr/local/go', GOVERSION: 'go1.26.8', GOPATH: '/home/me/go', GOBIN: '', GOMODCACHE: '/home/me/go/pkg/mod' };
  return {
    ...go,
    env: { value: { ...known, GOCACHE: '/home/me/.cache/go-build', GOENV, GOTOOLCHAIN: 'auto', ...values } },
    origins: {
      GOROOT: { source: 'default', by: [{ file: COMMAND }] },
      GOVERSION: { source: 'computed', by: [{ file: COMMAND }] },
      GOTOOLCHAIN: { source: 'goroot-go.env', place: { file: '/usr/local/go/go.env', line: 12 }, written: 'auto' },
      GOPATH: { source: 'default', by: HOME },
      GOBIN: { source: 'default' },
      GOMODCACHE: { source: 'default', by: [{ variable: 'GOPATH' }] },
      GOCACHE: { source: 'default', by: HOME },
      GOENV: { source: 'default', by: HOME },
      ...origins,
    },
  };
}
const SYSTEM = { HOME: '/home/me', PATH: '/usr/local/go/bin:/bin' };
const PLAIN = { colour: false, width: 100 };

describe('env graph', () => {
  test('of a machine as it comes', () => {
    expect(graphText(graphOf(facts(), SYSTEM), PLAIN)).toBe(`PATH  /usr/local/go/bin:/bin
╰─ /usr/local/go/bin/go  go1.26.8 · the first go on it
   ├─ GOROOT  /usr/local/go
   │  ╰─ GOTOOLCHAIN  auto · go.env, line 12
   ╰─ GOVERSION  go1.26.8
HOME  /home/me
├─ GOPATH  /home/me/go
│  ├─ GOBIN  (empty) · bin in its first folder, since it is unset
│  ╰─ GOMODCACHE  /home/me/go/pkg/mod · pkg/mod in its first folder
├─ GOCACHE  /home/me/.cache/go-build
╰─ GOENV  /home/me/.config/go/env
`);
  });

  test('of what was set, by whom', () => {
    const set = facts(
      { GOPATH: '/x', GOBIN: '/b' },
      { GOPATH: { source: 'go-env-w', place: { file: GOENV, line: 3 }, written: '/x' }, GOBIN: { source: 'environment', written: '/b' } },
    );
    expect(graphText(graphOf(set, SYSTEM), PLAIN)).toContain(`process environment
╰─ GOBIN  /b
`);
    expect(graphOf(set, SYSTEM).edges).toContainEqual({ from: 'GOENV', to: 'GOPATH', how: 'line 3' });
  });

  test('of a go command that hands over, with the line of go.mod, and in no circle', () => {
    const by = [{ file: '/app/go.mod', line: 5, written: 'toolchain go1.27.2' }, { variable: 'GOTOOLCHAIN' }];
    const graph = graphOf(
      facts({ GOVERSION: 'go1.27.2' }, { GOROOT: { source: 'computed', by }, GOVERSION: { source: 'computed', by } }),
      SYSTEM,
    );
    expect(graphText(graph, PLAIN)).toMatch(`PATH  /usr/local/go/bin:/bin
╰─ /usr/local/go/bin/go  go1.26.8 · the first go on it
   ╰─ GOTOOLCHAIN  auto · go.env, line 12
      ├─ GOROOT  (above)
      ╰─ GOVERSION  (above)
`);
    expect(graph.edges).toContainEqual({ from: '/app/go.mod', to: 'GOROOT', how: 'line 5: toolchain go1.27.2' });
  });

  test('where go env fails says what is not known', () => {
    const broken = { ...facts(), env: { error: 'no GOROOT' }, goenv: { ...facts().goenv, path: GOENV } };
    const text = graphText(graphOf(broken, SYSTEM), PLAIN);
    expect(text).toContain('GOPATH  (not known)');
    expect(text).toContain(`GOENV  ${GOENV}`);
  });

  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j stays text, in the tree and in the picture', (_, text) => {
    const by = [{ file: text, line: 1, written: text }, { variable: text }];
    const graph = graphOf(facts({ GOPATH: text, GOBIN: text }, { GOROOT: { source: 'computed', by }, [text]: { source: 'default' } }), {
      HOME: text,
      PATH: text,
    });
    const tree = graphText(graph, PLAIN);
    expect(tree.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(tree).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}](?<!\n)|##\[|^\s*::[a-z]/mu);
    const picture = graphMermaid(graph);
    const label = '[A-Za-z0-9_./:,+=~@ #;-]*';
    const line = new RegExp(
      `^(?:flowchart LR|  n\\d+(?:\\["${label}(?:<br>${label})?"\\]|\\(\\["${label}(?:<br>${label})?"\\]\\)):::[a-z]+|  n\\d+ -->(?:\\|"${label}"\\|)? n\\d+|  classDef .*|)$`,
    );
    expect(picture.split('\n').filter((each) => !line.test(each))).toEqual([]);
  });
});
