import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startCallBridge, type CallBridge } from '@aai-connectors/core/node';
import { activateTrigger, type ActiveTrigger, type TriggerOptions } from '@aai-connectors/host-n8n/emulator';
import type { StandIn } from '@aai-connectors/stand-in';
import type { IDataObject } from 'n8n-workflow';
import { AssemblyAiLiveTrigger } from '../../nodes/AssemblyAiLiveTrigger/AssemblyAiLiveTrigger.node.ts';
import { pulses } from './pulses.mts';

interface Closable {
  close(): Promise<unknown>;
}

const open: Closable[] = [];

/** Closes what the test has opened, the last first. */
export async function closeAll(): Promise<void> {
  for (const one of open.splice(0).reverse()) await one.close();
}

export const opened = <T extends Closable>(one: T): T => (open.push(one), one);

export const credential = (standIn: StandIn, apiKey = standIn.keys[0]!): IDataObject => ({
  apiKey,
  region: 'us',
  baseUrl: standIn.url,
});

export const activate = async (
  standIn: StandIn,
  parameters: IDataObject,
  more: Partial<TriggerOptions> = {},
): Promise<ActiveTrigger> =>
  opened(await activateTrigger(new AssemblyAiLiveTrigger(), { parameters, credential: credential(standIn), ...more }));

export const bridge = async (options: Parameters<typeof startCallBridge>[0] = {}): Promise<CallBridge> =>
  opened(await startCallBridge(options));

/** Waits until `holds` is true. @throws after 8 seconds, with what there is */
export async function until(holds: () => boolean, trigger: ActiveTrigger): Promise<void> {
  for (let left = 400; !holds(); left--) {
    if (left === 0) throw new Error(`Not in time: ${JSON.stringify([trigger.items, trigger.errors, trigger.log])}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const ofType = ({ items }: ActiveTrigger, type: string): IDataObject[] =>
  items.map(({ json }) => json).filter((json) => json['type'] === type);

export const textsOf = (trigger: ActiveTrigger): unknown[] => ofType(trigger, 'turn').map(({ text }) => text);

export const ended = (trigger: ActiveTrigger, count = 1) =>
  until(() => ofType(trigger, 'end').length >= count, trigger);

/** Sound and silence for each turn. */
export const call = (turns: number): Uint8Array => pulses(turns, 'pcm_mulaw', 8_000);

/** A port at which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function listening(listener: RequestListener): Promise<Closable & { readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return opened({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
