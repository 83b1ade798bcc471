import { gunzipSync } from 'node:zlib';
import { linesInPatch } from '../../../src/github/rest/diff.js';

/** A request's body. */
export type Body = Record<string, unknown>;
type Annotation = { path: string; start_line: number; end_line: number; title?: string; message: string; raw_details?: string };
type Output = { title?: string; summary: string; text?: string; annotations?: Annotation[] };

/**
 * What GitHub holds a request to and its OpenAPI description does not say, by operation: each returns what is wrong.
 * Sizes: https://docs.github.com/en/rest/checks/runs, https://docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data
 */
export const RULES: Record<string, (body: Body, patches: ReadonlyMap<string, string>) => string[]> = {
  'checks/create': (body) => [
    ...(body.status === 'completed' && body.conclusion === undefined ? ['completed, and no conclusion'] : []),
    ...output(body.output as Output | undefined),
  ],
  'checks/update': (body) => output(body.output as Output | undefined),
  'issues/create-comment': comment,
  'issues/update-comment': comment,
  'pulls/create-review': review,
  'code-scanning/upload-sarif': sarif,
};

const bytes = (text = '') => Buffer.byteLength(text);

function output(given: Output | undefined): string[] {
  if (!given) return [];
  const { title = '', summary, text, annotations = [] } = given;
  return [
    ...(title.length > 255 ? ['a title of more than 255 characters'] : []),
    ...(bytes(summary) > 65_535 || bytes(text) > 65_535 ? ['more than 65,535 bytes of text'] : []),
    ...annotations.flatMap(annotation),
  ];
}

function annotation({ path, start_line: start, end_line: end, title = '', message, raw_details: details }: Annotation): string[] {
  return [
    ...(path.startsWith('/') || path.includes('\\') || path.split('/').includes('..') ? [`${path} is not below the repository`] : []),
    ...(start < 1 || end < start || end > 0x7fffffff ? [`lines ${start} to ${end}`] : []),
    ...(title.length > 255 ? ['an annotation with a title of more than 255 characters'] : []),
    ...(bytes(message) > 65_536 || bytes(details) > 65_536 ? ['an annotation of more than 64 KB'] : []),
    ...(message === '' ? ['an annotation that says nothing'] : []),
  ];
}

function comment({ body }: Body): string[] {
  const length = String(body).length;
  return length === 0 || length > 65_536 ? [`a comment of ${length} characters`] : [];
}

function review({ event, body, comments }: Body, patches: ReadonlyMap<string, string>): string[] {
  const all = (comments ?? []) as { path: string; line: number; side: string; body: string }[];
  return [
    ...(event === 'COMMENT' && !body ? ['a comment without a body'] : []),
    ...all.flatMap(({ path, line, side, body: said }) => {
      const shown = side === 'RIGHT' && linesInPatch(patches.get(path) ?? '').has(line);
      return [...(shown ? [] : [`${path}:${line} is not in the diff`]), ...comment({ body: said })];
    }),
  ];
}

function sarif({ sarif: packed, ref, commit_sha: commit }: Body): string[] {
  try {
    const zip = Buffer.from(String(packed), 'base64');
    const { version, runs } = JSON.parse(gunzipSync(zip).toString('utf8'));
    return [
      ...(zip.toString('base64') === packed && zip.length <= 10 << 20 ? [] : ['no base64, or too much of it']),
      ...(version === '2.1.0' && Array.isArray(runs) ? [] : ['no SARIF 2.1.0']),
      ...(/^refs\/(heads|tags|pull)\/.+/.test(String(ref)) ? [] : [`the ref ${ref}`]),
      ...(/^[0-9a-f]{40}$/.test(String(commit)) ? [] : [`the commit ${commit}`]),
    ];
  } catch (error) {
    return [`no SARIF in gzip in base64: ${(error as Error).message}`];
  }
}
