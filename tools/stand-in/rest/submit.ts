import { brokenRule } from '../contract/rules.ts';
import type { TranscriptRequest } from '../contract/transcript-request.ts';
import { type Handler, ok, Refusal } from '../http.ts';
import { present } from '../jobs/present.ts';
import type { Service } from '../service.ts';

/** `POST /v2/transcript`. Contract: `rest.md` section 4. */
export const submit =
  ({ contract, settings, jobs, uploads, url }: Service): Handler =>
  async (call) => {
    const body = await call.json();
    const complaint = contract.schema('rest', 'TranscriptParams', body)[0];
    if (complaint !== undefined) throw new Refusal(400, complaint);
    const request = body as TranscriptRequest;
    const broken = brokenRule(request, settings);
    if (broken !== undefined) throw new Refusal(400, broken);

    const uploadId = request.audio_url.startsWith(`${url()}/upload/`) ? request.audio_url.split('/').at(-1)! : '';
    const upload = uploads.find(uploadId);
    if (upload !== undefined && upload.key !== call.key) throw new Refusal(403, 'Cannot access uploaded file');
    return ok(present(jobs.submit(call.key, request, call.webhookFault)));
  };
