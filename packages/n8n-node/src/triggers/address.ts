/** Path of the webhook trigger, after the ID of its webhook. */
export const TRIGGER_PATH = 'transcript-ready';

/** Whether a webhook URL belongs to a trigger of this package, in any n8n. Only a trigger gets the webhook secret. */
export const isTriggerUrl = ({ pathname }: URL): boolean => pathname.replace(/\/+$/, '').endsWith(`/${TRIGGER_PATH}`);
