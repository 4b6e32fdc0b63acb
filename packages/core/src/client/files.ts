import type { Media } from '../media.ts';
import type { UploadedFile } from '../model.ts';
import { withText } from './shapes.ts';
import { audioLink, isLink } from './source.ts';
import type { Transport } from './transport.ts';
import type { RestClient, UploadOptions } from './types.ts';
import { prepareUpload } from './upload.ts';

/** Milliseconds without progress after which an upload fails. */
const STALLED_MS = 120_000;

export function createFiles(transport: Transport): RestClient['files'] {
  const upload: RestClient['files']['upload'] = async (audio, options = {}) => {
    const prepared = await prepareUpload(audio, options.size, options.onProgress).catch((thrown: unknown) => {
      throw transport.redactor.error(thrown);
    });
    try {
      // Uploads are not billed and unused ones are deleted, so a repeated upload does no harm.
      const uploaded = await transport.json<UploadedFile>(
        {
          operation: 'files.upload',
          method: 'POST',
          path: '/v2/upload',
          upload: prepared,
          repeat: 'freely',
          timeoutMs: STALLED_MS,
        },
        options,
        withText('upload_url'),
      );
      prepared.arrived();
      return uploaded;
    } finally {
      await prepared.close();
    }
  };

  return {
    upload,
    async urlOf(source: Media, options: UploadOptions = {}) {
      if (isLink(source)) return audioLink(source);
      return (await upload(source, options)).upload_url;
    },
  };
}
