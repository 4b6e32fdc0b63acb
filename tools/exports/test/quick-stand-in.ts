import {
  bundledTranscripts,
  replayEngine,
  type StandIn,
  type StandInOptions,
  startStandIn,
} from '@aai-connectors/stand-in';

/** A stand-in that answers any audio with a recorded transcript, without recognizing it. */
export function quickStandIn(options: Pick<StandInOptions, 'timing'> = {}): Promise<StandIn> {
  const [url = ''] = Object.keys(bundledTranscripts());
  const { transcribe } = replayEngine();
  return startStandIn({ ...options, engines: [{ name: 'any', transcribe: (audio) => transcribe({ ...audio, url }) }] });
}
