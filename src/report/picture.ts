import type { chainOf, LinkState } from './chain.js';
import type { ShownFinding } from './result.js';

/** Mermaid draws it; the line below says the same where it does not. */
export function picture(
  links: ReturnType<typeof chainOf>,
  findings: readonly Pick<ShownFinding, 'link' | 'level' | 'consequences'>[],
): string[] {
  const boxes = boxesOf(links);
  const nodes = boxes.map(({ id, state, names }) => `  ${id}["${names.map((name) => `${name}${MARKS[state]}`).join('<br>')}"]:::${state}`);
  const arrows = boxes.length > 1 ? [`  ${boxes.map(({ id }) => id).join(' --> ')}`] : [];
  const words = links.map(({ link, state }) => (state === 'broken' ? `**${link}${MARKS[state]}**` : `${link}${MARKS[state]}`)).join(' → ');
  return [
    '```mermaid',
    '%%{init: {"flowchart": {"rankSpacing": 28, "padding": 8}}}%%',
    'flowchart LR',
    ...nodes,
    ...arrows,
    ...consequences(findings),
    '  classDef holds fill:#dafbe1,stroke:#1a7f37,color:#116329',
    '  classDef broken fill:#ffebe9,stroke:#cf222e,color:#a40e26,stroke-width:3px',
    '  classDef consequence fill:#fff8c5,stroke:#bf8700,color:#7d4e00,stroke-dasharray:4',
    '  classDef unproved fill:#f6f8fa,stroke:#8c959f,color:#59636e',
    '```',
    '',
    words,
  ];
}

const MARKS: Record<LinkState, string> = { holds: ' ✓', broken: ' ✗', unproved: '' };
/** Links that share a box, at most: eleven boxes in a row are too small to read. */
const TOGETHER = 5;

/** The chain in boxes, each of neighbours that stand alike; a broken link has one of its own. */
function boxesOf(links: ReturnType<typeof chainOf>): { id: string; state: LinkState; names: string[] }[] {
  const runs: { state: LinkState; names: string[] }[] = [];
  for (const { link, state } of links) {
    const last = runs.at(-1);
    if (last?.state === state && state !== 'broken') last.names.push(link);
    else runs.push({ state, names: [link] });
  }
  return runs.flatMap(({ state, names }) => {
    const size = Math.ceil(names.length / Math.ceil(names.length / TOGETHER));
    const parts = Array.from({ length: Math.ceil(names.length / size) }, (_, at) => names.slice(at * size, (at + 1) * size));
    return parts.map((part) => ({ id: part[0] as string, state, names: part }));
  });
}

/** What is drawn behind the broken links, at most: a picture of more is none. */
const MAX_BEHIND = 24;
const MAX_BEHIND_ONE = 8;

/** What each broken link broke besides. A report may call a cause anything: only names like ours are drawn. */
function consequences(findings: readonly Pick<ShownFinding, 'link' | 'level' | 'consequences'>[]): string[] {
  return findings
    .filter(({ level, link }) => level === 'error' && link !== 'gate')
    .flatMap(({ link, consequences: broken }, at) =>
      broken
        .filter((cause) => /^[a-z0-9-]{1,60}$/.test(cause))
        .slice(0, MAX_BEHIND_ONE)
        .map((cause, index) => `  ${link} -.-> c${at}_${index}["${cause}"]:::consequence`),
    )
    .slice(0, MAX_BEHIND);
}
