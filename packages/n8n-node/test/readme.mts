import { existsSync, readFileSync } from 'node:fs';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const ROOT = new URL('../../../', import.meta.url);

/** Folder of the package in the repository. */
const PACKAGE = 'packages/n8n-node';

const { repository } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly repository: { readonly url: string };
};
const [, NAME] = /github\.com\/([\w-]+\/[\w-]+)\.git$/.exec(repository.url)!;
const VIEWS = new RegExp(
  `^https://(?:raw\\.githubusercontent\\.com/${NAME}|github\\.com/${NAME}/(?:blob|tree))/main/([^#?]+)`,
);

/** The page of a file of this package on GitHub. */
export const pageOf = (path: string): string => `https://github.com/${NAME}/blob/main/${PACKAGE}/${path}`;

/** The address of a picture of this package: npm and n8n show no pictures with a relative address. */
export const pictureOf = (path: string): string => `https://raw.githubusercontent.com/${NAME}/main/${PACKAGE}/${path}`;

/** The operations of a node by resource, each with a link to its form as text. */
export function operationsOf(properties: readonly INodeProperties[]): string {
  const choices = (property: INodeProperties | undefined): readonly INodePropertyOptions[] =>
    (property?.options ?? []) as readonly INodePropertyOptions[];
  const resources = choices(properties.find(({ name }) => name === 'resource'));
  return resources
    .map(({ name, value }) => {
      const operations = properties.find(
        (property) => property.name === 'operation' && property.displayOptions?.show?.['resource']?.includes(value),
      );
      return `### ${name}\n\n${choices(operations).map(lineOf).join('\n')}`;
    })
    .join('\n\n');
}

const lineOf = ({ name, value, description = '' }: INodePropertyOptions): string =>
  `- [${name}](${pageOf(`test/forms/${String(value)}.txt`)}): ${/[.!?]$/.test(description) ? description : `${description}.`}`;

const SECTION = /(<!-- operations[^>]*-->\n\n)[^]*?(\n\n<!-- end of operations -->)/;

/** The README with this list of operations. @throws Error if it has no place for it */
export function withOperations(readme: string, list: string): string {
  if (!SECTION.test(readme)) throw new Error('The README has no section for the operations.');
  return readme.replace(SECTION, (_, start: string, end: string) => `${start}${list}${end}`);
}

interface Link {
  readonly isPicture: boolean;
  readonly address: string;
}

/** Links and pictures of a Markdown text, in its order. */
export const linksIn = (markdown: string): readonly Link[] =>
  [...markdown.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, mark, address]) => ({
    isPicture: mark === '!',
    address: address!,
  }));

/** Whether a link leads somewhere: to a heading of the text, a file of this repository, or another site. */
export function leadsSomewhere({ address }: Link, markdown: string): boolean {
  if (address.startsWith('#')) return headingsOf(markdown).includes(address.slice(1));
  if (!address.startsWith('https://')) return false;
  const [, path] = VIEWS.exec(address) ?? [];
  return path !== undefined ? existsSync(new URL(path, ROOT)) : !address.includes(NAME!);
}

/** Headings as GitHub and npm write them in addresses. */
const headingsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
