export * from './built.ts';
export * from './form.ts';
export { n8nConnection, n8nForms } from './n8n.ts';
export { activepiecesForm, type PieceStep } from './activepieces.ts';
export { zapierForm, type ZapierStep } from './zapier.ts';
