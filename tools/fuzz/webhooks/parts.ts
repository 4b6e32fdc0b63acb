import type { Part } from '../part.ts';
import { coreWebhooks } from './core.ts';
import { hostWebhooks } from './hosts.ts';

export const webhookParts: readonly Part[] = [coreWebhooks, ...hostWebhooks];
