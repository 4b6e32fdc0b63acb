export { type Cruelty, cruelListener } from './recognizer.ts';
export { confidenceOf, halvesOf, type Identity, identityOf } from './identity.ts';
export { type Random, seeded } from './random.ts';
export { conversation, type SpeechOptions } from './speech.ts';
export { torture, type TortureOptions, type TortureResult } from './torture.ts';
