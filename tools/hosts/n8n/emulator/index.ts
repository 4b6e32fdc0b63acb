export * from './engine.ts';
export { parametersFor } from './parameters.ts';
export { emittedBy } from './trigger.ts';
