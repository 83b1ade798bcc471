import { describe, expect, test } from '@jest/globals';
import { CAUSES } from '../../../src/causes/index.js';
import { CHAIN } from '../../../src/model/chain.js';
import { treeMermaid, treeOf, treeText } from '../../../src/report/tree.js';

const tree = treeOf(CAUSES);

describe('the decision tree', () => {
  test('asks the questions of the chain, in its order, and a yes leads to the next', () => {
    expect(tree.links.map(({ link, question, next }) => [link, question, next])).toEqual(
      CHAIN.map(({ link, question }, at) => [link, question, CHAIN[at + 1]?.link ?? null]),
    );
  });

  test('has every cause once, at its link', () => {
    const listed = tree.links.flatMap(({ link, causes }) => causes.map(({ cause }) => `${link} ${cause}`));
    expect(listed.sort()).toEqual(CAUSES.map(({ id, link }) => `${link} ${id}`).sort());
  });

  test('says what each cause breaks: only later links', () => {
    const order = CHAIN.map(({ link }) => link as string);
    for (const { link, causes } of tree.links)
      for (const { breaks } of causes) expect(breaks.every((each) => order.indexOf(each) > order.indexOf(link))).toBe(true);
  });

  test('as text fits 100 columns, and has no colours unless asked', () => {
    const text = treeText(tree, { colour: false, width: 100 });
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(text).not.toContain('\u001b');
    expect(treeText(tree, { colour: true, width: 100 })).toContain('\u001b');
    for (const { id } of CAUSES) expect(text).toContain(id);
  });

  test('as a picture has an arrow from each question, and every cause', () => {
    const picture = treeMermaid(tree);
    expect(picture.match(/-- yes -->/g)).toHaveLength(CHAIN.length);
    for (const { id } of CAUSES) expect(picture).toContain(id);
  });
});
