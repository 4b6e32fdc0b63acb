import { ProtocolError } from '../errors.ts';
import type { TranscriptListItem, TranscriptPage } from '../model.ts';
import { isVendorApi, originOf, urlOf } from '../regions.ts';
import { withList } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, ListQuery } from './types.ts';

const PATH = '/v2/transcript';

/** Characters that a link to an older page has at most. */
const LONGEST_LINK = 8192;

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

/** Pages without a transcript, one after the other, that are taken for an older page that is to come. */
const MOST_EMPTY = 10;

/**
 * Every transcript, newest first, following the link to the older page.
 *
 * @throws ProtocolError when the link leads to a foreign host, round in a circle, or to nothing but empty pages.
 *   Contract: `rest.md` section 7 and C-12, `rest-supplement.md` section 2.
 */
export async function* listAll(
  transport: Transport,
  query: ListQuery = {},
  options?: CallOptions,
): AsyncGenerator<TranscriptListItem> {
  const seen = new Set<string>();
  const isNew = (mark: string): boolean => !seen.has(mark) && seen.add(mark).size > 0;
  let page = await listPage(transport, query, options);
  for (let empty = 0; ;) {
    const { transcripts, page_details } = page;
    empty = transcripts.length === 0 ? empty + 1 : 0;
    if (empty > MOST_EMPTY || !(empty > 0 || isNew(String(transcripts[0]?.id)))) throw circle();
    yield* transcripts;
    const older = page_details?.prev_url;
    if (typeof older !== 'string' || older === '') return;
    const path = ownPath(transport, older);
    if (!isNew(path)) throw circle();
    page = await listPage(transport, {}, options, path);
  }
}

const circle = (): ProtocolError => new ProtocolError('The list of transcripts goes in a circle.');

/**
 * The link as a path on our own host. The vendor's links carry the US host whatever the region, and a proxy's
 * own address is not in them; so a link to one of the vendor's hosts lends only its query.
 */
function ownPath({ hosts }: Transport, link: string): string {
  const url = link.length < LONGEST_LINK ? urlOf(link, hosts.api) : undefined;
  if (url !== undefined && (url.origin === originOf(hosts.api) || isVendorApi(url.href))) return PATH + url.search;
  throw new ProtocolError(`The list of transcripts leads to another host (${link.slice(0, 80)}).`);
}
