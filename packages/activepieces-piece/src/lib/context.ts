import type { assemblyAiAuth } from './credential.ts';
import type { ActionContext, InputPropertyMap, TriggerHookContext, TriggerStrategy } from './host-values.ts';

type Auth = typeof assemblyAiAuth;

/** Context of an action. */
export type StepContext = ActionContext<Auth, InputPropertyMap>;

/** The part of an action's context that waiting uses. */
export type WaitingContext = Pick<StepContext, 'run' | 'server' | 'step' | 'store'>;

/** Context of any trigger. */
export type TriggerContext = Pick<
  TriggerHookContext<Auth, InputPropertyMap, TriggerStrategy.POLLING>,
  'auth' | 'propsValue' | 'store'
>;

/** Context of a webhook trigger. */
export type WebhookContext = TriggerContext &
  Pick<TriggerHookContext<Auth, InputPropertyMap, TriggerStrategy.WEBHOOK>, 'flows' | 'payload'>;
