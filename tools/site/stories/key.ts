import assert from 'node:assert/strict';
import type { Story } from './story.ts';

/** A key that the service refuses leaves the stand-in in use, and stays nowhere in the page. */
export const keyStory: Story = {
  name: 'refuses a text that cannot be an API key, and stores none',
  async run({ open }, report) {
    const page = await open('try-it.html');
    await page.getByText('Use your API key').click();
    await page.getByLabel('API key', { exact: true }).fill('no key\nof anyone');
    await page.getByRole('button', { name: 'Use key' }).click();
    const problem = page.locator('.key-form .problem');
    await problem.filter({ hasText: /./ }).waitFor();
    const message = (await problem.textContent()) ?? '';
    assert.doesNotMatch(message, /of anyone/);
    report(`the page says: ${message}`);
    const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    assert.deepEqual(stored, [0, 0, '']);
    report('nothing is stored in the browser');
    await page.context().close();
  },
};
