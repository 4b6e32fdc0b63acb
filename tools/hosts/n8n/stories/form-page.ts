import type { Host } from '../real/host.ts';
import { until } from '../real/until.ts';

/** A file that the last page of a form sent to the browser. */
export interface GivenFile {
  readonly fileName: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface LastPage {
  readonly html: string;
  readonly files: readonly GivenFile[];
}

/**
 * Submits a form as the browser does, waits on its page, and reads the last page.
 *
 * @param answers by the order of the fields; a list for a field with several choices
 */
export async function fillIn(
  host: Host,
  webhookId: string,
  answers: readonly (string | readonly string[] | File)[],
): Promise<LastPage> {
  const body = new FormData();
  for (const [index, answer] of answers.entries()) {
    const isPlain = typeof answer === 'string' || answer instanceof File;
    body.append(`field-${index}`, isPlain ? answer : JSON.stringify(answer));
  }
  const sent = await fetch(`${host.url}form/${webhookId}`, { method: 'POST', body });
  const { formWaitingUrl } = (await sent.json()) as { readonly formWaitingUrl: string };
  const page = new URL(formWaitingUrl);
  const status = new URL(page);
  status.pathname += '/n8n-execution-status';
  const reached = await until(
    async () => {
      const word = (await (await fetch(status)).text()).trim();
      return word === 'waiting' || word === 'running' || word === 'new' ? undefined : word;
    },
    { limitMs: 60_000, late: () => 'The form did not reach its last page.' },
  );
  if (reached !== 'form-waiting') throw new Error(`The form ended with ${reached}.`);
  const html = await (await fetch(page)).text();
  await fetch(page, { method: 'POST' });
  return { html, files: filesIn(html) };
}

interface Given {
  readonly fileName: string;
  readonly type: string;
  readonly data: string | { readonly data: readonly number[] };
}

function filesIn(html: string): readonly GivenFile[] {
  const [, encoded] = /const binaries = "([^"]+)"/.exec(html) ?? [];
  if (encoded === undefined) return [];
  return (JSON.parse(decodeURIComponent(encoded)) as readonly Given[]).map(({ fileName, type, data }) => ({
    fileName,
    type,
    content: typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data.data),
  }));
}
