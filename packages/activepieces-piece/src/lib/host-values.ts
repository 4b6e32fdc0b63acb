// The framework exports these from 0.33 on, but the last version on npm is 0.32.0.
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
