export { type Schema, schemaOf, schemaOfField } from './schema.ts';
