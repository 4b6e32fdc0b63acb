/**
 * Preloaded into a program: what it asks of AssemblyAI, in whichever region, the stand-in at STAND_IN answers. So the
 * examples of a README run as they are printed.
 */
import { answerAsModel } from './language-model.mjs';

const { fetch } = globalThis;
const standIn = process.env.STAND_IN;

globalThis.fetch = (input, init) => {
  const { hostname, pathname, search } = new URL(input instanceof Request ? input.url : input);
  if (hostname === 'api.openai.com') return answerAsModel(pathname, JSON.parse(init.body));
  if (!hostname.endsWith('.assemblyai.com')) throw new Error(`An example asks ${hostname}.`);
  return fetch(new URL(pathname + search, standIn), input instanceof Request ? input : init);
};
