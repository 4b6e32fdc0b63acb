import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Recognize, recognizeAudio } from '../batch/source.ts';
import { resolveSource } from './files.ts';

/**
 * Recognizes audio of a batch in a Node program. A file is identified by its full path, size and modification time, so
 * a changed file counts as another recording.
 */
export const recognizeSource: Recognize = (audio) => {
  const known = recognizeAudio(audio);
  return {
    // A path is displayed as given.
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
