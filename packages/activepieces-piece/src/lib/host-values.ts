// From 0.33 on the framework has these itself, but 0.32.0 is the last one on npm.
export { ExecutionType, MarkdownVariant, PieceCategory } from '@activepieces/shared';
export {
  createAction,
  createPiece,
  createTrigger,
  PieceAuth,
  Property,
  TriggerStrategy,
} from '@activepieces/pieces-framework';
export type {
  ActionContext,
  FilesService,
  InputPropertyMap,
  OutputSchema,
  OutputSchemaField,
  PropertyContext,
  Store,
  TriggerHookContext,
} from '@activepieces/pieces-framework';
