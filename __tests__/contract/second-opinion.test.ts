import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/world.js';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { DEFINITION, GitHub, type Recorded } from './server/github.js';
import { HEAD, runEnded, Step } from './server/step.js';

const { findPrism } = await import(pathToFileURL(join(ROOT, 'scripts', 'prism.mjs')).href);
const found: { node: string; prism: string } | { reason: string } = findPrism();
const test = 'reason' in found ? it.skip : it;
const note = 'reason' in found ? ` (skipped: ${found.reason})` : '';

/** Every request that we make: what a gate asks for and writes, and what a second workflow does. */
const requests: Recorded[] = [];
let prism: ChildProcess;
let url: string;

beforeAll(async () => {
  requests.push(...(await everyRequest()));
  if ('reason' in found) return;
  const args = [
    found.prism,
    'mock',
    '--errors',
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    join(ROOT, '__tests__', 'contract', 'github.openapi.json'),
  ];
  prism = spawn(found.node, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: prism.stdout as NodeJS.ReadableStream })) {
    url = /Prism is listening on (\S+)/.exec(line)?.[1] ?? '';
    if (url !== '') break;
  }
  prism.stdout?.resume();
}, 300_000);
afterAll(async () => {
  if (!prism) return;
  prism.kill();
  await once(prism, 'exit');
});

async function everyRequest(): Promise<Recorded[]> {
  const github = await GitHub.start();
  const edit = { file: 'ci.yml', line: 1, was: 'GOFLAGS: -ldflags=-s', becomes: 'GOFLAGS: ""' };
  github.state.files.push({ filename: edit.file, patch: `@@ -0,0 +1 @@\n+${edit.was}` });
  github.state.leave(11, gateReport());
  github.state.pulls.push({ number: 9, from: 'mallory/r', branch: 'topic', sha: HEAD });
  const findings = Array.from({ length: 60 }, (_, at) => gateFinding({ location: { file: 'go.mod', line: at + 1 }, edit }));
  const step = new Step(github, { checkRun: true, comment: true, suggestions: true, uploadSarif: true, compare: 'base' });
  writeFileSync(join(step.folder, edit.file), edit.was);
  await step.base();
  await step.publish(gateReport({ findings }));
  await step.publish();
  step.inputs = { ...step.inputs, command: 'publish' };
  await step.event(runEnded('mallory/r'), { GITHUB_EVENT_NAME: 'workflow_run' }).publish(gateReport({ findings }));
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
  return github.requests;
}

/** The operation of the description that a request is of: `GET /repos/{owner}/{repo}/pulls`. */
function operationOf({ method, path }: Pick<Recorded, 'method' | 'path'>): string | undefined {
  const [plain = ''] = path.split('?');
  const known = Object.keys(DEFINITION.paths ?? {}).find((each) => new RegExp(`^${each.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain));
  return known && `${method} ${known}`;
}

const described = Object.entries(DEFINITION.paths ?? {}).flatMap(([path, item]) =>
  Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
);

it('the description has the routes that the sources name, and no other', () => {
  const folder = join(ROOT, 'src', 'github', 'rest');
  const text = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
  const named = [...text.matchAll(/'((?:GET|POST|PATCH) \/repos\/[^']+)'/g)].map(([, route]) => route);
  expect([...new Set(named)].sort()).toEqual([...described].sort());
});

it('every route of the description is asked for by these tests', () => {
  const made = requests.flatMap((request) => operationOf(request) ?? []);
  expect([...new Set(made)].sort()).toEqual([...described].sort());
});

describe('Prism', () => {
  test(`takes every request that we make${note}`, async () => {
    const refused: unknown[] = [];
    for (const { method, path, headers, body } of requests.filter((request) => operationOf(request))) {
      // GitHub asks for a media type of its own, and describes the general one alone.
      const kept = Object.entries(headers).filter(
        ([name]) => !/^(host|connection|content-length|accept|accept-encoding|sec-fetch-mode)$/.test(name),
      );
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: Object.fromEntries(kept) as Record<string, string>,
        ...(body === '' ? {} : { body }),
      });
      const text = await response.text();
      if (response.status >= 400) refused.push({ method, path, status: response.status, text });
    }
    expect(refused).toEqual([]);
  }, 120_000);

  test(`refuses what GitHub does: 51 annotations, and an update that is completed and has no conclusion${note}`, async () => {
    const annotation = { path: 'x', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'x' };
    const output = (count: number) => ({ title: 'x', summary: 'x', annotations: Array.from({ length: count }, () => annotation) });
    const sent = async (method: string, path: string, body: object) =>
      (
        await fetch(`${url}/repos/o/r/check-runs${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;
    expect(await sent('POST', '', { name: 'x', head_sha: HEAD, output: output(50) })).toBe(201);
    expect(await sent('POST', '', { name: 'x', head_sha: HEAD, output: output(51) })).toBe(422);
    expect(await sent('PATCH', '/1', { status: 'completed' })).toBe(422);
  });
});
