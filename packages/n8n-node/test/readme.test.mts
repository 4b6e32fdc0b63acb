import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AssemblyAi } from '../nodes/AssemblyAi/AssemblyAi.node.ts';
import { leadsSomewhere, linksIn, operationsOf, pageOf, pictureOf, withOperations } from './readme.mts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const addresses = linksIn(readme).map(({ address }) => address);

describe('The README', () => {
  // `npx nx sheets n8n-node` writes the list.
  it('lists the operations that the node has', async () => {
    const list = operationsOf(new AssemblyAi().description.properties);
    expect(list.match(/^- /gm)?.length).toBeGreaterThanOrEqual(20);
    await expect(withOperations(readme, list)).toMatchFileSnapshot('../README.md');
  });

  it('has pictures that npm and n8n can show', () => {
    const pictures = linksIn(readme).filter(({ isPicture }) => isPicture);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter(({ address }) => !address.startsWith(pictureOf('docs/')))).toEqual([]);
  });

  it('has absolute links only, to files that the repository has', () =>
    expect(linksIn(readme).filter((link) => !leadsSomewhere(link, readme))).toEqual([]));

  it('links to each template and the picture of its canvas', () => {
    const slugs = readdirSync(new URL('../templates/', import.meta.url)).map((file) => file.replace('.json', ''));
    const wanted = slugs.flatMap((slug) => [pageOf(`templates/${slug}.json`), pictureOf(`docs/templates/${slug}.png`)]);
    expect(wanted.filter((address) => !addresses.includes(address))).toEqual([]);
  });

  it('links to each form as text', () => {
    const sheets = readdirSync(new URL('forms/', import.meta.url)).map((file) => pageOf(`test/forms/${file}`));
    expect(sheets.filter((address) => !addresses.includes(address))).toEqual([]);
  });
});

describe('A link', () => {
  it('leads nowhere if it is relative, or if its file is missing', () => {
    const links = linksIn(
      `![a](docs/form-binary.png) [b](${pageOf('README.md')}) [c](${pageOf('missing.md')}) ![d](${pictureOf('docs/canvas.png')})`,
    );
    expect(links.map((link) => leadsSomewhere(link, ''))).toEqual([false, true, false, true]);
    expect(links.map(({ isPicture }) => isPicture)).toEqual([true, false, false, true]);
  });

  it('leads to a heading', () => {
    const links = linksIn('[e](#two-words) [f](#two)');
    expect(links.map((link) => leadsSomewhere(link, '## Two words'))).toEqual([true, false]);
  });
});

describe('A list of operations', () => {
  it('replaces the list of the README', () => {
    const before = 'a\n\n<!-- operations -->\n\nold\n\n<!-- end of operations -->\n\nb';
    expect(withOperations(before, 'new')).toBe('a\n\n<!-- operations -->\n\nnew\n\n<!-- end of operations -->\n\nb');
    expect(() => withOperations('no section', 'new')).toThrow('no section');
  });
});
