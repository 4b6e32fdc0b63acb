import type { assemblyAiAuth } from './credential.ts';
import type { ActionContext, InputPropertyMap, TriggerHookContext, TriggerStrategy } from './host-values.ts';

type Auth = typeof assemblyAiAuth;

/** What an action is run with. */
export type StepContext = ActionContext<Auth, InputPropertyMap>;

/** What a trigger is run with, whatever tells it. */
export type TriggerContext = Pick<
  TriggerHookContext<Auth, InputPropertyMap, TriggerStrategy.POLLING>,
  'auth' | 'propsValue' | 'store'
>;

/** What a trigger is run with that was called. */
export type WebhookContext = TriggerContext &
  Pick<TriggerHookContext<Auth, InputPropertyMap, TriggerStrategy.WEBHOOK>, 'payload'>;
