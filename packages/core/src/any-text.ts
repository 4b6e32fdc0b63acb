/** Any other text. Beside literals in a union, it keeps them as suggestions in an editor. */
export type AnyText = string & Record<never, never>;
