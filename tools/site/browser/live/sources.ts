import { SAMPLE } from '../../shared/sample.ts';
import { addressOf } from '../try-it/server.ts';

/** Without the improvements for calls, which remove parts of the speech. */
const PLAIN_AUDIO = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };

/** @throws DOMException if the user does not allow it, or if there is none */
export const openMicrophone = (): Promise<MediaStream> => navigator.mediaDevices.getUserMedia({ audio: PLAIN_AUDIO });

/** Plays the bundled recording, and returns what is heard as a stream that ends with it. */
export async function playSample(): Promise<MediaStream> {
  const bytes = await fetch(addressOf(SAMPLE.audio)).then((response) => response.arrayBuffer());
  const context = new AudioContext();
  const source = context.createBufferSource();
  source.buffer = await context.decodeAudioData(bytes);
  const heard = context.createMediaStreamDestination();
  source.connect(heard);
  source.connect(context.destination);
  const { stream } = heard;
  source.onended = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  source.start();
  return stream;
}
