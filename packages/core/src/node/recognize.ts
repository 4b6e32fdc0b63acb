import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Recognize, recognizeAudio } from '../batch/source.ts';
import { resolveSource } from './files.ts';

/**
 * What is known of audio in a Node program, for batches: a file is recognized by its full path, its size and the time of
 * its last change, so that another version of it is another recording.
 */
export const recognizeSource: Recognize = (audio) => {
  const known = recognizeAudio(audio);
  return {
    // A path is shown as it is given.
    name: known.name,
    async open() {
      const opened = await resolveSource(audio);
      if (typeof opened !== 'object' || !('path' in opened) || typeof opened.path !== 'string') return known.open();
      const path = resolve(opened.path);
      const { size, mtimeMs } = await stat(path);
      return { audio: opened, key: `file:${path}:${size}:${mtimeMs}` };
    },
  };
};
