/**
 * Takes the pictures for the READMEs: the gallery, a flow with its form in Zapier and Activepieces, and a program with
 * LangChain.js.
 *
 *   npx nx pictures site
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withPalette } from '@aai-connectors/host-n8n/png';
import type { Page } from 'playwright-core';
import { pathIn } from '../content/repository.ts';
import { openStage, type Stage } from './stage.ts';
import { terminalPage } from './terminal.ts';

interface Picture {
  /** From the root of the repository. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** Opens the page and brings it into the state to show. */
  readonly show: (stage: Stage, size: { readonly width: number; readonly height: number }) => Promise<Page>;
}

/** Seconds from the start of the bundled call to the picture. */
const LIT_AT = 10.2;

const PICTURES: readonly Picture[] = [
  { file: 'tools/site/pictures/try-it.png', width: 1180, height: 760, show: showTranscript },
  { file: 'packages/zapier-app/docs/editor.png', width: 1120, height: 640, show: editor('zapier') },
  { file: 'packages/activepieces-piece/docs/editor.png', width: 1120, height: 640, show: editor('activepieces') },
  { file: 'packages/langchain-loader/docs/example-rag.png', width: 860, height: 318, show: showProgram },
];

async function showTranscript(stage: Stage, size: { width: number; height: number }): Promise<Page> {
  const page = await stage.open('try-it.html', size);
  await page.getByRole('button', { name: 'Use the bundled call' }).click();
  await page.getByRole('heading', { name: 'dialogue.wav' }).waitFor();
  await page.getByLabel('Name of speaker A').fill('Agent');
  await page.getByLabel('Name of speaker B').fill('Customer');
  await page.locator('audio').evaluate(async (audio: HTMLAudioElement, seconds) => {
    const seeked = new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }));
    audio.currentTime = seconds;
    await seeked;
    const title = document.querySelector('#result-title')!;
    window.scrollTo(0, title.getBoundingClientRect().top + window.scrollY - 80);
    (document.activeElement as HTMLElement | null)?.blur();
  }, LIT_AT);
  return page;
}

/** Templates whose steps stand beside the form. */
const FLOWS = {
  zapier: 'send-summaries-of-new-zoom-recordings-to-slack',
  activepieces: 'summary-to-slack',
} as const;

/** The steps of a template on the left, and the form of its step on the right, as in the editors of both hosts. */
function editor(host: keyof typeof FLOWS): Picture['show'] {
  return async (stage, size) => {
    const forms = await stage.open('forms/transcribe.html', size);
    const form = await forms.locator(`[data-host=${host}] .form`).evaluate((element) => element.outerHTML);
    await forms.context().close();
    const page = await stage.open(`templates/${host}/${FLOWS[host]}.html`, size);
    const flow = await page.locator('.flow').evaluate((element) => element.outerHTML);
    await page.evaluate(
      ([left, right]) => {
        const styles = document.createElement('link');
        styles.rel = 'stylesheet';
        styles.href = `${document.documentElement.dataset['root'] ?? ''}assets/forms.css`;
        document.head.append(styles);
        document.body.innerHTML = `<main style="display: grid; grid-template-columns: 1fr 1fr; gap: 3rem; align-items: start; height: 100vh; padding: 2rem 3rem 0; overflow: hidden; background: var(--soft)"><div style="padding-top: 8rem">${left}</div><div>${right}</div></main>`;
        return new Promise((resolve) => styles.addEventListener('load', resolve));
      },
      [flow, form],
    );
    return page;
  };
}

async function showProgram(stage: Stage, size: { width: number; height: number }): Promise<Page> {
  const page = await stage.open('index.html', size);
  await page.setContent(terminalPage('npm run -s example:rag', 'tools/examples/rag/main.ts'));
  return page;
}

const stage = await openStage();
try {
  for (const { file, width, height, show } of PICTURES) {
    const page = await show(stage, { width, height });
    const picture = withPalette(await page.screenshot({ caret: 'hide' }));
    await mkdir(dirname(pathIn(file)), { recursive: true });
    await writeFile(pathIn(file), picture);
    process.stdout.write(`${file}: ${picture.length} bytes\n`);
    await page.context().close();
  }
} finally {
  await stage.close();
}
