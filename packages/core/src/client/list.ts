import { ProtocolError } from '../errors.ts';
import type { TranscriptListItem, TranscriptPage } from '../model.ts';
import { isVendorApi } from '../regions.ts';
import { withList } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, ListQuery } from './types.ts';

const PATH = '/v2/transcript';

export function listPage(
  transport: Transport,
  query: ListQuery = {},
  options?: CallOptions,
  path = PATH,
): Promise<TranscriptPage> {
  return transport.json<TranscriptPage>(
    { operation: 'transcripts.list', method: 'GET', path, query: { ...query }, repeat: 'freely' },
    options,
    withList('transcripts'),
  );
}

/**
 * Every transcript, newest first, following the link to the older page.
 *
 * @throws ProtocolError when the link leads to a foreign host or round in a circle.
 *   Contract: `rest.md` section 7 and C-12, `rest-supplement.md` section 2.
 */
export async function* listAll(
  transport: Transport,
  query: ListQuery = {},
  options?: CallOptions,
): AsyncGenerator<TranscriptListItem> {
  const seen = new Set<string>();
  let page = await listPage(transport, query, options);
  for (;;) {
    yield* page.transcripts;
    const older = page.page_details?.prev_url;
    if (typeof older !== 'string' || older === '') return;
    const path = ownPath(transport, older);
    if (seen.has(path)) throw new ProtocolError('The list of transcripts leads back to a page it came from.');
    seen.add(path);
    page = await listPage(transport, {}, options, path);
  }
}

/**
 * The link as a path on our own host. The vendor's links carry the US host whatever the region, and a proxy's
 * own address is not in them; so a link to one of the vendor's hosts lends only its query.
 */
function ownPath({ hosts }: Transport, link: string): string {
  const own = new URL(hosts.api);
  const url = new URL(link, own);
  if (url.origin !== own.origin && !isVendorApi(url.href)) {
    throw new ProtocolError(`The list of transcripts leads to another host (${url.host}); it is not followed.`);
  }
  return `${PATH}${url.search}`;
}
