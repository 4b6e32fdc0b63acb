import assert from 'node:assert/strict';
import { seriousIn, type Violation, violationsOf } from './axe.ts';
import type { Story } from './story.ts';

/** One page of each kind. */
export const KINDS: readonly string[] = [
  'index.html',
  'try-it.html',
  'forms.html',
  'forms/transcribe.html',
  'templates.html',
  'templates/n8n/meeting-notes.html',
  'templates/activepieces/summary-to-slack.html',
  'docs.html',
  'docs/waiting.html',
  'docs/reference/core.html',
];

/** Pages that together have every color of the styles. */
export const COLORFUL: readonly string[] = [
  'index.html',
  'try-it.html',
  'forms/transcribe.html',
  'templates/activepieces/summary-to-slack.html',
  'docs/waiting.html',
];

/** Width of a small phone, CSS pixels. */
const PHONE = 360;

export const axeStory = (scheme: 'light' | 'dark', paths: readonly string[] = KINDS): Story => ({
  name: `has no serious accessibility finding in ${scheme}`,
  async run({ open, gallery }, report) {
    const found: (Violation & { readonly path: string })[] = [];
    const page = await open('index.html', { scheme });
    for (const path of paths) {
      await page.goto(`${gallery.url}/${path}`);
      if (path === 'try-it.html') {
        await page.getByRole('button', { name: 'Use the bundled call' }).click();
        await page.getByRole('heading', { name: 'dialogue.wav' }).waitFor();
      }
      found.push(...(await violationsOf(page)).map((violation) => ({ path, ...violation })));
    }
    await page.context().close();
    assert.deepEqual(seriousIn(found), []);
    report(`${paths.length} pages in ${scheme}: 0 serious, ${found.length} minor findings`);
    for (const { path, id, example } of found) report(`minor: ${path}: ${id}, such as ${example}`);
  },
});

export const phoneStory: Story = {
  name: 'fits on a small phone',
  async run({ open, gallery }, report) {
    const wide: string[] = [];
    const page = await open('index.html', { width: PHONE, height: 740 });
    for (const path of KINDS) {
      await page.goto(`${gallery.url}/${path}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > PHONE) wide.push(`${path}: ${width} px`);
    }
    await page.context().close();
    assert.deepEqual(wide, []);
    report(`${KINDS.length} pages at ${PHONE} px: none is wider`);
  },
};

export const keyboardStory: Story = {
  name: 'can be used with the keyboard',
  async run({ open }, report) {
    const page = await open('docs/waiting.html');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
    await page.keyboard.press('/');
    await page.keyboard.type('redact');
    await page.locator('#search-results a').first().waitFor();
    const count = await page.locator('#search-count').textContent();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('/docs/waiting.html'));
    assert.match((await page.locator('main').textContent()) ?? '', /redact/i);
    report(`the slash searches: ${count}, and Enter opens "${await page.title()}"`);
    await page.getByRole('button', { name: 'Switch between light and dark' }).focus();
    await page.keyboard.press('Enter');
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.reload();
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
    assert.notEqual(dark, 'rgb(255, 255, 255)');
    report('the theme stays after a reload');
    await page.context().close();
  },
};
