// Cuts GitHub's own OpenAPI description down to the routes that we use, for the tests of __tests__/contract.
// Run: node scripts/openapi-cut.mjs [FILE]
// The whole of it is 13 MB in a package of 385 MB, so it is no dependency: it is fetched when it is asked for, and kept with node_modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '23.0.2';
const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'node_modules', '.cache', 'delve-gate', 'openapi');
const whole = join(kept, 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');

const ROUTES = [
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'GET /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'POST /repos/{owner}/{repo}/code-scanning/sarifs',
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
  'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
];
/** What people read; nothing is validated by it. */
const PROSE = ['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags'];

if (!existsSync(whole)) {
  mkdirSync(kept, { recursive: true });
  const args = ['install', '--prefix', kept, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `@octokit/openapi@${VERSION}`];
  execFileSync('npm', args, { stdio: 'inherit' });
}
const { openapi, info, paths, components } = JSON.parse(readFileSync(whole, 'utf8'));

const needed = {};

/** A copy without prose; what it refers to is copied too. @param names whether the keys are names of properties, which are not ours to drop */
function cut(node, names = false) {
  if (Array.isArray(node)) return node.map((each) => cut(each));
  if (typeof node !== 'object' || node === null) return node;
  if (node.$ref) {
    const [, , kind, name] = node.$ref.split('/');
    needed[kind] ??= {};
    if (!(name in needed[kind])) {
      needed[kind][name] = {};
      needed[kind][name] = cut(components[kind][name]);
    }
    return { $ref: node.$ref };
  }
  const kept = Object.entries(node).filter(([key]) => names || !(PROSE.includes(key) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, value]) => [key, cut(value, !names && key === 'properties')]));
}

/** A response must have a description, be it empty. */
const described = (responses) =>
  Object.fromEntries(Object.entries(responses).map(([key, each]) => [key, each.$ref ? each : { description: '', ...each }]));

const used = {};
for (const route of ROUTES) {
  const [method, path] = route.split(' ');
  const operation = paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${route} is not in @octokit/openapi@${VERSION}; expected a route of GitHub's API`);
  const made = cut(operation);
  used[path] = { ...used[path], [method.toLowerCase()]: { ...made, responses: described(made.responses) } };
}
needed.responses = described(needed.responses);
const sorted = Object.fromEntries(
  Object.entries(needed).map(([kind, all]) => [kind, Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))]),
);
const license = { license: info.license };
const result = {
  openapi,
  info: { title: 'GitHub, cut down to the routes of delve-gate', version: info.version, ...license },
  paths: used,
  components: sorted,
};
writeFileSync(process.argv[2] ?? join(root, '__tests__', 'contract', 'github.openapi.json'), `${JSON.stringify(result, null, 1)}\n`);
