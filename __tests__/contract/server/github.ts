import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import formats from 'ajv-formats';
import { type Context, type Document, OpenAPIBackend } from 'openapi-backend';
import { ROOT } from '../../support/world.js';
import { type Fault, give } from './faults.js';
import { type Body, RULES } from './rules.js';
import { State } from './state.js';

const FILE = join(ROOT, '__tests__', 'contract', 'github.openapi.json');
export const DEFINITION: Document = JSON.parse(readFileSync(FILE, 'utf8'));

/** A request that came. */
export interface Recorded {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/**
 * GitHub on this machine: it holds each request to GitHub's own description, and to what that leaves out; its answers are held to it too.
 * What it is told it keeps, so that a test looks at what a person would see.
 */
export class GitHub {
  readonly state = new State();
  readonly requests: Recorded[] = [];
  /** What no client may send, and what we should not have answered. */
  readonly wrong: string[] = [];
  readonly token = 'ghs_3kXq9ZsecretTokenOfTheJob7Yb2';
  /** Who the token writes as. */
  login = 'github-actions[bot]';
  /** What the token may not: `checks`, `issues`, `pulls`, `actions`, `code-scanning`. */
  readonly lacks = new Set<string>();
  /** Called when a request is met by silence. */
  onSilence = () => {};
  private faults: { route: RegExp; fault: Fault; left: number }[] = [];
  private readonly servers: Server[] = [];
  url = '';
  /** Where artifacts are kept: another host, to a client. */
  store = '';

  private constructor(private readonly base: string) {}

  /** Starts it. @param base the path of the API, as an Enterprise server has one: `/api/v3` */
  static async start(base = ''): Promise<GitHub> {
    const github = new GitHub(base);
    await ready;
    github.url = `${await github.listen((request, response) => github.answer(request, response))}${base}`;
    github.store = await github.listen((request, response) => github.giveFile(request, response));
    return github;
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }

  /** Answers a route otherwise: `GET /repos/o/r/pulls`, as a pattern of method and path. @param times how often */
  fail(route: RegExp, fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.faults.push({ route, fault, left: times });
  }

  private async listen(work: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
    const server = createServer((request, response) => void work(request, response));
    this.servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    request.setEncoding('utf8');
    for await (const part of request) body += part;
    const { method = '', url = '', headers } = request;
    const path = url.startsWith(this.base) ? url.slice(this.base.length) : url;
    this.requests.push({ method, path, headers, body });
    const fault = this.faults.find(({ route, left }) => left > 0 && route.test(`${method} ${path}`));
    if (fault) {
      fault.left--;
      give(fault.fault, request, response);
      if (fault.fault === 'silence') this.onSilence();
      return;
    }
    const { status, data, to } = await this.respond(method, path, url, headers, body);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(to ? { location: to } : {}) });
    response.end(data === undefined ? undefined : JSON.stringify(data));
  }

  private async respond(method: string, path: string, url: string, headers: IncomingMessage['headers'], body: string): Promise<Answer> {
    if (headers.authorization !== `token ${this.token}`) return { status: 401, data: { message: 'Bad credentials' } };
    if (!headers['user-agent']?.startsWith('delve-gate/')) this.wrong.push(`${method} ${path}: no user agent of ours`);
    const graphql = this.base === '/api/v3' ? '/api/graphql' : '/graphql';
    if (method === 'POST' && url === graphql) return this.viewer(body);
    if (headers['x-github-api-version'] !== '2022-11-28') this.wrong.push(`${method} ${path}: no version of the API`);
    if (headers.accept !== 'application/vnd.github+json') this.wrong.push(`${method} ${path}: not the media type that GitHub recommends`);
    const [plainPath = '', query = ''] = path.split('?');
    const request = {
      method,
      path: plainPath,
      query,
      headers: headers as Record<string, string>,
      ...(body ? { body: JSON.parse(body) } : {}),
    };
    return API.handleRequest(request, this) as Promise<Answer>;
  }

  /** The one question that is asked by GraphQL. */
  private viewer(body: string): Answer {
    const { query } = JSON.parse(body) as { query: string };
    if (query !== 'query { viewer { login } }') this.wrong.push(`GraphQL: ${query}`);
    return { status: 200, data: { data: { viewer: { login: this.login } } } };
  }

  /** Does what an operation asks for, when it may be asked for. */
  handle(operationId: string, context: Context): Answer {
    const [of = ''] = operationId.split('/');
    if (this.lacks.has(of)) return { status: 403, data: { message: 'Resource not accessible by integration' } };
    const body = (context.request.requestBody ?? {}) as Body;
    const unknown = Object.keys(context.request.query).filter((name) => !this.knowsQuery(context, name));
    const problems = [...unknown.map((name) => `the query ${name}`), ...(RULES[operationId]?.(body, this.state.patches()) ?? [])];
    if (problems.length > 0) return this.refuse(context, problems.join('; '));
    const made = this.state.handle(operationId, context.request, this);
    if (made.status >= 300) return made;
    const { mock } = API.mockResponseForOperation(operationId, { code: made.status });
    const data = overlaid(mock, made.data);
    const { errors } = API.validateResponse(data, operationId, made.status);
    if (errors?.length) this.wrong.push(`our answer to ${operationId}: ${JSON.stringify(errors)}`);
    return { status: made.status, data };
  }

  private knowsQuery({ operation }: Context, name: string): boolean {
    return (operation.parameters ?? []).some((each) => 'name' in each && each.in === 'query' && each.name === name);
  }

  /** Says that a request is none that GitHub takes. */
  refuse({ operation, request }: Context, why: string): Answer {
    this.wrong.push(`${operation?.operationId} ${request.path}: ${why}`);
    return { status: 422, data: { message: 'Validation Failed', errors: [{ message: why }] } };
  }

  private giveFile(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.authorization !== undefined) this.wrong.push('the token went to another host');
    const zip = this.state.zips.get(Number(/\d+$/.exec(request.url ?? '')?.[0]));
    response.writeHead(zip ? 200 : 404, { 'content-type': 'application/zip' }).end(zip);
  }
}

/** One for all: what it compiles of the description it keeps. */
const API = new OpenAPIBackend({
  definition: closed(structuredClone(DEFINITION)),
  quick: true,
  coerceTypes: true,
  customizeAjv: (ajv) => {
    (formats as unknown as (ajv: unknown) => void)(ajv);
    return ajv;
  },
});
const ready = API.init().then(() => {
  API.register('validationFail', (context, github: GitHub) => github.refuse(context, JSON.stringify(context.validation.errors)));
  API.register('notFound', ({ request: { method, path } }, github: GitHub) => {
    github.wrong.push(`${method} ${path} is no route that the description has`);
    return { status: 404, data: { message: 'Not Found' } };
  });
  for (const { operationId = '' } of API.router.getOperations())
    API.register(operationId, (context, github: GitHub) => github.handle(operationId, context));
});

export interface Answer {
  status: number;
  data?: unknown;
  /** Where it is instead. */
  to?: string;
}

/** What the description asks for, with what the test says: entries of a list are each made so. */
function overlaid(mock: unknown, ours: unknown): unknown {
  if (Array.isArray(ours)) {
    const [first] = mock as unknown[];
    return ours.map((each) => overlaid(first, each));
  }
  if (typeof ours !== 'object' || ours === null || typeof mock !== 'object' || mock === null) return ours;
  const more = Object.entries(ours).map(([key, value]) => [key, overlaid((mock as Body)[key], value)]);
  return { ...mock, ...Object.fromEntries(more) };
}

/** The description with bodies that may hold nothing that it does not name: a name that is mistyped is no name that is left out. */
function closed(definition: Document): Document {
  for (const path of Object.values(definition.paths ?? {}))
    for (const operation of Object.values(path ?? {}) as { requestBody?: { content?: Record<string, { schema?: object }> } }[])
      close(operation.requestBody?.content?.['application/json']?.schema);
  return definition;
}

function close(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties, items } = schema as { properties?: object; items?: object };
  if (properties && !('additionalProperties' in schema)) Object.assign(schema, { additionalProperties: false });
  for (const each of Object.values(properties ?? {})) close(each);
  close(items);
}
