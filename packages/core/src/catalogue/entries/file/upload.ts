import { BadInputError } from '../../../errors.ts';
import { media } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { uploadSample } from '../../samples/parts.ts';

export const uploadFile = operation({
  id: 'upload_file',
  resource: 'file',
  prominence: 'rare',
  label: 'Upload File',
  action: 'Upload a file',
  help: 'Uploads an audio or video file and returns a URL that works only for transcription.',
  params: {
    file: media({
      label: 'File',
      help: 'Audio or video file, up to 2.2 GB.',
      required: true,
      fileOnly: true,
      source: 'rest.md 3',
    }),
  },
  effect: 'write',
  reads: 'nothing',
  async run({ client, input: { file }, signal, onProgress }) {
    if (file instanceof URL || (typeof file === 'string' && /^https?:/i.test(file))) {
      throw new BadInputError('File is already a link, so no upload is needed.', {
        field: 'file',
        hint: 'Use the link in Transcribe Audio.',
      });
    }
    return { upload_url: await client.files.urlOf(file, { signal, onProgress }) };
  },
  output: [{ key: 'upload_url', label: 'Upload URL', type: 'url' }],
  example: {
    input: { file: KNOWN.file },
    exchange: [{ method: 'POST', path: '/v2/upload', body: KNOWN.file, answer: uploadSample }],
  },
  source: 'rest.md 3',
});
