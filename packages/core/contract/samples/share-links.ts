import { normalizeSourceUrl } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Converts share links to direct links. Source: `cookbooks.md` C10 and C11. */
export default function run({ print }: SampleContext): void {
  print(normalizeSourceUrl('https://drive.google.com/file/d/1AbC/view?usp=sharing'));
  print(normalizeSourceUrl('https://github.com/someone/talks/blob/main/talk.mp3'));
}
