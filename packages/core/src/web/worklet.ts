/** Name of the processor that {@link MICROPHONE_WORKLET} registers. */
export const PROCESSOR = 'aai-microphone';

/**
 * The module that collects samples on the audio thread, as JavaScript. If the content security policy of a page forbids
 * modules from `blob:` URLs, serve this text as a file and pass its address as `workletUrl`.
 *
 * Posts frames of samples. After a message from the page, it posts the last samples and `null`, and stops.
 */
export const MICROPHONE_WORKLET = `registerProcessor('${PROCESSOR}', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { frameSize } }) {
    super();
    this.frame = new Float32Array(frameSize);
    this.length = 0;
    this.isOn = true;
    this.port.onmessage = () => {
      this.isOn = false;
      if (this.length > 0) this.post();
      this.port.postMessage(null);
    };
  }
  post() {
    const samples = this.frame.slice(0, this.length);
    this.length = 0;
    this.port.postMessage(samples, [samples.buffer]);
  }
  process([[samples = []]]) {
    for (let at = 0; this.isOn && at < samples.length;) {
      const count = Math.min(samples.length - at, this.frame.length - this.length);
      this.frame.set(samples.subarray(at, at + count), this.length);
      this.length += count;
      at += count;
      if (this.length === this.frame.length) this.post();
    }
    return this.isOn;
  }
});
`;
