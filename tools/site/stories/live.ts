import assert from 'node:assert/strict';
import { SCRIPT, SPOKEN, wordsIn } from './spoken.ts';
import type { Story } from './story.ts';

/**
 * Speaks the bundled call into the microphone of the browser.
 *
 * @param turns turns to wait for. A turn takes about four seconds.
 */
export const liveStory = (turns: number): Story => ({
  name: `transcribes ${turns === 1 ? 'a turn' : `${turns} turns`} from the microphone`,
  async run({ open }, report) {
    const page = await open('try-it.html');
    await page.getByText('The local stand-in').waitFor();
    await page.getByRole('tab', { name: 'Live' }).click();
    await page.getByRole('button', { name: 'Start the microphone' }).click();
    await page.getByText('Listening').waitFor();
    await page
      .locator('.live-turns .live-text')
      .nth(turns - 1)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('seconds of audio.').waitFor();
    const heard = wordsIn((await page.locator('.live-text').allTextContents()).slice(0, turns).join(' '));
    const expected = wordsIn(
      SCRIPT.utterances
        .slice(0, turns)
        .map(({ text }) => text)
        .join(' '),
    );
    assert.deepEqual(heard, turns === SCRIPT.utterances.length ? SPOKEN : expected);
    report(`microphone: ${heard.length} of ${expected.length} words`);
    report((await page.getByText('seconds of audio.').textContent()) ?? '');
    await page.context().close();
  },
});
