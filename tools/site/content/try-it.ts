import { FORMATS, transcriptParams } from '@aai-connectors/core';
import { MICROPHONE_WORKLET } from '@aai-connectors/core/streaming/microphone';
import { element } from '../html/html.ts';
import { SAMPLE } from '../shared/sample.ts';
import { OPTIONS, type TryItData } from '../shared/try-it-data.ts';
import { WORKLET_FILE } from '../shared/worklet.ts';
import type { Content } from './page.ts';
import type { Sample } from './sample.ts';

/** The page that transcribes recordings and live audio, with the bundled recording. */
export function tryItContent({ audio, transcript }: Sample): Content {
  const data: TryItData = {
    options: OPTIONS.map(({ key, isOn }) => {
      const { label, help } = transcriptParams[key];
      return { key, label, help, isOn };
    }),
  };
  return {
    pages: [
      {
        path: 'try-it',
        title: 'Try it',
        description: 'Transcribe the bundled call, your own recording, or your microphone, and download the result.',
        section: 'try-it',
        markdown: [
          'Run `npm run gallery` in a clone of the repository, and open this page in a browser. It transcribes the bundled call, your own recordings, and your microphone.',
          '',
          `Downloads: ${FORMATS.map(({ label }) => label).join(', ')}.`,
          '',
          'Without an API key, the local stand-in transcribes, and no request leaves your machine.',
        ].join('\n'),
        html: element(
          'div',
          { id: 'try-it', 'data-options': JSON.stringify(data) },
          element('p', { class: 'quiet' }, 'This page needs JavaScript.'),
        ),
        program: 'try-it',
      },
    ],
    assets: [
      { path: SAMPLE.audio, content: audio },
      { path: SAMPLE.transcript, content: JSON.stringify(transcript) },
      { path: WORKLET_FILE, content: MICROPHONE_WORKLET },
    ],
  };
}
