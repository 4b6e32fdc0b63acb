import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { ACCOUNT_KEY } from './stage.ts';
import type { Story } from './story.ts';

/** A key is checked, used, and removed. The page stores it nowhere, and a wrong key changes nothing. */
export const keyStory: Story = {
  name: 'uses an API key without storing it in the browser',
  async run({ open, account }, report) {
    const page = await open('try-it.html');
    await page.getByText('Use your API key').click();
    await enter(page, 'a-wrong-key-12345');
    const problem = page.locator('.key-form .problem');
    await problem.filter({ hasText: /./ }).waitFor();
    const message = (await problem.textContent()) ?? '';
    assert.doesNotMatch(message, /a-wrong-key/);
    await page.getByText('The local stand-in').waitFor();
    report(`a wrong key: ${message}`);

    await page.getByLabel('Region').selectOption('EU');
    await enter(page, ACCOUNT_KEY);
    await page.getByText('AssemblyAI (EU)').waitFor();
    await page.getByRole('button', { name: 'Use the bundled call' }).click();
    await page.getByRole('heading', { name: 'dialogue.wav' }).waitFor();
    const jobs = account.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript');
    assert.equal(jobs.length, 1);
    report('the right key: its account transcribed the bundled call');

    const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    assert.deepEqual(stored, [0, 0, '']);
    assert.equal((await page.content()).includes(ACCOUNT_KEY), false);
    await page.getByRole('button', { name: 'Remove key' }).click();
    await page.getByText('The local stand-in').waitFor();
    report('the page does not contain the key, the browser stores nothing, and the key can be removed');
    await page.context().close();
  },
};

async function enter(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Use key' }).click();
}
