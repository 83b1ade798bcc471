import { EVENT_ID, type Event, YAMLException } from 'js-yaml';

/** Nodes of a document, each alias counted as all that it stands for. */
const MAX_NODES = 20_000;

/**
 * Refuses a document whose aliases stand for themselves, or for more than a file can say: what walks it afterwards would not come to an end.
 * @throws YAMLException at the alias
 */
export function refuseRunaways(events: readonly Event[], source: string): void {
  const open: { anchor: string | undefined; nodes: number }[] = [];
  const sizes = new Map<string, number>();
  let all = 0;
  const add = (nodes: number, at: number) => {
    all += nodes;
    for (const each of open.slice(-1)) each.nodes += nodes;
    if (all > MAX_NODES) YAMLException.throwAt(source, at, `more than ${MAX_NODES} nodes, each alias counted as what it stands for`);
  };
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) open.push({ anchor: undefined, nodes: 0 });
    else if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      const above = open.at(-1);
      if (closed && above) above.nodes += closed.nodes;
      if (closed?.anchor !== undefined) sizes.set(closed.anchor, closed.nodes);
    } else {
      const anchor = event.anchorStart < 0 ? undefined : source.slice(event.anchorStart, event.anchorEnd);
      if (event.type === EVENT_ID.ALIAS) {
        if (isOpen(anchor)) YAMLException.throwAt(source, event.anchorStart, `the alias *${anchor} stands in what it stands for`);
        add(sizes.get(anchor as string) ?? 1, event.anchorStart);
      } else {
        add(1, 'start' in event ? event.start : Math.max(0, event.valueStart));
        if (event.type === EVENT_ID.SCALAR) {
          if (anchor !== undefined) sizes.set(anchor, 1);
        } else {
          open.push({ anchor, nodes: 1 });
          if (anchor !== undefined) sizes.delete(anchor);
        }
      }
    }
  }

  /** Whether an anchor names what is still going on, and nothing since. */
  function isOpen(anchor: string | undefined): boolean {
    return anchor !== undefined && !sizes.has(anchor) && open.some((each) => each.anchor === anchor);
  }
}
