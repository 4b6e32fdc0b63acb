import type { assemblyAiAuth } from './credential.ts';
import type { ActionContext, InputPropertyMap, TriggerHookContext, TriggerStrategy } from './host-values.ts';

type Auth = typeof assemblyAiAuth;

/** What an action is run with. */
export type StepContext = ActionContext<Auth, InputPropertyMap>;

/** What waiting needs of the context of a step. */
export type WaitingContext = Pick<StepContext, 'run' | 'server' | 'step' | 'store'>;

/** What a trigger is run with, whether it polls or is called. */
export type TriggerContext = Pick<
  TriggerHookContext<Auth, InputPropertyMap, TriggerStrategy.POLLING>,
  'auth' | 'propsValue' | 'store'
>;

/** What a trigger is run with when it is called. */
export type WebhookContext = TriggerContext &
  Pick<TriggerHookContext<Auth, InputPropertyMap, TriggerStrategy.WEBHOOK>, 'flows' | 'payload'>;
