/**
 * The chain of a debug session: each link needs the ones before it.
 * The question is what the decision tree asks at that link; "yes" goes on to the next.
 */
export const CHAIN = [
  { link: 'host', question: 'Can this machine run and trace programs?' },
  { link: 'go', question: 'Does the go command run, with its own GOROOT?' },
  { link: 'env', question: 'Is go env free of values that break a debug build?' },
  { link: 'toolchain', question: 'Is the Go that the project asks for there?' },
  { link: 'install', question: 'Can a matching dlv be installed?' },
  { link: 'dlv', question: 'Is the dlv in force Delve, and does it match this Go?' },
  { link: 'build', question: 'Does the package build with debug information?' },
  { link: 'launch', question: 'Can dlv start the program?' },
  { link: 'attach', question: 'Can dlv attach to a running program?' },
  { link: 'breakpoint', question: 'Is a breakpoint hit, and a variable read?' },
  { link: 'detach', question: 'Does the session end, and leave nothing behind?' },
] as const;

export type Link = (typeof CHAIN)[number]['link'];
export const LINKS = CHAIN.map((step) => step.link) as [Link, ...Link[]];

/** The place of a link in the chain, from 0. */
export function rank(link: Link): number {
  return LINKS.indexOf(link);
}
