import type { HostId } from '@aai-connectors/forms/read';
import { element, escapeHtml, voidElement } from '../../html/html.ts';
import { renderMarkdown } from '../../html/markdown.ts';
import { hostOf, HOSTS } from '../hosts.ts';
import { fenced, table } from '../markdown-text.ts';
import type { Asset, Content, Page } from '../page.ts';
import { pngSize } from '../png-size.ts';
import type { Flow } from './flow.ts';
import { flowPicture } from './picture.ts';

export const flowPath = ({ host, slug }: Flow): string => `templates/${host}/${slug}`;

const downloadPath = (flow: Flow): string => `downloads/${flow.host}/${flow.file.name}`;

/** The pages of all flows: an overview, and one page each with its picture, download and import. */
export const templateContent = (flows: readonly Flow[]): Content => ({
  pages: [overview(flows), ...flows.map(pageOf)],
  assets: flows.flatMap((flow): Asset[] => [
    { path: downloadPath(flow), content: flow.file.text },
    ...(flow.canvas === undefined ? [] : [{ path: `assets/${flow.canvas.name}`, content: flow.canvas.content() }]),
  ]),
});

function overview(flows: readonly Flow[]): Page {
  const of = (host: HostId): readonly Flow[] => flows.filter((flow) => flow.host === host);
  const hosts = HOSTS.filter(({ id }) => of(id).length > 0);
  const intro = `${flows.length} ready-made flows. Each is tested with the package of this repository and contains no credentials.`;
  return {
    path: 'templates',
    title: 'Templates',
    description: `${flows.length} ready-made flows for ${hosts.map(({ name }) => name).join(', ')}.`,
    section: 'templates',
    markdown: [
      intro,
      ...hosts.map(
        ({ id, name }) =>
          `## ${name}\n\n${table(
            ['Template', 'What it does'],
            of(id).map((flow) => [`[${flow.title}](/${flowPath(flow)})`, flow.description]),
          )}`,
      ),
    ].join('\n\n'),
    html: [
      element('p', { class: 'lead' }, escapeHtml(intro)),
      ...hosts.map(({ id, name }) =>
        element(
          'section',
          { 'aria-labelledby': `of-${id}` },
          element('h2', { id: `of-${id}` }, `${name} `, element('span', { class: 'count' }, String(of(id).length))),
          element('ul', { class: 'cards' }, ...of(id).map(cardOf)),
        ),
      ),
    ].join(''),
  };
}

const cardOf = (flow: Flow): string =>
  element(
    'li',
    { class: 'card' },
    element('h3', {}, element('a', { href: `/${flowPath(flow)}` }, escapeHtml(flow.title))),
    element('p', {}, escapeHtml(flow.description)),
    element('p', { class: 'apps' }, escapeHtml([...new Set(flow.steps.map(({ app }) => app))].join(' · '))),
  );

function pageOf(flow: Flow): Page {
  const { host, title, description, steps, notes, importing, file } = flow;
  const { name } = hostOf(host);
  const stepList = steps.map(({ app, title: step }, at) => `${at + 1}. ${app}: ${step}`).join('\n');
  const download = `[Download ${file.name}](/${downloadPath(flow)})`;
  const source = `## Source\n\n${fenced(file.language, file.text)}`;
  const body = [`## Import\n\n${importing}`, notes].filter((part) => part !== '').join('\n\n');
  return {
    path: flowPath(flow),
    title,
    description,
    section: 'templates',
    group: name,
    markdown: [description, download, `## Steps\n\n${stepList}`, body, source].join('\n\n'),
    html: [
      element('p', { class: 'lead' }, escapeHtml(description)),
      element(
        'p',
        { class: 'actions' },
        element(
          'a',
          { class: 'button primary', href: `/${downloadPath(flow)}`, download: true },
          `Download ${escapeHtml(file.name)}`,
        ),
      ),
      pictureOf(flow),
      renderMarkdown(body).html,
      element('details', {}, element('summary', {}, 'Source'), renderMarkdown(fenced(file.language, file.text)).html),
    ].join(''),
    searchText: `${description} ${name} ${steps.map(({ app, title: step }) => `${app} ${step}`).join(' ')} ${notes}`,
  };
}

function pictureOf({ host, title, canvas, steps }: Flow): string {
  if (canvas === undefined)
    return element('figure', { class: 'flow-figure', 'aria-label': 'Steps' }, flowPicture(steps));
  const path = `/assets/${canvas.name}`;
  const { width, height } = pngSize(canvas.content());
  return element(
    'figure',
    { class: 'canvas' },
    element(
      'a',
      { href: path },
      voidElement('img', { src: path, alt: `${title}: the canvas in ${hostOf(host).name}`, width, height }),
    ),
    element('figcaption', {}, `The canvas in the ${hostOf(host).name} editor. Select it to enlarge.`),
  );
}
