import { BadInputError } from '../errors.ts';

/** What is put into the query of a webhook URL; absent values are left out. */
export type WebhookMetadata = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The URL with `metadata` in its query. The vendor has no field for metadata but calls the URL as it is, so what is in
 * the query comes back with every delivery. What is in the query already stays untouched, to the letter: a host may
 * have signed it.
 *
 * @throws BadInputError (`webhook_url`) for what is no web address, or where the URL has another value for a name.
 *   Source: contract `webhooks.md` section 4.
 */
export function buildWebhookUrl(base: string | URL, metadata: WebhookMetadata = {}): string {
  const url = webAddress(base);
  const added = new URLSearchParams();
  for (const [name, value] of Object.entries(metadata)) {
    if (value === undefined || value === null) continue;
    const present = url.searchParams.getAll(name);
    if (present.length === 0) added.append(name, String(value));
    else if (present.some((text) => text !== String(value))) {
      throw refuse(`The webhook URL has another value for "${name}" already.`);
    }
  }
  const query = [url.search.slice(1), added.toString().replaceAll('+', '%20')].filter((part) => part !== '').join('&');
  url.search = query;
  return url.href;
}

function webAddress(base: string | URL): URL {
  const text = String(base).trim();
  if (!URL.canParse(text)) throw refuse('The webhook URL is not a link. A link starts with https://.');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw refuse(`A webhook URL must start with https://, not ${url.protocol}`);
  return url;
}

const refuse = (message: string): BadInputError => new BadInputError(message, { field: 'webhook_url' });
