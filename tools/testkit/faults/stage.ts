import { type Client, createClient } from '@aai-connectors/core';
import { fetchHands } from '@aai-connectors/core/web';
import { FAULT_HEADER, isVirtual, type StandIn, startStandIn } from '@aai-connectors/stand-in';

/** Real milliseconds after which a request counts as unanswered. The stand-in answers within a few. */
const PATIENCE_MS = 250;

/** A stand-in whose time stands still but for what the client sleeps, and clients that meet faults on it. */
export interface Stage {
  readonly standIn: StandIn;
  /** A client whose first `times` requests suffer `fault`. */
  client(fault?: string, times?: number): { readonly client: Client; readonly requests: () => number };
  /** The id of a finished transcript that has everything an operation can ask for. */
  readonly finishedId: string;
  /** The id of a LeMUR request of its own, to be read and purged. */
  lemurRequest(): Promise<string>;
  /** A finished transcript of its own, to be deleted. */
  expendable(): Promise<string>;
  close(): Promise<void>;
}

/** A recording whose words the stand-in knows from a fixture. There is no sound to it. */
export const KNOWN_AUDIO = 'https://assembly.ai/wildfires.mp3';

export async function setStage(): Promise<Stage> {
  const standIn = await startStandIn({ clock: 'manual', timing: { slowMs: 20 } });
  const { clock } = standIn;
  if (!isVirtual(clock)) throw new Error('The stage needs a clock that can be moved.');
  const web = fetchHands();

  const clientWith: Stage['client'] = (fault, times = 0) => {
    let sent = 0;
    const client = createClient({
      apiKey: standIn.keys[0],
      hosts: standIn.hosts,
      hands: {
        async send(request, signal) {
          sent++;
          const headers =
            fault !== undefined && sent <= times ? { ...request.headers, [FAULT_HEADER]: fault } : request.headers;
          // What the stand-in does in its own time happens while the answer is waited for.
          const ticking = setInterval(() => void clock.advance(20, { settle: 'events' }), 5);
          try {
            return await web.send({ ...request, headers, timeoutMs: PATIENCE_MS }, signal);
          } catch (error) {
            if ((error as { code?: string }).code === 'timeout')
              await clock.advance(request.timeoutMs, { settle: 'events' });
            throw error;
          } finally {
            clearInterval(ticking);
          }
        },
        sleep: (ms) => clock.advance(ms),
        now: () => clock.now(),
        random: () => 0.5,
      },
    });
    return { client, requests: () => sent };
  };

  const { client } = clientWith();
  const expendable = async (): Promise<string> => (await client.transcribe(KNOWN_AUDIO, { speaker_labels: true })).id;
  const { id: finishedId } = await client.transcribe(standIn.audio['dialogue']!, {
    speaker_labels: true,
    redact_pii: true,
    redact_pii_audio: true,
    redact_pii_policies: ['date'],
  });
  await clock.advance(1_000);
  const lemurRequest = async (): Promise<string> =>
    (await client.lemur.task({ transcript_ids: [finishedId], prompt: 'Summarise.' })).request_id;

  return { standIn, finishedId, lemurRequest, client: clientWith, expendable, close: () => standIn.close() };
}
