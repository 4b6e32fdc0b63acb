import type { AnyText } from '../../any-text.ts';
import type { Json } from '../../model.ts';
import type { Media } from '../../media.ts';
import type { Field, Fields, Option } from './fields.ts';

/** The typed value of one field. */
export type ValueOf<F extends Field> = F extends { readonly kind: 'text' }
  ? string
  : F extends { readonly kind: 'number' }
    ? number
    : F extends { readonly kind: 'flag' }
      ? boolean
      : F extends { readonly kind: 'choice'; readonly options: readonly Option<infer V>[] }
        ? V
        : F extends { readonly kind: 'openChoice'; readonly options: readonly Option<infer V>[] }
          ? V | AnyText
          : F extends { readonly kind: 'choices'; readonly open: true; readonly options: readonly Option<infer V>[] }
            ? readonly (V | AnyText)[]
            : F extends { readonly kind: 'choices'; readonly options: readonly Option<infer V>[] }
              ? readonly V[]
              : F extends { readonly kind: 'terms' }
                ? readonly string[]
                : F extends { readonly kind: 'rows'; readonly columns: infer C extends Fields }
                  ? readonly InputOf<C>[]
                  : F extends { readonly kind: 'media' }
                    ? Media
                    : F extends { readonly kind: 'json' }
                      ? Json
                      : never;

/** A required field that is not always shown may be absent. */
type RequiredKeys<P extends Fields> = {
  [K in keyof P]: P[K] extends { readonly required: true; readonly showWhen?: undefined } ? K : never;
}[keyof P];

type Flat<T> = { readonly [K in keyof T]: T[K] };

/** The input of a form whose fields are known only at run time. */
export type AnyInput = Readonly<Record<string, unknown>>;

/**
 * The typed input of a form: required fields, then optional ones. {@link AnyInput} if the type of the form is just
 * `Fields`.
 */
export type InputOf<P extends Fields> = string extends keyof P
  ? AnyInput
  : Flat<
      { readonly [K in RequiredKeys<P>]: ValueOf<P[K]> } & {
        readonly [K in Exclude<keyof P, RequiredKeys<P>>]?: ValueOf<P[K]> | undefined;
      }
    >;
