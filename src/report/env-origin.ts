import type { Decider, Origin, Source } from '../model/facts.js';

/** Where a value comes from, in words that stand by themselves. */
export const SOURCE_NAMES: Record<Source, string> = {
  environment: 'process environment',
  'go-env-w': 'GOENV file',
  'goroot-go.env': 'go.env of GOROOT',
  default: "Go's default",
  computed: 'the go command itself',
};

/** `GOENV file, /home/me/.config/go/env:3`, `decided by GOPATH`. */
export function originText(origin: Origin): string {
  if (origin.place) return `${SOURCE_NAMES[origin.source]}, ${placeText(origin.place)}`;
  if (origin.by) return `decided by ${origin.by.map(deciderText).join(', ')}`;
  return SOURCE_NAMES[origin.source];
}

export function deciderText(by: Decider): string {
  return 'variable' in by ? by.variable : placeText(by);
}

/** `file:line:column`, as far as it is known. */
export function placeText({ file, line, column }: { file: string; line?: number | undefined; column?: number | undefined }): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** A value that is empty says so. */
export function shown(value: string): string {
  return value === '' ? '(empty)' : value;
}
