import { bundledTranscripts, replayEngine, type StandIn, startStandIn } from '@aai-connectors/stand-in';

/** A stand-in that answers any audio with a recorded transcript, without recognizing it. */
export function quickStandIn(): Promise<StandIn> {
  const [url = ''] = Object.keys(bundledTranscripts());
  const { transcribe } = replayEngine();
  return startStandIn({ engines: [{ name: 'any', transcribe: (audio) => transcribe({ ...audio, url }) }] });
}
