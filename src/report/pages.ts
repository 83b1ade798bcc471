const OURS = /^https:\/\/github\.com\/delve-gate\/delve-gate\/blob\/main\/docs\/[\w./-]{1,200}(#[\w-]{1,100})?$/;

/** The page of a finding as an address that may be linked; undefined when it is none of ours: a report may name any. */
export function pageOfOurs(page: string): string | undefined {
  return OURS.test(page) && !page.includes('..') ? page : undefined;
}
