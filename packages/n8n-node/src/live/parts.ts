import type { IDataObject, IN8nHttpFullResponse, ITriggerFunctions } from 'n8n-workflow';
import type { Connect, FeedEnd, SessionOptions } from '../core.ts';
import type { ItemKind } from './items.ts';
import type { LiveSettings } from './settings.ts';

/** What a source needs. */
export interface SourceParts {
  readonly host: ITriggerFunctions;
  readonly settings: LiveSettings;
  readonly connect: Connect;
  readonly signal: AbortSignal;
  /** The response with the audio, if the source was opened before. */
  readonly opened: IN8nHttpFullResponse | undefined;
  emit(kind: Exclude<ItemKind, 'end'>, data: IDataObject): void;
  /** The end of a call or source. A failure is reported even if the user wants no items about ends. */
  emitEnd(end: FeedEnd, data: IDataObject): void;
  /** Reports something that needs no action, in n8n's log. */
  log(message: string): void;
  /** Reports a source that has been out of reach for long, as a failed execution. The trigger keeps trying. */
  reportOutage(why: string): void;
}

/** A source, until `signal` fires. */
export type Source = (parts: SourceParts) => Promise<void>;

export const sessionOptions = ({ idleTimeoutMs }: LiveSettings): SessionOptions => ({ idleTimeoutMs });
