export { type BuiltApp, builtApp } from './built-app.ts';
export * from './platform.ts';
