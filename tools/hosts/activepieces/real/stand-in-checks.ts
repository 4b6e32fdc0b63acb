import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** Schemas of the requests that a server accepts, taken from requests that worked. */

const text = z.string().min(1);
const record = z.record(z.string(), z.unknown());
const settings = z.record(z.string(), z.object({ type: z.enum(['MANUAL', 'DYNAMIC']) }));
const toggle = z.object({ value: z.boolean() });

const piece = { pieceName: text, pieceVersion: text, propertySettings: settings, input: record };

const step = {
  name: z.string().regex(/^step_\d+$/),
  displayName: text,
  valid: z.literal(true),
  skip: z.boolean(),
  lastUpdatedDate: z.iso.datetime(),
  nextAction: z.lazy((): z.ZodType => action).optional(),
};

const action: z.ZodType = z.discriminatedUnion('type', [
  z.object({
    ...step,
    type: z.literal('PIECE'),
    settings: z.object({
      ...piece,
      actionName: text,
      errorHandlingOptions: z.object({ continueOnFailure: toggle, retryOnFailure: toggle }),
    }),
  }),
  z.object({
    ...step,
    type: z.literal('LOOP_ON_ITEMS'),
    settings: z.object({ items: text }),
    firstLoopAction: z.lazy((): z.ZodType => action).optional(),
  }),
]);

const flow = z.object({
  displayName: text,
  schemaVersion: z.string().nullable(),
  notes: z.array(z.unknown()),
  trigger: z.object({
    name: z.literal('trigger'),
    displayName: text,
    valid: z.literal(true),
    lastUpdatedDate: z.iso.datetime(),
    type: z.literal('PIECE_TRIGGER'),
    settings: z.object({ ...piece, triggerName: text }),
    nextAction: action.optional(),
  }),
});

export const SIGN_IN = z.strictObject({ email: text, password: text });
export const NEW_FLOW = z.object({ displayName: text, projectId: text });
export const CHANGE = z.discriminatedUnion('type', [
  z.object({ type: z.literal('IMPORT_FLOW'), request: flow }),
  z.object({ type: z.literal('LOCK_AND_PUBLISH'), request: z.object({}) }),
  z.object({ type: z.literal('CHANGE_STATUS'), request: z.object({ status: z.enum(['ENABLED', 'DISABLED']) }) }),
]);
export const RETRY = z.object({ projectId: text, strategy: z.enum(['FROM_FAILED_STEP', 'ON_LATEST_VERSION']) });
/** A call of a tool of the project's MCP server. */
export const TOOL_CALL = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.number(),
  method: z.literal('tools/call'),
  params: z.object({
    name: z.literal('ap_run_action'),
    arguments: z.object({ pieceName: text, actionName: text, connectionExternalId: text, input: record }),
  }),
});
export type ToolCall = z.infer<typeof TOOL_CALL>;
export const CONNECTION = z.object({
  externalId: text,
  displayName: text,
  pieceName: text,
  pieceVersion: text,
  projectId: text,
  type: z.literal('CUSTOM_AUTH'),
  value: z.object({ type: z.literal('CUSTOM_AUTH'), props: record }),
});

/** The fields of an uploaded form, with name and version from its archive. @throws Error if it has no archive */
export async function uploadIn(
  type: string,
  body: Buffer,
): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly name: string; readonly version: string }> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const { pieceArchive, ...fields } = Object.fromEntries(form) as Record<string, FormDataEntryValue>;
  if (!(pieceArchive instanceof Blob)) throw new Error('The form has no archive.');
  const folder = mkdtempSync(join(tmpdir(), 'upload-'));
  try {
    const file = join(folder, 'piece.tgz');
    writeFileSync(file, Buffer.from(await pieceArchive.arrayBuffer()));
    const manifest = execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' });
    const { name, version } = JSON.parse(manifest) as { readonly name: string; readonly version: string };
    return { fields: fields as Record<string, string>, name, version };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
