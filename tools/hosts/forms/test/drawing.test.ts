import { describe, expect, it } from 'vitest';
import { formPage, formView } from '../drawing/index.ts';
import { field, formOf } from './made-up.ts';

const form = (host: 'n8n' | 'zapier' | 'activepieces'): ReturnType<typeof formOf> =>
  formOf(host, [
    field('a', { label: 'Audio <URL>', required: true, help: 'See [the docs](https://example.com/a?b&c).' }),
    field('b', { label: 'Model', control: 'choice', start: 'x', options: [{ value: 'x', label: 'The X' }] }),
    field('c', { label: 'Settings of B', control: 'dynamic' }),
    field('d', { label: 'People', control: 'rows', columns: [field('e', { label: 'Person' })] }),
  ]);

describe.each(['n8n', 'zapier', 'activepieces'] as const)('A drawn form of %s', (host) => {
  const html = formView(form(host));

  it('shows labels and help as text, with links', () => {
    expect(html).toContain('Audio &lt;URL&gt;');
    expect(html).toContain('<a href="https://example.com/a?b&amp;c">the docs</a>');
  });

  it('marks what is required, and nothing else', () => {
    const body = html.slice(html.indexOf('Audio &lt;URL&gt;'));
    expect(body.split('class="required"')).toHaveLength(2);
  });

  it('shows the label of the choice that it starts with', () => {
    expect(html).toContain('The X');
  });

  it('shows the columns of rows', () => {
    expect(html).toContain('Person');
  });

  it('loads nothing', () => {
    expect(formPage(form(host))).not.toMatch(/<(script|link|img)|@import|url\(/);
  });
});

describe('The drawing', () => {
  it('leaves out what is not a separate field in Activepieces', () => {
    expect(formView(form('activepieces'))).not.toContain('Settings of B');
  });

  it('has headings in Zapier where there is more than one', () => {
    const grouped = formOf('zapier', [field('a', { heading: 'Main' }), field('b', { heading: 'More' })]);
    expect(formView(grouped).match(/class="heading">(Main|More)/g)).toHaveLength(2);
    expect(formView(formOf('zapier', [field('a', { heading: 'Main' })]))).not.toContain('class="heading"');
  });

  it('shows the address of the flow where a notice of Activepieces asks for it', () => {
    const help = 'Copy this:\n\n```text\n{{webhookUrl}}\n```';
    const notice = formOf('activepieces', [field('about', { control: 'notice', help })]);
    expect(formView(notice)).toMatch(/<p>Copy this:<\/p><pre>https:\/\/[^<]+<\/pre>/);
  });

  it('shows a closed collection of n8n with what opens it', () => {
    const door = formOf('n8n', [field('options', { label: 'Options', control: 'door', placeholder: 'Add Option' })]);
    expect(formView(door)).toMatch(/Options.*No properties.*Add Option/);
  });

  it('shows all arguments of a tool, the required ones first, with their types', () => {
    const tool = formOf('langchain', [
      field('words', { control: 'list', required: false }),
      field('kind', { control: 'choice', required: true, options: [{ value: 'a', label: 'A' }] }),
    ]);
    expect(formView(tool)).toMatch(/kind.*&quot;a&quot;<.*words.*string\[\], optional/);
  });
});
