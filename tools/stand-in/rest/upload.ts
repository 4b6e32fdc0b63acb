import { type Handler, ok } from '../http.ts';
import type { Service } from '../service.ts';

/** `POST /v2/upload`. The content type is not looked at: the documentation's own samples disagree on it. */
export const upload =
  ({ uploads, url }: Service): Handler =>
  async ({ key, body, headers }) => {
    const length = headers['content-length'];
    const { id } = await uploads.receive(key, body, length === undefined ? undefined : Number(length));
    return ok({ upload_url: `${url()}/upload/${id}` });
  };
