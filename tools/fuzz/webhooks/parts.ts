import type { Part } from '../part.ts';
import { coreWebhooks } from './core.ts';

export const webhookParts: readonly Part[] = [coreWebhooks];
