import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { FORMATS } from '@aai-connectors/core';
import { recordingPath } from '@aai-connectors/stand-in';
import type { Page } from 'playwright-core';
import type { Gallery } from '../server/gallery.ts';
import { SPOKEN, wordsIn } from './spoken.ts';
import type { Story } from './story.ts';

/** Transcribes the bundled call, plays, searches, renames a speaker, and saves all formats. */
export const tryItStory: Story = {
  name: 'transcribes the bundled call and saves it in all formats',
  async run({ open, gallery }, report) {
    const page = await open('try-it.html');
    await page.getByText('The local stand-in').waitFor();
    await page.getByRole('button', { name: 'Use the bundled call' }).click();
    await page.getByRole('heading', { name: 'dialogue.wav' }).waitFor();
    const shown = wordsIn((await page.locator('.word').allTextContents()).join(' '));
    assert.deepEqual(shown, SPOKEN);
    report(`transcribed: ${shown.length} of ${SPOKEN.length} words, in their order`);

    const lit = await litWordAt(page, 5);
    const [expected] = await wordSpokenAt(gallery, 5_000);
    assert.equal(lit, expected);
    report(`at 5 s the word "${lit}" is lit`);

    await page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.play());
    await page.waitForFunction((before) => document.querySelector('.word[aria-current]')?.textContent !== before, lit);
    await page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.pause());
    report('while it plays, the next word is lit');

    await page.getByPlaceholder('Search in the transcript').fill('refund');
    await page.locator('.word.found').first().waitFor();
    assert.equal(await page.locator('.word.found').count(), SPOKEN.filter((word) => word === 'refund').length);
    report(`"refund" is found ${await page.locator('.word.found').count()} times`);

    const word = page.locator('.word');
    await word.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.word')[2]?.getAttribute('aria-current') === 'true');
    report(`the arrow keys move to "${await word.nth(2).textContent()}", and Enter plays from there`);

    await page.getByLabel('Name of speaker A').fill('Agent');
    assert.equal(await page.locator('.transcript .turn-name', { hasText: 'Agent' }).count(), 3);
    report('speaker A has a new name in three turns');

    const sizes: string[] = [];
    for (const { id, extension } of FORMATS) {
      const text = await save(page, id);
      if (id !== 'plain' && id !== 'chapters' && id !== 'json') assert.match(text, /Agent/, id);
      assert.ok(text.length > 10, `${id} is empty`);
      sizes.push(`.${extension} ${text.length}`);
    }
    report(`saved: ${sizes.join(', ')} characters`);
    await page.context().close();
  },
};

/** Uploads by a choice and by a drop, and explains a recording that the stand-in does not know. */
export const uploadStory: Story = {
  name: 'takes a chosen and a dropped file, and explains a failure',
  async run({ open }, report) {
    const page = await open('try-it.html');
    await page.getByText('The local stand-in').waitFor();
    await page.locator('input[type=file]').setInputFiles(recordingPath('jfk.wav'));
    await page.getByRole('heading', { name: 'jfk.wav' }).waitFor();
    const text = (await page.locator('.word').allTextContents()).join(' ');
    assert.match(text, /^And so,? my fellow Americans/);
    report(`chosen file: "${text.slice(0, 40)}…"`);

    await drop(page, 'noise.wav', (await readFile(recordingPath('dialogue.wav'))).subarray(0, 64_000));
    const failure = await page.locator('.failure').textContent();
    assert.match(failure ?? '', /noise\.wav was not transcribed\. .+/);
    report(`dropped file: ${failure}`);
    await page.context().close();
  },
};

/** A copy of the site on a web server without the API shows the bundled call. */
export const staticStory: Story = {
  name: 'shows the bundled call where no local server runs',
  async run({ open }, report) {
    const page = await open('index.html');
    await page.route('**/api/**', (route) =>
      route.fulfill({ status: 404, contentType: 'text/html', body: 'Not found' }),
    );
    await page.getByRole('link', { name: 'Try it' }).first().click();
    await page.getByText('This copy of the site has no local server.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Choose a file' }).isDisabled(), true);
    await page.getByRole('button', { name: 'Use the bundled call' }).click();
    await page.getByRole('heading', { name: 'dialogue.wav' }).waitFor();
    const shown = wordsIn((await page.locator('.word').allTextContents()).join(' '));
    assert.deepEqual(shown, SPOKEN);
    report(`without a server: ${shown.length} words, and uploads are off`);
    await page.context().close();
  },
};

const litWordAt = (page: Page, second: number): Promise<string | null> =>
  page.locator('audio').evaluate(async (audio: HTMLAudioElement, time) => {
    const seeked = new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }));
    audio.currentTime = time;
    await seeked;
    return document.querySelector('.word[aria-current]')!.textContent;
  }, second);

/** The word of the newest transcript that is spoken at a time, from the API. */
async function wordSpokenAt({ desk }: Gallery, ms: number): Promise<readonly [text: string, start: number]> {
  const { client } = desk.current();
  const [newest] = (await client.transcripts.list({ limit: 1 })).transcripts;
  const { words } = await client.transcripts.get(newest!.id);
  const spoken = words!.findLast(({ start }) => start <= ms)!;
  return [spoken.text, spoken.start];
}

async function save(page: Page, id: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`.download[data-format="${id}"]`).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0));
      data.items.add(new File([content], fileName!, { type: 'audio/wav' }));
      return data;
    },
    [name, Buffer.from(bytes).toString('base64')],
  );
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer });
}
