export { builtApp } from './built-app.ts';
export * from './platform.ts';
