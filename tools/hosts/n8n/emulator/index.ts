export * from './engine.ts';
export { parametersFor } from './parameters.ts';
