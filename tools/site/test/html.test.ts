import { describe, expect, it } from 'vitest';
import { element, escapeHtml, voidElement } from '../html/html.ts';
import { relativeHtml, relativeMarkdown, rootOf } from '../html/links.ts';
import { headingId, renderMarkdown } from '../html/markdown.ts';

describe('HTML', () => {
  it('contains text as text', () => {
    expect(escapeHtml('<b a="1">&')).toBe('&lt;b a=&quot;1&quot;&gt;&amp;');
    expect(element('a', { href: '"x"', hidden: false, download: true, title: undefined }, 'y')).toBe(
      '<a href="&quot;x&quot;" download>y</a>',
    );
    expect(voidElement('img', { alt: '' })).toBe('<img alt="">');
  });
});

describe('Links', () => {
  it('lead from any depth to the file of a page', () => {
    expect(rootOf('index')).toBe('./');
    expect(relativeHtml('<a href="/docs/waiting#in-code">', 'templates/n8n/a')).toBe(
      '<a href="../../docs/waiting.html#in-code">',
    );
    expect(relativeHtml('<img src="/assets/a.png"><a href="/">', 'index')).toBe(
      '<img src="./assets/a.png"><a href="./index.html">',
    );
  });

  it('to other sites and to headings stay', () => {
    const html = '<a href="https://example.com/a"> <a href="#b">';
    expect(relativeHtml(html, 'docs/a')).toBe(html);
  });

  it('of Markdown lead to Markdown', () => {
    expect(relativeMarkdown('[a](/docs/waiting#b) ![c](/assets/c.png) [d](https://e.f)', 'docs/x')).toBe(
      '[a](../docs/waiting.md#b) ![c](../assets/c.png) [d](https://e.f)',
    );
  });
});

describe('Markdown', () => {
  it('becomes HTML in which other HTML is text', () => {
    expect(renderMarkdown('A <script>alert(1)</script>.').html).not.toContain('<script>');
  });

  it('has headings with IDs like on GitHub, also for equal headings', () => {
    const { headings, html } = renderMarkdown('## Retry `On` Fail?\n\n## Same\n\n## Same');
    expect(headings.map(({ id }) => id)).toEqual(['retry-on-fail', 'same', 'same-1']);
    expect(html).toContain('<h2 id="same-1">');
    expect(headingId('Naïve & new')).toBe('naïve--new');
  });

  it('has tables and code that can be scrolled with the keyboard, with different names', () => {
    const { html } = renderMarkdown('| a |\n| - |\n| b |\n\n| c |\n| - |\n| d |\n\n```ts\nlet x = 1;\n```');
    expect(html.match(/tabindex="0"/g)).toHaveLength(3);
    expect(html.match(/<\/table><\/div>/g)).toHaveLength(2);
    expect(html).toContain('aria-label="Table 1"');
    expect(html).toContain('aria-label="Table 2"');
    expect(html).toContain('hljs-keyword');
  });

  it('leaves out comments, but not those in code', () => {
    expect(renderMarkdown('<!-- written by a program -->\n\ntext\n\n    <!-- code -->').html).toMatch(
      /^<p>text<\/p>\n<pre.*code/s,
    );
  });
});
