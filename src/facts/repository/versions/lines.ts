import { rangeOfSpec, rangeOfVersion } from '../../../match/go-range.js';
import { type Declaration, meant, positionAt } from './declaration.js';
import { goImage } from './image.js';

/** Files that say it on one line: what a line looks like, and what it means. */
type Rule = (line: string) => (Omit<Declaration, 'line' | 'column' | 'user'> & { at: string }) | undefined;

function eachLine(text: string, user: string, rule: Rule): Declaration[] {
  return text.split('\n').flatMap((raw, index): Declaration[] => {
    const found = rule(raw);
    if (!found) return [];
    const { at, ...said } = found;
    return [{ ...said, user, line: index + 1, column: raw.indexOf(at) + 1 }];
  });
}

/** `image: golang:1.26` of GitLab CI, CircleCI, Drone and Woodpecker. Their own tags need no parser; `$NAME` is taken from a line `NAME: value`. */
export function ofCi(text: string): Declaration[] {
  const variables = new Map(
    [...text.matchAll(/^\s*([A-Z][A-Z0-9_]*):\s*["']?([\w.-]+)["']?\s*$/gm)].map(([, name, value]) => [name, value]),
  );
  return eachLine(text, 'a job', (raw) => {
    const written = /^\s*(?:-\s*)?(?:image|name):\s*["']?([^\s"'#]+)/.exec(raw)?.[1];
    if (written === undefined) return undefined;
    const image = goImage(written.replace(/\$\{?([A-Z][A-Z0-9_]*)\}?/g, (whole, name) => variables.get(name) ?? whole));
    return image && { by: 'ci', role: 'ci', at: written, ...image };
  });
}

/** `FROM golang:1.26` of an Earthfile or in a Tiltfile. */
export function ofFromLines(text: string): Declaration[] {
  return eachLine(text, 'a target', (raw) => {
    const written = /^\s*(?:FROM|from)\s+(?:--\S+\s+)*([^\s"']+)/.exec(raw)?.[1];
    const image = written === undefined ? undefined : goImage(written);
    return image && { by: 'dockerfile', role: 'image', at: written as string, ...image };
  });
}

/** `go_sdk.download(version = "1.26.8")` of MODULE.bazel, `go_register_toolchains(version = …)` of WORKSPACE. https://github.com/bazel-contrib/rules_go */
export function ofBazel(text: string): Declaration[] {
  const calls =
    /^[^#\n]*\b(?:go_sdk\.download|go_register_toolchains|go_download_sdk)\([^)]{0,500}?\b(?:go_)?version\s*=\s*["'](1\.[\w.]+)["']/gm;
  return [...text.matchAll(calls)].map((match) => {
    const version = match[1] as string;
    const place = positionAt(text, match.index + match[0].length - version.length - 1);
    return { by: 'bazel', role: 'image', user: 'rules_go', switches: false, ...place, ...meant(version, rangeOfVersion(version)) };
  });
}

/** `run.go` of golangci-lint: the language that linters read, not the Go that runs. https://golangci-lint.run/docs/configuration/file/#run-configuration */
export function ofGolangci(text: string): Declaration[] {
  let inRun = false;
  return eachLine(text, 'golangci-lint', (raw) => {
    if (/^\S/.test(raw)) inRun = /^run\s*:/.test(raw);
    const version = inRun ? /^\s+go:\s*["']?(1\.[\w.]+)/.exec(raw)?.[1] : undefined;
    return version ? { by: 'golangci', role: 'reader', at: version, ...meant(version, rangeOfSpec(version)) } : undefined;
  });
}
